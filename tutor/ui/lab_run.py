"""One run of an experiment in a thread: it can be paused, stepped and stopped, and shows no more than one can see."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final

from tutor.labs.frame import Frame
from tutor.labs.lab import Lab, Setting

SHORTEST_FRAME: Final = 0.1  # seconds: curves move ten times a second, and cost little over ssh


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
        """The thread's work: every frame of the lab, the last one always shown."""
        shown_at = 0.0
        for frame in self._lab.run(self._setting):
            self._may_go.wait()
            if self._is_stopped:
                return
            now = time.monotonic()
            if frame.is_final or self._is_stepping or now - shown_at >= SHORTEST_FRAME:
                self._show(self, frame)
                shown_at = now
            if self._is_stepping:
                self._is_stepping = False
                self._may_go.clear()

    def pause(self) -> None:
        """After the present frame, no more until let go."""
        self._may_go.clear()

    def go_on(self) -> None:
        """Lets it go."""
        self._may_go.set()

    def step(self) -> None:
        """One frame more, then pause."""
        self._is_stepping = True
        self._may_go.set()

    def stop(self) -> None:
        """No more frames."""
        self._is_stopped = True
        self._may_go.set()
