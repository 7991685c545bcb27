"""The lab `adam-to-the-rescue`: deep sigmoid nets, trained by plain gradient descent and by Adam."""

from __future__ import annotations

from typing import Final

from tutor.labs.cases import with_cases
from tutor.labs.lab import Values, Variants
from tutor.labs.playground import LAB as PLAYGROUND

METHODS: Final[dict[str, Values]] = {
    "gd-0.1": {"optimizer": "sgd", "rate": 0.1},
    "adam-0.01": {"optimizer": "adam", "rate": 0.01},
}
DEPTHS: Final = (5, 10, 20)
RACE: Final = tuple(f"{method}:{depth}" for method in METHODS for depth in DEPTHS)

LAB = with_cases(PLAYGROUND, "method", "method and rate", METHODS).preset(
    "adam-to-the-rescue",
    {"activation": "sigmoid", "init": "xavier", "depth": 10, "width": 32, "steps": 500},
    ("method", "depth", "steps"),
    Variants("variant", ("method", "depth"), most=len(RACE)),
    RACE,
)
