"""A run in a thread: what is shown of it, slow or fast, seen or not, paused and stopped."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tutor.labs.frame import Frame
from tutor.labs.lab_run import LabRun
from tutor.labs.registry import load

STEPS = 100
PATIENCE = 30.0  # seconds; the machine may have much else to do
SLOW, SLOWEST = 4.0, 1.0  # steps a second


class Shown:
    """The steps that were shown, one after the other."""

    def __init__(self) -> None:
        self._steps: queue.SimpleQueue[int] = queue.SimpleQueue()

    def add(self, _: LabRun, frame: Frame) -> None:
        """Of the run's thread."""
        self._steps.put(frame.step)

    def next(self) -> int:
        """Waits for it."""
        return self._steps.get(timeout=PATIENCE)

    @property
    def is_empty(self) -> bool:
        """Whether nothing more has been shown."""
        return self._steps.empty()


@contextmanager
def running(most_steps: float, *, is_paused: bool = False) -> Iterator[tuple[LabRun, Shown, threading.Thread]]:
    lab, shown = load("depth-race"), Shown()
    run = LabRun(lab, lab.setting({"steps": STEPS, "depth": 1}), shown.add, most_steps)
    if is_paused:
        run.step()
    thread = threading.Thread(target=run.drive)
    thread.start()
    try:
        yield run, shown, thread
    finally:
        run.stop()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def test_step_that_could_not_be_shown_at_once_is_shown_while_the_run_rests() -> None:
    with running(SLOWEST) as (run, shown, _):
        assert shown.next() == 0
        assert shown.is_empty  # nobody has drawn it yet
        late = threading.Timer(1.3 / SLOWEST, run.seen)  # in the middle of step 1
        late.start()
        assert shown.next() == 1


def test_every_step_of_a_slow_run_is_shown_in_turn() -> None:
    with running(SLOW) as (run, shown, _):
        for step in range(4):
            assert shown.next() == step
            run.seen()


def test_where_a_run_pauses_is_always_shown() -> None:
    with running(SLOWEST) as (run, shown, _):
        assert shown.next() == 0
        threading.Event().wait(1.3 / SLOWEST)  # step 1 was not shown, as step 0 was not drawn
        run.pause()
        assert shown.next() == 1


def test_steps_asked_for_one_by_one_are_all_shown_whether_drawn_or_not() -> None:
    with running(SLOW, is_paused=True) as (run, shown, _):
        for step in range(4):
            assert shown.next() == step
            run.step()


@pytest.mark.parametrize("most_steps", [SLOW, float("inf")])
def test_of_a_run_that_nobody_draws_only_the_first_and_the_last_step_are_shown(most_steps: float) -> None:
    with running(most_steps) as (run, shown, thread):
        run.go_at(float("inf"))
        thread.join(PATIENCE)
        assert [shown.next(), shown.next()] == [0, STEPS]
        assert shown.is_empty
