"""Two programs with one learner's file: in two windows, or one of them forgotten."""

from __future__ import annotations

from pathlib import Path

from terminal import Terminal
from ways import QUESTION, RIGHT, VERDICTS, WRONG, answer, answers, open_question, quit_from_here

ROUNDS = 2


def test_both_answer_and_both_answers_are_kept(tmp_path: Path) -> None:
    with Terminal(tmp_path) as one, Terminal(tmp_path) as other:
        open_question(one)
        open_question(other)
        answer(one, WRONG)
        answer(other, RIGHT)
        for _ in range(ROUNDS):
            for terminal in (one, other):
                terminal.press("r")
                terminal.wait_for("hint")
            one.press(WRONG)
            other.press(RIGHT)
            one.type("enter")
            other.type("enter")
            one.wait_for(VERDICTS[WRONG])
            other.wait_for(VERDICTS[RIGHT])
        for terminal in (one, other):
            quit_from_here(terminal)
    assert sorted(answers(tmp_path)) == [(QUESTION, 0.0)] * (ROUNDS + 1) + [(QUESTION, 1.0)] * (ROUNDS + 1)
