"""What Enter would enter in a column of blocks: one thing, marked as such."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from tutor.ui.widgets.block import LOOK_AGAIN, Enterable
from tutor.ui.widgets.column import Column


class Aim:
    """Follows what is in view, unless the learner has chosen something there."""

    def __init__(self, column: Column) -> None:
        self._column = column
        self._chosen: Enterable | None = None

    @property
    def target(self) -> Enterable | None:
        """What was chosen; else, of what begins in view, the first that waits, or the first that is not done."""
        if self._chosen is not None and self._chosen.opens and self._chosen in self._column.in_view():
            return self._chosen
        there = _enterable(self._column.begun_in_view())
        waiting = [block for block in there if block.waits]
        fresh = [block for block in there if block.opens != LOOK_AGAIN]
        return next(iter((*waiting, *fresh)), None)

    def choose(self, block: Widget | None) -> None:
        """A block, if it can be entered; None leaves it to what is in view."""
        self._chosen = block if isinstance(block, Enterable) and block.opens else None

    def step(self, step: int) -> int | None:
        """Chooses the next thing to enter (or the one before) and says where it stands; None if there is none."""
        blocks = self._column.blocks
        target = self.target
        here = blocks.index(target) if target is not None else self._column.top_index() - (step > 0)
        beyond = blocks[here + 1 :] if step > 0 else blocks[:here][::-1]
        block = next(iter(_enterable(beyond)), None)
        if block is None:
            return None
        self._chosen = block
        return blocks.index(block)

    def mark(self, is_shown: bool) -> Enterable | None:
        """Marks the target, and only that; nothing if something is entered already."""
        target = self.target if is_shown else None
        for block in self._column.blocks:
            if isinstance(block, Enterable):
                block.aim(block is target)
        return target


def _enterable(blocks: Iterable[Widget]) -> list[Enterable]:
    return [block for block in blocks if isinstance(block, Enterable) and block.opens]
