"""Every lab by name, loaded when it is wanted: listing them imports neither numpy nor a lab."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Final

from tutor.errors import LabError
from tutor.labs.lab import Lab
from tutor.suggest import did_you_mean


@dataclass(frozen=True)
class Entry:
    """A lab as a list shows it."""

    name: str
    title: str
    blurb: str


ENTRIES: Final = (
    Entry("activation-explorer", "Activation explorer", "Any activation and its slope, with a probe to move along it."),
    Entry("gate-meter", "Gate meter", "One neuron, backwards: how much of the error passes through the slope."),
    Entry("gradient-check", "Gradient check", "Backprop against a finite difference, for every step size h."),
    Entry("product-of-slopes", "Product of slopes", "A chain of one-unit layers: what depth makes of a derivative."),
    Entry("depth-profile", "Depth profile", "Signal, error and weight gradient in each layer of a deep random net."),
    Entry("depth-race", "Depth race", "Deep nets trained side by side, live: who learns, who sleeps, who explodes."),
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
