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
    short: str = ""  # the text where the other has no room


def without_shared_words(labels: Sequence[str]) -> list[str]:
    """The labels without the words that all of them begin with: what is left tells them apart."""
    split = [label.split() for label in labels]
    most = min((len(words) for words in split), default=0) - 1
    shared = next((at for at in range(most) if len({words[at] for words in split}) > 1), max(most, 0))
    return [" ".join(words[shared:]) for words in split] if len(labels) > 1 else list(labels)


def legend_rows(series: Sequence[Series], width: int, look: Look, most: int, crowded: int = 0) -> tuple[Line, ...]:
    """At most so many rows that say which line is which; `crowded`, if two would read alike."""
    ink = inks(look).label
    told = [(position, one) for position, one in enumerate(series) if one.is_told]
    labels = [readable(one.label or one.name, look.tier) for _, one in told]
    samples = [_sample(one, position, look) for position, one in told]
    return pack(labeled(samples, labels, ink), width, look, most, crowded)


def labeled(samples: Sequence[Line], labels: Sequence[str], ink: str) -> list[Item]:
    """Samples of one kind, each with its label."""
    shorts = without_shared_words(labels)
    return [
        Item(sample, f" {label}", ink, f" {short}")
        for sample, label, short in zip(samples, labels, shorts, strict=True)
    ]


def note_rows(notes: Sequence[str], width: int, look: Look, most: int) -> tuple[Line, ...]:
    """At most so many rows of notes."""
    return pack([Item((), readable(note, look.tier), inks(look).note) for note in notes], width, look, most)


def pack(items: Sequence[Item], width: int, look: Look, most: int, crowded: int = 0) -> tuple[Line, ...]:
    """The items side by side in at most so many rows, if need be with short texts, cut to the longest that fits.

    If two texts would be cut to the same, in at most `crowded` rows.
    """
    ellipsis = glyphs(look.tier).ellipsis

    def wrap(texts: Sequence[str], longest: int) -> list[Line]:
        cut = zip(items, texts, strict=True)
        return _wrap([(*item.sample, Span(fit(text, longest, ellipsis), item.ink)) for item, text in cut], width)

    def fits(texts: Sequence[str], longest: int) -> bool:
        rows = wrap(texts, longest)
        return len(rows) <= most and all(line_width(row) <= width for row in rows)

    whole = [item.text for item in items]
    if fits(whole, width):
        return tuple(wrap(whole, width))
    short = [item.short or item.text for item in items]
    lengths = range(1, min(max((len(text) for text in short), default=0), width) + 1)
    longest = max(1, bisect_left(lengths, True, key=lambda longest: not fits(short, longest)))
    if most < crowded and len({fit(text, longest, ellipsis) for text in short}) < len(set(short)):
        return pack(items, width, look, crowded)
    return tuple(wrap(short, longest)[:most])


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
