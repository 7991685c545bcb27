"""Ctrl+Z, fg, and being stopped from outside, under a shell with job control."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from terminal import OTHER_SCREEN, TUTOR, Terminal
from ways import HOME

PROMPT = "shell>"


def shell(home: Path) -> Terminal:
    """An interactive shell, ready."""
    terminal = Terminal(home, "-i", command="/bin/sh", environment={"PS1": f"{PROMPT} "})
    terminal.wait_for(PROMPT)
    terminal.settle()
    return terminal


def type_line(terminal: Terminal, line: str) -> None:
    """Types a line to the shell."""
    terminal.process.send(f"{line}\r")


def ask(terminal: Terminal, line: str, answer: str) -> None:
    """Types a line to the shell, which answers."""
    type_line(terminal, line)
    terminal.wait_for(answer)


def test_ctrl_z_suspends_to_the_shell_and_fg_paints_the_screen_again(tmp_path: Path) -> None:
    with shell(tmp_path) as terminal:
        untouched = terminal.line_modes
        type_line(terminal, str(TUTOR))
        terminal.wait_for(HOME)
        terminal.wait_for("You will")  # the last of what home shows
        terminal.settle()
        painted = terminal.text

        terminal.press("ctrl+z")
        terminal.wait_for(PROMPT)
        terminal.wait_for(HOME, gone=True)
        assert OTHER_SCREEN not in terminal.screen_modes
        ask(terminal, "echo $((2 + 3)) is five", "5 is five")

        type_line(terminal, "fg")
        terminal.wait_until(lambda: terminal.text == painted, "something else")
        terminal.press("down")
        terminal.wait_for("▸ ○ Slopes multiply")

        terminal.press("q")
        terminal.wait_for(PROMPT)
        ask(terminal, "echo status $?", "status 0")
        assert terminal.line_modes == untouched


@pytest.mark.slow
def test_program_started_in_the_background_waits_for_fg(tmp_path: Path) -> None:
    with shell(tmp_path) as terminal:
        type_line(terminal, f"{TUTOR} &")
        terminal.settle(1.0)
        assert OTHER_SCREEN not in terminal.screen_modes
        type_line(terminal, "fg")
        terminal.wait_for(HOME)
        terminal.press("q")
        terminal.wait_for(PROMPT)


@pytest.mark.slow
def test_being_continued_without_having_been_stopped_changes_nothing(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        untouched = terminal.line_modes
        terminal.wait_for(HOME)
        terminal.settle()
        terminal.process.kill(signal.SIGCONT)
        terminal.settle()
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert terminal.line_modes == untouched
