"""Whether two formulas say the same, told by their values at sampled points."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable
from typing import Final

from tutor.quiz.closures import Values
from tutor.quiz.expressions import Expression

POINTS: Final = 48
POSITIVE_POINTS: Final = 16  # so that roots, logarithms and fan-ins have enough points too
SMALLEST, LARGEST = 0.1, 4.0  # magnitudes: away from 0, and where no activation is flat to the last digit
DECIMALS: Final = 2  # so that a point can be told to a learner as it is
TELLING: Final = 8  # finite points that a key needs before agreement means anything
SAME: Final = 1e-6  # relative
ZERO: Final = 1e-14  # absolute: what cancellation may leave of a zero

Point = dict[str, float]


def sample_points(names: Iterable[str]) -> tuple[Point, ...]:
    """Values for the names, the same at every call: positive ones first, then of either sign."""
    rng = random.Random(0)
    ordered = sorted(names)
    signs = [(1,)] * POSITIVE_POINTS + [(-1, 1)] * (POINTS - POSITIVE_POINTS)
    return tuple({name: _coordinate(rng) * rng.choice(allowed) for name in ordered} for allowed in signs)


def _coordinate(rng: random.Random) -> float:
    return round(rng.uniform(SMALLEST, LARGEST), DECIMALS)


def finite_points(formula: Expression, names: Iterable[str], values: Values) -> int:
    """At how many of the sampled points the formula has a finite value."""
    return sum(math.isfinite(formula.evaluate({**values, **point})) for point in sample_points(names))


def difference(formula: Expression, other: Expression, names: Iterable[str], values: Values) -> Point | None:
    """The first sampled point where the values differ, finite or not; None if they agree. Raises ExpressionError."""
    for point in sample_points(names):
        at_point = {**values, **point}
        if not _same(formula.evaluate(at_point), other.evaluate(at_point)):
            return point
    return None


def _same(a: float, b: float) -> bool:
    if math.isnan(a) or math.isnan(b):
        return math.isnan(a) and math.isnan(b)
    return a == b or math.isclose(a, b, rel_tol=SAME, abs_tol=ZERO)
