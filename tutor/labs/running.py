"""Labs run to their end, for whoever wants the outcome only: claims, predictions, the command line."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from functools import lru_cache

from tutor.labs.frame import Frame
from tutor.labs.lab import Lab, Setting, Values
from tutor.labs.registry import load


def last_frame(lab: Lab, setting: Setting) -> Frame:
    """The frame an experiment ends with."""
    return deque(lab.run(setting), maxlen=1)[0]


def outcome(name: str, params: Values, seed: int = 0, variants: Iterable[str] = ()) -> Frame:
    """The last frame of the lab of that name; the same run is not repeated. Raises LabError."""
    lab = load(name)
    return _outcome(name, lab.setting(params, variants, seed))


@lru_cache(maxsize=256)
def _outcome(name: str, setting: Setting) -> Frame:
    return last_frame(load(name), setting)
