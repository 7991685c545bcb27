"""Start, keys, idling and quitting, in a real pseudo-terminal at 80x24, beside an empty Textual app in the same run.

    python tests/benchmarks/bench_app.py [ROUNDS]

CPU time of the whole process, as the kernel counts it; the lowest of interleaved rounds, since whatever else runs on
the machine only ever adds; ratios to the empty app.
Nothing is asserted here: times depend on the machine. Bytes do not, and are asserted in tests/pty.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

import pexpect

HERE = Path(__file__).parent
TUTOR = str(Path(sys.executable).with_name("tutor"))
LESSON = "vanishing-exploding"
PROGRAMS = {
    "empty Textual app": ([sys.executable, str(HERE / "empty_app.py")], b"ready", b"\x11"),
    "the same, markdown-it": ([sys.executable, str(HERE / "empty_app.py"), "markdown"], b"ready", b"\x11"),
    "home": ([TUTOR], b"labs", b"\x11"),
    "a lesson": ([TUTOR, "open", LESSON], b"Fifty", b"\x11"),
}
BUDGETS = {"home": 1.25, "a lesson": 1.15}
IDLE = 30.0
ASKS_FOR_FRAMES, FRAMES_ARE_MARKED, FRAME = b"\x1b[?2026$p", b"\x1b[?2026;2$y", b"\x1b[?2026h"


class Run:
    """One process in a terminal that only counts."""

    def __init__(self, command: list[str], home: Path, columns: int = 80, rows: int = 24) -> None:
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"TERM": "xterm-256color", "TUTOR_HOME": str(home)}
        self.began = time.perf_counter()
        self.process = pexpect.spawn(command[0], command[1:], env=environment, dimensions=(rows, columns))
        self.process.delaybeforesend = None  # pexpect would wait 50 ms before each key
        self.data = bytearray()
        self.has_answered = False

    def read_until(self, mark: bytes, since: int = 0) -> None:
        """Reads until a mark has come, not counting the first `since` bytes.

        Answers the program's question whether frames can be marked, as terminals do.
        """
        while self.data.find(mark, since) < 0:
            self.data += self.process.read_nonblocking(65_536, timeout=30)
            if not self.has_answered and ASKS_FOR_FRAMES in self.data:
                self.process.send(FRAMES_ARE_MARKED)
                self.has_answered = True

    def read_for(self, seconds: float) -> bytes:
        """What comes within some time."""
        start, deadline = len(self.data), time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                self.data += self.process.read_nonblocking(65_536, timeout=left)
            except pexpect.TIMEOUT:
                break
        return bytes(self.data[start:])

    def cpu(self) -> float:
        """Milliseconds of CPU time so far, all threads."""
        tasks = Path(f"/proc/{self.process.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6

    def quit(self, keys: bytes) -> float:
        """Milliseconds from the key to the end of the process."""
        began = time.perf_counter()
        self.process.send(keys)
        try:
            while True:
                self.process.read_nonblocking(65_536, timeout=10)
        except pexpect.EOF:
            return 1e3 * (time.perf_counter() - began)


def start(name: str, home: Path) -> tuple[float, float, int, float]:
    """CPU and wall milliseconds to the first paint, bytes until it rests, milliseconds to quit."""
    command, mark, leave = PROGRAMS[name]
    run = Run(command, home)
    run.read_until(mark)
    cpu, wall = run.cpu(), 1e3 * (time.perf_counter() - run.began)
    run.read_for(0.5)
    return cpu, wall, len(run.data), run.quit(leave)


def keys(name: str, home: Path, presses: dict[str, bytes], settle: float) -> list[tuple[str, int, float, int]]:
    """For each key: bytes, CPU milliseconds and frames it costs."""
    command, mark, leave = PROGRAMS[name]
    run = Run(command, home)
    run.read_until(mark)
    run.read_for(settle)
    rows = []
    for label, key in presses.items():
        before = run.cpu()
        run.process.send(key)
        data = run.read_for(0.4)
        rows.append((label, len(data), run.cpu() - before, data.count(FRAME)))
    run.quit(leave)
    return rows


def idle(name: str, home: Path) -> tuple[int, float]:
    """Bytes sent and CPU milliseconds used while nothing happens."""
    command, mark, leave = PROGRAMS[name]
    run = Run(command, home)
    run.read_until(mark)
    run.read_for(5.0)
    before = run.cpu()
    data = run.read_for(IDLE)
    used = run.cpu() - before
    run.quit(leave)
    return len(data), used


def lowest(rows: list[tuple[float, ...]], column: int) -> float:
    """The lowest of one column."""
    return min(row[column] for row in rows)


def main(rounds: int) -> None:
    """Prints the tables."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        measured: dict[str, list[tuple[float, ...]]] = {name: [] for name in PROGRAMS}
        for name in PROGRAMS:  # compiles what is not compiled yet
            start(name, home)
        for _ in range(rounds):
            for name in PROGRAMS:
                measured[name].append(start(name, home))
        empty = lowest(measured["empty Textual app"], 0)
        print(f"{'':22}{'CPU ms':>8}{'ratio':>7}{'budget':>8}{'wall ms':>9}{'bytes':>8}{'quit ms':>9}")
        for name, rows in measured.items():
            budget = f"{BUDGETS[name]:.2f}" if name in BUDGETS else ""
            cpu, wall, size, leave = (lowest(rows, column) for column in range(4))
            print(f"{name:22}{cpu:8.0f}{cpu / empty:7.2f}{budget:>8}{wall:9.0f}{size:8.0f}{leave:9.0f}")
        print_keys(home)
        for name in ("home", "a lesson"):
            sent, used = idle(name, home)
            print(f"{name}, {IDLE:.0f} s idle: {sent} bytes, {used:.1f} ms CPU")


def print_keys(home: Path) -> None:
    """The cost of keys, once everything is warm."""
    print(f"\n{'':34}{'bytes':>7}{'CPU ms':>8}{'frames':>8}")
    down, up, page = b"\x1b[B", b"\x1b[A", b"\x1b[6~"
    moves_at_home = {"first key": down, "cursor up": up, "cursor down": down, "again": up}
    reveal = {f"reveal {number}": b"n" for number in range(1, 13)}
    moves_in_lesson = {
        "to the start": b"\x1b[H",
        "page down 1": page,
        "page down 2": page,
        "page down 3": page,
        "row down": down,
    }
    for place, moves in (("home", moves_at_home), ("a lesson", reveal | moves_in_lesson)):
        for label, size, cpu, frames in keys(place, home, moves, 4.0):
            print(f"{place + ', ' + label:34}{size:7}{cpu:8.1f}{frames:8}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
