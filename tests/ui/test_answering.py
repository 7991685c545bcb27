"""From keys to a row in the store, and back by undo and retry."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from learner import Learner, learner, open_block
from places import CHOICE, VERDICT, Do, at, then


def rows(home: Path, query: str) -> list[tuple[object, ...]]:
    """What another program reads from the store meanwhile."""
    with sqlite3.connect(home / "progress.sqlite3") as connection:
        return connection.execute(query).fetchall()


def test_answer_is_committed_before_the_verdict_is_on_the_screen(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await CHOICE(someone)
            await someone.press("2")
            assert rows(tmp_path, "SELECT credit FROM attempts") == []
            someone.post_key("enter")
            while "Right." not in someone.text:
                await someone.pilot.pause(0)
            assert rows(tmp_path, "SELECT question, credit FROM attempts") == [("who-moves", 1.0)]

    asyncio.run(scenario())


RIGHT: dict[str, Do] = {
    "who-moves": at("first-guess/who-moves", "2", "enter"),
    "what-comes-back": at("first-guess/what-comes-back", "2", "enter", "enter"),
    "level-places": at("/quiz/level-places", "2", "3", "enter"),
    "relu-is-open": at("/quiz/relu-is-open", "1", "2", "enter"),
    "name-of-z": at("/quiz/name-of-z", *"Pre-Activation".replace("-", ""), "enter"),
    "why-slow": at("/quiz/why-slow", *"small", "enter", "1", "enter"),
    "slope-from-output": at("/quiz/slope-from-output", "a", "asterisk", *"(1-a)", "enter"),
}


@pytest.mark.parametrize("question", RIGHT)
def test_right_answer_of_each_kind_gets_full_credit(question: str, tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await RIGHT[question](someone)
            assert "go on" in someone.rows[-1], someone.text
            assert rows(tmp_path, "SELECT question, credit FROM attempts") == [(question, 1.0)], someone.text

    asyncio.run(scenario())


def test_ordering_is_done_with_the_arrows(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await at("/quiz/by-slope")(someone)
            for wanted in ("sigmoid", "SiLU", "tanh"):  # each picked up and carried to the end, in the right order
                here = next(row for row, line in enumerate(order(someone)) if wanted in line)
                await someone.press(*["up"] * 3, *["down"] * here, "space", *["down"] * 3, "space")
            assert [line.split()[-1] for line in order(someone)] == ["sigmoid", "SiLU", "tanh"]
            await someone.press("enter")
            assert "Right." in someone.text

    asyncio.run(scenario())


def order(someone: Learner) -> list[str]:
    """The rows of the ordering question in view."""
    return [row for row in someone.rows if any(f" {digit}. " in row for digit in "123")]


def test_undo_takes_the_answer_back_for_good(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await VERDICT(someone)
            await someone.press("u")
            assert "Choose one" in someone.text
            assert rows(tmp_path, "SELECT attempt_id FROM retractions") == [(1,)]
        async with learner(tmp_path) as someone:
            await open_block(someone, "slopes", "first-guess/who-moves")
            assert "Right." not in someone.text

    asyncio.run(scenario())


def test_retry_counts_as_another_attempt(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await then(CHOICE, "1", "enter", "r", "2", "enter")(someone)
            assert "Right." in someone.text
            assert rows(tmp_path, "SELECT credit FROM attempts ORDER BY id") == [(0.0,), (1.0,)]

    asyncio.run(scenario())


def test_solution_shown_is_not_an_answer_given(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await then(CHOICE, "x")(someone)
            assert "Solution shown." in someone.text
            assert rows(tmp_path, "SELECT credit FROM attempts") == [(0.0,)]

    asyncio.run(scenario())


@pytest.mark.parametrize(("key", "confidence"), [("1", 1), ("2", 2), ("3", 3), ("enter", 2)])
def test_confidence_is_asked_before_the_verdict_and_kept(key: str, confidence: int, tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            someone.app.toggle_confidence()
            await then(CHOICE, "2", "enter")(someone)
            assert "How sure?" in someone.text
            assert rows(tmp_path, "SELECT credit FROM attempts") == []
            await someone.press(key)
            assert rows(tmp_path, "SELECT credit, confidence FROM attempts") == [(1.0, confidence)]

    asyncio.run(scenario())


def test_slip_is_said_and_costs_nothing(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await at("/quiz/slope-from-output", "a", "plus", "enter")(someone)
            assert rows(tmp_path, "SELECT credit FROM attempts") == []
            await someone.press("backspace", "asterisk", *"(1-a)", "enter")
            assert rows(tmp_path, "SELECT credit FROM attempts") == [(1.0,)], someone.text

    asyncio.run(scenario())


def test_enter_after_the_verdict_goes_on_to_the_next_block(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await then(VERDICT, "enter")(someone)
            assert "By what factor does the error signal shrink" in someone.text
            assert "┃" not in someone.text

    asyncio.run(scenario())


def test_question_that_waits_can_be_passed_over(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await open_block(someone, "slopes", "first-guess/what-comes-back")
            await someone.press("end", "space")
            assert "A question waits: Enter answers it, n passes over it." in someone.text
            await someone.press("n")
            assert "The slope is a gate" in someone.text

    asyncio.run(scenario())
