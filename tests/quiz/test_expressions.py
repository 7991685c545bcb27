"""The expression language computes what Python computes, and can do nothing else."""

from __future__ import annotations

import math
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tutor.errors import ExpressionError
from tutor.quiz.expressions import LONGEST, parse

HOSTILE = [
    "__import__('os').system('true')",
    "().__class__.__bases__[0].__subclasses__()",
    "().__class__",
    "x.real",
    "x[0]",
    "lambda: 1",
    "(lambda x: x)(1)",
    "[x for x in (1, 2)]",
    "(x for x in (1, 2))",
    "{1: 2}",
    "{x}",
    "f'{x}'",
    "f''",
    "b'x'",
    "(y := 1)",
    "x = 1",
    "import os",
    "open('/etc/passwd')",
    "eval('1')",
    "print(x)",
    "sigmoid(*x)",
    "sigmoid(z=x)",
    "max(*(1, 2))",
    "x if x",
    "await x",
    "yield x",
    "...",
    "None",
    "1j",
    "0x10",
    "1_000",
    "x @ x",
    "x % 2",
    "x // 2",
    "x << 2",
    "~x",
    "x is x",
    "x in x",
    "x; x",
    "x # y",
    "x \\\n + 1",
    "'\\x41' == 'A'",
    "\0",
    "ｓigmoid(x)",
    "σ(x)",
    "x" * 10**6,
    "(" * 10_000 + "x" + ")" * 10_000,
    "(" * 240 + "x" + ")" * 240,
    "-" * 490 + "1",
    "not " * 120 + "x",
    "sigmoid(" * 60 + "x" + ")" * 59,
    "",
    "   ",
    ")",
    "1, 2",
    "()",
    "1or 2",
    "1if x else 2",
    "0xfor x",
    "1 .real",
]


@pytest.mark.parametrize("source", HOSTILE, ids=lambda source: source[:30])
def test_what_is_not_of_the_language_is_refused(source: str) -> None:
    with pytest.raises(ExpressionError) as refusal:
        parse(source)
    assert refusal.value.what
    assert refusal.value.remedy
    assert 0 <= refusal.value.position <= max(len(source), 1)
    assert len(str(refusal.value)) < 400


@pytest.mark.parametrize("source", ["9**9**9**9", "(-9)**9**9", "10**400", "1e400", "9" * 400, "exp(exp(exp(9)))"])
def test_huge_powers_end_at_once_in_infinity(source: str) -> None:
    start = time.perf_counter()
    assert math.isinf(parse(source).evaluate({}))
    assert time.perf_counter() - start < 1


@settings(derandomize=True, max_examples=300)
@given(st.text(max_size=LONGEST + 20))
@example("\ud800")
def test_random_text_is_read_or_refused_with_an_expression_error(text: str) -> None:
    refusal = _refusal(text)
    assert refusal is None or 0 <= refusal.position <= len(text)


@settings(derandomize=True, max_examples=400)
@given(st.text("0123456789.eExyznotifandorels ()+-*/<>=!,'\"_", max_size=60))
def test_random_pieces_of_the_language_are_read_or_refused(text: str) -> None:
    refusal = _refusal(text)
    assert refusal is None or 0 <= refusal.position <= len(text)


def _refusal(text: str) -> ExpressionError | None:
    try:
        expression = parse(text)
        assert isinstance(expression.evaluate(dict.fromkeys(expression.names, 0.5)), float | bool)
    except ExpressionError as refusal:
        return refusal
    return None


TREES = st.recursive(
    st.one_of(
        st.sampled_from(["x", "y"]), st.integers(0, 9).map(str), st.floats(0.01, 50).map(lambda number: f"{number:.3f}")
    ),
    lambda part: st.one_of(
        st.builds("({} {} {})".format, part, st.sampled_from("+-*/"), part),
        st.builds("{}({})".format, st.sampled_from(["exp", "tanh", "erf", "sin", "cos", "abs"]), part),
        st.builds("-{}".format, part),
        st.builds("({} if {} {} {} else {})".format, part, part, st.sampled_from(["<", ">=", "=="]), part, part),
        st.builds("max({}, {})".format, part, part),
    ),
    max_leaves=12,
)


@settings(derandomize=True, max_examples=150)
@given(TREES, st.floats(-3, 3), st.floats(0.1, 3))
def test_arithmetic_agrees_with_python(source: str, x: float, y: float) -> None:
    names = {name: getattr(math, name) for name in ("exp", "tanh", "erf", "sin", "cos")}
    try:
        expected = eval(source, {"__builtins__": {}}, {**names, "abs": abs, "max": max, "x": x, "y": y})
    except (ZeroDivisionError, OverflowError, ValueError):
        return
    if not math.isnan(expected) and "nan" not in source:
        assert parse(source).evaluate({"x": x, "y": y}) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("2 + 3 * 4", 14),
        ("-2**2", -4),
        ("2**-1", 0.5),
        ("2**3**2", 512),
        ("7 / 2", 3.5),
        ("1 - tanh(z)**2", 1 - math.tanh(0.5) ** 2),
        ("0.1 <= z < 1", True),
        ("1 < z < 1 / 0", False),
        ("not z > 1 and z", True),
        ("z > 1 or n == 50", True),
        ('activation == "relu"', True),
        ("activation != 'relu'", False),
        ('1 if activation == "tanh" else 2', 2),
        ("pi", math.pi),
        ("-inf < nan", False),
        ("sqrt(\n  2 / n\n)", 0.2),
        ("  z", 0.5),
        ("is_dead", True),
        ("is_dead + 1", 2),
        ("max(1, 2, n)", 50),
        ("log(e)", 1),
    ],
)
def test_expressions_mean_what_they_say(source: str, value: float) -> None:
    values = {"z": 0.5, "n": 50.0, "activation": "relu", "is_dead": True}
    result = parse(source).evaluate(values)
    assert result == pytest.approx(value)
    assert isinstance(result, bool) == isinstance(value, bool) or source == "is_dead + 1"


def test_free_names_come_in_order_with_their_first_place_and_without_constants() -> None:
    expression = parse("b if  a > pi else b + tanh(c)")
    assert expression.free == (("b", 0), ("a", 6), ("c", 27))
    assert expression.names == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("source", "position", "words"),
    [
        ("1 + sigmod(z)", 4, 'Did you mean "sigmoid"?'),
        ("2 + w(1 - z)", 4, "write w*(...)"),
        ("z^2", 1, "Write ** for powers."),
        ("a = 3", 2, "Write == to compare."),
        ("2 * 3z", 4, "Put * or a space after the number."),
        ("[1]", 0, "Use round brackets."),
        ("tanh + 1", 0, "Write tanh(...)."),
        ("1 + tanh(1, 2)", 4, "takes 1, not 2"),
        ("  1 + max(2)", 6, "takes 2 to 9, not 1"),
        ("1 +", 3, "ends too early"),
        ("1 + (2 * 3", 4, "cannot be read from '(2 * 3' on"),
        ("0,25", 0, "Write 0.25 with a point"),
        ("1 + q", 4, "No names are known here."),
        ("1 + +'a'", 4, "is a word, not a number"),
    ],
)
def test_errors_say_where_and_what_to_do(source: str, position: int, words: str) -> None:
    with pytest.raises(ExpressionError) as refusal:
        parse(source).evaluate({})
    assert words in str(refusal.value)
    assert refusal.value.position == position


def test_an_unknown_name_is_refused_with_the_nearest_known_one() -> None:
    expression = parse("1 + fan_im")
    for ask in (lambda: expression.require({"fan_in"}), lambda: expression.evaluate({"fan_in": 3.0})):
        with pytest.raises(ExpressionError, match='Did you mean "fan_in"') as refusal:
            ask()
        assert refusal.value.position == 4
    expression.require(["fan_im"])


def test_where_nothing_known_is_near_the_known_names_are_listed() -> None:
    with pytest.raises(ExpressionError, match="Known here: depth, width"):
        parse("q").evaluate({"width": 1.0, "depth": 2.0})


@pytest.mark.parametrize(
    "source", ["word + 1", "-word", "sqrt(word)", "word < 3", "not word", "word", "1 if word else 2"]
)
def test_a_word_where_a_number_belongs_is_refused(source: str) -> None:
    with pytest.raises(ExpressionError, match="is a word"):
        parse(source).evaluate({"word": "relu"})


def test_the_longest_and_deepest_formulas_allowed_are_computed() -> None:
    assert parse(" + ".join(["1"] * 100)).evaluate({}) == 100
    assert parse("1 " + " " * (LONGEST - 4) + "+1").evaluate({}) == 2
