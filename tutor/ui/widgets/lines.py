"""The widget that everything readable is made of: lines of spans, typeset once a width, painted row by row."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from operator import itemgetter
from typing import Final

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tutor.spans import Line, Span, line_width
from tutor.ui.theme import style_of

ASCII_CLASS: Final = "-ascii"
"""What the app is while the terminal shows ASCII only; the style sheet knows it too."""


class Sized(Widget):
    """A widget that knows its height before it is laid out."""

    @property
    def is_ascii(self) -> bool:
        """Whether the terminal shows ASCII only."""
        return self.app.has_class(ASCII_CLASS)

    def height_at(self, width: int) -> int:
        """Its rows at a width in cells."""
        raise NotImplementedError


class Lines(Sized):
    """Subclasses say which lines they have at a width; `redraw` asks them again."""

    DEFAULT_CSS = """
    Lines { width: 100%; height: auto; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: tuple[Line, ...] = ()
        self._lines_width = -1
        self._strips: dict[int, Strip] = {}
        self._strips_key: tuple[str, bool] = ("", False)

    def lines_at(self, width: int) -> tuple[Line, ...]:
        """The lines for a width in cells."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Asks for the lines again. Repaints only the rows that changed, unless their number did."""
        if self._lines_width < 0:
            return
        before, width = self._lines, self._lines_width
        self._lines = self.lines_at(width)
        if len(self._lines) != len(before) and self.styles.is_auto_height:
            self._strips.clear()
            self.refresh(layout=True)
            return
        for y in range(max(len(before), len(self._lines))):
            if y >= len(before) or y >= len(self._lines) or before[y] != self._lines[y]:
                self._strips.pop(y, None)
                self.refresh(Region(0, y, width, 1))

    def height_at(self, width: int) -> int:
        """As many rows as there are lines."""
        return len(self._lines_for(width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are lines."""
        return self.height_at(width)

    def render_line(self, y: int) -> Strip:
        """One row."""
        width = self.size.width
        key = (self.app.theme, self.app.no_color)
        if key != self._strips_key:  # figures carry the colours of a theme in their lines
            self._lines_width = -1
            self._strips_key = key
        lines = self._lines_for(width)
        strip = self._strips.get(y)
        if strip is None:
            strip = self._strips[y] = self._paint(lines[y] if y < len(lines) else (), width)
        return strip

    def _lines_for(self, width: int) -> tuple[Line, ...]:
        if width != self._lines_width:
            self._lines = self.lines_at(width)
            self._lines_width = width
            self._strips.clear()
        return self._lines

    def _paint(self, line: Line, width: int) -> Strip:
        """A row as segments, as few as there are styles in it: each one costs forty bytes on the wire."""
        theme, is_colored = self.app.theme, not self.app.no_color
        rest = Span(" " * max(0, width - line_width(line)))
        styled = ((span.text, style_of(span.style, theme, is_colored)) for span in (*line, rest) if span.text)
        segments = [
            Segment("".join(text for text, _ in run), style) for style, run in groupby(styled, key=itemgetter(1))
        ]
        strip = Strip(segments)
        return strip if strip.cell_length <= width else strip.crop(0, width)


class Drawn(Lines):
    """Lines that somebody else draws."""

    def __init__(self, draw: Callable[[int], tuple[Line, ...]]) -> None:
        super().__init__()
        self._draw = draw

    def lines_at(self, width: int) -> tuple[Line, ...]:
        """As drawn."""
        return self._draw(width)


class Filling(Drawn):
    """Drawn lines that take all the height there is, and are drawn again when that changes."""

    DEFAULT_CSS = "Filling { width: 1fr; height: 1fr; }"

    def on_resize(self) -> None:
        """Another height."""
        self.redraw()
