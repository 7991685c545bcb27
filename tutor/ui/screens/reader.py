"""A page over the screen, to read and close: help, a figure in words, my progress."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult

from tutor.spans import Line
from tutor.ui.keys import READER, bindings
from tutor.ui.screens.overlay import Overlay
from tutor.ui.widgets.bars import KeyBar, TitleBar
from tutor.ui.widgets.column import Column
from tutor.ui.widgets.lines import Drawn


class ReaderScreen(Overlay[None], inherit_bindings=False):
    """A title and lines that scroll."""

    CONTEXT = READER
    BINDINGS = bindings(READER)
    AUTO_FOCUS = ""

    def __init__(self, title: str, draw: Callable[[int], tuple[Line, ...]], fact: str = "") -> None:
        super().__init__()
        self.title = title
        self._bar = TitleBar(title, fact)
        self._fact = fact
        self._column = Column(Drawn(draw))

    def compose(self) -> ComposeResult:
        """Title, page, keys."""
        yield self._bar
        yield self._column
        yield KeyBar(READER)

    def on_column_resized(self) -> None:
        """More or less of it fits."""
        self._show_place()

    def _show_place(self) -> None:
        more = "" if self._column.is_at_end else "  more below"
        self._bar.say(self.title or "", f"{self._fact}{more}".strip())

    def action_scroll(self, steps: int) -> None:
        """By rows."""
        self._column.scroll_rows(steps)
        self._show_place()

    def action_page(self, direction: int) -> None:
        """By pages."""
        self._column.scroll_page(direction)
        self._show_place()

    def action_edge(self, direction: int) -> None:
        """To the start or the end."""
        self._column.scroll_edge(direction)
        self._show_place()

    def action_close(self) -> None:
        """Back to what was there before."""
        self.dismiss()
