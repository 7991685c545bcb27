"""What cannot be used is said where the learner sees it, and the rest goes on."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from learner import GOOD_COURSE, learner

from tutor.errors import LabError
from tutor.labs import product_of_slopes
from tutor.ui.navigation import LabRequest


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of the course, to damage."""
    return Path(shutil.copytree(GOOD_COURSE, tmp_path / "course"))


def change(file: Path, old: str, new: str) -> None:
    """Writes `new` for the first `old`."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_faulty_parts_of_a_lesson_are_left_out_and_counted(course: Path, tmp_path: Path) -> None:
    change(course / "slopes/lesson.toml", 'id = "the-gate"', 'id = "the-gate"\nfont = "serif"')

    async def scenario() -> None:
        async with learner(tmp_path, course=course) as someone:
            await someone.press("enter")
            assert "1 part of this lesson is left out" in " ".join(someone.text.split()).replace("▌ ", "")
            assert "One neuron says 0.5" in someone.text

    asyncio.run(scenario())


def test_lesson_that_cannot_be_opened_says_where_the_fault_is(course: Path, tmp_path: Path) -> None:
    change(course / "slopes/lesson.toml", "[[sections]]", "[[sections]")

    async def scenario() -> None:
        async with learner(tmp_path, course=course) as someone:
            await someone.press("enter")
            assert "This lesson cannot be opened" in someone.text
            assert "lesson.toml:40" in someone.text
            await someone.press("down", "enter")
            assert "Slopes multiply" in someone.rows[0]

    asyncio.run(scenario())


def test_bad_formula_shows_its_source_and_the_lesson_goes_on(course: Path, tmp_path: Path) -> None:
    change(course / "slopes/lesson.toml", "$z = wx + b$", "$z = \\\\fracc{w}{x}$")

    async def scenario() -> None:
        async with learner(tmp_path, course=course) as someone:
            await someone.press("enter")
            assert "fracc" in someone.text
            assert "Two neurons" in someone.rows[0]

    asyncio.run(scenario())


def test_unknown_knob_is_said(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            someone.app.open_lab(LabRequest("gate-meter", {"wieght": 2}))
            await someone.settle()
            assert "wieght" in someone.text
            assert "Two tiny lessons" in someone.rows[0]

    asyncio.run(scenario())


def test_run_that_fails_says_so_and_leaves_the_lab_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_setting: object) -> object:
        raise LabError("the chain broke", "Turn another knob.")

    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            someone.app.open_lab(LabRequest("product-of-slopes"))
            await someone.settle()
            assert "the chain broke" in someone.rows[-1]

    monkeypatch.setattr(product_of_slopes, "LAB", replace(product_of_slopes.LAB, run=fail))
    asyncio.run(scenario())
