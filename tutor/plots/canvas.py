"""A grid of cells to paint on, and its lines of spans."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from tutor.spans import Line, Span, cell_width

CLUSTER: Final = "<U3"  # a character with up to two combining marks; "" behind a character of two cells
MOST_STYLES: Final = 4096  # inks and grounds are packed into one number to find where runs end

Cells = npt.NDArray[np.str_]
StyleNumbers = npt.NDArray[np.int16]


class Canvas:
    """Cells of (glyph, ink, ground), row 0 on top. Inks and grounds are kept as numbers of their style words."""

    def __init__(self, width: int, height: int) -> None:
        self.glyphs: Cells = np.full((height, width), " ", dtype=CLUSTER)
        self.inks: StyleNumbers = np.zeros((height, width), dtype=np.int16)
        self.grounds: StyleNumbers = np.zeros((height, width), dtype=np.int16)
        self._styles = {"": 0}

    @property
    def width(self) -> int:
        """Cells in a row."""
        return int(self.glyphs.shape[1])

    @property
    def height(self) -> int:
        """Rows."""
        return int(self.glyphs.shape[0])

    def part(self, left: int, top: int, width: int, height: int) -> Canvas:
        """A window on some of the cells, counted from its own corner; what is painted there shows here."""
        window = Canvas(0, 0)
        cells = np.s_[top : top + height, left : left + width]
        window.glyphs, window.inks, window.grounds = self.glyphs[cells], self.inks[cells], self.grounds[cells]
        window._styles = self._styles
        return window

    def number(self, style: str) -> int:
        """The number that stands for these style words in `inks` and `grounds`."""
        return self._styles.setdefault(style, len(self._styles))

    def write(self, column: int, row: int, text: str, style: str = "") -> None:
        """Put a text on a row, in a style of an ink and perhaps a ground behind it.

        What falls off the canvas is cut, and half a wide character becomes a blank.
        """
        clusters = _clusters(text)
        first, last = max(column, 0), min(column + len(clusters), self.width)
        if first >= last or not 0 <= row < self.height:
            return
        cells = self.glyphs[row]
        if cells[first] == "":
            cells[first - 1] = " "
        if last < self.width and cells[last] == "":
            cells[last] = " "
        shown = list(clusters[first - column : last - column])
        if shown[0] == "":
            shown[0] = " "
        if last - column < len(clusters) and clusters[last - column] == "":
            shown[-1] = " "
        cells[first:last] = shown
        ink, on, ground = style.partition("on:")
        self.inks[row, first:last] = self.number(ink.strip())
        if ground:
            self.grounds[row, first:last] = self.number(on + ground)

    def lines(self) -> tuple[Line, ...]:
        """One line a row, each exactly as wide as the canvas, neighbors of one style joined."""
        keys = _spread_inks(self.inks, self.glyphs == " ").astype(np.int32) * MOST_STYLES + self.grounds
        styles = list(self._styles)
        is_start = np.ones(keys.shape, dtype=bool)
        is_start[:, 1:] = keys[:, 1:] != keys[:, :-1]
        starts = np.flatnonzero(is_start)
        inks, grounds = (numbers.tolist() for numbers in np.divmod(keys.ravel()[starts], MOST_STYLES))
        glyphs = self.glyphs.ravel().tolist()
        spans = [
            Span("".join(glyphs[start:stop]), f"{styles[ink]} {styles[ground]}".strip())
            for (start, stop), ink, ground in zip(pairwise([*starts.tolist(), len(glyphs)]), inks, grounds, strict=True)
        ]
        ends = np.cumsum(is_start.sum(axis=1)).tolist()
        return tuple(tuple(spans[first:end]) for first, end in pairwise([0, *ends]))


def _spread_inks(inks: StyleNumbers, is_blank: npt.NDArray[np.bool_]) -> StyleNumbers:
    """The inks, with blanks in the ink of what stands before them: nobody sees it, and there are fewer spans."""
    column = np.where(is_blank, 0, np.arange(inks.shape[1]))
    return np.take_along_axis(inks, np.maximum.accumulate(column, axis=1), axis=1)


@lru_cache(maxsize=1024)
def _clusters(text: str) -> tuple[str, ...]:
    """One string a cell: combining marks join their character, a wide character is followed by an empty string."""
    clusters: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        width = cell_width(character)
        if width == 0 and clusters:
            clusters[-1 if clusters[-1] else -2] += character
        elif width > 0:
            clusters += [character] + [""] * (width - 1)
    return tuple(clusters)
