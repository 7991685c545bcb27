"""Numbers as people write them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.plots.numerals import count, human, scientific


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.25, "0.25"),
        (4.4e-8, "4.4e−8"),
        (4e-8, "4e−8"),
        (1024, "1\u00a0024"),
        (245479.4, "245\u00a0479"),
        (-0.5, "−0.5"),
        (2.302585, "2.3"),
        (0.01831, "0.0183"),
        (0.001, "0.001"),
        (0.00099, "9.9e−4"),
        (999.6, "1\u00a0000"),
        (1e6, "1e6"),
        (-3.2e38, "−3.2e38"),
        (5e-324, "4.9e−324"),
        (0.0, "0"),
        (-0.0, "0"),
        (math.nan, "nan"),
        (math.inf, "inf"),
        (-math.inf, "−inf"),
    ],
)
def test_number_is_written_for_people(value: float, text: str) -> None:
    assert human(value) == text


@settings(derandomize=True, max_examples=100)
@given(st.floats(-1e300, 1e300))
def test_written_number_is_close_to_the_number(value: float) -> None:
    read = float(human(value).replace("−", "-").replace("\u00a0", ""))
    assert read == pytest.approx(value, rel=0.051, abs=1e-323)  # two digits: half of the second of 1.0


def test_scientific_says_no_zeros() -> None:
    assert [scientific(v) for v in (1e-8, 2.5e10, 9.96e3)] == ["1e-8", "2.5e10", "1e4"]


def test_nouns_follow_their_number() -> None:
    assert [count(n, "point") for n in (1, 3)] == ["1 point", "3 points"]
