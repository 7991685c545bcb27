"""The column of a lesson: blocks below each other, and where one is among them."""

from __future__ import annotations

from collections.abc import Iterator

from textual.containers import VerticalScroll
from textual.widget import Widget

OVERLAP = 2  # rows of the last page that stay in view


class Column(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls at once, never smoothly; speaks of its blocks by number."""

    DEFAULT_CSS = """
    Column { height: 1fr; scrollbar-size: 0 0; align-horizontal: center; }
    Column > * { max-width: 92; }
    """

    @property
    def blocks(self) -> list[Widget]:
        """The blocks mounted so far."""
        return list(self.children)

    @property
    def is_at_end(self) -> bool:
        """Whether the last row is in view."""
        return self.scroll_offset.y >= self.max_scroll_y

    def scroll_rows(self, rows: int) -> None:
        """Up or down by rows."""
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, immediate=True)

    def scroll_page(self, direction: int) -> None:
        """Up or down by a page."""
        self.scroll_rows(direction * max(1, self.size.height - OVERLAP))

    def scroll_edge(self, direction: int) -> None:
        """To the start or the end."""
        self.scroll_to(y=0 if direction < 0 else self.max_scroll_y, animate=False, immediate=True)

    def is_laid_out(self, widget: Widget) -> bool:
        """Whether a block just mounted has its place already."""
        return widget.virtual_region.height > 0

    def put_at_top(self, widget: Widget) -> None:
        """Scrolls so that a block begins in the first row, if there is enough below it."""
        self.scroll_to(y=widget.virtual_region.y, animate=False, immediate=True)

    def bring_in(self, widget: Widget) -> None:
        """Scrolls as little as shows the whole block; of a taller one its beginning."""
        region, top = widget.virtual_region, self.scroll_offset.y
        if region.y < top or region.bottom > top + self.size.height:
            fits = region.height <= self.size.height and region.y >= top
            self.scroll_to(y=region.bottom - self.size.height if fits else region.y, animate=False, immediate=True)

    def top_index(self) -> int:
        """The first block of which more than its last row is in view."""
        for index, widget in enumerate(self.blocks):
            if widget.virtual_region.bottom > self.scroll_offset.y + 1:
                return index
        return max(0, len(self.children) - 1)

    def in_view(self) -> Iterator[Widget]:
        """The blocks of which at least one row is in view, from top to bottom."""
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        for widget in self.blocks:
            region = widget.virtual_region
            if region.y < bottom and region.bottom - 1 > top:
                yield widget
