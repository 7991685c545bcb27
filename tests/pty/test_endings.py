"""However the program ends, the terminal is as it was, and what was answered is kept."""

from __future__ import annotations

import fcntl
import signal
import struct
import termios
import time
from pathlib import Path

import pytest
from terminal import CURSOR, PATIENCE, TUTOR, WRAPPING, Terminal
from ways import HOME, QUESTION, WRONG, answer, answers, open_lab, open_question

UNTOUCHED = {WRAPPING, CURSOR}
STALLED = 0.5  # seconds without a byte more from a program that has much to say


def unread(terminal: Terminal) -> int:
    """How many bytes wait to be read."""
    (count,) = struct.unpack("i", fcntl.ioctl(terminal.process.child_fd, termios.FIONREAD, bytes(4)))
    return count


def stall(terminal: Terminal) -> None:
    """Reads nothing until the program cannot send any more."""
    before, since, deadline = -1, time.monotonic(), time.monotonic() + PATIENCE
    while time.monotonic() - since < STALLED:
        assert time.monotonic() < deadline, "it is never full"
        time.sleep(0.02)
        if unread(terminal) != before:
            before, since = unread(terminal), time.monotonic()
    assert before > 0


def start_race(terminal: Terminal) -> None:
    """Ten frames a second."""
    terminal.wait_for(HOME)
    open_lab(terminal, "Depth race")
    terminal.press("space")
    terminal.wait_for("steps/s")


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGINT, signal.SIGTERM])
def test_signal_gives_the_terminal_back_and_keeps_the_answer(number: signal.Signals, tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        untouched = terminal.line_modes
        open_question(terminal)
        assert terminal.line_modes != untouched
        assert not UNTOUCHED & terminal.screen_modes
        answer(terminal, WRONG)
        terminal.process.kill(number)
        assert terminal.wait_for_end() == 128 + number
        assert terminal.line_modes == untouched
        assert terminal.screen_modes == UNTOUCHED
    assert answers(tmp_path) == [(QUESTION, 0.0)]


@pytest.mark.slow
@pytest.mark.parametrize(("end", "status"), [("ctrl+q", 0), (signal.SIGTERM, 128 + signal.SIGTERM)])
def test_terminal_that_is_far_behind_is_given_back_too(end: str | signal.Signals, status: int, tmp_path: Path) -> None:
    with Terminal(tmp_path, columns=200, rows=60) as terminal:
        untouched = terminal.line_modes
        start_race(terminal)
        stall(terminal)
        if isinstance(end, signal.Signals):
            terminal.process.kill(end)
        else:
            terminal.press(end)
        assert terminal.wait_for_end() == status
        assert terminal.line_modes == untouched
        assert terminal.screen_modes == UNTOUCHED


@pytest.mark.slow
def test_terminal_that_takes_nothing_any_more_is_not_waited_for(tmp_path: Path) -> None:
    with Terminal(tmp_path, columns=200, rows=60) as terminal:
        start_race(terminal)
        stall(terminal)
        terminal.process.kill(signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        while terminal.process.isalive():
            assert time.monotonic() < deadline
            time.sleep(0.02)
        assert terminal.process.exitstatus == 128 + signal.SIGTERM


def test_ctrl_c_while_it_ends_is_no_error(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        terminal.wait_for(HOME)
        terminal.type("q")
        while terminal.process.isalive():
            terminal.process.send("\x03")
            terminal.read(0.001)
        assert terminal.wait_for_end() == 0
        assert b"Traceback" not in terminal.output


def test_lost_line_ends_the_program_and_keeps_the_answer(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        open_question(terminal)
        answer(terminal, WRONG)
        terminal.disconnect()
        assert terminal.wait_for_end() == 128 + signal.SIGHUP
    assert answers(tmp_path) == [(QUESTION, 0.0)]


def test_lost_line_ends_the_program_even_if_no_signal_tells_it(tmp_path: Path) -> None:
    """As under a shell that has not passed the signal on."""
    script = f"trap '' HUP; {TUTOR} 2> {tmp_path}/said; echo $? > {tmp_path}/new; mv {tmp_path}/new {tmp_path}/status"
    with Terminal(tmp_path, "-c", script, command="/bin/sh") as terminal:
        open_question(terminal)
        answer(terminal, WRONG)
        terminal.disconnect()
        deadline = time.monotonic() + PATIENCE
        while not (tmp_path / "status").exists():
            assert time.monotonic() < deadline
            time.sleep(0.05)
    assert int((tmp_path / "status").read_text()) == 128 + signal.SIGHUP
    assert (tmp_path / "said").read_text() == ""
    assert answers(tmp_path) == [(QUESTION, 0.0)]
