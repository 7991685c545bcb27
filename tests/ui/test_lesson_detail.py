"""What home says of a lesson beside the list: never more than there is room for, and nothing cut silently."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from learner import learner

from tutor.course.loader import load_course
from tutor.paths import course_dir
from tutor.ui.widgets.lesson_detail import LessonDetail

COURSE = load_course(course_dir())


async def details(home: Path, size: tuple[int, int]) -> dict[str, tuple[list[str], int]]:
    """Of each lesson, the rows of its detail, and how many there is room for."""
    async with learner(home, course=course_dir(), size=size) as someone:
        await someone.settle_timers()  # until the first lesson has told all of it
        detail = someone.app.screen.query_one(LessonDetail)
        shown = {}
        for head in COURSE.heads:
            detail.choose(head)
            await someone.settle()
            rows = ["".join(span.text for span in line) for line in detail.lines_at(detail.size.width)]
            shown[head.id] = [row.strip() for row in rows], detail.size.height
        return shown


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40)], ids=str)
def test_detail_of_each_lesson_fits_and_says_what_it_leaves_out(size: tuple[int, int], tmp_path: Path) -> None:
    for lesson, (rows, height) in asyncio.run(details(tmp_path, size)).items():
        assert len(rows) <= height, lesson
        assert any(row.startswith("Questions") for row in rows), lesson
        if "You will" in rows:
            assert rows[rows.index("You will") + 1].startswith("• "), lesson


def test_of_many_lessons_that_it_builds_on_a_few_are_named(tmp_path: Path) -> None:
    shown = asyncio.run(details(tmp_path, (120, 40)))
    for head in COURSE.heads:
        start = next((i for i, row in enumerate(shown[head.id][0]) if row.startswith("Builds on")), None)
        assert (start is None) == (not head.prerequisites)
        if start is not None:
            named = min(3, len(head.prerequisites))
            below = shown[head.id][0][start : start + named]
            assert all(row for row in below)
            assert (f"and {len(head.prerequisites) - 2} more" in below[-1]) == (len(head.prerequisites) > 3)
