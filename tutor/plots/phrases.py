"""Places and changes in words: `layer 36`, `z = 0.5`, `from layer 36 on`, `falls from 1 at ... to 0.1 at ...`."""

from __future__ import annotations

import math
import re
from typing import Final

import numpy as np

from tutor.plots.figure import Axis, Numbers
from tutor.plots.numerals import count, human
from tutor.plots.paths import Flags

SYMBOL: Final = 2  # a name this short is a symbol and reads better with an equals sign

STRIKING: Final = 2.0  # a change by less than this factor is not called one


def name_of(axis: Axis, otherwise: str) -> str:
    """What the axis measures, without the explanation in brackets or behind a comma."""
    return re.split(r"\s*[(,\[]", axis.label, maxsplit=1)[0].strip() or otherwise


def at(axis: Axis, value: float) -> str:
    """A place on the axis: `layer 36`, `z = 0.5`."""
    name = name_of(axis, "x")
    return f"{name} = {human(value)}" if len(name) <= SYMBOL else f"{name} {human(value)}"


def stretch(axis: Axis, x: Numbers, is_meant: Flags) -> str:
    """Where on the axis the points are that are meant: `from layer 36 on`, `up to layer 3`, `at 5 points`.

    `x`, `is_meant`: (points,), at least one of them meant.
    """
    is_meant = is_meant[np.argsort(x, kind="stable")]
    x = np.sort(x, kind="stable")
    index = np.flatnonzero(is_meant)
    if is_meant.all():
        return "everywhere"
    if len(index) == 1:
        return f"at {at(axis, float(x[index[0]]))}"
    if len(index) != index[-1] - index[0] + 1:
        return f"at {count(len(index), 'point')}"
    if is_meant[-1]:
        return f"from {at(axis, float(x[index[0]]))} on"
    if is_meant[0]:
        return f"up to {at(axis, float(x[index[-1]]))}"
    return f"from {at(axis, float(x[index[0]]))} to {human(float(x[index[-1]]))}"


def change(start: float, start_place: str, end: float, end_place: str, *, has_factor: bool) -> str:
    """`falls from 1 at layer 50 to 4e−8 at layer 1 (a factor of 4e−8)`.

    The factor is said where one is meant (`has_factor`: sizes, and what a log axis shows), and a striking one.
    """
    if human(start) == human(end):
        return f"stays at {human(start)} from {start_place} to {end_place}"
    verb = "rises" if end > start else "falls" if end < start else "goes"
    factor = end / start if start else math.nan
    is_striking = has_factor and (factor >= STRIKING or 0 < factor <= 1 / STRIKING)
    ending = f" (a factor of {human(factor, 2)})" if is_striking and math.isfinite(factor) else ""
    return f"{verb} from {human(start)} at {start_place} to {human(end)} at {end_place}{ending}"
