"""The lab `hinge-painter`: a polyline as a sum of ReLUs, each of which bends it once."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Choice, Knob, Number
from tutor.labs.lab import Lab, Setting
from tutor.nn.arrays import Array
from tutor.plots.figure import Axis, Bar, Bars, Chart, Mark, Series, numbers
from tutor.plots.numerals import MINUS, human

VIEW_END = 5.0
POINTS = 201
MOST_HINGES = 6
STEEPEST = 3.0  # that one hinge can be


class Hinge(NamedTuple):
    """v ReLU(x - k): from k on, the slope is v more."""

    k: float
    v: float


class Polyline(NamedTuple):
    """y = offset + the sum of the hinges."""

    offset: float
    hinges: tuple[Hinge, ...]

    def value(self, x: Array) -> Array:
        """y at x, any shape."""
        y = np.full_like(x, self.offset)
        for hinge in self.hinges:
            y += hinge.v * np.maximum(x - hinge.k, 0.0)
        return y

    def slope(self, x: float) -> float:
        """The slope at x; in a kink that of its left side, as ReLU has it."""
        return sum((hinge.v for hinge in self.hinges if x > hinge.k), 0.0)

    def kinks(self) -> dict[float, float]:
        """Where the slope changes, from left to right -> by how much."""
        changes: dict[float, float] = {}
        for k, v in sorted(self.hinges):
            changes[k] = changes.get(k, 0.0) + v
        return {k: v for k, v in changes.items() if v != 0.0}


def _polyline(offset: float, *hinges: tuple[float, float]) -> Polyline:
    return Polyline(offset, tuple(Hinge(*hinge) for hinge in hinges))


TARGETS: Final = {
    "roof": _polyline(0.5, (-1.0, 1.0), (1.0, -2.0)),
    "ramp": _polyline(-1.0, (-2.0, 0.5), (2.0, -0.5)),
    "plateau": _polyline(0.0, (-3.0, 1.0), (-1.0, -1.0), (1.0, -1.0), (3.0, 1.0)),
    "valley": _polyline(1.0, (-3.0, -1.0), (0.0, 2.0), (3.0, -1.0)),
    "zigzag": _polyline(-1.0, (-4.0, 1.0), (-2.0, -2.0), (0.0, 2.0), (2.0, -2.0), (4.0, 1.0)),
}
"""What is to be painted."""


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: the sum of the hinges over the target, and the formula that holds between two kinks."""
    hinges = (Hinge(setting.number(f"k{i}"), setting.number(f"v{i}")) for i in range(1, setting.whole("hinges") + 1))
    painted = Polyline(setting.number("offset"), tuple(hinges))
    target = TARGETS.get(setting.text("target"))
    corners = [hinge.k for line in (painted, target) if line for hinge in line.hinges]
    x = np.union1d(np.linspace(-VIEW_END, VIEW_END, POINTS), corners)  # between corners nothing is farther apart
    lines = [Series("sum", "your sum", numbers(x), numbers(painted.value(x)))]
    distance = math.nan
    if target:
        lines.insert(0, Series("target", "target", numbers(x), numbers(target.value(x)), "dashed"))
        distance = float(np.abs(lines[0].y - lines[1].y).max())
    readouts = (
        Readout("distance", "largest distance", distance),
        Readout("y", "y at x", float(painted.value(np.array(setting.number("x"))))),
        Readout("slope", "slope at x", painted.slope(setting.number("x"))),
        Readout("last_slope", "slope at the far right", painted.slope(math.inf)),
        Readout("pieces", "straight pieces", len(painted.kinks()) + 1.0),
    )
    notes = () if target else ("Free: there is no target to be far from.",)
    yield Frame((_chart(lines, painted), _pieces(painted)), readouts, tuple(lines), notes)


def _chart(lines: Sequence[Series], painted: Polyline) -> Chart:
    """The kinks are marked with the change of slope."""
    kinks = painted.kinks()
    heights = painted.value(np.array(list(kinks))).tolist()
    marks = (Mark(f"slope {_signed(v)}", k, y) for (k, v), y in zip(kinks.items(), heights, strict=True))
    x = Axis("x", low=-VIEW_END, high=VIEW_END)
    return Chart("A sum of ReLU hinges", tuple(lines), x, Axis("y"), tuple(marks))


def _pieces(painted: Polyline) -> Bars:
    """A bar a straight piece: as long as the slope, behind it the formula."""
    bars = []
    for low, high in pairwise([-math.inf, *painted.kinks(), math.inf]):
        slope = painted.slope(high)
        intercept = painted.offset - sum(k * v for k, v in painted.hinges if k < high)
        bars.append(Bar(_interval(low, high), slope, _formula(slope, intercept)))
    end = max(STEEPEST, *(abs(bar.value) for bar in bars))
    return Bars("Between the kinks: slope and formula", tuple(bars), Axis("slope", low=-end, high=end))


def _interval(low: float, high: float) -> str:
    if low == -math.inf:
        return "all x" if high == math.inf else f"x < {human(high)}"
    return f"x > {human(low)}" if high == math.inf else f"{human(low)} < x < {human(high)}"


def _formula(slope: float, intercept: float) -> str:
    """y = 2x − 1."""
    if slope == 0.0:
        return f"y = {human(intercept)}"
    factor = {1.0: "", -1.0: MINUS}.get(slope, human(slope))
    rest = f" {_signed(intercept)[0]} {human(abs(intercept))}" if intercept else ""
    return f"y = {factor}x{rest}"


def _signed(value: float) -> str:
    return human(value) if value < 0 else f"+{human(value)}"


def _hinge_knobs() -> Iterator[Knob]:
    starts = ((1.0, -2.0), (-1.0, 1.0), (3.0, 0.0), (-3.0, 0.0), (0.0, 0.0), (2.0, 0.0))
    for i, (k, v) in enumerate(starts, start=1):
        yield Number(f"k{i}", f"hinge {i} at", -VIEW_END, VIEW_END, k, 0.5)
        yield Number(f"v{i}", f"slope change {i}", -STEEPEST, STEEPEST, v, 0.5)


LAB = Lab(
    name="hinge-painter",
    knobs=(
        Choice("target", "target", (*TARGETS, "free"), "plateau"),
        Number("hinges", "hinges", 0, MOST_HINGES, 2, 1, is_integer=True),
        Number("offset", "offset c", -5.0, 5.0, 0.5, 0.5),
        *_hinge_knobs(),
        Number("x", "look at x", -VIEW_END, VIEW_END, 2.0, 0.5),
    ),
    run=run,
    is_random=False,
)
