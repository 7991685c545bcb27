"""Frozen descriptions of figures: what is to be seen, without a word about cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Scale = Literal["linear", "log"]
Stroke = Literal["line", "dashed", "points", "faint"]

MAX_LINES: Final = 4
"""A chart stays readable up to here; a lab that has more to show makes more figures."""


@dataclass(frozen=True, eq=False)
class Series:
    """One line of a chart. `x`, `y`: (points,), any values; what is not finite is shown as such, never dropped."""

    name: str  # an identifier: how exports and tests speak of it
    label: str  # what the legend says
    x: Numbers
    y: Numbers
    stroke: Stroke = "line"
    hue: int | None = None  # which color of the palette; None: by position

    @property
    def is_told(self) -> bool:
        """Whether legend, letters and notes speak of it: of faint values without a label their line says it all."""
        return self.stroke != "faint" or bool(self.label)


@dataclass(frozen=True)
class Axis:
    """What an axis measures. `low` and `high` are None where the data decide."""

    label: str = ""
    scale: Scale = "linear"
    low: float | None = None
    high: float | None = None
    is_counted: bool = False  # steps or layers: there is nothing between two whole numbers
    is_told_backward: bool = False  # words start at the high end, as gradients do; the picture stays as it is


@dataclass(frozen=True)
class Mark:
    """A place to look at: a vertical line (`y` None), a horizontal line (`x` None) or a point (both given)."""

    label: str
    x: float | None = None
    y: float | None = None


@dataclass(frozen=True)
class Band:
    """A shaded stretch of the x axis, such as where an activation is saturated."""

    low: float
    high: float
    label: str = ""


@dataclass(frozen=True, eq=False)
class Chart:
    """Lines over two axes."""

    title: str
    series: tuple[Series, ...]
    x: Axis = field(default_factory=Axis)
    y: Axis = field(default_factory=Axis)
    marks: tuple[Mark, ...] = ()
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True)
class Bar:
    """One row of a bar chart; `note` is printed behind the bar."""

    label: str
    value: float
    note: str = ""


@dataclass(frozen=True)
class Bars:
    """Horizontal bars from 0 (or from `low` on a log axis), one below the other."""

    title: str
    bars: tuple[Bar, ...]
    axis: Axis = field(default_factory=Axis)
    is_by_size: bool = False  # bars are as long as their values are large; what is printed keeps its sign

    @property
    def lengths(self) -> Numbers:
        """(bars,) where each bar ends on the axis."""
        values = numbers([bar.value for bar in self.bars])
        return np.abs(values) if self.is_by_size else values


@dataclass(frozen=True, eq=False)
class Histogram:
    """How many values fall in each of equally wide bins between the ridge's limits. `counts`: (bins,)."""

    label: str
    counts: Numbers
    note: str = ""


@dataclass(frozen=True, eq=False)
class Ridge:
    """Histograms over one common x axis, one below the other: a layer a row."""

    title: str
    histograms: tuple[Histogram, ...]
    x: Axis
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, eq=False)
class Cloud:
    """Points of one class, drawn on a field. `x`, `y`: (points,)."""

    label: str
    x: Numbers
    y: Numbers


@dataclass(frozen=True, eq=False)
class Field:
    """A function of two inputs as an area of color, -1 .. +1, with points on it.

    `values`: (rows, columns), each in [-1, 1], in the middles of equal cells; row 0 at the bottom (the lowest y).
    """

    title: str
    values: Numbers
    x: Axis
    y: Axis
    clouds: tuple[Cloud, ...] = ()
    low_label: str = ""  # what -1 means
    high_label: str = ""  # what +1 means
    borders: tuple[Numbers, ...] = ()  # outlines of polygons: (corners, 2) each


Figure = Chart | Bars | Ridge | Field


def numbers(values: Sequence[float] | npt.ArrayLike) -> Numbers:
    """A read-only float64 copy, fit for a frozen figure."""
    array = np.array(values, dtype=np.float64)
    array.setflags(write=False)
    return array
