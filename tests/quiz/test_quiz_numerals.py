"""Numbers are read as people type them, and written as people read them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.quiz.numerals import LONGEST, read_number, write_number
from tutor.quiz.responses import UnreadableError


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.25", 0.25),
        (" .25 ", 0.25),
        ("5.", 5),
        ("0,25", 0.25),
        (",25", 0.25),
        ("−3", -3),
        ("- 3", -3),
        ("+5", 5),
        ("1e-6", 1e-6),
        ("1E−6", 1e-6),
        ("1,2e-3", 0.0012),
        ("1·10^-6", 1e-6),
        ("1*10^-6", 1e-6),
        ("1*10**-6", 1e-6),
        ("1x10^-6", 1e-6),
        ("1 × 10⁻⁶", 1e-6),
        ("3 · 10^(−5)", 3e-5),
        ("10^{-6}", 1e-6),
        ("10^-6", 1e-6),
        ("-10^-6", -1e-6),
        ("0.25^10", 0.25**10),
        ("1/4", 0.25),
        ("-1 / 4", -0.25),
        ("1/10^3", 0.001),
        ("25%", 0.25),
        ("2,5 %", 0.025),
        ("2 754", 2754),
        ("2\u202f754", 2754),
        ("2_754", 2754),
        ("2 754,5", 2754.5),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234,567", 1234567),
        ("1.234.567", 1234567),
        ("1.000", 1),
        ("0,125", 0.125),
        ("1234,567", 1234.567),
        ("12,3456", 12.3456),
    ],
)
def test_number_is_read_as_typed(text: str, number: float) -> None:
    assert read_number(text) == pytest.approx(number, rel=1e-12, abs=0)


@pytest.mark.parametrize("text", ["1e999", "1e400", "10^99999999999", "inf", "-Infinity", "−∞", "NaN", "1/0", "0/0"])
def test_what_is_not_finite_is_a_slip(text: str) -> None:
    with pytest.raises(UnreadableError, match=r"^That is not a finite number\. Type it like"):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [("3 ms", "ms", 3), ("3ms", "ms", 3), ("3 MS", "ms", 3), ("3", "ms", 3), ("25%", "%", 25), ("25", "%", 25)],
)
def test_the_questions_own_unit_may_stand_behind_the_number(text: str, unit: str, number: float) -> None:
    assert read_number(text, unit) == number


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "3 km",
        "1 2",
        "2 75",
        "1.2.3",
        "1,23,4",
        "1/2/3",
        "--3",
        "e5",
        "1e",
        "1e5.5",
        "٣",
        "½",
        "..",
        "1,000,0",
        "%",
    ],
)
def test_what_holds_no_number_is_asked_back_with_examples(text: str) -> None:
    with pytest.raises(UnreadableError) as slip:
        read_number(text, "ms")
    assert str(slip.value) == f"I read no number in {text!r}. Type it like 0.25, 1e-6 or 1/4."


@pytest.mark.parametrize(("text", "readings"), [("1,000", "1000 or 1.000"), ("−12,345", "12345 or 12.345")])
def test_a_comma_that_could_group_thousands_is_asked_back(text: str, readings: str) -> None:
    with pytest.raises(UnreadableError, match=readings):
        read_number(text)


def test_nothing_typed_is_no_number() -> None:
    with pytest.raises(UnreadableError, match="There is no number yet"):
        read_number("  ")


@settings(derandomize=True, max_examples=500)
@given(st.one_of(st.text(max_size=LONGEST + 5), st.text("0123456789.,eE+-−*x^/%() _inf", max_size=20)))
def test_any_text_is_a_number_or_a_slip(text: str) -> None:
    try:
        assert math.isfinite(read_number(text, "ms"))
    except UnreadableError as slip:
        assert slip.remedy  # noqa: PT017


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.25, "0.25"),
        (-3.0, "−3"),
        (50.0, "50"),
        (-0.0, "0"),
        (4.54e-5, "4.54e−5"),
        (-4.5398e-5, "−4.54e−5"),
        (0.0001, "0.0001"),
        (1 / 3, "0.3333"),
        (0.1 + 0.2, "0.3"),
        (2754.2, "2754"),
        (123456.0, "123456"),
        (1e6, "1e6"),
        (9.99996, "10"),
        (999999.9, "1e6"),
        (1e-300, "1e−300"),
        (math.inf, "inf"),
        (-math.inf, "−inf"),
        (math.nan, "nan"),
    ],
)
def test_number_is_written_for_people(value: float, written: str) -> None:
    assert write_number(value) == written


def test_fewer_digits_can_be_asked_for() -> None:
    assert [write_number(math.pi * 1e-5, digits) for digits in (1, 2, 6)] == ["3e−5", "3.1e−5", "3.14159e−5"]


@settings(derandomize=True, max_examples=300)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_is_written_is_read_back_to_its_digits(value: float) -> None:
    assert read_number(write_number(value, digits=6)) == pytest.approx(value, rel=5.01e-6, abs=5e-324)
