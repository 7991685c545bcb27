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

AT_ONCE: Final = 1.0  # seconds after a key in which its effect may still be on the way
ROUNDS: Final = 2  # what the key has posted, and what that has
LONGEST_WAIT: Final = 1.0  # seconds for one widget, which may be closing


class TypedAhead:
    """Lets keys and pastes through to an app, one by one."""

    def __init__(self, app: App[int], let_through: Callable[[Event], Awaitable[None]]) -> None:
        self._app = app
        self._let_through = let_through
        self._waiting: deque[Event] = deque()
        self._task: asyncio.Task[None] | None = None
        self._last_at = 0.0
        self._last_into: MessagePump = app

    @property
    def is_empty(self) -> bool:
        """Whether every key was let through."""
        return self._task is None

    async def take(self, event: Event) -> None:
        """A key or a paste, to be let through now or in its turn."""
        if self._task is None and asyncio.get_running_loop().time() - self._last_at > AT_ONCE:
            await self._pass_on(event)
            return
        self._waiting.append(event)
        if self._task is None:
            self._task = asyncio.create_task(self._empty())

    async def _empty(self) -> None:
        try:
            while self._waiting:
                await self._quiet()
                await self._pass_on(self._waiting.popleft())
        except ScreenStackError:  # the program has ended: what else was typed is for nobody
            self._waiting.clear()
        finally:
            self._task = None

    async def _pass_on(self, event: Event) -> None:
        self._last_at = asyncio.get_running_loop().time()
        self._last_into = self._app.focused or self._app.screen
        await self._let_through(event)

    async def _quiet(self) -> None:
        """Waits until what the last key has posted was answered, from the widget that got it up to the app."""
        for _ in range(ROUNDS):
            for pump in self._on_the_way():
                answered = asyncio.Event()
                if pump.is_running and pump.call_later(answered.set):
                    with suppress(TimeoutError):
                        await asyncio.wait_for(answered.wait(), LONGEST_WAIT)

    def _on_the_way(self) -> Iterator[MessagePump]:
        """The widget that got the last key, the one that has the focus now, and all that they stand in."""
        seen = set()
        for first in (self._last_into, self._app.focused or self._app.screen):
            pump: MessagePump | None = first
            while pump is not None:
                if pump not in seen:
                    seen.add(pump)
                    yield pump
                pump = pump._parent
