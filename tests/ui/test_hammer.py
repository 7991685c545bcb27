"""Keys pressed at random, faster than anybody types: nothing breaks, and the way home is always open."""

from __future__ import annotations

import asyncio
import random
from itertools import islice
from pathlib import Path

import pytest
from learner import Learner, learner

from tutor.ui.keys import COMMANDS, keys_of

QUIT, SUSPEND = {"ctrl+q", "q"}, {"ctrl+z"}
EDITING = {"backspace", "delete", "ctrl+a", "ctrl+e", "ctrl+k", "ctrl+u", "ctrl+w", "tab", "shift+tab", "ctrl+left"}
TYPED = {*"abcdefgijkmnotvxyz0123456789", "minus", "plus", "left_parenthesis", "right_parenthesis", "F", "Z", "é", "δ"}
KEYS = sorted({key for context in COMMANDS for key in keys_of(context)} | EDITING | TYPED - QUIT - SUSPEND)
KEYS = [key for key in KEYS if key not in QUIT | SUSPEND]
SIZES = ((80, 24), (120, 40), (40, 10), (20, 5), (200, 60), (1, 1))
BURST = 20  # keys before anybody looks
HOME = "Two tiny lessons"


async def hammer(home: Path, keys: list[str], rng: random.Random) -> None:
    """Presses all keys; the palette can quit, and then the app is started again."""
    bursts = iter(keys)
    while burst := list(islice(bursts, BURST)):
        async with learner(home) as someone:
            while burst and someone.app.is_running:
                if rng.random() < 0.02:
                    await someone.pilot.resize_terminal(*rng.choice(SIZES))
                for key in burst:
                    someone.post_key(key)
                await someone.pilot.pause(0)
                burst = list(islice(bursts, BURST))
            await someone.settle()  # a palette may be about to quit
            if someone.app.is_running:
                await go_home(someone)


async def go_home(someone: Learner) -> None:
    """Escape, often enough."""
    await someone.pilot.resize_terminal(80, 24)
    await someone.press(*["escape"] * 8)
    assert HOME in someone.rows[0], someone.text
    await someone.press("down", "enter")
    assert HOME not in someone.rows[0], someone.text


@pytest.mark.parametrize(
    ("seed", "count"),
    [(0, 1500), *(pytest.param(seed, 4000, marks=pytest.mark.slow) for seed in range(1, 6))],
)
def test_any_keys_in_any_order_break_nothing(seed: int, count: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    asyncio.run(hammer(tmp_path, rng.choices(KEYS, k=count), rng))
