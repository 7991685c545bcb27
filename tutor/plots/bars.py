"""Horizontal bars in eighths of a cell, from 0 or, on a log axis, from its low end."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np

from tutor.plots.axes import draw_frame
from tutor.plots.canvas import Canvas
from tutor.plots.figure import Bar, Bars, numbers
from tutor.plots.frame import NOTES_FROM, Area, allowed_rows, make_frame, place_area
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


class Row(NamedTuple):
    """How far a bar reaches, and the texts in front of it and behind it, as they are printed."""

    length: float
    label: str
    text: str


def draw_bars(bars: Bars, width: int, height: int, look: Look) -> tuple[Line, ...]:
    """`height` lines of `width` cells with the bars; those for which there is no row are counted."""
    scale = bar_scale(bars)
    notes = note_rows(_notes(bars, scale), width, look, allowed_rows(NOTES_FROM, height))
    frame = make_frame(width, height, look, bars.title, bars.axis.label, "", notes)
    most = len(bars.bars) if len(bars.bars) <= frame.count else max(frame.count - 1, 1)
    shown = list(zip(bars.bars, bars.lengths.tolist(), strict=True))[:most]
    rows = [_make_row(bar, length, scale, width, look) for bar, length in shown]
    behind = max((cell_width(row.text) + 1 for row in rows), default=0)
    area = place_area(width, frame, [f"{row.label} " for row in rows], behind)
    canvas = Canvas(width, height)
    draw_frame(canvas, look, frame, area, Grain(area.columns, area.rows, EIGHTHS, 1), scale)
    pitch = max(frame.count // max(len(shown), 1), 1)
    for position, row in enumerate(rows):
        _draw_row(canvas, look, area, row, area.top + position * pitch, min(max(pitch - 1, 1), THICKEST), scale)
    if len(shown) < len(bars.bars):
        more = f"{glyphs(look.tier).ellipsis} {len(bars.bars) - len(shown)} more"
        canvas.write(0, area.top + area.rows - 1, more, inks(look).label)
    return canvas.lines()


def _make_row(bar: Bar, length: float, scale: Scale, width: int, look: Look) -> Row:
    ellipsis = glyphs(look.tier).ellipsis
    label = fit(readable(bar.label, look.tier), int(width * LABEL_SHARE), ellipsis)
    behind = readable(_behind(bar, length, scale), look.tier)
    return Row(length, label, fit(behind, int(width * NOTE_SHARE), ellipsis))


def _draw_row(canvas: Canvas, look: Look, area: Area, row: Row, top: int, thickness: int, scale: Scale) -> None:
    start, cells = bar_cells(row.length, scale, area.columns, look)
    for thick in range(thickness):
        canvas.write(area.left + start, top + thick, cells, inks(look).hues[0])
    canvas.write(area.left + start + len(cells) + (cells != ""), top, row.text, inks(look).label)
    canvas.write(area.left - 2 - cell_width(row.label), top, row.label, inks(look).label)


def bar_scale(bars: Bars) -> Scale:
    """The scale of the bars: with 0 in it, or on a log axis from below the smallest bar, where no limit is given."""
    values = bars.lengths
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


def _behind(bar: Bar, length: float, scale: Scale) -> str:
    """What is printed behind a bar: its note or its value, behind an arrow where the bar leaves the axis."""
    place = float(scale.places([length])[0])
    arrow = "▶ " if place > 1 else "◀ " if place < 0 else ""
    return arrow + (bar.note or human(bar.value))


def _notes(bars: Bars, scale: Scale) -> list[str]:
    places = scale.places(bars.lengths)
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
