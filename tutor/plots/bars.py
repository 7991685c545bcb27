"""Horizontal bars in eighths of a cell, from 0 or, on a log axis, from its low end."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from tutor.plots.axes import draw_axes, draw_x_ticks
from tutor.plots.canvas import Canvas
from tutor.plots.figure import Bar, Bars, numbers
from tutor.plots.frame import NOTES_FROM, allowed_rows, draw_footers, draw_heading, place_area, share_rows
from tutor.plots.glyphs import glyphs
from tutor.plots.grain import Grain
from tutor.plots.labels import fit, readable
from tutor.plots.legend import note_rows
from tutor.plots.look import Look
from tutor.plots.numerals import human
from tutor.plots.palette import inks
from tutor.plots.scales import Scale, fit_scale
from tutor.spans import Line, cell_width

LABEL_SHARE: Final = 0.4  # of the width, at most, for the labels on the left
NOTE_SHARE: Final = 0.35  # and for what stands behind the bars
THICKEST: Final = 2
EIGHTHS: Final = 8
LOG_ROOM: Final = 0.3  # decades, so that the smallest bar has some length


def draw_bars(bars: Bars, width: int, height: int, look: Look) -> tuple[Line, ...]:
    """`height` lines of `width` cells with the bars."""
    scale = bar_scale(bars)
    notes = note_rows(_notes(bars, scale), width, look, allowed_rows(NOTES_FROM, height))
    rows = share_rows(height, bars.title, bars.axis.label, notes)
    shown = bars.bars if len(bars.bars) <= rows.count else bars.bars[: max(rows.count - 1, 1)]
    ellipsis = glyphs(look.tier).ellipsis
    labels = [fit(readable(bar.label, look.tier), int(width * LABEL_SHARE), ellipsis) for bar in shown]
    texts = [fit(readable(_behind(bar, scale), look.tier), int(width * NOTE_SHARE), ellipsis) for bar in shown]
    area = place_area(
        width, rows, [f"{label} " for label in labels], max((cell_width(text) + 1 for text in texts), default=0)
    )
    canvas = Canvas(width, height)
    draw_heading(canvas, look, rows, area, bars.title)
    draw_axes(canvas, look, rows, area)
    draw_x_ticks(canvas, look, rows, area, Grain(area.columns, area.rows, EIGHTHS, 1), scale)
    draw_footers(canvas, look, rows, area, bars.axis.label)
    pitch = max(rows.count // max(len(shown), 1), 1)
    thickness = min(max(pitch - 1, 1), THICKEST)
    for position, (bar, label, text) in enumerate(zip(shown, labels, texts, strict=True)):
        top = area.top + position * pitch
        start, cells = bar_cells(bar.value, scale, area.columns, look)
        for row in range(top, top + thickness):
            canvas.write(area.left + start, row, cells, inks(look).hues[0])
        canvas.write(area.left + start + len(cells) + (cells != ""), top, text, inks(look).label)
        canvas.write(area.left - 2 - cell_width(label), top, label, inks(look).label)
    if len(shown) < len(bars.bars):
        canvas.write(0, area.top + area.rows - 1, f"{ellipsis} {len(bars.bars) - len(shown)} more", inks(look).label)
    return canvas.lines()


def bar_scale(bars: Bars) -> Scale:
    """The scale of the bars: with 0 in it, or on a log axis from below the smallest bar, where no limit is given."""
    values = numbers([bar.value for bar in bars.bars])
    if bars.axis.scale == "linear":
        return fit_scale(bars.axis, [values, numbers([0.0])])
    scale = fit_scale(bars.axis, [values])
    return scale if bars.axis.low else Scale(math.floor(scale.low - LOG_ROOM), scale.high, is_log=True)


def bar_cells(value: float, scale: Scale, columns: int, look: Look) -> tuple[int, str]:
    """The column where a bar starts and its cells; no cells for nan and for what ends where bars begin."""
    origin, end = np.clip(scale.places([0.0, value]), 0, 1).tolist()  # on a log axis 0 lies at its low end
    zero = round(origin * columns)
    if math.isnan(end) or end == origin:
        return zero, ""
    steps, half = glyphs(look.tier).bar_steps, glyphs(look.tier).bar_half
    if end > origin:
        eighths = min(max(round((end - origin) * columns * EIGHTHS), 1), (columns - zero) * EIGHTHS)
        full, rest = divmod(eighths, EIGHTHS)
        return zero, steps[-1] * full + steps[rest].strip()
    full, rest = divmod(max(round((origin - end) * columns * 2), 1), 2)
    cells = half * rest + steps[-1] * full
    return zero - len(cells), cells


def _behind(bar: Bar, scale: Scale) -> str:
    """What is printed behind a bar: its note or its value, behind an arrow where the bar leaves the axis."""
    place = float(scale.places([bar.value])[0])
    arrow = "▶ " if place > 1 else "◀ " if place < 0 else ""
    return arrow + (bar.note or human(bar.value))


def _notes(bars: Bars, scale: Scale) -> list[str]:
    places = scale.places([bar.value for bar in bars.bars])
    groups = (
        (places > 1, f"▶ beyond {human(scale.value(scale.high))}"),
        (places < 0, f"◀ below {human(scale.value(scale.low))}"),
        (np.isnan(places), "nan"),
    )
    return [
        f"{what}: {', '.join(bar.label for bar, is_member in zip(bars.bars, members, strict=True) if is_member)}"
        for members, what in groups
        if members.any()
    ]
