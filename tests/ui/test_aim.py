"""One thing on the screen is what Enter enters; it is marked, and the learner can choose another."""

from __future__ import annotations

import asyncio
from pathlib import Path

from learner import Learner, learner, open_block
from places import VERDICT, then


def marked(someone: Learner) -> list[str]:
    """The rows of the lesson that a pointer marks."""
    return [row for row in someone.rows[2:-1] if row.startswith("  ▸ ")]


def test_question_jumped_to_is_what_enter_enters(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await open_block(someone, "slopes", "/quiz/letters")
            assert marked(someone) == ["  ▸ Match: Space picks up and drops"]
            await someone.press("enter")
            assert "┃ Match" in someone.text
            assert marked(someone) == []

    asyncio.run(scenario())


def test_answered_question_jumped_to_can_be_looked_at_again(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await VERDICT(someone)
        async with learner(tmp_path) as someone:
            await open_block(someone, "slopes", "first-guess/who-moves")
            assert "Enter look again" in someone.rows[-1]
            await someone.press("enter")
            assert "┃" in someone.text

    asyncio.run(scenario())


def test_answered_question_does_not_hold_up_who_reads_on(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await then(VERDICT, "enter", "n", "up", "down")(someone)
            await someone.press("home")
            assert "Right." in someone.text
            assert "look again" not in someone.rows[-1]

    asyncio.run(scenario())


def test_tab_walks_through_all_that_can_be_entered_and_back(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await open_block(someone, "slopes", "measured-delta")
            await someone.press("home")
            seen = []
            for _ in range(4):
                seen += marked(someone)
                await someone.press("tab")
            assert [row.split("▸ ")[1].split(":")[0] for row in seen] == [
                "Choose one",
                "Predict, then watch",
                "Lab",
                "measured in gate-meter, 3 seeds",
            ]
            await someone.press("shift+tab")
            assert "Lab: Gate meter" in marked(someone)[0]

    asyncio.run(scenario())


def test_what_was_chosen_counts_as_long_as_it_is_in_view(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await open_block(someone, "slopes", "turn-the-bias")
            assert "Enter open the lab" in someone.rows[-1]
            await someone.press("home")
            assert "Enter answer" in someone.rows[-1]

    asyncio.run(scenario())
