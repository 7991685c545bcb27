"""The runs of a lab screen, one after the other: in a thread, or apart where there is training to be done."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message
from textual.widget import Widget

from tutor.labs.frame import Frame
from tutor.labs.lab import Lab, Setting
from tutor.labs.lab_run import LabRun
from tutor.labs.running import SHORTEST_FRAME

if TYPE_CHECKING:
    from tutor.labs.apart import Apart, RunApart


class LabRuns:
    """What the present run has shown last, and whether it goes. Frames that nobody could draw in time are left out."""

    class FrameReady(Message):
        """There is a newer frame to see."""

    class Failed(Message):
        """The run could not go on."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    def __init__(self, screen: Widget, lab: Lab, apart: Apart | None) -> None:
        self._screen, self._lab, self._apart = screen, lab, apart
        self._run: LabRun | RunApart | None = None
        self._number = 0  # of the present run
        self._is_announced = False
        self._first_seen: tuple[float, int] | None = None  # since it was last let go: when, and which step
        self._most_steps = math.inf
        self.frame: Frame | None = None

    @property
    def is_over(self) -> bool:
        """Whether the run has shown its last frame."""
        return self.frame is not None and self.frame.is_final

    @property
    def is_going(self) -> bool:
        """Whether more frames come by themselves."""
        return self._run is not None and not self._run.is_paused and not self.is_over

    @property
    def speed(self) -> float:
        """Steps per second since it was last let go; 0 while there is nothing to tell."""
        if self._first_seen is None or self.frame is None or not self.is_going:
            return 0.0
        since, first = self._first_seen
        return (self.frame.step - first) / max(time.monotonic() - since, SHORTEST_FRAME)

    def begin(self, setting: Setting, *, is_going: bool) -> None:
        """Another run; one that is not going shows its first frame and waits."""
        self.stop()
        self._number += 1  # from here on nothing that an earlier run shows counts
        self.frame = self._first_seen = None
        show, fail = partial(self._show, self._number), partial(self._fail, self._number)
        if self._apart is not None:
            self._run = self._apart.begin(
                self._lab, setting, show, fail, is_going=is_going, most_steps=self._most_steps
            )
            if is_going:
                return
            here = LabRun(self._lab, setting, partial(self._preview, self._number))  # the process may have to start
        else:
            self._run = here = LabRun(self._lab, setting, show)
        if not is_going:
            here.step()
        self._screen.run_worker(lambda: self._drive(here, fail), thread=True, group="lab", exit_on_error=False)

    def _drive(self, run: LabRun, fail: Callable[[LabRun, str], None]) -> None:
        try:
            run.drive()
        except Exception as error:  # whatever it is, the learner is told and goes on
            fail(run, str(error) or type(error).__name__)

    def _show(self, number: int, run: LabRun | RunApart, frame: Frame) -> None:
        """In the thread of the run, which may be there before the run is known here."""
        if number != self._number:
            run.stop()
            return
        self.frame = frame
        if self._first_seen is None and not run.is_paused:
            self._first_seen = (time.monotonic(), frame.step)
        if not self._is_announced:
            self._is_announced = True
            self._screen.post_message(self.FrameReady())

    def _preview(self, number: int, run: LabRun, frame: Frame) -> None:
        """Of a preview one frame is enough, if it is the first."""
        run.stop()
        if self.frame is None:
            self._show(number, run, frame)

    def _fail(self, number: int, _: LabRun | RunApart, what: str) -> None:
        if number == self._number:
            self._screen.post_message(self.Failed(what))

    def seen(self) -> None:
        """The present frame is being drawn; the next may be made and announced."""
        self._is_announced = False
        if self._run is not None:
            self._run.seen()

    def pause(self) -> None:
        """After the present step, no more until let go."""
        if self._run is not None:
            self._run.pause()

    def go_on(self) -> None:
        """Lets it go."""
        if self._run is not None:
            self._first_seen = None
            self._run.go_on()

    def go_at(self, most_steps: float) -> None:
        """At most so many steps a second, this run and those after it."""
        self._most_steps = most_steps
        self._first_seen = None
        if self._run is not None:
            self._run.go_at(most_steps)

    def step(self) -> None:
        """One step more, then pause."""
        if self._run is not None:
            self._run.step()

    def stop(self) -> None:
        """No more frames."""
        if self._run is not None:
            self._run.stop()
