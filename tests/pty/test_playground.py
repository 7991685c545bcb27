"""The playground by keys alone: a net that is stuck, solved by another start, and broken by a third."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from terminal import Terminal
from ways import open_lab, quit_from_here

STUCK_AT = 0.693  # ln 2: what a net that says 1/2 of everything pays
LOSS = re.compile(r"loss +(\S+)")


def run(terminal: Terminal) -> str:
    """Trains to the end and says what the loss is then."""
    terminal.press("space")
    terminal.wait_for("pause")
    terminal.wait_for("run again")
    terminal.settle()
    found = LOSS.search(terminal.text.partition("seed")[2])
    assert found
    return found[1]


def turn_to(terminal: Terminal, key: str, value: str) -> None:
    """Turns the knob under the cursor until it stands there; the curves that are drawn begin anew."""
    for _ in range(20):
        if f"‹ {value} ›" in terminal.text:
            break
        terminal.press(key)
        terminal.settle()
    terminal.wait_for(f"‹ {value} ›")
    terminal.wait_for("step 0/")


def test_a_net_is_stuck_then_solved_then_broken(tmp_path: Path) -> None:
    with Terminal(tmp_path, columns=120, rows=36) as terminal:
        terminal.wait_for("q quit")
        open_lab(terminal, "Playground")
        terminal.press("down", "down")
        turn_to(terminal, "right", "pytorch")
        terminal.press("down", "pageup")
        terminal.wait_for("‹ 13 ›")
        terminal.wait_for("step 0/")
        assert abs(float(run(terminal)) - STUCK_AT) < 0.002
        terminal.press("up")
        turn_to(terminal, "left", "he")
        assert float(run(terminal)) < 0.1
        turn_to(terminal, "left", "standard")
        assert abs(float(run(terminal)) - STUCK_AT) < 0.002
        assert re.search(r"dead units, top layer\s+100\s%", terminal.text), "what large steps do"


@pytest.mark.slow
def test_the_program_ends_at_once_whatever_trains(tmp_path: Path) -> None:
    for keys in ([], ["space"], ["right", "right"]):
        with Terminal(tmp_path) as terminal:
            terminal.wait_for("q quit")
            open_lab(terminal, "Playground")
            terminal.press(*keys)
            quit_from_here(terminal)
