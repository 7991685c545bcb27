"""A learner's first evening, in a real terminal at 80x24."""

from __future__ import annotations

import re
from pathlib import Path

from terminal import Terminal
from ways import QUESTION, RIGHT, WRONG, answer, answers, enter_again, open_lab, open_question


def step(terminal: Terminal) -> int:
    """The step at which an experiment stands."""
    found = re.search(r"step (\d+)/\d+", terminal.text)
    return int(found.group(1)) if found else -1


def turn_the_knob_of_the_question(terminal: Terminal) -> None:
    """The lab behind the question, opened with its numbers and left again."""
    terminal.press("l")
    terminal.wait_for("Gate meter")
    terminal.wait_for("‹ sigmoid ›")
    terminal.press("right")
    terminal.wait_for("‹ tanh ›")
    terminal.press("escape")
    terminal.wait_for("‹ tanh ›", gone=True)


def run_a_race(terminal: Terminal) -> None:
    """Nets train side by side, are paused, do one step more, and are left."""
    open_lab(terminal, "Depth race")
    terminal.wait_until(lambda: step(terminal) == 0, "no step 0")
    terminal.press("down", "right")  # another initializer
    terminal.wait_for("‹ he ›", gone=True)
    terminal.settle()
    terminal.press("space")
    terminal.wait_until(lambda: step(terminal) > 0, "no step")
    terminal.press("escape")
    terminal.wait_for("paused")
    terminal.settle()
    paused_at = step(terminal)
    terminal.press(".")
    terminal.wait_until(lambda: step(terminal) > paused_at, "no further step")
    terminal.press("escape")
    terminal.wait_for("Depth race", gone=True)


def test_a_lesson_is_read_answered_killed_and_resumed(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        open_question(terminal)
        answer(terminal, RIGHT)
        terminal.press("r")
        terminal.wait_for("Enter answer")
        answer(terminal, WRONG)
        terminal.kill()
    assert answers(tmp_path) == [(QUESTION, 1.0), (QUESTION, 0.0)]

    with Terminal(tmp_path) as terminal:
        terminal.wait_for("1/7")
        terminal.press("enter")
        enter_again(terminal)  # the answer is there, and so is the place
        turn_the_knob_of_the_question(terminal)
        terminal.press("r")
        terminal.wait_for("Enter answer")
        answer(terminal, RIGHT)
        terminal.press("enter")
        terminal.wait_for("shrink")  # what the next question asks about
        terminal.press("escape")
        terminal.wait_for("1 of 1 answers right")
        run_a_race(terminal)
        terminal.wait_for("1 of 1 answers right")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    assert answers(tmp_path) == [(QUESTION, 1.0), (QUESTION, 0.0), (QUESTION, 1.0)]
