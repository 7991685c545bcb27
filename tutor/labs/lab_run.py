"""One run of an experiment in a thread: it can be paused, stepped and stopped, and shows no more than one can see."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from tutor.labs.frame import Frame
from tutor.labs.lab import Lab, Setting
from tutor.labs.running import SHORTEST_FRAME


class LabRun:
    """Drives a lab's generator. `show` is called in this thread with each frame that is to be seen."""

    def __init__(self, lab: Lab, setting: Setting, show: Callable[[LabRun, Frame], None]) -> None:
        self._lab = lab
        self._setting = setting
        self._show = show
        self._may_go = threading.Event()
        self._may_go.set()
        self._is_stepping = False
        self._is_stopped = False

    @property
    def is_paused(self) -> bool:
        """Whether it waits to be let go."""
        return not self._may_go.is_set()

    def drive(self) -> None:
        """The thread's work: every step of the lab; the last one, and one at which it is paused, always shown."""
        shown_at = 0.0
        for moment in self._lab.run(self._setting):
            is_asked_for = moment.is_final or self._is_stepping or self.is_paused
            if is_asked_for or time.monotonic() - shown_at >= SHORTEST_FRAME:
                self._show(self, moment.frame())
                shown_at = time.monotonic()
            if self._is_stepping:
                self._is_stepping = False
                self._may_go.clear()
            if not self._is_stopped:
                self._may_go.wait()
            if self._is_stopped:
                return

    def pause(self) -> None:
        """After the present step, no more until let go."""
        self._may_go.clear()

    def go_on(self) -> None:
        """Lets it go."""
        self._is_stepping = False
        self._may_go.set()

    def step(self) -> None:
        """One step more, then pause."""
        self._is_stepping = True
        self._may_go.set()

    def stop(self) -> None:
        """No more frames."""
        self._is_stopped = True
        self._may_go.set()
