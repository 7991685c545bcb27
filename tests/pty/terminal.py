"""A learner at a real terminal: the program in a pseudo-terminal, and what its screen shows."""

from __future__ import annotations

import os
import re
import signal
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

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
    "tab": "\t",
    "f1": "\x1bOP",
    "ctrl+c": "\x03",
    "ctrl+p": "\x10",
    "ctrl+q": "\x11",
    "ctrl+z": "\x1a",
}
PATIENCE = 60.0  # seconds; the machine may have much else to do
ESCAPE_PAUSE = 0.15  # seconds after which Escape was the key, not the beginning of a sequence
QUIET = 0.2  # seconds without a byte after which a screen counts as finished
ASKS_FOR_FRAMES, FRAMES_ARE_MARKED = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
FRAME_BEGINS, FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"
PRIVATE_MODE = re.compile(rb"\x1b\[\?(\d+)([hl])")
WRAPPING, CURSOR, OTHER_SCREEN = 7, 25, 1049
TUTOR = Path(sys.executable).with_name("tutor")
COURSE = Path(__file__).parents[1] / "data" / "courses" / "good"
INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE")


class Screen(pyte.Screen):
    """An emulated screen, and what pyte leaves out: the other screen begins blank, and so does what follows it."""

    def set_mode(self, *modes: int, **options: Any) -> None:
        """Turns modes on."""
        super().set_mode(*modes, **options)
        if OTHER_SCREEN in modes:
            self.reset()

    def reset_mode(self, *modes: int, **options: Any) -> None:
        """Turns modes off."""
        super().reset_mode(*modes, **options)
        if OTHER_SCREEN in modes:
            self.reset()


class Terminal:
    """Types keys, waits for what is to be seen. The screen is emulated; the program cannot tell."""

    def __init__(
        self,
        home: Path,
        *arguments: str,
        command: Path | str = TUTOR,
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str | None] | None = None,
        before: Callable[[], object] | None = None,
    ) -> None:
        """Starts a command, by default the tutor with a small course. A variable that is None is not there.

        `before` is called in the new process.
        """
        self._screen = Screen(columns or 80, rows or 24)
        self._stream = pyte.ByteStream(self._screen)
        variables = {name: os.environ.get(name) for name in INHERITED}
        variables |= {"TERM": "xterm-256color", "TUTOR_HOME": str(home), "TUTOR_LESSONS": str(COURSE)}
        variables |= environment or {}
        self.process = pexpect.spawn(
            str(command),
            list(arguments),
            env={name: value for name, value in variables.items() if value is not None},
            dimensions=(rows, columns),
            timeout=PATIENCE,
            preexec_fn=before,
        )
        self.process.delaybeforesend = None
        self.output = b""
        self._unpainted = b""
        self._has_answered = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.process.close(force=True)

    # --- looking

    def read(self, seconds: float = 0.05) -> bool:
        """Takes what the program sends until some time has passed; whether anything has come."""
        deadline, before = time.monotonic() + seconds, len(self.output)
        while (left := deadline - time.monotonic()) > 0:
            try:
                self._take(self.process.read_nonblocking(65_536, timeout=left))
            except (pexpect.TIMEOUT, pexpect.EOF):
                break
        return len(self.output) > before

    def _take(self, data: bytes) -> None:
        self.output += data
        self._unpainted += data
        begun = self._unpainted.rfind(FRAME_BEGINS)
        is_whole = begun < 0 or FRAME_ENDS in self._unpainted[begun:]
        end = len(self._unpainted) if is_whole else begun
        self._stream.feed(self._unpainted[:end])
        self._unpainted = self._unpainted[end:]
        if not self._has_answered and ASKS_FOR_FRAMES in self.output:
            self._has_answered = True
            self.process.send(FRAMES_ARE_MARKED)

    @property
    def rows(self) -> list[str]:
        """The rows of the screen."""
        return [row.rstrip() for row in self._screen.display]

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.rows)

    @property
    def line_modes(self) -> list[Any]:
        """How the kernel treats what is typed and printed, as `stty` tells it."""
        return termios.tcgetattr(self.process.child_fd)

    @property
    def screen_modes(self) -> set[int]:
        """The numbers of the modes that are on: of an untouched terminal those of wrapping and of the cursor."""
        is_on = {WRAPPING: True, CURSOR: True}
        for number, letter in PRIVATE_MODE.findall(self.output):
            is_on[int(number)] = letter == b"h"
        return {number for number in is_on if is_on[number]}

    def wait_for(self, text: str, gone: bool = False) -> None:
        """Waits until the screen shows a text, or no longer does."""
        self.wait_until(lambda: (text in self.text) is not gone, f"{'still' if gone else 'no'} {text!r}")

    def wait_until(self, holds: Callable[[], bool], what_if_not: str) -> None:
        """Waits until something holds of what the program has sent."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < deadline, f"{what_if_not} on the screen:\n{self.text}"
            assert self.read(0.1) or self.process.isalive() or holds(), f"the program ended:\n{self.text}"

    def settle(self, quiet: float = QUIET) -> None:
        """Waits until nothing has come for a while."""
        deadline = time.monotonic() + PATIENCE
        while self.read(quiet):
            assert time.monotonic() < deadline, f"never quiet:\n{self.text}"

    # --- doing

    def press(self, *keys: str) -> None:
        """Types keys by name; one letter is itself. Escape is followed by the pause that tells it from a sequence."""
        for key in keys:
            self.type(key)
            self.read(ESCAPE_PAUSE if key == "escape" else 0.02)

    def type(self, key: str) -> None:
        """Types a key by name, and does not wait for anything."""
        self.process.send(KEYS.get(key, key))
        self.read(0.005)

    def send(self, data: bytes) -> None:
        """Sends bytes that no key sends, however many, and reads what comes back."""
        deadline = time.monotonic() + PATIENCE
        os.set_blocking(self.process.child_fd, False)
        while data:
            assert time.monotonic() < deadline, f"not taken:\n{self.text}"
            try:
                data = data[os.write(self.process.child_fd, data[:1024]) :]
            except BlockingIOError:  # as much is unread as the kernel keeps
                assert self.process.isalive(), f"the program ended:\n{self.text}"
            self.read(0.005)

    def resize(self, columns: int, rows: int) -> None:
        """Another window size, told as the kernel tells it; 0 is what it says of a line of unknown size."""
        if columns and rows:
            self._screen.resize(rows, columns)
        self.process.setwinsize(rows, columns)

    def kill(self) -> None:
        """SIGKILL: no time for anything."""
        self.process.kill(signal.SIGKILL)
        self.process.wait()

    def disconnect(self) -> None:
        """The window is closed, the line is cut: there is no terminal any more."""
        self.process.ptyproc.fileobj.close()
        self.process.closed = self.process.ptyproc.closed = True

    def wait_for_end(self) -> int:
        """The exit status, once the program has ended by itself; a signal that ended it is negative."""
        deadline = time.monotonic() + PATIENCE
        while self.process.isalive():
            assert time.monotonic() < deadline, f"still running:\n{self.text}"
            time.sleep(0.05) if self.process.closed else self.read(0.1)
        if not self.process.closed:
            self.settle()
        return self.process.exitstatus if self.process.exitstatus is not None else -int(self.process.signalstatus)
