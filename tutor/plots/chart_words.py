"""A chart in words: how each line runs, what it crosses, where it ends, and a table of points."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

import numpy as np

from tutor.plots.figure import Axis, Band, Chart, Mark, Numbers, Series
from tutor.plots.numerals import human
from tutor.plots.phrases import at, change, name_of, stretch
from tutor.plots.scales import Scale, to_units, to_value
from tutor.plots.ticks import find_ticks

MOST_ROWS: Final = 12
MOST_CROSSINGS: Final = 3
NOTABLE: Final = 0.1  # of the height: a hump or dip this far beyond both ends is told


def chart_sentences(chart: Chart) -> Iterator[str]:
    """A sentence for each line that is not faint, then the marks and the bands."""
    lines = [series for series in chart.series if series.stroke != "faint"] or chart.series
    for series in lines:
        yield f"{_subject(series, chart)} {'; '.join(_facts(series, chart))}."
    yield from _places(chart)


def _subject(series: Series, chart: Chart) -> str:
    label = series.label or series.name
    return f"{label}: {name_of(chart.y, '')}" if chart.y.label else label


def _facts(series: Series, chart: Chart) -> Iterator[str]:
    """How the line runs, what it crosses, where it is not a number."""
    points = min(len(series.x), len(series.y))
    x, y = series.x[:points], series.y[:points]
    has_x = np.isfinite(to_units(x, chart.x.scale == "log"))
    x, y = x[has_x], y[has_x]
    is_number = np.isfinite(y)
    if not is_number.any():
        yield "has no finite value"
    else:
        order = np.argsort(x[is_number], kind="stable")
        yield _run(x[is_number][order], y[is_number][order], chart)
        for mark in chart.marks:
            yield from _meets(x[is_number][order], y[is_number][order], mark, chart)
    for name, is_lost in (("nan", np.isnan(y)), ("inf", y == np.inf), ("−inf", y == -np.inf), ("0", y == 0)):
        if is_lost.any() and (name != "0" or chart.y.scale == "log"):
            yield f"{name} {stretch(chart.x, x, is_lost)}"


def _run(x: Numbers, y: Numbers, chart: Chart) -> str:
    """From end to end, and the hump or dip between if there is one. `x`, `y`: (points,), finite, x rising."""
    if len(x) == 1:
        return f"is {human(float(y[0]))} at {at(chart.x, float(x[0]))}"
    first, last = (-1, 0) if chart.x.is_told_backward else (0, -1)
    start, end = float(y[first]), float(y[last])
    start_place, end_place = at(chart.x, float(x[first])), at(chart.x, float(x[last]))
    turns = "".join(f", {name} {human(float(y[i]))} at {at(chart.x, float(x[i]))}" for name, i in _turns(y, chart.y))
    if turns and human(start) == human(end):
        return f"goes from {human(start)} at {start_place} back to {human(end)} at {end_place}{turns}"
    return change(start, start_place, end, end_place, has_factor=chart.y.scale == "log") + turns


def _turns(y: Numbers, axis: Axis) -> Iterator[tuple[str, int]]:
    """The highest and the lowest point, where they stand out beyond both ends."""
    units = to_units(y, axis.scale == "log")
    units = np.maximum(units, units[np.isfinite(units)].min(initial=0.0)) / 2  # halves: differences may overflow
    notable = NOTABLE * (units.max() - units.min())
    if units.max() > max(units[0], units[-1]) + notable:
        yield "highest", int(units.argmax())
    if units.min() < min(units[0], units[-1]) - notable:
        yield "lowest", int(units.argmin())


def _meets(x: Numbers, y: Numbers, mark: Mark, chart: Chart) -> Iterator[str]:
    """Where the line crosses a horizontal mark, or its value at a vertical one; straight between points as drawn."""
    is_log_x, is_log_y = chart.x.scale == "log", chart.y.scale == "log"
    across, up = to_units(x, is_log_x), to_units(y, is_log_y)
    if mark.x is not None and mark.y is None and x[0] <= mark.x <= x[-1]:
        value = np.interp(to_units(np.array(mark.x), is_log_x), across, up)
        yield f"{human(to_value(float(value), is_log_y))} at {at(chart.x, mark.x)}"
    if mark.x is None and mark.y is not None:
        places = [to_value(place, is_log_x) for place in _crossings(across, up, mark.y, is_log_y)]
        if places:
            write = _between if chart.x.is_counted else human
            shown = ", ".join(map(write, places[:MOST_CROSSINGS])) + (" and more" * (len(places) > MOST_CROSSINGS))
            where = f"{'between' if chart.x.is_counted else 'at'} {name_of(chart.x, 'x')}"
            yield f"crosses {mark.label or human(mark.y)} {where} {shown}"


def _between(place: float) -> str:
    """`1 and 2` for a place from 1 to 2."""
    return f"{human(math.floor(place))} and {human(math.floor(place) + 1)}"


def _crossings(across: Numbers, up: Numbers, value: float, is_log: bool) -> list[float]:
    """Where a line passes a value, in units of the x axis. `across`, `up`: (points,) in units of the axes."""
    level = to_units(np.array(value), is_log)
    is_above = up > level
    before = np.flatnonzero(is_above[1:] != is_above[:-1])
    start, end = up[before], up[before + 1]
    with np.errstate(invalid="ignore"):
        share = np.nan_to_num((level / 2 - start / 2) / (end / 2 - start / 2), nan=1.0)  # nan: from 0 on a log axis
    return list((across[before] * (1 - share) + across[before + 1] * share).tolist())


def _places(chart: Chart) -> Iterator[str]:
    """The marks and the bands, each in one sentence."""
    if marks := [told for mark in chart.marks if (told := _mark(mark, chart))]:
        yield f"Marked: {'; '.join(marks)}."
    if chart.bands:
        bands = [f"{band.label or 'a band'} {_extent(band)}" for band in chart.bands]
        yield f"Shaded along {name_of(chart.x, 'x')}: {'; '.join(bands)}."


def _mark(mark: Mark, chart: Chart) -> str:
    """The label and where the mark is, unless the label says so itself."""
    places = [at(axis, value) for axis, value in ((chart.x, mark.x), (chart.y, mark.y)) if value is not None]
    if f"{name_of(chart.x, 'x')} =" in mark.label or not places:
        return mark.label
    return f"{mark.label or 'a mark'} at {' and '.join(places)}"


def _extent(band: Band) -> str:
    if band.low == -math.inf:
        return f"below {human(band.high)}"
    if band.high == math.inf:
        return f"above {human(band.low)}"
    return f"from {human(band.low)} to {human(band.high)}"


def chart_rows(chart: Chart) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Header and at most twelve rows: x and the value of every series there."""
    told = [series for series in chart.series if series.is_told]
    header = (chart.x.label or "x", *(series.label or series.name for series in told))
    picks = _pick(chart)
    reach = min(np.diff(np.array(picks) / 2), default=math.inf) / 2  # halves: differences may overflow
    rows = [(human(x), *(_value_near(series, x, reach) for series in told)) for x in picks]
    return header, tuple(rows)


def _pick(chart: Chart) -> list[float]:
    """The x values to tell: all where they are few, else the first, the last and those next to round ones."""
    is_log = chart.x.scale == "log"
    known = np.unique(np.concatenate([series.x for series in chart.series] or [np.empty(0)]))
    known = known[np.isfinite(to_units(known, is_log))]
    if len(known) <= MOST_ROWS:
        return list(known.tolist())
    units = to_units(known, is_log)
    low, high = float(units[0]), float(units[-1])
    places = [0.0, 1.0, *(tick.place for tick in find_ticks(Scale(low, high, is_log), MOST_ROWS - 2))]
    targets = [low * (1 - place) + high * place for place in places]
    nearest = {int(np.abs(units / 2 - target / 2).argmin()) for target in targets}
    return list(known[sorted(nearest)].tolist())


def _value_near(series: Series, x: float, reach: float) -> str:
    """The value at the point next to x, nothing where the series has no point within reach."""
    points = min(len(series.x), len(series.y))
    distance = np.abs(series.x[:points] / 2 - x / 2)
    if np.isnan(distance).all() or distance[nearest := int(np.nanargmin(distance))] > reach:
        return ""
    return human(float(series.y[nearest]))
