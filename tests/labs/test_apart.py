"""Labs in a process of their own: the same numbers, obeyed commands, and what happens when the process dies."""

from __future__ import annotations

import os
import queue
import signal
from collections.abc import Iterator

import pytest

from tutor.labs.apart import Apart, RunApart
from tutor.labs.frame import Frame
from tutor.labs.playground import LAB
from tutor.labs.running import last_frame

PATIENCE = 60.0  # seconds; the machine may have much else to do
QUIET = 0.3  # seconds without a frame after which none is coming


class Watcher:
    """Takes frames and failures as they come."""

    def __init__(self) -> None:
        self.pieces: queue.Queue[tuple[RunApart, Frame | str]] = queue.Queue()

    def take(self, run: RunApart, piece: Frame | str) -> None:
        self.pieces.put((run, piece))

    def frame(self) -> Frame:
        piece = self.pieces.get(timeout=PATIENCE)[1]
        assert isinstance(piece, Frame), piece
        return piece

    def last(self) -> Frame:
        while not (frame := self.frame()).is_final:
            pass
        return frame

    def is_quiet(self) -> bool:
        try:
            self.pieces.get(timeout=QUIET)
        except queue.Empty:
            return True
        return False


@pytest.fixture
def apart() -> Iterator[Apart]:
    process = Apart()
    yield process
    process.close()


@pytest.fixture
def watcher() -> Watcher:
    return Watcher()


def begin(apart: Apart, watcher: Watcher, steps: int = 100, *, is_going: bool = True) -> RunApart:
    setting = LAB.setting({"steps": steps, "depth": 1, "width": 4})
    return apart.begin(LAB, setting, watcher.take, watcher.take, is_going=is_going)


def test_a_run_apart_gives_the_same_numbers_to_the_last_bit(apart: Apart, watcher: Watcher) -> None:
    begin(apart, watcher)
    there, here = watcher.last(), last_frame(LAB, LAB.setting({"steps": 100, "depth": 1, "width": 4}))
    assert [(r.name, r.value) for r in there.readouts] == [(r.name, r.value) for r in here.readouts]
    assert there.series[0].y.tobytes() == here.series[0].y.tobytes()


def test_a_run_that_is_not_going_shows_its_first_frame_and_obeys(apart: Apart, watcher: Watcher) -> None:
    run = begin(apart, watcher, is_going=False)
    assert watcher.frame().step == 0
    assert run.is_paused
    assert watcher.is_quiet()
    run.step()
    assert watcher.frame().step == 1
    run.go_on()
    assert not run.is_paused
    assert watcher.last().step == 100


def test_a_paused_run_is_quiet_and_one_that_is_stopped_for_ever(apart: Apart, watcher: Watcher) -> None:
    run = begin(apart, watcher, steps=3000)
    watcher.frame()
    run.pause()
    while not watcher.is_quiet():
        pass
    run.stop()
    run.go_on()
    assert watcher.is_quiet()


def test_of_an_earlier_run_nothing_more_comes(apart: Apart, watcher: Watcher) -> None:
    begin(apart, watcher, steps=3000)
    watcher.frame()
    late = Watcher()
    second = begin(apart, late)
    late.last()
    while not watcher.pieces.empty():
        assert watcher.pieces.get()[0] is not second
    assert watcher.is_quiet()


def test_a_process_that_dies_is_told_of_and_replaced(apart: Apart, watcher: Watcher) -> None:
    begin(apart, watcher, steps=3000)
    watcher.frame()
    assert apart._process is not None
    os.kill(apart._process.pid, signal.SIGKILL)
    while isinstance(piece := watcher.pieces.get(timeout=PATIENCE)[1], Frame):
        pass
    assert piece == "The process that trains has ended."
    again = Watcher()
    begin(apart, again)
    assert again.last().step == 100


def test_closing_ends_the_process(apart: Apart, watcher: Watcher) -> None:
    begin(apart, watcher, steps=3000)
    watcher.frame()
    process = apart._process
    assert process is not None
    apart.close()
    assert process.poll() is not None
    while not watcher.pieces.empty():
        assert isinstance(watcher.pieces.get()[1], Frame), "an end that was wanted is no failure"


def test_the_process_ends_when_nobody_commands_it(apart: Apart, watcher: Watcher) -> None:
    """As when the program was killed."""
    begin(apart, watcher, is_going=False)
    watcher.frame()
    process = apart._process
    assert process is not None
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(PATIENCE) == 0
