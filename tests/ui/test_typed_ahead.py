"""Keys typed faster than they are answered do what they do when each waits for the one before."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from learner import Learner, learner

USUAL = ["enter"] * 6 + ["space"] * 4 + ["n"] * 3 + ["1", "2", "3", "down", "up", "left", "right", "tab", "shift+tab"]
OTHERS = ["escape", "h", "x", "r", "u", "pagedown", "pageup", "home", "end", "y", "d", "c", "0", "5", "backspace", "s"]
STARTS = [
    [],
    ["enter"],
    ["enter", "space"],
    ["enter", "space", "enter"],
    ["enter", "n", "n", "n"],
    ["enter", *["right"] * 3],
]


async def rest(someone: Learner) -> list[str]:
    """Where the learner is when nothing goes on any more, how far, with which keys, and every answer.

    Not on which row: what is above may have been computed earlier or later.
    """
    for _ in range(3):
        await someone.settle_timers()
    if not someone.app.is_running:
        return ["ended"]
    screen, store, course = someone.app.screen, someone.app.session.store, someone.app.session.course_id
    answers = [f"{attempt.question} {attempt.response_json}" for attempt in store.latest_attempts(course, "slopes")]
    keys = someone.rows[-1] if screen.focused else ""  # else they are those of what happens to be in view
    return [type(screen).__name__, type(screen.focused).__name__, someone.rows[1], keys, *answers]


async def typed(home: Path, start: Sequence[str], keys: Sequence[str], *, is_fast: bool) -> list[str]:
    async with learner(home) as someone:
        await someone.press(*start)
        await rest(someone)
        if is_fast:
            for key in keys:
                someone.post_key(key)
        else:
            await someone.press(*keys)
        return await rest(someone)


def compare(home: Path, start: Sequence[str], keys: Sequence[str]) -> None:
    slow = asyncio.run(typed(home / "slow", start, keys, is_fast=False))
    fast = asyncio.run(typed(home / "fast", start, keys, is_fast=True))
    assert fast == slow, f"after {start} typed {keys}"


@pytest.mark.parametrize(
    ("start", "keys"),
    [
        (["enter", "space"], ["enter", "1", "enter"]),
        ([], ["enter", "enter", "enter", "5"]),
        (["enter", "space", "enter"], ["1", "enter", "enter", "enter", "2", "enter"]),
        (["enter", "n", "n", "n"], ["n", "y", "tab"]),
    ],
    ids=["into-a-question", "from-home", "on-to-the-next", "other-heights"],
)
def test_keys_typed_ahead_are_neither_lost_nor_taken_for_others(
    start: list[str], keys: list[str], tmp_path: Path
) -> None:
    compare(tmp_path, start, keys)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_any_keys_typed_ahead_do_what_they_do_one_by_one(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    for number in range(8):
        start, keys = rng.choice(STARTS), rng.choices(USUAL + OTHERS, k=rng.randint(4, 14))
        compare(tmp_path / str(number), start, keys)
