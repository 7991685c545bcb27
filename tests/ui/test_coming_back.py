"""Whoever leaves and comes back stands where they left off, with everything they wrote."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from learner import learner, open_block

from tutor.ui.screens.lesson import LessonScreen
from tutor.ui.widgets.lab_block import LabBlock

COMPUTED = "computed: sigmoid(0)"


def test_lesson_opens_at_the_place_where_it_was_left(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await someone.press("enter", "right", *["space"] * 3, "left")
            before = someone.rows
        async with learner(tmp_path) as someone:
            await someone.settle_timers()
            assert "go on at 2/7" in someone.rows[-1]
            await someone.press("enter")
            assert someone.rows[:6] == before[:6]
            assert "The curve and its slope" in someone.rows[0]

    asyncio.run(scenario())


def test_home_puts_the_cursor_on_the_lesson_that_was_open_last(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await someone.press("down", "enter", "space")
        async with learner(tmp_path) as someone:
            assert "▸ ◐ Slopes multiply" in someone.text

    asyncio.run(scenario())


def test_cursor_of_home_follows_to_a_lesson_that_was_opened_elsewhere(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            someone.app.open_lesson("chains")
            await someone.settle()
            await someone.press("space", "escape")
            assert "▸ ◐ Slopes multiply" in someone.text
            await someone.press("up", "question_mark", "escape")  # nothing was read since: it stays where it was put
            assert "▸ ○ Slopes decide" in someone.text

    asyncio.run(scenario())


def test_scrolling_back_does_not_hide_what_was_revealed(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await open_block(someone, "slopes", "steepest")
            await someone.press("home", "down", "escape")
        async with learner(tmp_path) as someone:
            await someone.press("enter")
            assert COMPUTED not in someone.text
            await someone.press("end")
            assert COMPUTED in someone.text

    asyncio.run(scenario())


@pytest.mark.parametrize("size", [(40, 10), (60, 20), (120, 40), (200, 60)])
def test_resizing_keeps_the_place(size: tuple[int, int], tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await open_block(someone, "slopes", "steepest")
            assert "Nowhere is the slope" in someone.rows[2]
            await someone.pilot.resize_terminal(*size)
            await someone.settle()
            assert "Nowhere is the slope" in someone.rows[2]
            await someone.pilot.resize_terminal(80, 24)
            await someone.settle()
            assert "Nowhere is the slope" in someone.rows[2]

    asyncio.run(scenario())


def test_figures_that_come_late_do_not_move_what_is_read(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            someone.app.open_lesson("slopes", "by-hand")
            await someone.pilot.pause(0)
            await someone.settle()  # three figures and a lab above have come by now
            assert "Worked example" in someone.rows[2]

    asyncio.run(scenario())


def test_a_key_right_after_a_figure_came_goes_from_where_the_learner_is(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await open_block(someone, "slopes", "/takeaways")
            screen = someone.app.screen
            assert isinstance(screen, LessonScreen)
            block = screen.query_one(LabBlock)
            frame, height = block._frame, block.height_at(80)
            assert frame is not None
            block._frame = None
            block.redraw_in_place()
            await someone.settle()
            assert block.height_at(80) < height
            chapter = int(someone.rows[0][-3])
            block.show(frame)
            await screen.action_chapter(1)
            await someone.settle()
            assert int(someone.rows[0][-3]) == chapter + 1

    asyncio.run(scenario())


def test_answer_and_verdict_are_there_again(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await open_block(someone, "slopes", "first-guess/who-moves")
            await someone.press("enter", "1", "enter")
            before = someone.rows[2:14]
            assert "Not this one." in before[0]
        async with learner(tmp_path) as someone:
            await open_block(someone, "slopes", "first-guess/who-moves")
            assert someone.rows[4:14] == [row.replace("┃", "│") for row in before[2:]]  # below how the lab is opened

    asyncio.run(scenario())


@pytest.mark.parametrize("leave", [["escape", "escape"], []], ids=["left", "cut off"])
def test_half_written_answer_is_kept(leave: list[str], tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await open_block(someone, "slopes", "/quiz/why-slow")
            await someone.press("enter")
            await someone.type("The slope is")
            await someone.press(*leave)
        async with learner(tmp_path) as someone:
            await open_block(someone, "slopes", "/quiz/why-slow")
            assert "The slope is" in someone.text
            await someone.press("enter")
            await someone.type(" small.")
            assert "The slope is small." in someone.text

    asyncio.run(scenario())


def test_lesson_opened_directly_leads_home(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path, lesson="chains") as someone:
            assert "Slopes multiply" in someone.rows[0]
            await someone.press("escape")
            assert "Two tiny lessons" in someone.rows[0]

    asyncio.run(scenario())


def test_what_was_done_in_a_lab_is_shown_in_the_lesson(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await open_block(someone, "slopes", "turn-the-bias")
            assert "f′(z)      0.1966" in someone.text
            await someone.press("enter", "right")
            await someone.settle_timers()
            changed = next(row for row in someone.rows if "f′(z)" in row and "gate" not in row).split()[1]
            assert changed != "0.1966"
            await someone.press("escape")
            await someone.settle()
            assert f"f′(z)      {changed}" in someone.text

    asyncio.run(scenario())
