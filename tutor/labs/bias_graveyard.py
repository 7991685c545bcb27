"""The lab `bias-graveyard`: a first layer of ReLUs at the start, all biases equal: which units fire for no example?"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from tutor.labs.by_variant import Case, cases, name_readouts, present
from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Number
from tutor.labs.lab import Lab, Setting, Variants
from tutor.nn.arrays import Array
from tutor.plots.figure import Axis, Chart, Mark, Series, numbers
from tutor.plots.numerals import count, human

UNITS: Final = 1_000
LOW, HIGH, STEP = -10.0, 1.0, 0.25
BIASES: Final = np.arange(LOW, HIGH + STEP, STEP)


class Sums(NamedTuple):
    """w·x of each unit and example, and the largest of each unit."""

    all: Array  # (examples, units)
    largest: Array  # (units,)


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: the share of dead units and of active pairs, for the bias chosen and all others."""
    found = cases(LAB, setting, _tell)
    sums = [_draw(case.setting) for case in found]
    pairs = list(zip(found, sums, strict=True))
    dead = tuple(_line("dead", case, [np.mean(s.largest + b <= 0.0) for b in BIASES]) for case, s in pairs)
    active = tuple(_line("active", case, _active_shares(s.all)) for case, s in pairs)
    bias = setting.number("b")
    figures = (
        _chart("Dead units: 0 for every example", dead, bias),
        _chart("Active pairs of unit and example", active, bias),
    )
    readouts = name_readouts(found, [_readouts(s, bias) for s in sums])
    yield Frame(figures, readouts, (*dead, *active), variant=present(found))


def _tell(setting: Setting) -> str:
    return f"{count(setting.whole('inputs'), 'input')}, {human(setting.whole('examples'), 6)} examples"


def _draw(setting: Setting) -> Sums:
    """The first examples are the same however many there are."""
    inputs, rng = setting.whole("inputs"), np.random.default_rng(setting.seed)
    weight = rng.normal(0.0, math.sqrt(2.0 / inputs), (inputs, UNITS))  # He
    sums = rng.normal(size=(setting.whole("examples"), inputs)) @ weight
    return Sums(sums, sums.max(axis=0))


def _active_shares(sums: Array) -> Array:
    """Of all sums, how many are above -b, for each of BIASES."""
    counts, _ = np.histogram(sums, np.concatenate([[-np.inf], -BIASES[::-1], [np.inf]]))
    return np.cumsum(counts[:0:-1]) / sums.size


def _line(name: str, case: Case, shares: Array | list[np.floating]) -> Series:
    return Series(f"{name}{case.suffix}", case.label, numbers(BIASES), numbers(shares))


def _chart(title: str, lines: tuple[Series, ...], bias: float) -> Chart:
    mark = Mark(f"b = {human(bias)}", x=bias)
    return Chart(title, lines, Axis("bias b", low=LOW, high=HIGH), Axis("share", low=0.0, high=1.0), (mark,))


def _readouts(sums: Sums, bias: float) -> tuple[Readout, ...]:
    return (
        Readout("dead_share", "dead units", float(np.mean(sums.largest + bias <= 0.0)), is_share=True),
        Readout("active_share", "active pairs", float(np.mean(sums.all + bias > 0.0)), is_share=True),
    )


LAB = Lab(
    name="bias-graveyard",
    knobs=(
        Number("b", "bias b", LOW, HIGH, 0.0, STEP),
        Number("inputs", "inputs d", 1, 100, 10, 3, "log", is_integer=True),
        Number("examples", "examples N", 10, 1_000, 1_000, 3, "log", is_integer=True),
    ),
    run=run,
    variants=Variants("case", ("inputs", "examples")),
)
