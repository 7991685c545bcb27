"""Ways through the small course: to its first question and its verdicts, to a lab, to the palette, and out."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from terminal import PATIENCE, QUIET, Terminal

HOME, PALETTE = "q quit", "Lessons, labs, settings"  # what is to be seen there, and nowhere else
FIRST_LAB = "Head explorer"
QUESTION = "who-moves"
WRONG, RIGHT = "1", "2"  # the keys of two of its options
VERDICTS = {WRONG: "Not this one.", RIGHT: "Right."}


def open_lesson(terminal: Terminal) -> None:
    """From the start of the program to the start of the first lesson."""
    terminal.wait_for("Slopes decide")
    terminal.press("enter")
    terminal.wait_for("One neuron says")


def open_question(terminal: Terminal) -> None:
    """From the start of the program into the question."""
    open_lesson(terminal)
    terminal.press("space")
    terminal.wait_for("Choose one")
    terminal.press("enter")
    terminal.wait_for("hint")


def enter_again(terminal: Terminal) -> None:
    """In a lesson that shows the verdict: back into the question."""
    terminal.wait_for(VERDICTS[WRONG])
    terminal.settle()
    terminal.press("tab", "enter")
    terminal.wait_for("r again")


def answer(terminal: Terminal, option: str) -> None:
    """Answers and waits for the verdict."""
    terminal.press(option, "enter")
    terminal.wait_for(VERDICTS[option])


def open_lab(terminal: Terminal, title: str) -> None:
    """From home into an experiment."""
    terminal.press("l")
    terminal.wait_for(FIRST_LAB)
    terminal.press(*title)
    terminal.settle()  # the list follows what is typed
    terminal.press("enter")
    terminal.wait_for("knob")


def open_palette(terminal: Terminal) -> None:
    """From anywhere but a text field."""
    terminal.press(":")
    terminal.wait_for(PALETTE)


def quit_from_here(terminal: Terminal) -> None:
    """Ctrl+Q, and nothing is wrong."""
    terminal.press("ctrl+q")
    assert terminal.wait_for_end() == 0
    assert b"Traceback" not in terminal.output


def escape_and_quit(terminal: Terminal) -> int:
    """Escape, until the list of lessons is there, then q, and again if it was still busy; the exit status."""
    deadline = time.monotonic() + PATIENCE
    while terminal.process.isalive():
        assert time.monotonic() < deadline, f"Escape and q do not lead out:\n{terminal.text}"
        before = terminal.text
        terminal.press("escape")
        terminal.read(QUIET)
        if HOME in terminal.text and terminal.text == before:  # there Escape does nothing
            terminal.press("q")
            terminal.read(0.5)
    return terminal.wait_for_end()


def answers(home: Path) -> list[tuple[str, float]]:
    """What the file holds: question and credit, oldest first."""
    with closing(sqlite3.connect(home / "progress.sqlite3")) as connection:
        return connection.execute("SELECT question, credit FROM attempts ORDER BY id").fetchall()
