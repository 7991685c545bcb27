"""Ticks stand on round numbers, and their labels say where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.plots.scales import Scale
from tutor.plots.ticks import find_ticks


def labels(scale: Scale, most: int) -> list[str]:
    return [tick.label for tick in find_ticks(scale, most)]


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [
        (0, 1, 5, ["0.00", "0.25", "0.50", "0.75", "1.00"]),
        (0, 1, 6, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (-6, 6, 7, ["−6", "−4", "−2", "0", "2", "4", "6"]),
        (1, 50, 6, ["10", "20", "30", "40", "50"]),
        (0, 40000, 5, ["0", "10000", "20000", "30000", "40000"]),
        (0, 3e6, 4, ["0", "1e6", "2e6", "3e6"]),
        (0, 4e-7, 5, ["0", "1e−7", "2e−7", "3e−7", "4e−7"]),
        (1e6, 1e6 + 4, 5, ["1e6", "1.000001e6", "1.000002e6", "1.000003e6", "1.000004e6"]),
        (-0.03, 0.03, 3, ["−0.02", "0.00", "0.02"]),
    ],
)
def test_linear_ticks_are_round(low: float, high: float, most: int, expected: list[str]) -> None:
    assert labels(Scale(low, high), most) == expected


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [
        (-14, 8, 12, ["1e−14", "1e−12", "1e−10", "1e−8", "1e−6", "1e−4", "0.01", "1", "100", "1e4", "1e6", "1e8"]),
        (-14, 8, 5, ["1e−10", "1e−5", "1", "1e5"]),
        (-3, 3, 7, ["1e−3", "0.01", "0.1", "1", "10", "100", "1000"]),
        (-0.2, 0.8, 5, ["1", "2", "5"]),
        (-320, 300, 5, ["1e−200", "1", "1e200"]),
        (-0.01, 0.01, 3, ["0.98", "1.00", "1.02"]),
    ],
)
def test_log_ticks_are_decades_or_their_parts(low: float, high: float, most: int, expected: list[str]) -> None:
    assert labels(Scale(low, high, is_log=True), most) == expected


def test_ticks_of_what_is_counted_stand_on_whole_numbers() -> None:
    assert labels(Scale(0, 10), 6) == ["0", "2", "4", "6", "8", "10"]
    assert labels(Scale(0, 10), 5) == ["0.0", "2.5", "5.0", "7.5", "10.0"]
    assert labels(Scale(0, 10, is_counted=True), 5) == ["0", "5", "10"]
    assert labels(Scale(1, 2, is_counted=True), 5) == ["1", "2"]


def test_no_room_means_no_ticks() -> None:
    assert find_ticks(Scale(0, 1), 0) == ()


@settings(derandomize=True, max_examples=120)
@given(st.floats(-1e200, 1e200), st.floats(1e-6, 1e100), st.integers(2, 12))
def test_labels_tell_the_place(middle: float, share: float, most: int) -> None:
    scale = Scale(middle - abs(middle) * share - 1e-9, middle + abs(middle) * share + 1e-9)
    ticks = find_ticks(scale, most)
    assert len(ticks) <= most
    assert [tick.place for tick in ticks] == sorted(tick.place for tick in ticks)
    for tick in ticks:
        assert 0 <= tick.place <= 1
        assert scale.places([float(tick.label.replace("−", "-"))])[0] == pytest.approx(tick.place, abs=0.02)


@settings(derandomize=True, max_examples=120)
@given(st.floats(-320, 300), st.floats(1e-3, 600), st.integers(2, 12))
def test_log_labels_tell_the_place(low: float, length: float, most: int) -> None:
    scale = Scale(low, min(low + length, 308.0), is_log=True)
    for tick in find_ticks(scale, most):
        assert scale.places([float(tick.label.replace("−", "-"))])[0] == pytest.approx(tick.place, abs=0.05)
