"""Where an axis is labelled: round numbers on a linear axis, decades on a logarithmic one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from tutor.plots.numerals import MINUS, scientific
from tutor.plots.rounding import EDGE, round_numbers
from tutor.plots.scales import Scale

DECADE_STRIDES: Final = (1, 2, 3, 5, 10, 20, 50, 100, 200, 500)  # doubles span 632 decades
MANTISSAS: Final = ((1.0, 2.0, 5.0), (1.0, 3.0))
PLAIN_DECADES: Final = range(-2, 4)  # 0.01 .. 1000
PLAIN_BELOW: Final = 1e5
MOST_DECIMALS: Final = 4
MOST_DIGITS: Final = 17  # a double has no more


class Tick(NamedTuple):
    """A labelled place: 0 is the low end of the axis, 1 the high end. The label has a true minus."""

    place: float
    label: str


def find_ticks(scale: Scale, most: int) -> tuple[Tick, ...]:
    """At most about `most` ticks inside the scale, in rising order; none where `most` < 1."""
    if most < 1:
        return ()
    values, labels = _log_ticks(scale, most) if scale.is_log else _linear_ticks(scale, most)
    places = scale.places(values).tolist() if values else []
    inside = [(place, label) for place, label in zip(places, labels, strict=True) if -EDGE <= place <= 1 + EDGE]
    return tuple(Tick(min(max(place, 0.0), 1.0), label.replace("-", MINUS)) for place, label in inside)


def _linear_ticks(scale: Scale, most: int) -> tuple[list[float], list[str]]:
    values = round_numbers(scale.low, scale.high, most)
    if scale.is_counted:
        while any(value % 1 for value in values) and most > 1:
            most -= 1
            values = round_numbers(scale.low, scale.high, most)
        values = [value for value in values if not value % 1]
    return values, plain_labels(values)


def plain_labels(values: Sequence[float]) -> list[str]:
    """Labels with one number of decimals for all; scientific ones where plain ones would be long."""
    if not values:
        return []
    largest = max(abs(value) for value in values)
    step = min((abs(b - a) for a, b in pairwise(values)), default=largest) or 1.0
    decimals = next((d for d in range(MOST_DECIMALS + 1) if _is_whole(step * 10**d)), MOST_DECIMALS + 1)
    if decimals <= MOST_DECIMALS and largest < PLAIN_BELOW:
        return [f"{value + 0.0:.{decimals}f}" for value in values]
    return _scientific_labels(values)


def _is_whole(value: float) -> bool:
    return abs(value - round(value)) < EDGE * value


def _scientific_labels(values: Sequence[float]) -> list[str]:
    """Labels with the fewest digits that still tell each value."""
    for digits in range(1, MOST_DIGITS + 1):
        labels = ["0" if value == 0 else scientific(value, digits) for value in values]
        if all(math.isclose(float(label), value, rel_tol=EDGE) for label, value in zip(labels, values, strict=True)):
            break
    return labels


def _log_ticks(scale: Scale, most: int) -> tuple[list[float], list[str]]:
    first, last = math.ceil(scale.low - EDGE), math.floor(scale.high + EDGE)
    if last - first >= 1:
        return _decades(first, last, most)
    for mantissas in MANTISSAS:
        values = [m * _power(decade) for decade in range(first - 1, last + 1) for m in mantissas]
        inside = [v for v in values if v > 0 and scale.low - EDGE <= math.log10(v) <= scale.high + EDGE]
        if 2 <= len(inside) <= most:
            return inside, [_value_label(value) for value in inside]
    values = round_numbers(scale.value(scale.low), scale.value(scale.high), most)
    return values, plain_labels(values)


def _decades(first: int, last: int, most: int) -> tuple[list[float], list[str]]:
    """Every decade, or every second, third, fifth ... so that 1 stays among them."""
    for stride in DECADE_STRIDES:
        decades = [decade for decade in range(first, last + 1) if decade % stride == 0]
        if len(decades) <= most:
            break
    return [_power(decade) for decade in decades], [decade_label(decade) for decade in decades]


def decade_label(decade: int) -> str:
    """`1e-8`, but `0.01` to `1000` plain."""
    return f"{_power(decade):g}" if decade in PLAIN_DECADES else f"1e{decade}"


def _value_label(value: float) -> str:
    return f"{value:g}" if math.floor(math.log10(value)) in PLAIN_DECADES else scientific(value)


def _power(decade: int) -> float:
    """10 to the `decade`, to the last bit; inf and 0 beyond floats."""
    return float(f"1e{decade}")
