"""What a course holds beside its lessons: tracks, tests, questions people ask, the glossary."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from learner import Learner, learner

from tutor.course.loader import Course
from tutor.course.search import Passage, read_passages
from tutor.functions import sigmoid_slope
from tutor.ui import palette


def with_learner(home: Path, do: Callable[[Learner], Awaitable[None]]) -> None:
    async def scenario() -> None:
        async with learner(home) as someone:
            await do(someone)

    asyncio.run(scenario())


async def choose(someone: Learner, key: str, words: str) -> None:
    """Opens a palette with a key, and takes the first entry that has the words."""
    await someone.press(key)
    await someone.type(words)
    await someone.pilot.pause(0.5)
    await someone.press("enter")
    await someone.settle_timers()


def test_track_lists_its_lessons_only_now_and_the_next_time(tmp_path: Path) -> None:
    async def chosen(someone: Learner) -> None:
        assert "Slopes multiply" in someone.text
        await choose(someone, "t", "In a hurry")
        assert "In a hurry" in someone.text
        assert "Slopes multiply" not in someone.text

    async def back(someone: Learner) -> None:
        assert "Slopes multiply" not in someone.text
        await choose(someone, "t", "All lessons")
        assert "Slopes multiply" in someone.text

    with_learner(tmp_path, chosen)
    with_learner(tmp_path, back)


def test_lesson_at_the_end_of_a_track_leads_nowhere(tmp_path: Path) -> None:
    async def scenario(someone: Learner) -> None:
        someone.app.open_lesson("slopes", "/next")
        await someone.settle()
        assert "The next lesson: Slopes multiply" in someone.text
        await someone.press("escape")
        await choose(someone, "t", "In a hurry")
        someone.app.open_lesson("slopes", "/next")
        await someone.settle()
        assert "Where to go next" in someone.text
        assert "The next lesson" not in someone.text

    with_learner(tmp_path, scenario)


def test_question_that_people_ask_opens_the_section_that_answers_it(tmp_path: Path) -> None:
    async def scenario(someone: Learner) -> None:
        await choose(someone, "i", "neuron not learn")
        assert someone.app.screen._anchor == someone.app.screen._flow.index("two-neurons")

    with_learner(tmp_path, scenario)


def test_word_of_the_glossary_is_told_anywhere_and_closing_it_leads_back(tmp_path: Path) -> None:
    async def scenario(someone: Learner) -> None:
        someone.app.open_lesson("slopes", "steepest")
        await someone.settle()
        before = someone.text
        await choose(someone, "g", "error signal")
        assert "How strongly the loss reacts to a pre-activation." in someone.text
        await someone.press("escape")
        assert someone.text == before

    with_learner(tmp_path, scenario)


def test_letter_typed_into_an_answer_opens_no_glossary(tmp_path: Path) -> None:
    async def scenario(someone: Learner) -> None:
        someone.app.open_lesson("slopes", "last-check/slope-at-z")
        await someone.settle()
        await someone.press("enter", "g")
        assert "Look a word up" not in someone.text

    with_learner(tmp_path, scenario)


SECOND = "At most how much is left"
"""How the second question of the test begins."""


async def answer_wrong(someone: Learner) -> None:
    await someone.press("enter")
    await someone.type("12345")
    await someone.press("enter")


def test_test_asks_its_questions_in_a_row_and_says_how_it_went(tmp_path: Path) -> None:
    async def begun(someone: Learner) -> None:
        await choose(someone, "t", "Test: What do you know")
        assert "What do you know already?" in someone.text
        await someone.press("space")
        await answer_wrong(someone)
        await someone.press("enter")
        assert SECOND in someone.text

    async def gone_on_with(someone: Learner) -> None:
        await choose(someone, "t", "Test: What do you know")
        assert SECOND in someone.text
        await someone.press("n")
        assert "0 of 2 right" in someone.text
        assert "✗ 1  Slopes decide" in someone.text
        assert "○ 2  Slopes multiply  not answered" in someone.text
        await someone.press("enter")
        assert "Slopes decide" in someone.rows[0]

    with_learner(tmp_path, begun)
    with_learner(tmp_path, gone_on_with)


def test_score_counts_what_is_answered_anew_below_it(tmp_path: Path) -> None:
    async def scenario(someone: Learner) -> None:
        await choose(someone, "t", "Test: What do you know")
        await someone.press("space")
        await answer_wrong(someone)
        await someone.press("escape", "n", "n")
        assert "0 of 2 right" in someone.text
        await someone.press("shift+tab", "shift+tab", "enter", "r")
        (z,) = re.findall(r"sigmoid at z = (\S+)\?", someone.text)
        await someone.type(f"{sigmoid_slope(float(z.replace('−', '-'))):.4f}")
        await someone.press("enter", "escape", "end")
        assert "1 of 2 right" in someone.text

    with_learner(tmp_path, scenario)


def test_answer_in_a_test_counts_as_one_of_all_questions_of_its_lesson(tmp_path: Path) -> None:
    async def scenario(someone: Learner) -> None:
        await choose(someone, "t", "Test: What do you know")
        await someone.press("space")
        await answer_wrong(someone)
        await someone.press("escape", "escape", "s")
        counts = [row for row in someone.rows if "Read the slope" in row]
        assert len(counts) == 1
        assert "0/1 " not in counts[0]
        assert re.search(r"0/\d", counts[0])
        assert any("Name the parts" in row and re.search(r"0/\d", row) for row in someone.rows)

    with_learner(tmp_path, scenario)


def test_search_finds_what_was_typed_while_the_lessons_were_still_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = threading.Event()

    def read_slowly(course: Course) -> tuple[Passage, ...]:
        assert may_go_on.wait(60)
        return read_passages(course)

    monkeypatch.setattr(palette, "read_passages", read_slowly)

    async def scenario(someone: Learner) -> None:
        await someone.press("slash", *"gate")
        may_go_on.set()
        await someone.wait_for("What the gate lets through")

    with_learner(tmp_path, scenario)


def test_test_asks_anew_what_a_lesson_has_asked(tmp_path: Path) -> None:
    async def scenario(someone: Learner) -> None:
        someone.app.open_lesson("slopes", "last-check/slope-at-z")
        await someone.settle()
        await answer_wrong(someone)
        assert "Not 12345" in someone.text
        await someone.press("escape", "escape")
        await choose(someone, "t", "Test: What do you know")
        await someone.press("space")
        assert "Not 12345" not in someone.text
        await answer_wrong(someone)
        contexts = [a.context for a in someone.app.session.store.attempts("two-tiny-lessons", "slopes", "slope-at-z")]
        assert contexts == ["lesson", "test"]

    with_learner(tmp_path, scenario)


def test_list_says_that_it_goes_on_below(tmp_path: Path) -> None:
    async def scenario(someone: Learner) -> None:
        assert "more below" not in someone.text
        await someone.pilot.resize_terminal(80, 6)
        await someone.settle()
        assert "1 more below" in someone.text
        await someone.press("down")
        assert "▸ ○ Slopes multiply" in someone.text
        assert "more below" not in someone.text

    with_learner(tmp_path, scenario)
