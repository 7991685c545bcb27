"""Figures in words: sentences to be read aloud or logged, and a table of their numbers."""

from __future__ import annotations

from dataclasses import dataclass

from tutor.plots.area_words import bars_rows, bars_sentences, field_rows, field_sentences, ridge_rows, ridge_sentences
from tutor.plots.chart_words import chart_rows, chart_sentences
from tutor.plots.figure import Bars, Chart, Field, Figure, Ridge
from tutor.plots.numerals import GROUP


@dataclass(frozen=True)
class Description:
    """A figure in words. Each row has as many cells as the header."""

    sentences: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def describe(figure: Figure) -> Description:
    """What there is to see in a figure, for those who cannot see it."""
    match figure:
        case Chart():
            sentences, (header, rows) = chart_sentences(figure), chart_rows(figure)
        case Bars():
            sentences, (header, rows) = bars_sentences(figure), bars_rows(figure)
        case Ridge():
            sentences, (header, rows) = ridge_sentences(figure), ridge_rows(figure)
        case Field():
            sentences, (header, rows) = field_sentences(figure), field_rows(figure)
    title = (f"{figure.title}.",) if figure.title else ()
    return Description(tuple(map(_held_together, (*title, *sentences))), header, rows)


def _held_together(sentence: str) -> str:
    """The sentence with `z = 0` in one piece, wherever its lines are broken."""
    return sentence.replace(" = ", f"{GROUP}={GROUP}")
