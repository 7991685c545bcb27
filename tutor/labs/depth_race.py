"""The lab `depth-race`: networks of different depth or kind, trained side by side on two moons."""

from __future__ import annotations

from tutor.labs.lab import Variants
from tutor.labs.playground import LAB as PLAYGROUND

LAB = PLAYGROUND.preset(
    "depth-race",
    {"depth": 10, "width": 32, "rate": 0.1, "steps": 1000},
    ("activation", "init", "depth", "rate", "steps"),
    Variants("variant", ("activation", "init", "depth")),
)
