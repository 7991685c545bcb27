"""How much is sent: what a slow line has to carry."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest
from terminal import Terminal
from ways import HOME, open_lesson, open_palette, open_question

START, PAGE, MOVE = 30_000, 6_000, 1_000  # bytes
END_OF_FRAME = b"\x1b[?2026l"
CHAPTERS = 3  # of the small course's first lesson: text, questions, plots, a claim, a lab
PAGES = 5


@pytest.mark.parametrize("arguments", [[], ["open", "vanishing-exploding"]], ids=["home", "lesson"])
def test_start_sends_little(arguments: list[str], tmp_path: Path) -> None:
    """Of the real lessons, in as many colors as there are."""
    environment = {"TUTOR_LESSONS": None, "COLORTERM": "truecolor"}
    with Terminal(tmp_path, *arguments, environment=environment) as terminal:
        terminal.wait_for("? keys")
        terminal.settle()
        assert len(terminal.output) <= START


def test_page_down_in_a_lesson_sends_little(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        open_lesson(terminal)
        for chapter in range(2, CHAPTERS + 2):
            terminal.press("right")
            terminal.wait_for(f"{chapter}/7")
        terminal.press("home")
        terminal.wait_for("1/7")
        terminal.settle()
        sizes = []
        for _ in range(PAGES):
            before = len(terminal.output)
            painted = terminal.text
            terminal.press("pagedown")
            terminal.wait_until(lambda painted=painted: terminal.text != painted, "the same")
            terminal.settle()
            sizes.append(len(terminal.output) - before)
        assert max(sizes) <= PAGE, sizes


def test_a_move_in_the_list_sends_two_rows(tmp_path: Path) -> None:
    """The detail beside the list follows in a frame of its own, when the cursor rests."""
    with Terminal(tmp_path, environment={"TUTOR_LESSONS": None}) as terminal:
        terminal.wait_for(HOME)
        terminal.settle()
        before = len(terminal.output)
        terminal.press("down")
        terminal.wait_until(lambda: END_OF_FRAME in terminal.output[before:], "a frame")
        first_frame, _, _ = terminal.output[before:].partition(END_OF_FRAME)
        assert 0 < len(first_frame) <= MOVE


def stay_home(terminal: Terminal) -> None:
    """Where one is anyway."""
    terminal.wait_for(HOME)


def open_palette_at_home(terminal: Terminal) -> None:
    """A list, and a text field with a cursor."""
    stay_home(terminal)
    open_palette(terminal)


@pytest.mark.parametrize("seconds", [3, pytest.param(30, marks=pytest.mark.slow)])
def test_where_nothing_happens_nothing_is_sent(seconds: int, tmp_path: Path) -> None:
    """At home, in a question of a lesson, and in the palette, all at once."""
    with ExitStack() as stack:
        places = (stay_home, open_question, open_palette_at_home)
        terminals = [stack.enter_context(Terminal(tmp_path / place.__name__)) for place in places]
        for place, terminal in zip(places, terminals, strict=True):
            place(terminal)
        for terminal in terminals:
            terminal.settle()
        before = [len(terminal.output) for terminal in terminals]
        terminals[0].read(seconds)
        for terminal in terminals:
            terminal.read(0.1)
        assert [len(terminal.output) for terminal in terminals] == before
