"""The lab `resuscitate`: a ReLU net whose hidden biases all start deep below zero, and one change to it."""

from __future__ import annotations

from typing import Final

from tutor.labs.cases import with_cases
from tutor.labs.lab import Values, Variants
from tutor.labs.playground import LAB as PLAYGROUND

REMEDIES: Final[dict[str, Values]] = {
    "none": {},
    "batch-norm": {"norm": "batch"},
    "elu": {"activation": "elu"},
    "gelu": {"activation": "gelu"},
    "leaky-0.01": {"activation": "leaky-relu", "leak": 0.01},
    "leaky-0.2": {"activation": "leaky-relu", "leak": 0.2},
}

LAB = (
    with_cases(PLAYGROUND, "remedy", "remedy", REMEDIES)
    .narrowed("bias", high=0.0)
    .preset(
        "resuscitate",
        {"depth": 2, "width": 64, "bias": -5.0, "steps": 1000},
        ("remedy", "bias", "rate", "steps"),
        Variants("variant", ("remedy",), most=len(REMEDIES)),
        tuple(REMEDIES),
    )
)
