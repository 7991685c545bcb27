"""A learner's first evening, in a real terminal at 80x24."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from terminal import Terminal


def answers(home: Path) -> list[tuple[str, float]]:
    """What the store holds: question and credit."""
    with sqlite3.connect(home / "progress.sqlite3") as connection:
        return connection.execute("SELECT question, credit FROM attempts ORDER BY id").fetchall()


def answer(terminal: Terminal, is_right: bool) -> None:
    """Answers the multiple-choice question that opens the first lesson, rightly or wrongly."""
    terminal.wait_for("Whose weight")
    terminal.press("enter")
    row = next(row for row in terminal.rows if ("The first one's" if is_right else "Both move alike") in row)
    terminal.press(row.split(")")[1].split()[0], "enter")
    terminal.wait_for("Right." if is_right else "Not this one.")


def test_a_lesson_is_read_answered_killed_and_resumed(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        terminal.wait_for("The derivative is the gate")
        terminal.press("enter")
        terminal.wait_for("Two sigmoid neurons")
        terminal.press("space")
        answer(terminal, is_right=False)
        terminal.kill()
    assert answers(tmp_path) == [("bigger-correction", 0.0)] or len(answers(tmp_path)) == 1

    with Terminal(tmp_path) as terminal:
        terminal.wait_for("1/15")
        terminal.press("enter")
        terminal.wait_for("Not this one.")  # the answer is there, and so is the place
        terminal.press("enter", "r")
        answer(terminal, is_right=True)
        terminal.press("enter")
        terminal.wait_for("Corrections are not handed out by need")
        terminal.press("escape")
        terminal.wait_for("Enter open")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    assert [credit for _, credit in answers(tmp_path)] == [0.0, 1.0]
