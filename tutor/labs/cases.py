"""A knob that turns several knobs of an experiment at once: a remedy, a recipe, a start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tutor.labs.knobs import Choice
from tutor.labs.lab import Lab, Setting, Values

Cases = Mapping[str, Values]


def with_cases(lab: Lab, name: str, knob_label: str, cases: Cases) -> Lab:
    """The lab with one knob more, each of whose options sets the knobs that it names; it starts at the first."""
    knob = Choice(name, knob_label, tuple(cases), next(iter(cases)))
    return replace(lab, knobs=(*lab.knobs, knob), run=lambda setting: lab.run(spelled_out(setting, name, cases)))


def spelled_out(setting: Setting, name: str, cases: Cases) -> Setting:
    """The setting, and each variant kept beside it, with all knobs where the cases put them."""
    values = dict(setting.values)
    kept = tuple(tuple(_spelled(values | dict(changes), name, cases).items()) for changes in setting.kept)
    return replace(setting.turned(_spelled(values, name, cases)), kept=kept)


def _spelled(values: Values, name: str, cases: Cases) -> Values:
    return {**values, **cases[str(values[name])]}
