"""The column of a lesson: blocks below each other, and where one is among them.

Blocks know their height at a width. So the column knows where a block stands before Textual has laid it out, and
a block can be added, scrolled to and painted in a single frame.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widget import Widget

from tutor.ui.widgets.lines import Sized

OVERLAP: Final = 2  # rows of the last page that stay in view
WIDEST: Final = 92  # a column of 88 characters and its margins


class Column(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls at once, never smoothly; speaks of its blocks by number."""

    DEFAULT_CSS = f"""
    Column {{ height: 1fr; overflow: hidden; align-horizontal: center; }}
    Column > * {{ max-width: {WIDEST}; }}
    """

    virtual_size = Reactive(Size(0, 0), layout=False, repaint=False)
    """As Textual has it, but without painting all rows a second time whenever the content has grown."""

    class Resized(Message):
        """It has another size, and so have the blocks by now."""

    def __init__(self, *blocks: Widget) -> None:
        """With some blocks, and room below the last, so that the last chapter can begin at the top."""
        self._filler = Filler()
        self._held = (0, 0)  # the first block in view, and how many of its rows are above the view
        super().__init__(*blocks, self._filler)

    def on_resize(self) -> None:
        """After the layout; before it, Textual would hold the scrolling to what was there."""
        self.post_message(self.Resized())

    @property
    def blocks(self) -> Sequence[Widget]:
        """The blocks so far."""
        return [child for child in self.children if child is not self._filler]

    async def add(self, blocks: Sequence[Widget]) -> None:
        """More blocks at the end."""
        await self.mount_all(blocks, before=self._filler)

    # --- where blocks are

    @property
    def size(self) -> Size:
        """All of it is content. (Textual would place every widget again to find that out while it scrolls.)"""
        return self.outer_size

    @property
    def allow_vertical_scroll(self) -> bool:
        """By keys and the wheel, without a bar: even one that is not seen is painted."""
        return True

    @property
    def _top(self) -> int:
        return self.scroll_offset.y

    @property
    def _height(self) -> int:
        return self.size.height

    def _edges(self) -> list[int]:
        """The row where each block begins, and the row behind the last."""
        width = min(WIDEST, self.size.width or self.app.size.width)
        heights = (block.height_at(width) for block in self.blocks if isinstance(block, Sized))
        return list(accumulate(heights, initial=0))

    @property
    def is_at_end(self) -> bool:
        """Whether the last row is in view."""
        return self._top + self._height >= self._edges()[-1]

    def top_index(self) -> int:
        """The first block of which more than its last row, which is blank, is in view."""
        return self._top_of(self._edges())

    def _top_of(self, edges: list[int]) -> int:
        return next((index for index, end in enumerate(edges[1:]) if end > self._top + 1), max(0, len(edges) - 2))

    def in_view(self) -> Iterator[Widget]:
        """The blocks of which at least one row is in view, from top to bottom."""
        edges = self._edges()
        for block, start, end in zip(self.blocks, edges, edges[1:], strict=False):
            if start < self._top + self._height and end - 1 > self._top:
                yield block

    def begun_in_view(self) -> Iterator[Widget]:
        """The blocks whose first row is in view, from top to bottom."""
        for block, start in zip(self.blocks, self._edges(), strict=False):
            if self._top <= start < self._top + self._height:
                yield block

    # --- moving

    def keep_place(self) -> None:
        """Some block has become higher or lower: what is first in view stays there."""
        index, hidden = self._held
        self.put_at_top(index, hidden)

    def scroll_rows(self, rows: int) -> None:
        """Up or down by rows."""
        self._scroll_to_row(self._top + rows)

    def scroll_page(self, direction: int) -> None:
        """Up or down by a page."""
        self.scroll_rows(direction * max(1, self._height - OVERLAP))

    def scroll_edge(self, direction: int) -> None:
        """To the start or the end."""
        self._scroll_to_row(0 if direction < 0 else self._edges()[-1])

    def place(self) -> tuple[int, float]:
        """The first block in view, and how much of it is above the view, from 0 to 1: it holds at any width."""
        edges = self._edges()
        index = self._top_of(edges)
        height = edges[index + 1] - edges[index] if index + 1 < len(edges) else 0
        return index, (self._top - edges[index]) / height if height else 0.0

    def put_share_at_top(self, index: int, share: float) -> None:
        """Scrolls so that the block begins that far above the first row."""
        edges = self._edges()
        height = edges[index + 1] - edges[index] if index + 1 < len(edges) else 0
        self.put_at_top(index, round(share * height))

    def put_at_top(self, index: int, hidden: int = 0) -> None:
        """Scrolls so that a block begins in the first row, or some rows above it. (A closing screen has no blocks.)"""
        edges = self._edges()
        row = edges[min(index, len(edges) - 1)] + hidden
        self._scroll_to_row(row, lowest=row)

    def bring_in(self, index: int) -> None:
        """Scrolls as little as shows the whole block; of a taller one its beginning."""
        edges = self._edges()
        start, end = edges[index], edges[index + 1]
        if start < self._top or end > self._top + self._height:
            fits = end - start <= self._height and start >= self._top
            self._scroll_to_row(end - self._height if fits else start)

    def _scroll_to_row(self, row: int, lowest: int = 0) -> None:
        """Scrolls no further than to where the last row is the last in view, or `lowest`, or where one is already."""
        last = max(self._edges()[-1] - self._height, lowest, self._top if row <= self._top else 0, 0)
        target = float(min(max(row, 0), last))
        if target == self.scroll_y:
            return
        if target <= self.max_scroll_y:
            self.scroll_to(y=target, animate=False, immediate=True)
        else:  # into rows that are not laid out yet: the layout that is due will find the place already set
            self.set_reactive(Widget.scroll_target_y, target)
            self.set_reactive(Widget.scroll_y, target)
            self._hold()

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Wherever the scrolling came from, from the wheel too."""
        super().watch_scroll_y(old, new)
        self._hold()

    def _hold(self) -> None:
        edges = self._edges()
        index = self._top_of(edges)
        self._held = (index, self._top - edges[index])


class Filler(Widget):
    """Blank, and as high as the column itself."""

    DEFAULT_CSS = "Filler { height: 100%; }"

    def render(self) -> str:
        """Nothing."""
        return ""
