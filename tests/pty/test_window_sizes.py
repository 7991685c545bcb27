"""Any size, changed at any moment."""

from __future__ import annotations

from pathlib import Path

import pytest
from terminal import Terminal
from ways import HOME, WRONG, answer, open_lesson, open_question, quit_from_here

SIZES = (
    *((300, 100), (0, 0), (1, 1), (2, 2), (1000, 1), (1, 1000), (40, 10), (20, 5), (60, 20), (132, 43)),
    *((columns, 25) for columns in range(79, 19, -7)),
    *((81, rows) for rows in range(2, 50, 5)),
)


@pytest.mark.slow
def test_a_storm_of_sizes_leaves_the_screen_as_it_was(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        open_lesson(terminal)
        terminal.settle()
        painted = terminal.text
        for columns, rows in SIZES:  # faster than can be painted
            terminal.resize(columns, rows)
            terminal.read(0.02)
        terminal.resize(80, 24)
        terminal.wait_until(lambda: terminal.text == painted, "something else")
        terminal.press("escape")
        terminal.wait_for(HOME)
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_an_entered_question_stays_in_view(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        open_question(terminal)
        answer(terminal, WRONG)
        terminal.settle()
        painted = terminal.text
        terminal.resize(60, 20)
        terminal.wait_until(lambda: terminal.text != painted, "the same")
        terminal.settle()
        terminal.resize(80, 24)
        terminal.settle()
        assert terminal.text == painted


@pytest.mark.slow
@pytest.mark.parametrize(("columns", "rows"), [(300, 100), (2, 2)])
def test_the_program_starts_in_any_size(columns: int, rows: int, tmp_path: Path) -> None:
    with Terminal(tmp_path, columns=columns, rows=rows) as terminal:
        terminal.wait_until(lambda: b"Two tiny lessons" in terminal.output, "no title")
        terminal.settle()
        terminal.resize(80, 24)
        terminal.wait_until(lambda: HOME in terminal.rows[-1], "no keys in the last row")
        quit_from_here(terminal)


def test_a_line_of_unknown_size_is_taken_for_the_usual_one(tmp_path: Path) -> None:
    with Terminal(tmp_path, columns=0, rows=0) as terminal:
        terminal.wait_until(lambda: HOME in terminal.rows[23], "no keys in row 24")
        quit_from_here(terminal)
