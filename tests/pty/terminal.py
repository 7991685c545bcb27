"""A learner at a real terminal: the program in a pseudo-terminal, and what its screen shows."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import pexpect
import pyte

KEYS = {
    "enter": "\r",
    "space": " ",
    "escape": "\x1b",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "backspace": "\x7f",
    "ctrl+c": "\x03",
    "ctrl+p": "\x10",
    "ctrl+q": "\x11",
    "ctrl+z": "\x1a",
    "f1": "\x1bOP",
}
PATIENCE = 20.0
TUTOR = Path(sys.executable).with_name("tutor")


class Terminal:
    """Types keys, waits for what is to be seen. The screen is emulated; the program cannot tell."""

    def __init__(
        self,
        home: Path,
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.process = pexpect.spawn(
            str(TUTOR),
            list(arguments),
            env={"TERM": "xterm-256color", "TUTOR_HOME": str(home), **inherited, **(environment or {})},
            dimensions=(rows, columns),
            timeout=PATIENCE,
        )
        self.received = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.process.close(force=True)

    def read(self, seconds: float = 0.05) -> None:
        """Takes what the program sends within some time."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                data = self.process.read_nonblocking(65_536, timeout=left)
            except pexpect.TIMEOUT:
                return
            except pexpect.EOF:
                return
            self.received += len(data)
            self._stream.feed(data)

    @property
    def rows(self) -> list[str]:
        """The rows of the screen."""
        return [row.rstrip() for row in self._screen.display]

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.rows)

    def press(self, *keys: str) -> None:
        """Types keys by name; one letter is itself. Escape is followed by the pause that tells it from a sequence."""
        for key in keys:
            self.process.send(KEYS.get(key, key))
            self.read(0.2 if key == "escape" else 0.05)

    def wait_for(self, text: str, gone: bool = False) -> None:
        """Waits until the screen shows a text, or no longer does."""
        deadline = time.monotonic() + PATIENCE
        while (text in self.text) is gone:
            assert time.monotonic() < deadline, f"{'still' if gone else 'no'} {text!r} on the screen:\n{self.text}"
            assert self.process.isalive() or text in self.text, f"the program ended:\n{self.text}"
            self.read(0.1)

    def resize(self, columns: int, rows: int) -> None:
        """Another window size, told as the kernel tells it."""
        self.process.setwinsize(rows, columns)
        self._screen.resize(rows, columns)
        self.read(0.3)

    def kill(self) -> None:
        """SIGKILL: no time for anything."""
        self.process.kill(signal.SIGKILL)
        self.process.wait()

    def wait_for_end(self) -> int:
        """The exit status, once the program has ended by itself."""
        deadline = time.monotonic() + PATIENCE
        while self.process.isalive():
            assert time.monotonic() < deadline, f"still running:\n{self.text}"
            self.read(0.1)
        self.read(0.1)
        return self.process.exitstatus if self.process.exitstatus is not None else -int(self.process.signalstatus)
