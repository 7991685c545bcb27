"""One number that descends: the plainest gradient descent, and how long it takes to get somewhere."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator

from tutor.functions import Scalar


def descent(gradient: Scalar, start: float, rate: float, steps: int) -> Iterator[float]:
    """Where x stands at the start and after each step x <- x - rate * gradient(x): steps + 1 values.

    `start` and `rate` may be numpy floats of any precision: every operation is then rounded to it.
    """
    x = start
    yield x
    for _ in range(steps):
        x -= rate * gradient(x)
        yield x


def up_to(is_there: Callable[[float], bool], path: Iterable[float]) -> Iterator[float]:
    """A path as far as the first value that is there, all of it if none is."""
    for x in path:
        yield x
        if is_there(x):
            return


def steps_until(is_there: Callable[[float], bool], path: Iterable[float]) -> float:
    """After how many steps a path is there for the first time; inf if it never is."""
    return next((step for step, x in enumerate(path) if is_there(x)), math.inf)
