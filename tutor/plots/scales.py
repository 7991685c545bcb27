"""From values to places between the two ends of an axis, linear or logarithmic, for any floats whatever."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from tutor.plots.figure import Axis, Chart, Numbers
from tutor.plots.rounding import round_numbers

FAR: Final = 1e6
"""Axis lengths: what is farther outside is drawn as if it were here. Nobody sees the difference, no sum overflows."""
LARGEST: Final = 1e300  # limits beyond it would leave no room to step
HALF_DECADE: Final = 0.5
SLACK: Final = 0.08  # of the axis: so much it may be longer to end on a round number
ROUND_NUMBERS: Final = 6  # as coarse as ticks
SAME: Final = 1e-12  # a range narrower than this share of its numbers is rounding, not shape
SMALLEST: Final = 1e-290  # below it halves and differences start to vanish


@dataclass(frozen=True)
class Scale:
    """An axis with its ends. `low` < `high` are in units of the axis: log10 of the value on a log axis."""

    low: float
    high: float
    is_log: bool = False
    is_counted: bool = False  # ticks stand on whole numbers

    def places(self, values: npt.ArrayLike) -> Numbers:
        """Where values lie: 0 at the low end, 1 at the high end, at most FAR outside; inf and nan stay."""
        units = to_units(np.asarray(values, dtype=np.float64), self.is_log)
        with np.errstate(over="ignore", invalid="ignore"):
            places = (units / 2 - self.low / 2) / (self.high / 2 - self.low / 2)  # the whole difference may overflow
        return np.where(np.isfinite(units), np.clip(places, -FAR, FAR), units)

    def value(self, unit: float) -> float:
        """The value at a place given in units of the axis."""
        return to_value(unit, self.is_log)


def to_units(values: Numbers, is_log: bool) -> Numbers:
    """Values as the axis measures them; on a log axis zero and less become -inf."""
    if not is_log:
        return values
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(values <= 0, -np.inf, np.log10(values))


def to_value(unit: float, is_log: bool) -> float:
    """The value at a place given in units of an axis; inf where it is beyond floats."""
    if not is_log:
        return unit
    try:
        return float(10.0**unit)
    except OverflowError:
        return math.inf


def fit_scales(chart: Chart) -> tuple[Scale, Scale]:
    """The x and y scale of a chart from given limits, finite data and marks; y likes to end on round numbers."""
    marks_x = np.array([mark.x for mark in chart.marks if mark.x is not None], dtype=np.float64)
    marks_y = np.array([mark.y for mark in chart.marks if mark.y is not None], dtype=np.float64)
    x = fit_scale(chart.x, [*(series.x for series in chart.series), marks_x])
    y = fit_scale(chart.y, [*(series.y for series in chart.series), marks_y])
    return x, _round_out(y, chart.y)


def fit_scale(axis: Axis, data: Iterable[Numbers]) -> Scale:
    """The scale of one axis: a limit that is given and possible holds, the other ends come from the finite data."""
    is_log = axis.scale == "log"
    units = [to_units(values.ravel(), is_log) for values in data]
    finite = [values[np.isfinite(values)] for values in units]
    lows = [float(values.min()) for values in finite if values.size]
    highs = [float(values.max()) for values in finite if values.size]
    given_low, given_high = _limit(axis.low, is_log), _limit(axis.high, is_log)
    low = min(lows, default=0.0) if given_low is None else given_low
    high = max(highs, default=1.0) if given_high is None else given_high
    if given_low is not None and given_high is not None:
        low, high = min(low, high), max(low, high)
    return Scale(*_part(low, high, is_log, given_low is not None, given_high is not None), is_log, axis.is_counted)


def _limit(value: float | None, is_log: bool) -> float | None:
    """A limit in units of the axis, None where it cannot be one."""
    if value is None or not abs(value) <= LARGEST or (is_log and value <= 0):
        return None
    return math.log10(value) if is_log else float(value)


def _part(low: float, high: float, is_log: bool, is_low_given: bool, is_high_given: bool) -> tuple[float, float]:
    """Ends that are apart: around a constant a margin to either side, never against the one limit that was given."""
    size = max(abs(low), abs(high))
    if high > low and high / 2 - low / 2 > max(size * SAME, SMALLEST):
        return low, high
    margin = HALF_DECADE if is_log else size / 2 if size > SMALLEST else 1.0
    if is_low_given and not is_high_given:
        return low, low + margin
    if is_high_given and not is_low_given:
        return high - margin, high
    return max(low - margin, -sys.float_info.max), min(high + margin, sys.float_info.max)


def _round_out(scale: Scale, axis: Axis) -> Scale:
    """The scale with each end that the data decide moved out to a round number or decade, if there is one close by."""
    slack = (scale.high / 2 - scale.low / 2) * 2 * SLACK
    if not math.isfinite(slack):
        return scale
    if scale.is_log:
        ends = [float(math.ceil(scale.low - slack)), float(math.floor(scale.high + slack))]
    else:
        ends = round_numbers(scale.low - slack, scale.high + slack, ROUND_NUMBERS) or [scale.low, scale.high]
    low = scale.low if _limit(axis.low, scale.is_log) is not None else min(scale.low, ends[0])
    high = scale.high if _limit(axis.high, scale.is_log) is not None else max(scale.high, ends[-1])
    return replace(scale, low=low, high=high)
