"""Labs that train, run in a process of their own: so training and the screen need not take turns."""

from __future__ import annotations

import math
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

from tutor.labs.frame import Frame
from tutor.labs.lab import Lab, Setting

Show = Callable[["RunApart", Frame], None]
Fail = Callable[["RunApart", str], None]


class Apart:
    """One process, started when the first run begins, which does one run at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._present: RunApart | None = None
        self._begun = 0

    def begin(
        self, lab: Lab, setting: Setting, show: Show, fail: Fail, *, is_going: bool, most_steps: float = math.inf
    ) -> RunApart:
        """A run in place of the one before; `show` and `fail` are called in a thread."""
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = self._start()
        self._begun += 1
        self._present = run = RunApart(self, self._begun, show, fail, is_paused=not is_going)
        self.tell(self._begun, "begin", lab.name, setting, is_going, most_steps)
        return run

    def tell(self, number: int, verb: str, *details: object) -> None:
        """A command for the run of that number, unless another has begun or the process is gone."""
        if self._process is None or self._present is None or self._present.number != number:
            return
        assert self._process.stdin is not None
        try:
            pickle.dump((number, verb, *details), self._process.stdin)
            self._process.stdin.flush()
        except OSError:  # it has died; the reader says so
            return

    def close(self) -> None:
        """Ends the process."""
        self._present = None
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        if self._process.stdin is not None:
            with suppress(OSError):  # what it has not read is lost with it
                self._process.stdin.close()
        self._process = None

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "tutor.labs.apart_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # keys such as Ctrl+Z are for the screen
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        threading.Thread(target=self._read, args=(process,), daemon=True).start()
        return process

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        """Hands over what comes, but nothing of runs before the present one."""
        assert process.stdout is not None
        with process.stdout as pipe, suppress(EOFError, pickle.UnpicklingError):
            while True:
                number, piece = pickle.load(pipe)
                run = self._present
                if run is not None and run.number == number:
                    run.take(piece)
        process.wait()
        if self._present is not None and process is self._process:
            self._present.take("The process that trains has ended.")


class RunApart:
    """One run in that process, with the commands that a run in a thread has."""

    def __init__(self, apart: Apart, number: int, show: Show, fail: Fail, *, is_paused: bool) -> None:
        self.number = number
        self.is_paused = is_paused
        self._apart, self._show, self._fail = apart, show, fail

    def take(self, piece: Frame | str) -> None:
        """What the run has given: a frame, or why it failed."""
        if isinstance(piece, str):
            self._fail(self, piece)
        else:
            self._show(self, piece)

    def go_at(self, most_steps: float) -> None:
        """At most so many steps a second from now on."""
        self._apart.tell(self.number, "go_at", most_steps)

    def seen(self) -> None:
        """The latest frame is being drawn: another may be made."""
        self._apart.tell(self.number, "seen")

    def pause(self) -> None:
        """After the present step, no more until let go."""
        self.is_paused = True
        self._apart.tell(self.number, "pause")

    def go_on(self) -> None:
        """Lets it go."""
        self.is_paused = False
        self._apart.tell(self.number, "go_on")

    def step(self) -> None:
        """One step more, then pause."""
        self.is_paused = True
        self._apart.tell(self.number, "step")

    def stop(self) -> None:
        """No more frames."""
        self._apart.tell(self.number, "stop")
