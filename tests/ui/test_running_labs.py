"""A lab that trains: run, paused, stepped, left and run again, with keys that come before it is ready."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from learner import Learner, learner
from places import in_lab

from tutor.labs.apart import Apart, RunApart

PATIENCE = 300  # tenths of a second; the process that trains has to start, and the machine may have much else to do
Scenario = Callable[[Learner], Awaitable[None]]


def lead(tmp_path: Path, scenario: Scenario, **params: str) -> None:
    async def go() -> None:
        async with learner(tmp_path) as someone:
            await in_lab("depth-race", **({"steps": "100", "depth": "1"} | params))(someone)
            await scenario(someone)

    asyncio.run(go())


async def until(someone: Learner, *any_of: str) -> None:
    for _ in range(PATIENCE):
        if any(what in someone.text for what in any_of):
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"no {any_of} on the screen:\n{someone.text}")


def test_the_first_frame_is_there_before_anything_runs(tmp_path: Path) -> None:
    async def scenario(someone: Learner) -> None:
        await until(someone, "step 0/100  ready")
        assert "Space run " in someone.text

    lead(tmp_path, scenario)


def test_space_right_after_a_turn_runs_what_was_turned_to(tmp_path: Path) -> None:
    async def scenario(someone: Learner) -> None:
        someone.post_key("right")
        someone.post_key("space")
        await until(someone, "‹ leaky-relu ›")
        await until(someone, "step 100/100")
        assert "Space run again" in someone.text

    lead(tmp_path, scenario)


def test_escape_pauses_a_run_and_leaves_a_paused_one(tmp_path: Path) -> None:
    async def scenario(someone: Learner) -> None:
        await someone.press("space")
        await until(someone, "steps/s")
        await someone.press("escape")
        await until(someone, "paused")
        assert "Space go on" in someone.text
        await someone.press("escape")
        await until(someone, "Slopes decide")

    lead(tmp_path, scenario, steps="2000", depth="20")


def test_steps_come_one_by_one_however_fast_they_are_asked_for(tmp_path: Path) -> None:
    async def scenario(someone: Learner) -> None:
        for _ in range(3):
            someone.post_key("full_stop")
        await until(someone, "step 3/100  paused")
        await someone.press("space")
        await until(someone, "step 100/100")

    lead(tmp_path, scenario)


def test_another_setting_begins_anew_while_one_trains(tmp_path: Path) -> None:
    async def scenario(someone: Learner) -> None:
        await someone.press("space")
        await until(someone, "steps/s")
        await someone.press("S")
        await until(someone, "seed            1")
        await until(someone, "Space pause")
        await someone.press("escape")
        await until(someone, "Space go on", "Space run ")

    lead(tmp_path, scenario, steps="2000", depth="20")


def test_escape_right_after_a_turn_stops_what_was_turned_to(tmp_path: Path) -> None:
    async def scenario(someone: Learner) -> None:
        await someone.press("space")
        await until(someone, "steps/s")
        someone.post_key("S")
        someone.post_key("escape")
        await until(someone, "step 0/2000  ready")
        await someone.settle_timers()
        assert "step 0/2000  ready" in someone.text
        assert "seed            1" in someone.text

    lead(tmp_path, scenario, steps="2000", depth="20")


def test_leaving_a_lab_leaves_no_process_behind(tmp_path: Path) -> None:
    processes = []

    async def scenario(someone: Learner) -> None:
        await someone.press("space")
        await until(someone, "step 100/100")
        processes.append(someone.app._apart._process)

    lead(tmp_path, scenario)
    assert processes[0] is not None
    assert processes[0].poll() is not None


def test_run_can_be_slowed_until_each_step_is_seen_and_let_go_again(tmp_path: Path) -> None:
    async def scenario(someone: Learner) -> None:
        await someone.press(*["minus"] * 9)
        assert "At most 2 steps a second." in someone.text
        await someone.press("space")
        await until(someone, "step 1/100")
        await until(someone, "step 2/100")
        await someone.press("plus", "plus", "plus", "plus")
        await until(someone, "step 100/100")

    lead(tmp_path, scenario)


def test_pause_does_not_wait_for_a_slow_step(tmp_path: Path) -> None:
    async def scenario(someone: Learner) -> None:
        await someone.press(*["minus"] * 4, "space")
        await until(someone, "step 1/100")
        await someone.press("space")
        await until(someone, "paused")

    lead(tmp_path, scenario)


def test_kept_run_stays_as_it_was_beside_the_next_one(tmp_path: Path) -> None:
    async def scenario(someone: Learner) -> None:
        await someone.press("space")
        await until(someone, "step 100/100")
        await someone.press("p", "S", "space")
        await until(someone, "seed 0")
        await until(someone, "seed 1")
        await until(someone, "step 100/100")
        await someone.press("backspace")
        assert "seed 0" not in someone.text

    lead(tmp_path, scenario)


class ApartThatReturnsLate(Apart):
    """Its runs have shown something before those who began them know of them."""

    def begin(self, *details: Any, **options: Any) -> RunApart:
        """Begins, and waits."""
        run = super().begin(*details, **options)
        time.sleep(0.5)
        return run


def test_run_that_shows_its_first_frame_at_once_goes_on_to_the_last(tmp_path: Path) -> None:
    async def go() -> None:
        async with learner(tmp_path) as someone:
            someone.app._apart = ApartThatReturnsLate()
            await in_lab("depth-race", steps="100", depth="1")(someone)
            await until(someone, "step 0/100  ready")
            await someone.press("R")
            await until(someone, "step 100/100")
            await someone.press("S", "R")
            await until(someone, "step 100/100")
            assert "seed            1" in someone.text

    asyncio.run(go())
