"""A number that is predicted: beside what came out, and in the figure."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from learner import learner
from places import at, then

ASKED = at("/quiz/how-deep", lesson="chains")
TOLD = "your guess  0.2         it was      0.05634"


def test_guess_is_a_line_in_the_figure_and_stands_beside_the_outcome(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path, size=(80, 40)) as someone:
            await then(ASKED, *"0.2", "enter")(someone)
            assert "You expected 0.2; it came out as 0.05634." in someone.text
            assert sum("╌╌your guess" in row for row in someone.rows) == 1
            assert TOLD in someone.text
            await someone.press("escape", "d")
            assert "your guess at |∂a⁽ˡ⁾/∂a⁽⁰⁾| 0.2" in " ".join(someone.text.split())

    asyncio.run(scenario())


def test_another_try_forgets_the_guess(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path, size=(80, 40)) as someone:
            await then(ASKED, *"0.2", "enter", "r", *"0.1", "enter")(someone)
            assert TOLD.replace("0.2", "0.1") in someone.text
            assert "guess  0.2" not in someone.text

    asyncio.run(scenario())


def test_solution_shows_what_came_out_and_no_guess(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path, size=(80, 40)) as someone:
            await then(ASKED, *"0.2", "escape", "x")(someone)
            assert "it was  0.05634" in someone.text
            assert "your guess" not in someone.text

    asyncio.run(scenario())


@pytest.mark.parametrize("width", [1, 3, 5])
def test_outcome_is_drawn_in_any_window(width: int, tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await at("first-guess/what-comes-back", "2", "enter")(someone)
            await someone.wait_for("go on")
            await someone.pilot.resize_terminal(width, 12)
            await someone.settle()
            await someone.pilot.resize_terminal(80, 24)
            await someone.settle()
            assert "go on" in someone.text

    asyncio.run(scenario())
