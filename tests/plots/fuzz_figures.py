"""Draws random figures of the nastiest numbers and texts; run as a program of its own so that it can be stopped.

Arguments: the first seed and how many figures. Exits with 1 and names the seed of a figure that went wrong.
"""

from __future__ import annotations

import random
import resource
import sys
import traceback
import warnings
from typing import Final

import numpy as np

from tutor.plots.draw import draw
from tutor.plots.figure import (
    Axis,
    Band,
    Bar,
    Bars,
    Chart,
    Cloud,
    Field,
    Figure,
    Histogram,
    Mark,
    Numbers,
    Ridge,
    Series,
    numbers,
)
from tutor.plots.look import Look
from tutor.plots.words import describe
from tutor.spans import line_width

MEMORY: Final = 1 << 30
NASTY: Final = (
    *(np.nan, np.inf, -np.inf, 1e300, -1e300, 1.79e308, -1.79e308, 0.0, -0.0, 5e-324, -5e-324, 1e-310),
    *(1.0, -1.0, 2.5, 1e38, 3e-8),
)
TEXTS: Final = ("", "relu", "‖δ‖ (log)", "漢字漢字漢", "x\u0302y\u0302", "🙂 ok", "a\tb\n\x1b[31m", "no end " * 12)
SIZES: Final = ((1, 1), (2, 1), (1, 9), (9, 1), (5, 3), (9, 6), (20, 6), (54, 16), (80, 24), (120, 35), (169, 49))


class Fuzz:
    """Everything of a figure, by chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def number(self) -> float:
        return self.chance.choice(NASTY) if self.chance.random() < 0.3 else self.chance.gauss(0, 1)

    def text(self) -> str:
        return self.chance.choice(TEXTS)

    def numbers(self) -> Numbers:
        count = self.chance.choice((0, 1, 1, 2, 3, 5, 30, 400))
        kind = self.chance.choice(("constant", "nasty", "mixed", "wide"))
        if kind == "constant":
            return numbers([self.number()] * count)
        if kind == "nasty":
            return numbers([self.chance.choice(NASTY) for _ in range(count)])
        if kind == "mixed":
            return numbers([self.number() for _ in range(count)])
        return numbers(sorted(self.chance.gauss(0, 1) * 10 ** self.chance.uniform(-320, 307) for _ in range(count)))

    def axis(self) -> Axis:
        limits = [self.chance.choice((None, None, *NASTY)) for _ in range(2)]
        scale = self.chance.choice(("linear", "log"))
        return Axis(self.text(), scale, limits[0], limits[1], self.chance.random() < 0.3)

    def series(self) -> Series:
        stroke = self.chance.choice(("line", "dashed", "points", "faint"))
        return Series("s", self.text(), self.numbers(), self.numbers(), stroke, self.chance.choice((None, 0, 7)))

    def marks(self) -> tuple[Mark, ...]:
        places = (None, *NASTY)
        count = self.chance.randrange(4)
        return tuple(Mark(self.text(), self.chance.choice(places), self.chance.choice(places)) for _ in range(count))

    def bands(self) -> tuple[Band, ...]:
        return tuple(Band(self.number(), self.number(), self.text()) for _ in range(self.chance.randrange(3)))

    def cloud(self) -> Cloud:
        x, y = self.numbers(), self.numbers()
        points = min(len(x), len(y))
        return Cloud(self.text(), x[:points], y[:points])

    def border(self) -> Numbers:
        return numbers([self.number() for _ in range(2 * self.chance.randrange(6))]).reshape(-1, 2)

    def field(self) -> Field:
        shape = (self.chance.randrange(5), self.chance.randrange(5))
        values = numbers([self.number() for _ in range(shape[0] * shape[1])]).reshape(shape)
        clouds = tuple(self.cloud() for _ in range(self.chance.randrange(3)))
        borders = tuple(self.border() for _ in range(self.chance.randrange(3)))
        return Field(self.text(), values, self.axis(), self.axis(), clouds, self.text(), self.text(), borders)

    def figure(self) -> Figure:
        many = range(self.chance.randrange(7))
        kind = self.chance.choice(("chart", "chart", "bars", "ridge", "field"))
        if kind == "chart":
            lines = tuple(self.series() for _ in many)
            return Chart(self.text(), lines, self.axis(), self.axis(), self.marks(), self.bands())
        if kind == "bars":
            return Bars(self.text(), tuple(Bar(self.text(), self.number(), self.text()) for _ in many), self.axis())
        if kind == "ridge":
            layers = tuple(Histogram(self.text(), self.numbers(), self.text()) for _ in many)
            return Ridge(self.text(), layers, self.axis(), self.bands())
        return self.field()

    def look(self) -> Look:
        tier = self.chance.choice(("braille", "blocks", "ascii"))
        return Look(tier, self.chance.choice(("dark", "light")), self.chance.random() < 0.5)


def try_figure(seed: int) -> None:
    """Draw and describe one figure, and check what holds for all of them."""
    fuzz = Fuzz(seed)
    figure, look, (width, height) = fuzz.figure(), fuzz.look(), fuzz.chance.choice(SIZES)
    for is_live in (False, True):
        lines = draw(figure, width, height, look, is_live=is_live)
        assert [line_width(line) for line in lines] == [width] * height
        text = "".join(span.text for line in lines for span in line)
        assert text.isascii() or look.tier != "ascii"
        assert not set(text) & {"\x1b", "\n", "\t"}
        assert look.is_colored or not any("#" in span.style for line in lines for span in line)
    said = describe(figure)
    assert all(len(row) == len(said.header) for row in said.rows)


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    warnings.simplefilter("error")
    first, count = int(sys.argv[1]), int(sys.argv[2])
    for seed in range(first, first + count):
        try:
            try_figure(seed)
        except Exception:
            traceback.print_exc()
            print(f"seed {seed}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
