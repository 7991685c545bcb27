"""Every shipped lesson, walked through at 80x24 from the first key to the last, each question and lab on the way."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from learner import Learner, learner
from textual.widget import Widget

from tutor.course.loader import load_course
from tutor.spans import line_width, plain_text
from tutor.ui.screens.lesson import THE_END, WAITS, LessonScreen
from tutor.ui.widgets.lab_block import LabBlock
from tutor.ui.widgets.lines import Lines
from tutor.ui.widgets.question import QuestionBlock

LESSONS = Path(__file__).parents[2] / "lessons"
IDS = load_course(LESSONS).lesson_ids
MOST_KEYS = 1500
MOST_ENTERS = 600  # from the solution to what comes next, while experiments run


def is_whole(widget: Widget) -> bool:
    """Whether no line of it is cut at the right, and no gap or formula of it shows a reason in its place."""
    if not isinstance(widget, Lines) or not widget.size.width:
        return True
    lines = widget.lines_at(widget.size.width)
    text = plain_text(lines)
    return all(line_width(line) <= widget.size.width for line in lines) and "{{" not in text and "\\frac" not in text


def look(someone: Learner) -> None:
    """Everything in view."""
    screen = someone.app.screen
    roots = screen._column.in_view() if isinstance(screen, LessonScreen) else [screen]
    for root in roots:
        for widget in root.walk_children(with_self=True):
            assert is_whole(widget), f"{widget}\n{someone.text}"


async def answer(someone: Learner) -> None:
    """The question that waits: its solution, and on to what comes next."""
    await someone.press("enter")
    screen = someone.app.screen
    assert isinstance(screen, LessonScreen)
    block = screen._entered
    assert isinstance(block, QuestionBlock), someone.text
    if screen.focused is not block:
        await someone.press("escape")  # out of the field: letters are commands again
    await someone.press("h", "x")
    look(someone)
    for _ in range(MOST_ENTERS):
        if screen._entered is not block:
            break
        await someone.press("enter")
        await someone.pilot.pause(0.05)
    assert screen._entered is not block, someone.text


async def open_lab(someone: Learner) -> None:
    """The lab in view, and back."""
    lesson = someone.app.screen
    await someone.press("enter")
    await someone.settle_timers()
    look(someone)
    for _ in range(3):
        if someone.app.screen is not lesson:
            await someone.press("escape")
    assert someone.app.screen is lesson


async def walk(someone: Learner, lesson: str) -> None:
    """Space until the end, and whatever Enter offers on the way."""
    someone.app.open_lesson(lesson)
    await someone.settle()
    screen = someone.app.screen
    assert isinstance(screen, LessonScreen)
    opened: set[LabBlock] = set()
    for _ in range(MOST_KEYS):
        look(someone)
        target = screen._aim.target
        if isinstance(target, LabBlock) and target not in opened:
            opened.add(target)
            await open_lab(someone)
        await someone.press("space")
        if WAITS in someone.text:
            await answer(someone)
        if THE_END in someone.text:
            assert len(screen._column.blocks) == len(screen._flow.blocks)
            assert len(opened) == sum(isinstance(block, LabBlock) for block in screen._column.blocks)
            return
    raise AssertionError(f"no end after {MOST_KEYS} keys\n{someone.text}")


@pytest.mark.slow
@pytest.mark.parametrize("lesson", IDS)
def test_lesson_can_be_walked_through_and_nothing_is_cut(lesson: str, tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path, course=LESSONS) as someone:
            await walk(someone, lesson)
            store, course = someone.app.session.store, someone.app.session.course_id
            (summary,) = store.lesson_summaries(course)
            assert summary.place is not None
            assert summary.place.reached == summary.place.total
            assert summary.questions_answered == summary.questions_total

    asyncio.run(scenario())
