"""Knobs: what a learner can turn, from where to where, and in which steps."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Final, Literal

from tutor.errors import LabError
from tutor.plots.numerals import MINUS
from tutor.suggest import did_you_mean

Value = float | int | str | bool

MANTISSAS: Final = {1: (1,), 3: (1, 2, 5), 9: tuple(range(1, 10))}  # stops a decade -> where they stand
DECIMALS: Final = 12  # enough for any step, few enough to hide 0.1 + 0.2


def show(value: Value) -> str:
    """A value as it is typed, to the last digit."""
    return value if isinstance(value, str) else repr(value).removesuffix(".0")


def tell(value: Value) -> str:
    """A value as it is read, to the last digit: −0.5, 1e−5."""
    return value if isinstance(value, str) else show(value).replace("e-0", "e-").replace("-", MINUS)


@dataclass(frozen=True)
class Choice:
    """A knob that steps through names."""

    name: str
    label: str
    options: tuple[str, ...]
    default: str

    def check(self, value: Value) -> Value:
        """The value if it is one of the options. Raises LabError."""
        if value not in self.options:
            hint = did_you_mean(str(value), self.options)
            raise LabError(
                f"{self.name} has no option {value!r}.", hint or f"Choose one of: {', '.join(self.options)}."
            )
        return value

    def narrowed(self, low: float | None, high: float | None, options: tuple[str, ...] | None) -> Choice:
        """The knob with only some of its options. Raises LabError."""
        if low is not None or high is not None:
            raise LabError(f"{self.name} is narrowed by options.", f"Choose some of: {', '.join(self.options)}.")
        kept = tuple(str(self.check(option)) for option in options or self.options)
        return replace(self, options=kept, default=self.default if self.default in kept else kept[0])

    def starting_at(self, value: Value) -> Choice:
        """The knob with another default. Raises LabError."""
        return replace(self, default=str(self.check(value)))

    def turn(self, value: Value, steps: int) -> Value:
        """The option `steps` further on, round the corner if need be; the first one if the value is no option."""
        if value not in self.options:
            return self.options[0]
        return self.options[(self.options.index(str(value)) + steps) % len(self.options)]

    def around(self, value: Value, most: int) -> tuple[Value, ...]:
        """The option and its neighbors in the list, at most so many in all; all options, if that many fit."""
        options = self.options if value in self.options else (str(value), *self.options)
        return options[_around(options.index(str(value)), len(options), most)]

    def show(self, value: Value) -> str:
        """The value as it is typed."""
        return str(value)

    def tell(self, value: Value) -> str:
        """The value as it is read."""
        return str(value)

    def describe(self) -> str:
        """What it is, the options and the default."""
        return f"{self.label}: {', '.join(self.options)} (default {self.default})"


@dataclass(frozen=True)
class Number:
    """A knob for a number in [low, high]: in steps of `step` if linear, with `step` stops a decade if log."""

    name: str
    label: str
    low: float
    high: float
    default: float
    step: float
    scale: Literal["linear", "log"] = "linear"
    is_integer: bool = False

    def check(self, value: Value) -> float:
        """The value as a number inside the limits. Raises LabError."""
        try:
            number = float(value)
        except (ValueError, OverflowError):
            raise LabError(f"{self.name} takes a number, not {value!r}.", self._range()) from None
        if not self.low <= number <= self.high:
            raise LabError(f"{self.name} = {value} is outside its range.", self._range())
        if self.is_integer and number != round(number):
            raise LabError(f"{self.name} takes a whole number, not {value}.", self._range())
        return round(number) if self.is_integer else number

    def narrowed(self, low: float | None, high: float | None, options: tuple[str, ...] | None) -> Number:
        """The knob with narrower limits. Raises LabError."""
        if options is not None:
            raise LabError(f"{self.name} is narrowed by low and high.", self._range())
        lowest = self.low if low is None else self.check(low)
        highest = self.high if high is None else self.check(high)
        if lowest > highest:
            raise LabError(f"{self.name} has no values from {lowest:g} to {highest:g}.", self._range())
        return replace(self, low=lowest, high=highest, default=min(max(self.default, lowest), highest))

    def starting_at(self, value: Value) -> Number:
        """The knob with another default. Raises LabError."""
        return replace(self, default=self.check(value))

    def turn(self, value: Value, steps: int) -> Value:
        """The stop `steps` further on, held inside the limits; from between two stops the nearer ones first."""
        stops = self._stops()
        index = bisect_right(stops, float(value)) - 1 + steps
        if steps < 0 and float(value) not in stops:
            index += 1
        turned = stops[min(max(index, 0), len(stops) - 1)]
        return round(turned) if self.is_integer else turned

    def around(self, value: Value, most: int) -> tuple[Value, ...]:
        """The value and the stops next to it, at most so many in all, the value in the middle if the limits allow."""
        stops = sorted({*self._stops(), float(value)})
        near = stops[_around(stops.index(float(value)), len(stops), most)]
        return tuple(map(round, near) if self.is_integer else near)

    def _stops(self) -> list[float]:
        if self.scale == "log":
            decades = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
            stops = [float(f"{mantissa}e{decade}") for decade in decades for mantissa in MANTISSAS[round(self.step)]]
        else:
            count = round((self.high - self.low) / self.step)
            stops = [round(self.low + index * self.step, DECIMALS) for index in range(count + 1)]
        return [self.low, *(stop for stop in stops if self.low < stop < self.high), self.high]

    def show(self, value: Value) -> str:
        """The value as it is typed, to the last digit."""
        return show(value)

    def tell(self, value: Value) -> str:
        """The value as it is read, to the last digit: −0.5, 1e−5."""
        return tell(value)

    def describe(self) -> str:
        """What it is, its range and its default."""
        kind = "whole number " if self.is_integer else ""
        return (
            f"{self.label}: {kind}{self.show(self.low)} to {self.show(self.high)} (default {self.show(self.default)})"
        )

    def _range(self) -> str:
        return f"Give a number from {self.low:g} to {self.high:g}."


def _around(index: int, count: int, most: int) -> slice:
    """Which of `count` items, at most `most` of them, lie around that index."""
    start = max(0, min(index - (most - 1) // 2, count - most))
    return slice(start, start + most)


Knob = Choice | Number
