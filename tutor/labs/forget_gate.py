"""The lab `forget-gate`: what a memory and its gradient keep behind a sigmoid gate, step after step."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

import numpy as np

from tutor.functions import sigmoid, softplus
from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Number
from tutor.labs.lab import Lab, Setting, Variants
from tutor.plots.figure import Axis, Chart, Mark, Series, numbers
from tutor.plots.numerals import human

LOWEST, HIGHEST = -1.0, 6.0
BIASES: Final = np.linspace(LOWEST, HIGHEST, 141)


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: f^t with f = sigma(bias), one line a bias, and the half-life of any bias."""
    variants = setting.variants()
    lines = tuple(_memory(variant, len(variants) > 1) for variant in variants)
    half_lives = Series("half_life", "half-life", numbers(BIASES), numbers([half_life(float(b)) for b in BIASES]))
    readouts = list(_readouts(variants[-1]))
    for variant in variants[:-1]:
        name, label = LAB.write_variant(variant), _told(variant)
        readouts += [Readout(f"{r.name}[{name}]", r.label, r.value, label) for r in _readouts(variant)]
    present = _told(variants[-1]) if len(variants) > 1 else ""
    figures = (_decay(lines, setting.number("steps")), _half_life_chart(half_lives, setting.number("bias")))
    yield Frame(figures, tuple(readouts), (*lines, half_lives), variant=present)


def half_life(bias: float) -> float:
    """The steps n after which f^n = 1/2: ln 2 / -ln f, where -ln sigma(b) = softplus(-b)."""
    return math.log(2.0) / softplus(-bias)


def bias_for(steps: float) -> float:
    """The bias with that half-life: ln f/(1 - f) with f = 2^(-1/n), where 1 - f is written to keep its digits."""
    exponent = -math.log(2.0) / steps
    return exponent - math.log(-math.expm1(exponent))


def _memory(setting: Setting, is_one_of_many: bool) -> Series:
    name = f"memory[{LAB.write_variant(setting)}]" if is_one_of_many else "memory"
    steps = np.arange(setting.whole("steps") + 1)
    return Series(name, _told(setting), numbers(steps), numbers(sigmoid(setting.number("bias")) ** steps))


def _told(setting: Setting) -> str:
    return f"bias {LAB.tell_variant(setting)}"


def _readouts(setting: Setting) -> tuple[Readout, ...]:
    bias, steps = setting.number("bias"), setting.number("steps")
    return (
        Readout("memory", "memory and gradient left", sigmoid(bias) ** steps),
        Readout("gate", "gate f = σ(bias)", sigmoid(bias)),
        Readout("half_life", "half-life in steps", half_life(bias)),
        Readout("bias_needed", f"bias for half-life {human(steps)}", bias_for(steps)),
    )


def _decay(lines: tuple[Series, ...], steps: float) -> Chart:
    return Chart(
        "What is left of memory and gradient",
        lines,
        Axis("steps t", low=0.0, high=steps, is_counted=True),
        Axis("share left", low=0.0, high=1.0),
        (Mark("half", y=0.5),),
    )


def _half_life_chart(half_lives: Series, bias: float) -> Chart:
    here = half_life(bias)
    return Chart(
        "How long until half is gone",
        (half_lives,),
        Axis("forget bias", low=LOWEST, high=HIGHEST),
        Axis("steps", "log"),
        (Mark(f"bias {human(bias)}: {human(here)} steps", bias, here),),
    )


LAB = Lab(
    name="forget-gate",
    knobs=(
        Number("bias", "forget bias", LOWEST, HIGHEST, 1.0, 0.25),
        Number("steps", "steps", 1, 500, 20, 3, "log", is_integer=True),
    ),
    run=run,
    variants=Variants("variant", ("bias",)),
    is_random=False,
)
