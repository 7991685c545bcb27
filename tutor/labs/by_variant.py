"""One experiment for each variant of a setting: how its lines and readouts are named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tutor.labs.frame import Readout
from tutor.labs.lab import Lab, Setting


class Case(NamedTuple):
    """A variant's setting, what a reader calls it, and what the names of its data end in: `[relu:0.1]` or nothing."""

    setting: Setting
    label: str
    suffix: str


def cases(lab: Lab, setting: Setting, tell: Callable[[Setting], str]) -> tuple[Case, ...]:
    """The kept variants in order, the present one last; a single one needs no suffix."""
    variants = setting.variants()
    is_one_of_many = len(variants) > 1
    return tuple(Case(one, tell(one), f"[{lab.write_variant(one)}]" if is_one_of_many else "") for one in variants)


def present(found: Sequence[Case]) -> str:
    """What a frame calls its present variant: nothing if there is no other."""
    return found[-1].label if len(found) > 1 else ""


def name_readouts(found: Sequence[Case], readouts: Sequence[Sequence[Readout]]) -> tuple[Readout, ...]:
    """The readouts of the present variant under their own names, then those of the others under theirs."""
    kept = (
        Readout(f"{readout.name}{case.suffix}", readout.label, readout.value, case.label, readout.is_share)
        for case, own in zip(found[:-1], readouts, strict=False)
        for readout in own
    )
    return (*readouts[-1], *kept)
