"""A screen over another one, that is closed once."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.screen import Screen, ScreenResultType


class Overlay(Screen[ScreenResultType]):
    """Keys typed ahead may ask it to close when it has closed already; the screen below must not close then."""

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Closes, unless it is not on top any more."""
        return super().dismiss(result) if self.is_current else AwaitComplete()
