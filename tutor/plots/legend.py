"""Rows under a picture: samples with their labels, and notes, wrapped to the width."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from tutor.plots.figure import Series
from tutor.plots.glyphs import glyphs, letter_of, sample_of
from tutor.plots.labels import fit, readable
from tutor.plots.look import Look
from tutor.plots.palette import hue_of, inks
from tutor.spans import Line, Span, line_width

INDENT: Final = Span(" ")
GAP: Final = Span("  ")


class Item(NamedTuple):
    """A sample of how something is drawn, and what it stands for."""

    sample: Line
    text: str
    ink: str


def legend_rows(series: Sequence[Series], width: int, look: Look, most: int) -> tuple[Line, ...]:
    """At most so many rows that say which line is which."""
    ink = inks(look).label
    items = [
        Item(_sample(one, position, look), readable(" " + (one.label or one.name), look.tier), ink)
        for position, one in enumerate(series)
        if one.is_told
    ]
    return pack(items, width, look, most)


def note_rows(notes: Sequence[str], width: int, look: Look, most: int) -> tuple[Line, ...]:
    """At most so many rows of notes."""
    return pack([Item((), readable(note, look.tier), inks(look).note) for note in notes], width, look, most)


def pack(items: Sequence[Item], width: int, look: Look, most: int) -> tuple[Line, ...]:
    """The items side by side in at most so many rows, all texts cut to the longest length that allows it."""
    ellipsis = glyphs(look.tier).ellipsis

    def wrap(longest: int) -> list[Line]:
        return _wrap([(*item.sample, Span(fit(item.text, longest, ellipsis), item.ink)) for item in items], width)

    def is_too_long(longest: int) -> bool:
        rows = wrap(longest)
        return len(rows) > most or any(line_width(row) > width for row in rows)

    lengths = range(1, min(max((len(item.text) for item in items), default=0), width) + 1)
    fitting = bisect_left(lengths, True, key=is_too_long)
    return tuple(wrap(max(fitting, 1))[:most])


def _wrap(items: Sequence[Line], width: int) -> list[Line]:
    rows: list[Line] = []
    for item in items:
        if rows and line_width((*rows[-1], GAP, *item)) <= width:
            rows[-1] = (*rows[-1], GAP, *item)
        else:
            rows.append((INDENT, *item))
    return rows


def _sample(series: Series, position: int, look: Look) -> Line:
    """A piece of the line in its color; its letter where there is no color, or nothing but letters."""
    ink, letter = inks(look), letter_of(position)
    shade = (ink.faint if series.stroke == "faint" else ink.hues)[hue_of(series, position) % len(ink.hues)]
    stroke = sample_of(series.stroke, letter, look.tier)
    if look.is_colored:
        return (Span(stroke * 2, shade),)
    return Span(stroke, shade), Span(letter, ink.letter), Span(stroke, shade)
