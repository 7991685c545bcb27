"""Every lab by name, loaded when it is wanted: naming them imports neither numpy nor a lab."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from tutor.errors import LabError
from tutor.labs.catalog import ENTRIES, Entry
from tutor.suggest import did_you_mean

if TYPE_CHECKING:
    from tutor.labs.lab import Lab


def entry(name: str) -> Entry:
    """The lab of that name as a list shows it. Raises LabError for an unknown one."""
    by_name = {entry.name: entry for entry in ENTRIES}
    if name not in by_name:
        hint = did_you_mean(name, by_name) or "`tutor lab` lists them all."
        raise LabError(f"There is no lab {name!r}.", hint)
    return by_name[name]


def load(name: str) -> Lab:
    """The lab of that name. Raises LabError for an unknown one."""
    lab: Lab = import_module(f"tutor.labs.{entry(name).name.replace('-', '_')}").LAB
    return lab
