"""Keys that come faster than they are answered: each waits until the one before has had its effect.

Textual hands a key to what has the focus when it comes. Typed ahead, over a slow line or on a busy server, it would
go to what had the focus before the last key changed it, and be lost.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from typing import Final

from textual.app import App, ScreenStackError
from textual.events import Event
from textual.message_pump import MessagePump

ROUNDS: Final = 2  # what the key has posted, and what that has
LONGEST_WAIT: Final = 1.0  # seconds for one widget, which may be closing


class TypedAhead:
    """Lets keys and pastes through to an app, one by one."""

    def __init__(self, app: App[int], let_through: Callable[[Event], Awaitable[None]]) -> None:
        self._app = app
        self._let_through = let_through
        self._waiting: deque[Event] = deque()
        self._effect: asyncio.Task[None] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether every key was let through and has had its effect."""
        return self._effect is None

    async def take(self, event: Event) -> None:
        """A key or a paste, to be let through now or in its turn."""
        self._waiting.append(event)
        if self._effect is None:
            await self._let_next_through()

    async def _let_next_through(self) -> None:
        target = self._app.focused or self._app.screen
        await self._let_through(self._waiting.popleft())
        self._effect = asyncio.create_task(self._see_effect(target))

    async def _see_effect(self, target: MessagePump) -> None:
        try:
            with suppress(ScreenStackError):  # the program has ended: what else was typed is for nobody
                await self._quiet(target)
        finally:
            if not (self._waiting and self._app.call_later(self._let_next_through)):
                self._waiting.clear()
                self._effect = None

    async def _quiet(self, target: MessagePump) -> None:
        """Waits until what a key has posted was answered, from the widget that got it up to the app."""
        for _ in range(ROUNDS):
            for pump in self._on_the_way(target):
                answered = asyncio.Event()
                if pump.is_running and pump.call_later(answered.set):
                    with suppress(TimeoutError):
                        await asyncio.wait_for(answered.wait(), LONGEST_WAIT)

    def _on_the_way(self, target: MessagePump) -> Iterator[MessagePump]:
        """The widget that got the key, the one that has the focus now, and all that they stand in."""
        seen = set()
        for first in (target, self._app.focused or self._app.screen):
            pump: MessagePump | None = first
            while pump is not None:
                if pump not in seen:
                    seen.add(pump)
                    yield pump
                pump = pump._parent
