"""A figure in words and as a table of numbers."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.labs.readouts import spelled
from tutor.plots.figure import Figure
from tutor.plots.look import Tier
from tutor.plots.words import Description, describe
from tutor.spans import Line, Span, cell_width
from tutor.typeset.page import wrap
from tutor.ui.screens.reader import ReaderScreen


def words_screen(figure: Figure, tier: Tier) -> ReaderScreen:
    """A page that says what the figure shows."""
    description = describe(figure)
    return ReaderScreen("The figure in words", lambda width: tuple(_lines(description, width, tier)))


def _lines(description: Description, width: int, tier: Tier) -> Iterator[Line]:
    for sentence in description.sentences:
        yield ()
        for line in wrap((Span(spelled(sentence, tier)),), width - 4):
            yield (Span("  "), *line)
    yield ()
    table = [[spelled(cell, tier) for cell in row] for row in (description.header, *description.rows)]
    widths = [max(cell_width(row[column]) for row in table) for column in range(len(description.header))]
    for number, row in enumerate(table):
        cells = (cell + " " * (size - cell_width(cell)) for cell, size in zip(row, widths, strict=True))
        yield (Span("  "), Span("   ".join(cells), "strong" if number == 0 else ""))
