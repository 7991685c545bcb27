"""Training labs run from several seeds, for what holds of most runs."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from statistics import median

from tutor.labs.frame import Frame
from tutor.labs.registry import load
from tutor.labs.running import last_frame

SEEDS = (0, 1, 2, 3, 4)


@cache
def _finish(name: str, params: tuple[tuple[str, object], ...], variants: tuple[str, ...], seed: int) -> Frame:
    lab = load(name)
    return last_frame(lab, lab.setting(dict(params), variants, seed))  # type: ignore[arg-type]


def finish(name: str, *variants: str, seed: int = 0, **params: object) -> Frame:
    """The last frame of a lab; the same run is not repeated."""
    return _finish(name, tuple(params.items()), variants, seed)


def of_seeds(readout: str, name: str, seeds: Iterable[int] = SEEDS, **params: object) -> list[float]:
    """A readout after each of several runs; of one that exploded it is infinite."""
    values = (finish(name, seed=seed, **params).readout(readout) for seed in seeds)
    return [math.inf if math.isnan(value) else value for value in values]


def typical(readout: str, name: str, seeds: Iterable[int] = SEEDS, **params: object) -> float:
    """The median of them."""
    return median(of_seeds(readout, name, seeds, **params))
