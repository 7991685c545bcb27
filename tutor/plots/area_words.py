"""Bars, ridges and fields in words: sentences and rows of a table."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

import numpy as np

from tutor.plots.figure import Bars, Cloud, Field, Numbers, Ridge
from tutor.plots.numerals import human, percent
from tutor.plots.phrases import change, name_of
from tutor.plots.ridges import spread
from tutor.plots.scales import Scale, fit_scale

MOST_ROWS: Final = 12
MOST_BARS_TOLD: Final = 6  # so many numbers can be listened to

Row = tuple[str, ...]


def bars_sentences(figure: Bars) -> Iterator[str]:
    """Every bar where they are few; else which is largest, which smallest, and which are no numbers."""
    if 0 < len(figure.bars) <= MOST_BARS_TOLD:
        yield f"{'; '.join(f'{bar.label}: {human(bar.value)}' for bar in figure.bars)}."
        return
    finite = [pair for pair in zip(figure.lengths.tolist(), figure.bars, strict=True) if math.isfinite(pair[0])]
    if finite:
        (_, most), (_, least) = (choose(finite, key=lambda pair: pair[0]) for choose in (max, min))
        largest = f"Largest {name_of(figure.axis, 'value')}: {most.label}, {human(most.value)}"
        yield f"{largest}; smallest: {least.label}, {human(least.value)}."
    lost = [f"{bar.label} is {human(bar.value)}" for bar in figure.bars if not math.isfinite(bar.value)]
    if lost:
        yield f"{', '.join(lost)}."


def bars_rows(figure: Bars) -> tuple[Row, tuple[Row, ...]]:
    """Header and a row for each bar."""
    return ("", figure.axis.label or "value", "note"), tuple((b.label, human(b.value), b.note) for b in figure.bars)


def ridge_sentences(figure: Ridge) -> Iterator[str]:
    """How the spread changes from the first histogram to the last."""
    if figure.histograms:
        scale = fit_scale(figure.x, [])
        first, last = figure.histograms[0], figure.histograms[-1]
        start, end = moments(first.counts, scale)[1], moments(last.counts, scale)[1]
        yield f"The spread (standard deviation) {change(start, first.label, end, last.label, has_factor=True)}."


def ridge_rows(figure: Ridge) -> tuple[Row, tuple[Row, ...]]:
    """Header and at most twelve rows, evenly chosen histograms with mean and spread."""
    scale = fit_scale(figure.x, [])
    rows = []
    for histogram in spread(figure.histograms, MOST_ROWS):
        mean, deviation = moments(histogram.counts, scale)
        rows.append((histogram.label, human(mean), human(deviation), histogram.note))
    return ("", "mean", "spread", "note"), tuple(rows)


def moments(counts: Numbers, scale: Scale) -> tuple[float, float]:
    """Mean and standard deviation of binned values, each as if in the middle of its bin; nan where there are none."""
    clean = np.where(np.isfinite(counts) & (counts > 0), counts, 0.0)
    if not clean.any():
        return math.nan, math.nan
    places = (np.arange(len(clean)) + 0.5) / len(clean)
    middles = [scale.value(scale.low * (1 - place) + scale.high * place) for place in places.tolist()]
    shares = clean / clean.max()
    with np.errstate(over="ignore", invalid="ignore"):  # limits near the largest float
        mean = np.average(middles, weights=shares)
        return float(mean), float(np.sqrt(np.average((middles - mean) ** 2, weights=shares)))


def field_sentences(figure: Field) -> Iterator[str]:
    """How much of the area each end of the scale takes."""
    low, high = _ends(figure)
    known = figure.values[np.isfinite(figure.values)]
    if known.size:
        above, below = (percent(float(np.mean(is_there))) for is_there in (known > 0, known < 0))
        yield f"{high} takes {above} of the area, {low} {below}."
    if known.size < figure.values.size:
        yield f"{percent(1 - known.size / figure.values.size)} of the area is not a number."


def field_rows(figure: Field) -> tuple[Row, tuple[Row, ...]]:
    """Header and a row for each cloud: how many of its points lie on which side."""
    low, high = _ends(figure)
    rows = []
    for cloud in figure.clouds:
        under = _values_under(cloud, figure)
        rows.append((cloud.label, human(len(cloud.x)), human(int((under < 0).sum())), human(int((under > 0).sum()))))
    return ("points", "count", f"on {low}", f"on {high}"), tuple(rows)


def _ends(figure: Field) -> tuple[str, str]:
    return figure.low_label or "−1", figure.high_label or "+1"


def _values_under(cloud: Cloud, figure: Field) -> Numbers:
    """The field's values where the points of the cloud are, of those inside the frame."""
    x = fit_scale(figure.x, [one.x for one in figure.clouds])
    y = fit_scale(figure.y, [one.y for one in figure.clouds])
    across, up = x.places(cloud.x), y.places(cloud.y)
    is_inside = (across >= 0) & (across <= 1) & (up >= 0) & (up <= 1)
    if not figure.values.size:
        return np.empty(0)
    rows, columns = figure.values.shape
    row = np.minimum((up[is_inside] * rows).astype(int), rows - 1)
    column = np.minimum((across[is_inside] * columns).astype(int), columns - 1)
    under: Numbers = figure.values[row, column]
    return under
