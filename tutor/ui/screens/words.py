"""A figure in words and as a table of numbers."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.plots.figure import Figure
from tutor.plots.words import Description, describe
from tutor.spans import Line, Span, cell_width
from tutor.typeset.page import wrap
from tutor.ui.screens.reader import ReaderScreen


def words_screen(figure: Figure) -> ReaderScreen:
    """A page that says what the figure shows."""
    description = describe(figure)
    return ReaderScreen("The figure in words", lambda width: tuple(_lines(description, width)))


def _lines(description: Description, width: int) -> Iterator[Line]:
    for sentence in description.sentences:
        yield ()
        for line in wrap((Span(sentence),), width - 4):
            yield (Span("  "), *line)
    yield ()
    table = (description.header, *description.rows)
    widths = [max(cell_width(row[column]) for row in table) for column in range(len(description.header))]
    for number, row in enumerate(table):
        cells = (cell + " " * (size - cell_width(cell)) for cell, size in zip(row, widths, strict=True))
        yield (Span("  "), Span("   ".join(cells), "strong" if number == 0 else ""))
