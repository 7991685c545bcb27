"""Runs of one lab in one picture, so that they can be compared on one axis."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from tutor.labs.frame import Frame
from tutor.plots.figure import MAX_LINES, Axis, Bar, Bars, Chart, Figure, Mark, Series


def together(names: Sequence[str], frames: Sequence[Frame]) -> tuple[Figure, ...]:
    """The figures of runs under their names: one for all runs where that can be read, else one a run.

    Lines and bars of several runs share their axes; fields, ridges and more than four lines stay apart. There may be
    fewer frames than names, while runs are still to begin.
    """
    if len(frames) == 1:
        return frames[0].figures
    figures: list[Figure] = []
    for of_runs in zip(*(frame.figures for frame in frames), strict=False):
        figures += joined(list(zip(names, of_runs, strict=False)))
    return tuple(figures)


def joined(named: list[tuple[str, Figure]]) -> list[Figure]:
    """Figures of several runs under their names: one for all where that can be read, else each by itself."""
    bars = [(name, figure) for name, figure in named if isinstance(figure, Bars)]
    charts = [(name, figure) for name, figure in named if isinstance(figure, Chart)]
    if len(bars) == len(named):
        return [_joined_bars(bars)]
    if len(charts) == len(named) and _are_alike([chart for _, chart in charts]):
        chart = _joined_charts(charts)
        if sum(line.is_told for line in chart.series) <= MAX_LINES:
            return [chart]
    return [replace(figure, title=f"{name}: {figure.title}") for name, figure in named]


def _joined_bars(named: list[tuple[str, Bars]]) -> Bars:
    """Each bar of all runs side by side."""
    first = named[0][1]
    groups = zip(
        *([replace(bar, label=f"{bar.label}, {name}") for bar in bars.bars] for name, bars in named), strict=False
    )
    rows: tuple[Bar, ...] = tuple(bar for group in groups for bar in group)
    return replace(first, bars=rows, axis=_widest([bars.axis for _, bars in named]))


def _are_alike(charts: list[Chart]) -> bool:
    """Whether they measure the same on both axes."""
    return len({(chart.x.label, chart.x.scale, chart.y.label, chart.y.scale) for chart in charts}) == 1


def _joined_charts(named: list[tuple[str, Chart]]) -> Chart:
    charts = [chart for _, chart in named]
    first = charts[0]
    return Chart(
        first.title if len({chart.title for chart in charts}) == 1 else " and ".join(name for name, _ in named),
        tuple(_lines(named)),
        _widest([chart.x for chart in charts]),
        _widest([chart.y for chart in charts]),
        tuple(_marks(named)),
        first.bands if all(chart.bands == first.bands for chart in charts) else (),
    )


def _lines(named: list[tuple[str, Chart]]) -> Iterator[Series]:
    """The lines of all runs, each under its run's name; those that are the same in all runs once."""
    shared = [line for line in named[0][1].series if all(_has(chart, line) for _, chart in named)]
    yield from shared
    hue = len(shared)
    for name, chart in named:
        own = [line for line in chart.series if not any(_is_same(line, other) for other in shared)]
        told = sum(line.is_told for line in own)
        for line in own:
            label = (name if told == 1 else f"{name}: {line.label}") if line.is_told else ""
            yield replace(line, name=f"{line.name}[{name}]", label=label, hue=hue)
            hue += line.is_told


def _has(chart: Chart, line: Series) -> bool:
    return any(_is_same(line, other) for other in chart.series)


def _is_same(line: Series, other: Series) -> bool:
    is_same_data = np.array_equal(line.x, other.x) and np.array_equal(line.y, other.y, equal_nan=True)
    return is_same_data and line.label == other.label


def _marks(named: list[tuple[str, Chart]]) -> Iterator[Mark]:
    """The marks of all runs; those that differ say whose they are."""
    shared = [mark for mark in named[0][1].marks if all(mark in chart.marks for _, chart in named)]
    yield from shared
    for name, chart in named:
        yield from (replace(mark, label=f"{name}: {mark.label}") for mark in chart.marks if mark not in shared)


def _widest(axes: Sequence[Axis]) -> Axis:
    """The first axis, long enough for all."""
    return replace(axes[0], low=_furthest(min, (a.low for a in axes)), high=_furthest(max, (a.high for a in axes)))


def _furthest(choose: Callable[[list[float]], float], ends: Iterable[float | None]) -> float | None:
    """The end that holds all; None, where the data decide, if that is so for one of them."""
    given = list(ends)
    known = [end for end in given if end is not None]
    return choose(known) if len(known) == len(given) else None
