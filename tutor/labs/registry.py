"""Every lab by name, loaded when it is wanted: listing them imports neither numpy nor a lab."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

from tutor.errors import LabError
from tutor.suggest import did_you_mean

if TYPE_CHECKING:
    from tutor.labs.lab import Lab


class Entry(NamedTuple):
    """A lab as a list shows it: what it is for, in plain words."""

    name: str
    title: str
    blurb: str
    theory: tuple[str, ...] = ()  # the readouts that are computed for infinitely wide layers, not measured


ENTRIES: Final = (
    Entry(
        "activation-explorer",
        "Activation explorer",
        "What an activation makes of a number, and how steep it is there.",
    ),
    Entry(
        "gate-meter",
        "Gate meter",
        "One neuron learns from one mistake: how much error comes back to its weight.",
    ),
    Entry(
        "gradient-check",
        "Gradient check",
        "Nudge a weight by h to test a gradient: h can be too large, and too small.",
    ),
    Entry(
        "product-of-slopes",
        "Product of slopes",
        "A chain of neurons, one a layer: what depth leaves of a change at its start.",
    ),
    Entry(
        "depth-profile",
        "Depth profile",
        "An untrained deep network: the size of signal, error and gradient by layer.",
        theory=("delta_ratio_theory",),
    ),
    Entry(
        "depth-race",
        "Depth race",
        "Deep networks learn side by side, live: who learns, who stalls, who explodes.",
    ),
)


def entry(name: str) -> Entry:
    """The lab of that name as a list shows it. Raises LabError for an unknown one."""
    by_name = {entry.name: entry for entry in ENTRIES}
    if name not in by_name:
        hint = did_you_mean(name, by_name) or f"There are: {', '.join(by_name)}."
        raise LabError(f"There is no lab {name!r}.", hint)
    return by_name[name]


def load(name: str) -> Lab:
    """The lab of that name. Raises LabError for an unknown one."""
    lab: Lab = import_module(f"tutor.labs.{entry(name).name.replace('-', '_')}").LAB
    return lab
