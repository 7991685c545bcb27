"""What a lab is: knobs in, frames out. Nothing here knows how a lab is shown, and nothing imports numpy."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tutor.errors import LabError
from tutor.suggest import did_you_mean

if TYPE_CHECKING:
    from tutor.plots.figure import Figure, Series

Value = float | int | str | bool
Values = Mapping[str, Value]


@dataclass(frozen=True)
class Choice:
    """A knob that steps through names."""

    name: str
    label: str
    options: tuple[str, ...]
    default: str
    help: str = ""

    def check(self, value: Value) -> Value:
        """The value if it is one of the options. Raises LabError."""
        if value not in self.options:
            hint = did_you_mean(str(value), self.options)
            raise LabError(
                f"{self.name} has no option {value!r}.", hint or f"Choose one of: {', '.join(self.options)}."
            )
        return value

    def turn(self, value: Value, steps: int) -> Value:
        """The option `steps` further on, round the corner if need be."""
        return self.options[(self.options.index(str(value)) + steps) % len(self.options)]

    def show(self, value: Value) -> str:
        """The value as the learner reads it."""
        return str(value)


@dataclass(frozen=True)
class Number:
    """A knob for a number in [low, high]: linear, in steps of `step`, or log, `step` stops a decade."""

    name: str
    label: str
    low: float
    high: float
    default: float
    step: float
    scale: Literal["linear", "log"] = "linear"
    is_integer: bool = False
    help: str = ""

    def check(self, value: Value) -> Value:
        """The value as a number inside the limits. Raises LabError."""
        try:
            number = float(value)
        except ValueError:
            raise LabError(f"{self.name} takes a number, not {value!r}.", self._range()) from None
        if not self.low <= number <= self.high:
            raise LabError(f"{self.name} = {value} is outside its range.", self._range())
        if self.is_integer and number != round(number):
            raise LabError(f"{self.name} takes a whole number, not {value}.", self._range())
        return round(number) if self.is_integer else number

    def turn(self, value: Value, steps: int) -> Value:
        """The next stop of the scale in that direction, held inside the limits."""
        number = float(value)
        if self.scale == "log":
            stop = round(math.log10(number) * self.step, 9)
            moved = (
                round(stop) + steps
                if stop == round(stop)
                else (math.floor(stop) if steps > 0 else math.ceil(stop)) + steps
            )
            turned = float(f"{10 ** (moved / self.step):.3g}")
        else:
            turned = round(round((number - self.low) / self.step) + steps, 9) * self.step + self.low
        turned = min(max(round(turned, 12), self.low), self.high)
        return round(turned) if self.is_integer else turned

    def show(self, value: Value) -> str:
        """The value as the learner reads it."""
        return f"{value:.6g}" if isinstance(value, float) else str(value)

    def _range(self) -> str:
        return f"Give a number from {self.low:g} to {self.high:g}."


Knob = Choice | Number


@dataclass(frozen=True)
class Variants:
    """Several settings of some knobs in one picture.

    The knobs' present setting is always drawn; up to `most - 1` others can be kept beside it. One variant is
    written as its knob values joined by colons (`relu:he`); on the command line each comes with `--OPTION`.
    """

    option: str
    knobs: tuple[str, ...]
    most: int = 4


@dataclass(frozen=True)
class Readout:
    """A number the lab reports. `name` is an identifier for keys and claims."""

    name: str
    label: str
    value: float
    text: str = ""  # how to print it where the plain number is not enough


@dataclass(frozen=True)
class Frame:
    """One whole state of an experiment. Still labs yield one; live ones yield many, the last `is_final`."""

    figures: tuple[Figure, ...]
    readouts: tuple[Readout, ...]
    series: tuple[Series, ...]  # all data, whether or not a figure shows them
    notes: tuple[str, ...] = ()  # what the learner must be told: clipped, diverged, dead
    step: int = 0
    steps: int = 0
    is_final: bool = True

    def readout(self, name: str) -> float:
        """The value of a readout. Raises LabError."""
        for readout in self.readouts:
            if readout.name == name:
                return readout.value
        known = [readout.name for readout in self.readouts]
        raise LabError(f"There is no readout {name!r}.", did_you_mean(name, known) or f"There are: {', '.join(known)}.")


Run = Callable[[int], Iterator[Frame]]
