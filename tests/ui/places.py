"""Places of the app, and how a learner gets there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from learner import Learner, open_block

from tutor.ui.navigation import LabRequest

Do = Callable[[Learner], Awaitable[None]]

PATIENCE = 300  # tenths of a second; the machine may have much else to do


async def at_home(someone: Learner) -> None:
    """Nothing to do."""


async def in_lesson(someone: Learner) -> None:
    """In the chapter with plots, a claim and a lab, some of it revealed."""
    await open_block(someone, "slopes", "steepest")


def at(block: str, *keys: str, lesson: str = "slopes") -> Do:
    """A question or problem, entered, and some keys after that."""

    async def go(someone: Learner) -> None:
        await open_block(someone, lesson, block)
        await someone.press("enter", *keys)

    return go


def in_lab(name: str, *keys: str, **params: str) -> Do:
    """An experiment opened from nowhere."""

    async def go(someone: Learner) -> None:
        someone.app.open_lab(LabRequest(name, params))
        await someone.settle()
        await someone.press(*keys)

    return go


def until(what: str, first: Do) -> Do:
    """A way, and what must then be seen; what trains does so in a process that has to start."""

    async def go(someone: Learner) -> None:
        await first(someone)
        for _ in range(PATIENCE):
            if what in someone.text:
                return
            await asyncio.sleep(0.1)
        raise AssertionError(f"no {what!r} on the screen:\n{someone.text}")

    return go


async def in_progress(someone: Learner) -> None:
    """My progress, with more on it than fits."""
    for lesson in ("slopes", "chains"):
        await open_block(someone, lesson, "/quiz")
        await someone.press("escape")
    someone.app.open_progress()
    await someone.settle()


async def in_help(someone: Learner) -> None:
    """A page over the lesson."""
    await in_lesson(someone)
    await someone.press("question_mark")


async def sure(someone: Learner) -> None:
    """Asked how sure one is."""
    someone.app.toggle_confidence()
    await at("first-guess/who-moves", "2", "enter")(someone)


def then(first: Do, *keys: str) -> Do:
    """More keys after something."""

    async def go(someone: Learner) -> None:
        await first(someone)
        await someone.press(*keys)
        await someone.settle_timers()

    return go


def at_block(block: str) -> Do:
    """A lesson with a block in view, nothing entered."""

    async def go(someone: Learner) -> None:
        await open_block(someone, "slopes", block)

    return go


CHOICE = at("first-guess/who-moves")
NUMBERED = at("/quiz/level-places")
MATCH = at("/quiz/letters")
VERDICT = at("first-guess/who-moves", "2", "enter")
IN_PALETTE = then(at_home, "colon")
SEEN = at("first-guess/what-comes-back", "2", "enter")
IN_FIELD = at("last-check/slope-at-z")
SOLVING = at("/practice/leaky")
GATE = in_lab("gate-meter")
RACE = in_lab("depth-race", steps="100", depth="1")
PROFILE = in_lab("depth-profile")
