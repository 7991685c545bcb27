"""After a wrong answer that tells of a misconception: the lab that speaks against it, and back."""

from __future__ import annotations

import asyncio
from pathlib import Path

from learner import learner, open_block
from places import CHOICE, VERDICT, Do, at, then

OFFER = "l shows you why, in the lab Gate meter."
WRONG = then(CHOICE, "1", "enter")
WITHOUT_LAB = at("last-check/slope-at-z", *"0.731", "enter")
GOAL = "Often believed: A neuron that is far off takes a large step. Is it so?"


def screen(do: Do, home: Path, *keys: str) -> str:
    """What is to be seen after some keys."""

    async def scenario() -> str:
        async with learner(home) as someone:
            await then(do, *keys)(someone)
            return someone.text

    return asyncio.run(scenario())


def test_verdict_offers_the_lab_and_the_bar_says_so(tmp_path: Path) -> None:
    text = screen(WRONG, tmp_path)
    assert "✗ Not this one.\n  ┃   " + OFFER in text
    assert "l show me" in text


def test_lab_opens_at_the_setting_of_the_misconception_and_says_what_is_believed(tmp_path: Path) -> None:
    text = screen(WRONG, tmp_path, "l")
    assert GOAL in text
    assert "bias b          −9 " in text


def test_way_back_leads_to_the_question_as_it_was(tmp_path: Path) -> None:
    before = screen(WRONG, tmp_path / "one")
    after = screen(WRONG, tmp_path / "other", "l", "right", "escape")
    assert after == before
    assert GOAL in screen(WRONG, tmp_path / "third", "l", "escape", "l")


def test_right_answer_opens_the_lab_of_the_question(tmp_path: Path) -> None:
    assert "l lab" in screen(VERDICT, tmp_path / "one")
    assert OFFER not in screen(VERDICT, tmp_path / "other")
    assert "Often believed" not in screen(VERDICT, tmp_path / "third", "l")


def test_misconception_without_a_lab_leaves_the_lab_of_the_question(tmp_path: Path) -> None:
    text = screen(WITHOUT_LAB, tmp_path)
    assert "That is the value, not the slope." in text
    assert "shows you why" not in text
    assert "l lab" in text


def test_another_try_takes_the_offer_away(tmp_path: Path) -> None:
    for key in ("r", "u"):
        assert OFFER not in screen(WRONG, tmp_path / key, key)


def test_solution_that_was_asked_for_tells_of_no_misconception(tmp_path: Path) -> None:
    assert OFFER not in screen(then(CHOICE, "1", "x"), tmp_path)


def test_offer_is_still_there_after_a_restart_and_says_how_to_take_it(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await WRONG(someone)
        async with learner(tmp_path) as someone:
            await open_block(someone, "slopes", "first-guess/who-moves")
            assert f"Enter {OFFER}" in someone.text
            await someone.press("enter", "l")
            assert GOAL in someone.text

    asyncio.run(scenario())
