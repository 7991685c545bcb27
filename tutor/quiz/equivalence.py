"""Whether two formulas say the same, told by their values at sampled points."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import Final

from tutor.quiz.closures import Values
from tutor.quiz.expressions import Expression
from tutor.quiz.questions import Parameter, Variables

POINTS: Final = 48
POSITIVE_POINTS: Final = 16  # so that roots, logarithms and fan-ins have enough points too
SMALLEST, LARGEST = 0.1, 4.0  # magnitudes: away from 0, and where no activation is flat to the last digit
DECIMALS: Final = 2  # so that a point can be told to a learner as it is
DIGITS: Final = 2  # likewise, in a range that may be small
ANYWHERE: Final = Parameter()
TELLING: Final = 8  # finite points that a key needs before agreement means anything
SAME: Final = 1e-6  # relative
ZERO: Final = 1e-14  # absolute: what cancellation may leave of a zero

Point = dict[str, float]


def sample_points(variables: Variables) -> tuple[Point, ...]:
    """Values for the variables, the same at every call: in its range where one has a range.

    For the others positive ones come first, then those of either sign.
    """
    rng = random.Random(0)
    ranges = dict(variables) if isinstance(variables, dict) else dict.fromkeys(variables, ANYWHERE)
    signs = [(1,)] * POSITIVE_POINTS + [(-1, 1)] * (POINTS - POSITIVE_POINTS)
    return tuple({name: _coordinate(rng, ranges[name], allowed) for name in sorted(ranges)} for allowed in signs)


def _coordinate(rng: random.Random, within: Parameter, signs: Sequence[int]) -> float:
    low, high = within.min, within.max
    if low is None or high is None:
        return round(rng.uniform(SMALLEST, LARGEST), DECIMALS) * rng.choice(signs)
    if within.step is None:
        return float(f"{rng.uniform(low, high):.{DIGITS}g}")
    return low + within.step * rng.randint(0, math.floor((high - low) / within.step + SAME))


def finite_points(formula: Expression, variables: Variables, values: Values) -> int:
    """At how many of the sampled points the formula has a finite value."""
    return sum(math.isfinite(formula.evaluate({**values, **point})) for point in sample_points(variables))


def difference(formula: Expression, other: Expression, variables: Variables, values: Values) -> Point | None:
    """The first sampled point where the values differ, finite or not; None if they agree. Raises ExpressionError."""
    for point in sample_points(variables):
        at_point = {**values, **point}
        if not _same(formula.evaluate(at_point), other.evaluate(at_point)):
            return point
    return None


def _same(a: float, b: float) -> bool:
    if math.isnan(a) or math.isnan(b):
        return math.isnan(a) and math.isnan(b)
    return a == b or math.isclose(a, b, rel_tol=SAME, abs_tol=ZERO)
