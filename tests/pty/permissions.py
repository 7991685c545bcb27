"""Permissions that apply even to what the superuser starts: for whom, otherwise, none do."""

from __future__ import annotations

import ctypes

DROP_FROM_BOUNDING_SET = 24  # of prctl(2)
READ_AND_WRITE_ANYTHING, READ_ANYTHING = 1, 2  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH of capabilities(7)


def obey_permissions() -> None:
    """In a new process: what it executes may no longer ignore permissions. Changes nothing for other users."""
    prctl = ctypes.CDLL(None).prctl
    for capability in (READ_AND_WRITE_ANYTHING, READ_ANYTHING):
        prctl(DROP_FROM_BOUNDING_SET, capability, 0, 0, 0)
