"""A learner in front of the app, without a terminal: keys in, rows of text out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from tutor.course.flow import flow_of
from tutor.course.loader import load_course, load_lesson
from tutor.plots.look import Tier
from tutor.progress.store import Store
from tutor.ui.app import TutorApp
from tutor.ui.session import Session

GOOD_COURSE = Path(__file__).parent.parent / "data" / "courses" / "good"
CHARACTERS = {_character_to_key(character): character for character in " .,:;/?-+*^()[]{}=_<>!'\"~#%&|@$`\\"}
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def ticking() -> Iterator[datetime]:
    """A clock that goes a minute a look."""
    now = NOON
    while True:
        now += timedelta(minutes=1)
        yield now


class Learner:
    """Presses keys and reads rows."""

    def __init__(self, app: TutorApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def rows(self) -> list[str]:
        """The rows of the screen, without trailing blanks."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.rows)

    @property
    def painted(self) -> list[tuple[str, str]]:
        """The runs of the screen in one style each, with that style: a cursor may be nothing but a style."""
        strips = self.app.screen._compositor.render_strips()
        return [(segment.text, str(segment.style)) for strip in strips for segment in strip]

    async def press(self, *keys: str) -> None:
        """Presses keys by their Textual names, each after all that the one before has caused."""
        for key in keys:
            self.post_key(key)
            await self.settle(rounds=1)

    async def settle_timers(self) -> None:
        """Waits for what comes after a short rest: the detail beside the list, the run after a turn of a knob."""
        await self.pilot.pause(0.15)
        await self.settle()

    async def type(self, text: str) -> None:
        """Types text."""
        await self.press(*(_character_to_key(character) for character in text))

    async def settle(self, rounds: int = 2) -> None:
        """Waits until nothing is going on any more, or for half a second: a paused experiment goes on for ever."""
        for _ in range(50):
            await self._pass_keys()
            for _ in range(rounds):
                await self.pilot.pause(0)
            if all(worker.is_finished for worker in self.app.workers):
                break
            await self.pilot.pause(0.01)

    async def _pass_keys(self) -> None:
        """Until every key has had its effect."""
        taken = asyncio.Event()
        if self.app.call_later(taken.set):
            with suppress(TimeoutError):  # the last key may have ended the app
                await asyncio.wait_for(taken.wait(), 1.0)
        while not self.app._typed_ahead.is_empty:
            await asyncio.sleep(0)

    async def wait_for(self, text: str) -> None:
        """Waits until the screen shows a text."""
        for _ in range(400):
            if text in self.text:
                return
            await self.pilot.pause(0.02)
        raise AssertionError(f"no {text!r} on the screen:\n{self.text}")

    def post_key(self, key: str) -> None:
        """A key that nobody waits for."""
        character = key if len(key) == 1 else CHARACTERS.get(key)
        self.app.post_message(events.Key(key, character))


@asynccontextmanager
async def learner(
    home: Path,
    *,
    lesson: str | None = None,
    size: tuple[int, int] = (80, 24),
    tier: Tier = "braille",
    course: Path = GOOD_COURSE,
    theme: str = "dark",
) -> AsyncIterator[Learner]:
    """The app with a learner, whose progress is kept in `home`."""
    clock = ticking()
    with Store.open(home / "progress.sqlite3", now=NOON, time_zone=UTC) as store:
        store.set_setting("seed", "7")
        session = Session(load_course(course), store, tier, lambda: next(clock))
        app = TutorApp(session, lesson)
        app.theme = theme
        async with app.run_test(size=size, notifications=True) as pilot:
            someone = Learner(app, pilot)
            await someone.settle()
            yield someone


async def open_block(someone: Learner, lesson: str, block: str) -> None:
    """Opens a lesson at one of its blocks."""
    course = someone.app.session.course
    assert flow_of(load_lesson(course.directory, lesson)[0]).index(block) is not None, f"no block {block}"
    someone.app.open_lesson(lesson, block)
    await someone.settle()
