"""Readouts and notes as lines: label and number, in as many columns as fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from tutor.labs.frame import Frame, Readout
from tutor.plots.labels import readable
from tutor.plots.look import Tier
from tutor.plots.numerals import human, percent
from tutor.spans import Line, Span, cell_width
from tutor.typeset.wrapping import wrap

GAP: Final = 3
LONGEST_NUMBER: Final = 9
DIGITS: Final = 4
SHARE_DIGITS: Final = 3


def readout_lines(frame: Frame, width: int, watch: Iterable[str] = (), tier: Tier = "braille") -> Iterator[Line]:
    """The readouts, those named in `watch` only if any are; labels dim, numbers bright, in as many columns as fit.

    Where variants are compared, the first readout of each comes first, then the others of the present one below its
    name. In the ASCII tier δ is delta.
    """
    watched = tuple(watch)
    own = [r for r in frame.readouts if not r.variant and (not watched or r.name in watched)]
    kept = {r.variant: r for r in reversed(frame.readouts) if r.variant}
    if kept:
        first = next(r for r in frame.readouts if not r.variant)
        yield (Span(spelled(first.label, tier), "dim"),)
        compared = {**dict(reversed(kept.items())), frame.variant: first}
        yield from _in_columns([_row(f"  {variant}", r, tier) for variant, r in compared.items()], width)
        own = [r for r in own if r is not first]
    if frame.variant and own:
        yield (Span(spelled(frame.variant, tier), "strong"),)
    yield from _in_columns([_row(r.label, r, tier) for r in own], width)


def told_lines(frame: Frame, width: int, watch: Iterable[str] = (), tier: Tier = "braille") -> Iterator[Line]:
    """What a frame says beside its figures: readouts, then notes."""
    yield from readout_lines(frame, width, watch, tier)
    for note in frame.notes:
        yield from wrap((Span(spelled(note, tier), "warning"),), width)


def spelled(text: str, tier: Tier) -> str:
    """The text as a terminal of that tier can show it: unchanged, or in ASCII."""
    return readable(text, tier) if tier == "ascii" else text


def _row(label: str, readout: Readout, tier: Tier) -> tuple[str, str]:
    number = percent(readout.value, SHARE_DIGITS) if readout.is_share else human(readout.value, DIGITS)
    return spelled(label, tier), spelled(number, tier)


def _in_columns(cells: Sequence[tuple[str, str]], width: int) -> Iterator[Line]:
    if not cells:
        return
    label_width = max(cell_width(label) for label, _ in cells)
    columns = max(1, min(len(cells), (width + GAP) // (label_width + 2 + LONGEST_NUMBER + GAP)))
    rows = -(-len(cells) // columns)
    for row in range(rows):
        yield tuple(span for label, number in cells[row::rows] for span in _cell(label, label_width, number))


def _cell(label: str, label_width: int, number: str) -> Line:
    padded = label + " " * (label_width - cell_width(label))
    return Span(padded, "dim"), Span("  "), Span(number.ljust(LONGEST_NUMBER), "strong"), Span(" " * GAP)
