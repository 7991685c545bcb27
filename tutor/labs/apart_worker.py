"""The process that `tutor.labs.apart` starts: it runs labs as it is told and sends their frames."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from typing import BinaryIO

from tutor.labs.frame import Frame
from tutor.labs.lab import Setting
from tutor.labs.lab_run import LabRun
from tutor.labs.registry import load


class Sender:
    """Writes what runs give, one piece after the other: (number of the run, a frame or why it failed)."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe
        self._lock = threading.Lock()

    def send(self, number: int, piece: Frame | str) -> None:
        """Waits while the reader is behind."""
        with self._lock:
            pickle.dump((number, piece), self._pipe, pickle.HIGHEST_PROTOCOL)
            self._pipe.flush()


def begin(number: int, name: str, setting: Setting, sender: Sender, *, is_going: bool, most_steps: float) -> LabRun:
    """A run in a thread of its own; one that is not going sends its first frame and waits."""
    run = LabRun(load(name), setting, lambda _, frame: sender.send(number, frame), most_steps)
    if not is_going:
        run.step()
    threading.Thread(target=_drive, args=(run, number, sender), daemon=True).start()
    return run


def _drive(run: LabRun, number: int, sender: Sender) -> None:
    try:
        run.drive()
    except Exception as error:  # whatever it is, the learner is told and the process goes on
        sender.send(number, str(error) or type(error).__name__)


def main() -> None:
    """Obeys until nobody is there to command."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sender = Sender(os.fdopen(os.dup(sys.stdout.fileno()), "wb"))
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not get between the frames
    run: LabRun | None = None
    while True:
        try:
            number, verb, *details = pickle.load(sys.stdin.buffer)
        except EOFError:
            os._exit(0)
        if verb == "begin":
            if run is not None:
                run.stop()
            name, setting, is_going, most_steps = details
            run = begin(number, name, setting, sender, is_going=is_going, most_steps=most_steps)
        elif run is not None:
            getattr(run, verb)(*details)


if __name__ == "__main__":
    main()
