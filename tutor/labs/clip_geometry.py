"""The lab `clip-geometry`: a gradient clipped by its norm and by value, and how far the second turns it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

import numpy as np

from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Number
from tutor.labs.lab import Lab, Setting
from tutor.nn.arrays import Array
from tutor.nn.clipping import clip_grad_norm_, clip_grad_value_
from tutor.plots.figure import Axis, Bar, Bars, Chart, Mark, Series, numbers

END = 15.0
ARC: Final = np.linspace(0.0, math.pi / 2.0, 46)
ROOM = 1.2  # the view is so much larger than what has to be seen
SIZES: Final = (2, 10, 100, 1000)  # numbers of coordinates
DECIMALS = 12  # of an angle: what rounding leaves of 0 reads as 0
DRAWS = 200  # gradients of each size
TAIL = 2  # degrees of freedom of Student's t: one coordinate in a thousand is beyond 31


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: both clips of (g1, g2), and the median turn of heavy-tailed gradients of more coordinates."""
    g, limit = np.array([setting.number("g1"), setting.number("g2")]), setting.number("limit")
    by_norm, by_value = _clipped_by_norm(g, limit), _clipped_by_value(g, limit)
    turns = _median_turns(limit, np.random.default_rng(setting.seed))
    vectors = tuple(
        Series(name, label, numbers([0.0, v[0]]), numbers([0.0, v[1]]))
        for name, label, v in (("g", "g", g), ("by_norm", "by norm", by_norm), ("by_value", "by value", by_value))
    )
    median_turn = Series("median_turn", "clipped by value", numbers(SIZES), numbers(turns))
    readouts = (
        Readout("angle_by_value", "degrees by value", float(_angle(g, by_value))),
        Readout("angle_by_norm", "degrees by norm", float(_angle(g, by_norm))),
        Readout("cosine", "cosine by value", math.cos(math.radians(_angle(g, by_value)))),
        Readout("norm", "norm of g", math.hypot(*g)),
        Readout("by_norm_1", "g₁ by norm", float(by_norm[0])),
        Readout("by_norm_2", "g₂ by norm", float(by_norm[1])),
        Readout("by_value_1", "g₁ by value", float(by_value[0])),
        Readout("by_value_2", "g₂ by value", float(by_value[1])),
        Readout("direction", "direction of g", _direction(g)),
        Readout("direction_by_value", "direction by value", _direction(by_value)),
        *(Readout(f"turn_{size}", f"degrees in {size}-D", turn) for size, turn in zip(SIZES, turns, strict=True)),
    )
    notes = () if g.any() else ("A gradient of 0 has no direction to keep.",)
    limits = _limits(g, limit)
    figures = (_picture(vectors, limits, g, limit), _directions(vectors), _turn_chart(median_turn))
    yield Frame(figures, readouts, (*vectors, limits, median_turn), notes)


def _clipped_by_norm(g: Array, limit: float) -> Array:
    clipped = g.copy()
    clip_grad_norm_(clipped, limit)
    return clipped


def _clipped_by_value(g: Array, limit: float) -> Array:
    clipped = g.copy()
    clip_grad_value_(clipped, limit)
    return clipped


def _angle(a: Array, b: Array) -> Array:
    """The angle between vectors along the last axis, in degrees; nan where one is 0. Exact for small angles too."""
    with np.errstate(invalid="ignore"):
        a, b = (v / np.linalg.norm(v, axis=-1, keepdims=True) for v in (a, b))
    half = np.arctan2(np.linalg.norm(a - b, axis=-1), np.linalg.norm(a + b, axis=-1))
    return np.asarray(np.round(np.degrees(2.0 * half), DECIMALS))


def _direction(v: Array) -> float:
    return math.degrees(math.atan2(v[1], v[0])) if v.any() else math.nan


def _median_turns(limit: float, rng: np.random.Generator) -> list[float]:
    turns = []
    for size in SIZES:
        g = rng.standard_t(TAIL, (DRAWS, size))
        turns.append(float(np.median(_angle(g, _clipped_by_value(g, limit)))))
    return turns


def _limits(g: Array, limit: float) -> Series:
    """The circle that holds clipped norms and the square that holds clipped values, in the quadrant of g."""
    square = [[0.0, limit], [limit, limit], [limit, 0.0]]
    path = np.vstack([limit * np.column_stack([np.cos(ARC), np.sin(ARC)]), square]) * np.where(g < 0.0, -1.0, 1.0)
    return Series("limits", "limits", numbers(path[:, 0]), numbers(path[:, 1]), "faint")


def _picture(vectors: tuple[Series, ...], limits: Series, g: Array, limit: float) -> Chart:
    end = ROOM * max(limit, float(np.abs(g).max()))
    rest = (1.0 - 1.0 / ROOM) * end
    x, y = (
        Axis(name, low=-end if part < 0 else -rest, high=rest if part < 0 else end)
        for name, part in zip(("g₁", "g₂"), g, strict=True)
    )
    ends = tuple(Mark(vector.label, float(vector.x[-1]), float(vector.y[-1])) for vector in vectors)
    return Chart("The gradient and its two clips", (*vectors, limits), x, y, ends)


def _directions(vectors: tuple[Series, ...]) -> Bars:
    bars = tuple(Bar(vector.label, _direction(np.array([vector.x[-1], vector.y[-1]]))) for vector in vectors)
    return Bars("Direction of g and of its clips", bars, Axis("degrees from the g₁ axis"))


def _turn_chart(median_turn: Series) -> Chart:
    x, y = Axis("number of coordinates", "log"), Axis("degrees", low=0.0, high=90.0)
    return Chart("Median turn of heavy-tailed gradients", (median_turn,), x, y)


LAB = Lab(
    name="clip-geometry",
    knobs=(
        Number("g1", "gradient, first", -END, END, 3.0, 0.1),
        Number("g2", "gradient, second", -END, END, 4.0, 0.1),
        Number("limit", "limit c", 0.01, 100.0, 1.0, 3, "log"),
    ),
    run=run,
)
