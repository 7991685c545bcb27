"""Labs run to their end: watched on the way, or for the outcome only."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from tutor.labs.frame import Frame
from tutor.labs.lab import Lab, Setting, Values
from tutor.labs.registry import load

SHORTEST_FRAME: Final = 0.05  # seconds: curves move twenty times a second


def last_frame(lab: Lab, setting: Setting) -> Frame:
    """The frame an experiment ends with."""
    return deque(lab.run(setting), maxlen=1)[0].frame()


def watch(lab: Lab, setting: Setting) -> Iterator[Frame]:
    """The frames that an eye can follow, and the last."""
    shown_at = -math.inf
    for moment in lab.run(setting):
        if moment.is_final or time.monotonic() - shown_at >= SHORTEST_FRAME:
            yield moment.frame()
            shown_at = time.monotonic()


def outcome(name: str, params: Values, seed: int = 0, variants: Iterable[str] = ()) -> Frame:
    """The last frame of the lab of that name; the same run is not repeated. Raises LabError."""
    lab = load(name)
    return _outcome(name, lab.setting(params, variants, seed))


@lru_cache(maxsize=256)
def _outcome(name: str, setting: Setting) -> Frame:
    return last_frame(load(name), setting)
