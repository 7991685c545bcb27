"""The lab `lost-updates`: one weight, always the same small step, in three number formats."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Final, cast

import numpy as np

from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Number
from tutor.labs.lab import Lab, Setting, Variants
from tutor.labs.one_unit import descent
from tutor.labs.precision import FORMATS, precision_knob
from tutor.plots.figure import Axis, Chart, Mark, Numbers, Series, numbers
from tutor.plots.numerals import human

SIZES: Final = np.logspace(-4, 1, 401)  # of w, eighty a decade
MOST_STEPS: Final = 10_000


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: w by step, one line a format, beside exact arithmetic; and the step against the spacing."""
    variants = setting.variants()
    ways = tuple(_way(variant) for variant in variants)
    exact, step = _exact(setting), _rounded_step(setting)
    readouts = tuple(_readouts(setting, ways[-1].y, exact, step))
    kept = (Readout(f"final[{w.label}]", readouts[0].label, float(w.y[-1]), w.label) for w in ways[:-1])
    stairs = _stairs(variants)
    figures = (
        Chart("w by step", (*ways, exact), Axis("step", is_counted=True), Axis("w")),
        Chart(
            "Half the spacing: steps below it are lost",
            stairs,
            Axis("|w|", "log"),
            Axis("step", "log"),
            (Mark(f"step {human(step)}", y=step),) if step else (),
        ),
    )
    notes = _notes(setting.text("precision"), ways[-1].y, step)
    yield Frame(figures, (*readouts, *kept), (*ways, exact, *stairs), notes, variants[-1].name)


def _format(setting: Setting) -> Callable[[float], float]:
    return cast("Callable[[float], float]", FORMATS[setting.text("precision")])


def _way(setting: Setting) -> Series:
    """w by step; gradient, rate, their product and every difference are rounded to the format."""
    name, rounded = setting.text("precision"), _format(setting)
    gradient, rate = rounded(setting.number("gradient")), rounded(setting.number("rate"))
    w = list(descent(lambda _: gradient, rounded(setting.number("w")), rate, setting.whole("steps")))
    return Series(f"w[{name}]" if setting.name else "w", name, numbers(np.arange(len(w))), numbers(w))


def _exact(setting: Setting) -> Series:
    steps = np.arange(setting.whole("steps") + 1)
    w = setting.number("w") - steps * (setting.number("rate") * setting.number("gradient"))
    return Series("exact", "exact", numbers(steps), numbers(w), "dashed")


def _rounded_step(setting: Setting) -> float:
    rounded = _format(setting)
    return float(rounded(setting.number("rate")) * rounded(setting.number("gradient")))


def _readouts(setting: Setting, w: Numbers, exact: Series, step: float) -> Iterator[Readout]:
    moves = np.flatnonzero(np.diff(w))
    yield Readout("final", "w at the end", float(w[-1]))
    yield Readout("exact", "exactly", float(exact.y[-1]))
    yield Readout("step", "one step", step)
    yield Readout("half_spacing", "half spacing at w", _half_spacing_below(setting))
    yield Readout("lost_share", "steps lost", 1.0 - len(moves) / (len(w) - 1), is_share=True)
    yield Readout("last_move", "last step that moved", float(moves[-1] + 1) if moves.size else 0.0)


def _half_spacing_below(setting: Setting) -> float:
    """Half the distance from the start to the next lower number: steps below it are lost."""
    start = FORMATS[setting.text("precision")](setting.number("w"))
    return float(start - np.nextafter(start, type(start)(-math.inf))) / 2.0


def _notes(precision: str, w: Numbers, step: float) -> tuple[str, ...]:
    if step == 0.0:
        return (f"Too small for {precision}: the step itself has become 0.",)
    if w[0] == w[-1]:
        return ("Every step is lost: w − step is rounded back to w.",)
    if w[-1] == w[-2]:
        return (f"It sticks at {human(float(w[-1]))}: the next number is two steps away or more.",)
    return ()


def _stairs(variants: tuple[Setting, ...]) -> tuple[Series, ...]:
    """Half the distance from each size of w to the next larger one, one line a format."""
    names = [variant.text("precision") for variant in variants]
    spacings = [np.spacing(SIZES.astype(FORMATS[name])).astype(np.float64) for name in names]
    return tuple(
        Series(f"half_spacing_{name}", name, numbers(SIZES), numbers(spacing / 2.0))
        for name, spacing in zip(names, spacings, strict=True)
    )


LAB = Lab(
    name="lost-updates",
    knobs=(
        precision_knob("float32"),
        Number("rate", "learning rate", 0.01, 10.0, 0.1, 3, "log"),
        Number("gradient", "gradient", 1e-9, 1.0, 1e-4, 3, "log"),
        Number("w", "start w", -8.0, 8.0, 1.0, 0.5),
        Number("steps", "steps", 10, MOST_STEPS, MOST_STEPS, 3, "log", is_integer=True),
    ),
    run=run,
    variants=Variants("format", ("precision",), most=3),
    is_random=False,
)
