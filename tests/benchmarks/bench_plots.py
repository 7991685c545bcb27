"""How long a frame of each kind takes at 80x24, as a ratio to the simplest line of braille dots numpy can draw.

Run as `python tests/benchmarks/bench_plots.py`. All cases take turns, so that whatever else the machine does
meets them alike; the median of the rounds is printed. Budget of a frame: 16 ms still, 5 ms live.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "plots"))
from plot_samples import FIGURES

from tutor.plots.draw import draw
from tutor.plots.figure import Chart
from tutor.plots.look import Look

ROUNDS: Final = 15
REPEATS: Final = 5  # calls in a round, so that a round is long against the clock's own cost
WIDTH, HEIGHT = 80, 24

Case = TypeVar("Case")
"""What a case goes by."""


def simplest_line(width: int, height: int) -> list[str]:
    """One line of braille dots over so many cells, without axes, colors or any care about its data."""
    x = np.arange(2 * width)
    y = ((np.sin(x / 20) + 1) / 2 * (4 * height - 1)).astype(int)
    dots = np.zeros((4 * height, 2 * width), dtype=np.uint8)
    dots[y, x] = 1
    weights = np.array([[1, 8], [2, 16], [4, 32], [64, 128]])
    cells = (dots.reshape(height, 4, width, 2) * weights[:, None, :]).sum(axis=(1, 3))
    return ["".join(map(chr, row)) for row in (cells + 0x2800).tolist()]


def cases() -> dict[str, Callable[[], object]]:
    """What is measured, the yardstick first."""
    timed: dict[str, Callable[[], object]] = {"simplest line": lambda: simplest_line(WIDTH, HEIGHT)}
    for name, figure in FIGURES.items():
        timed[f"{name} still"] = lambda figure=figure: draw(figure, WIDTH, HEIGHT, Look())
        if isinstance(figure, Chart):
            timed[f"{name} live"] = lambda figure=figure: draw(figure, WIDTH, HEIGHT, Look(), is_live=True)
    return timed


def measure(timed: dict[Case, Callable[[], object]]) -> dict[Case, float]:
    """The median milliseconds of CPU time a call of each case takes."""
    rounds: dict[Case, list[float]] = {name: [] for name in timed}
    for number in range(ROUNDS + 1):
        for name, call in timed.items():
            start = time.process_time()
            for _ in range(REPEATS):
                call()
            if number > 0:  # the first round fills caches
                rounds[name].append((time.process_time() - start) / REPEATS * 1000)
    return {name: statistics.median(times) for name, times in rounds.items()}


def main() -> None:
    """Print a row for each case: milliseconds and the ratio to the yardstick."""
    times = measure(cases())
    yardstick = times["simplest line"]
    print(f"CPU time a frame, median of {ROUNDS} rounds at {WIDTH}x{HEIGHT}")
    for name, milliseconds in times.items():
        print(f"{name:<20} {milliseconds:7.2f} ms  {milliseconds / yardstick:6.1f} x")


if __name__ == "__main__":
    main()
