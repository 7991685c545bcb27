"""One run of an experiment in a thread: it can be paused, stepped and stopped, and shows no more than one can see."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from typing import Final

from tutor.labs.frame import Frame, Moment
from tutor.labs.lab import Lab, Setting
from tutor.labs.running import SHORTEST_FRAME

FRAME_SHARE: Final = 0.24
"""How much of the time frames may take, so that the rest is for training, unless they would be very rare then."""


class LabRun:
    """Drives a lab's generator. `show` is called in this thread with each frame that is to be seen."""

    def __init__(
        self, lab: Lab, setting: Setting, show: Callable[[LabRun, Frame], None], most_steps: float = math.inf
    ) -> None:
        """`most_steps`: of a second."""
        self._lab = lab
        self._most_steps = most_steps
        self._setting = setting
        self._show = show
        self._changed = threading.Condition()
        self._allowed = math.inf  # how many moments may still come
        self._is_stopped = False
        self._began_at = time.monotonic()  # the present step
        self._due_at = 0.0  # the next frame
        self._is_seen = True  # the frame before: as long as it waits to be drawn, no other is made

    @property
    def is_paused(self) -> bool:
        """Whether it waits to be let go, or will after some steps."""
        return math.isfinite(self._allowed)

    def drive(self) -> None:
        """The thread's work: every step of the lab, and frames of as many as can be seen.

        Always of the last step, of one at which it pauses, and of those asked for one by one.
        """
        for moment in self._lab.run(self._setting):
            is_shown = self._offer(moment)
            while self._rests(is_shown):
                is_shown = is_shown or self._offer(moment)
            with self._changed:
                self._allowed = max(0, self._allowed - 1)
            while self._allowed == 0 and not self._is_stopped:
                is_shown = is_shown or self._offer(moment)
                with self._changed:
                    self._changed.wait_for(lambda: self._allowed > 0 or self._is_stopped)
            if self._is_stopped:
                return
            self._began_at = time.monotonic()

    def _offer(self, moment: Frame | Moment) -> bool:
        """Shows the moment if it must be seen, or can be; whether it did."""
        began = time.monotonic()
        is_due = self._is_seen and began >= self._due_at
        if not (moment.is_final or self.is_paused or is_due):
            return False
        self._is_seen = False
        self._show(self, moment.frame())
        cost = time.monotonic() - began
        self._due_at = began + max(SHORTEST_FRAME, min(cost / FRAME_SHARE, cost + SHORTEST_FRAME))
        return True

    def _rests(self, is_shown: bool) -> bool:
        """Waits as the speed asks for, a frame's time at once as long as the moment may still be shown.

        False if no time is left, or something else is asked for.
        """
        with self._changed:
            left = self._began_at + 1.0 / self._most_steps - time.monotonic()
            if left <= 0.0 or self._is_stopped or self.is_paused:
                return False
            self._changed.wait(left if is_shown else min(left, SHORTEST_FRAME))
        return True

    def go_at(self, most_steps: float) -> None:
        """At most so many steps a second from now on."""
        with self._changed:
            self._most_steps = most_steps
            self._changed.notify()

    def seen(self) -> None:
        """The latest frame is being drawn: another may be made."""
        self._is_seen = True

    def pause(self) -> None:
        """After the present step, no more until let go."""
        self._allow(0)

    def go_on(self) -> None:
        """Lets it go."""
        self._allow(math.inf)

    def step(self) -> None:
        """One step more, then pause."""
        self._allow(self._allowed + 1 if self.is_paused else 1)

    def stop(self) -> None:
        """No more frames."""
        self._is_stopped = True
        self._allow(0)

    def _allow(self, moments: float) -> None:
        with self._changed:
            self._allowed = moments
            self._changed.notify()
