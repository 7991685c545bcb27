"""A ridge: eighth-block histograms over one x axis, a layer below the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from tutor.plots.axes import draw_frame
from tutor.plots.bands import draw_bands
from tutor.plots.canvas import Canvas
from tutor.plots.figure import Histogram, Numbers, Ridge
from tutor.plots.frame import LEGEND_FROM, NOTES_FROM, Frame, allowed_rows, make_frame, place_area
from tutor.plots.glyphs import glyphs
from tutor.plots.grain import Grain
from tutor.plots.labels import fit, readable
from tutor.plots.legend import Item, note_rows, pack
from tutor.plots.look import Look
from tutor.plots.palette import inks
from tutor.plots.scales import fit_scale
from tutor.spans import Line, Span, cell_width

LABEL_SHARE: Final = 0.3  # of the width, at most, for the labels on the left
NOTE_SHARE: Final = 0.25  # and for the notes on the right
EIGHTHS: Final = 8


def draw_ridge(ridge: Ridge, width: int, height: int, look: Look) -> tuple[Line, ...]:
    """`height` lines of `width` cells with the ridge; histograms for which there is no row are left out evenly."""
    x = fit_scale(ridge.x, [])
    frame, shown = _fit_histograms(ridge, width, height, look)
    ellipsis = glyphs(look.tier).ellipsis
    labels = [fit(readable(one.label, look.tier), int(width * LABEL_SHARE), ellipsis) for one in shown]
    notes = [fit(readable(one.note, look.tier), int(width * NOTE_SHARE), ellipsis) for one in shown]
    right = max((cell_width(note) + 1 for note in notes if note), default=0)
    area = place_area(width, frame, [f"{label} " for label in labels], right)
    grain = Grain(area.columns, area.rows, EIGHTHS, 1)
    canvas = Canvas(width, height)
    picture = canvas.part(*area)
    draw_frame(canvas, look, frame, area, grain, x)
    rows = frame.count // max(len(shown), 1)
    for place, (histogram, label, note) in enumerate(zip(shown, labels, notes, strict=True), start=1):
        base = picture.height * place // len(shown) - 1
        _draw_histogram(picture, look, histogram, base, rows)
        canvas.write(area.left - 2 - cell_width(label), area.top + base, label, inks(look).label)
        canvas.write(width - cell_width(note), area.top + base, note, inks(look).label)
    draw_bands(picture, look, ridge.bands, x, grain)
    return canvas.lines()


def _fit_histograms(ridge: Ridge, width: int, height: int, look: Look) -> tuple[Frame, list[Histogram]]:
    """The rows of the figure and the histograms there is room for, evenly chosen, the first and the last among them."""
    legend = pack(_legend(ridge, look), width, look, allowed_rows(LEGEND_FROM, height))
    frame = make_frame(width, height, look, ridge.title, ridge.x.label, "", legend)
    total = len(ridge.histograms)
    if total <= frame.count:
        return frame, list(ridge.histograms)
    note = f"no room for all {total} rows: evenly thinned"
    notes = note_rows([note], width, look, allowed_rows(NOTES_FROM, height))
    frame = make_frame(width, height, look, ridge.title, ridge.x.label, "", (*legend, *notes))
    return frame, spread(ridge.histograms, frame.count)


def spread(histograms: Sequence[Histogram], most: int) -> list[Histogram]:
    """At most so many of them, evenly chosen, the first and the last among them."""
    if len(histograms) <= most:
        return list(histograms)
    return [histograms[index] for index in np.rint(np.linspace(0, len(histograms) - 1, most)).astype(int)]


def _draw_histogram(picture: Canvas, look: Look, histogram: Histogram, base: int, rows: int) -> None:
    """The bins as columns that stand on row `base`; an eighth of a cell stays free below the next one."""
    steps = np.array(list(glyphs(look.tier).column_steps))
    shares = _shares(histogram.counts, picture.width)
    levels = np.maximum(np.rint(shares * (rows * EIGHTHS - 1)), shares > 0).astype(int)
    if look.is_colored:
        picture.write(0, base, steps[1].item() * picture.width, inks(look).grid)
    for row in range(rows):
        filled = np.clip(levels - row * EIGHTHS, 0, EIGHTHS)
        picture.glyphs[base - row, filled > 0] = steps[filled[filled > 0]]
        picture.inks[base - row, filled > 0] = picture.number(inks(look).hues[0])


def _shares(counts: Numbers, columns: int) -> Numbers:
    """(columns,) the mean count of the bins of each column, as a share of the largest; what is no count is none."""
    clean = np.where(np.isfinite(counts) & (counts > 0), counts, 0.0)
    if not clean.any():
        return np.zeros(columns)
    first = np.arange(columns) * len(clean) // columns
    widths = np.maximum(np.diff(first, append=len(clean)), 1)
    means = np.add.reduceat(clean / clean.max(), first) / widths
    shares: Numbers = means / means.max()
    return shares


def _legend(ridge: Ridge, look: Look) -> list[Item]:
    """What the shaded bands stand for."""
    sample = Span("  ", inks(look).band) if look.is_colored else Span(glyphs(look.tier).texture * 2, inks(look).grid)
    labels = dict.fromkeys(band.label for band in ridge.bands if band.label)
    return [Item((sample,), readable(f" {label}", look.tier), inks(look).label) for label in labels]
