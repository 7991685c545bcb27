"""The lab `rescue-the-default`: a deep ReLU net that starts as PyTorch's layers do, and one change to it."""

from __future__ import annotations

from typing import Final

from tutor.labs.cases import with_cases
from tutor.labs.lab import Values, Variants
from tutor.labs.playground import LAB as PLAYGROUND

REMEDIES: Final[dict[str, Values]] = {
    "none": {},
    "he": {"init": "he"},
    "adam-0.01": {"optimizer": "adam", "rate": 0.01},
    "batch-norm": {"norm": "batch"},
    "skips": {"skips": "yes"},
}

LAB = with_cases(PLAYGROUND, "remedy", "remedy", REMEDIES).preset(
    "rescue-the-default",
    {"init": "pytorch", "depth": 10, "width": 32, "steps": 500},
    ("remedy", "depth", "rate", "steps"),
    Variants("variant", ("remedy",), most=len(REMEDIES)),
)
