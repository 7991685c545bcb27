"""The lab `default-autopsy`: a library's default start of a ReLU stack: how large its activations are, how varied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from tutor.labs.by_layer import layer_chart, line
from tutor.labs.by_variant import Case, cases, name_readouts, present
from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Choice, Number
from tutor.labs.lab import Lab, Setting, Variants
from tutor.nn.arrays import Array, root_mean_square
from tutor.nn.initializers import draw_bias, draw_weight
from tutor.plots.figure import Axis, Chart, Series
from tutor.plots.numerals import human

BATCH: Final = 256
MOST_LAYERS: Final = 50
WEIGHTS: Final = {"default": "pytorch", "he": "he"}
"""What a learner reads -> the initializer's name."""
TOLD: Final = {"default": "default", "he": "He"}
BIASES: Final = {"random": "pytorch", "zero": "he"}
"""What a learner reads -> the initializer whose biases are like that."""
ROUNDING: Final = 1e-14
"""A spread this small, relative to the activations, is what float64 makes of equal numbers after many layers."""


@dataclass(frozen=True, eq=False)
class Activity:
    """Of each layer, layer 1 first: each (depth,)."""

    size: Array  # root mean square of the activations
    spread: Array  # standard deviation across inputs, mean over units
    always_off: Array  # share of units that are 0 for every input


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: size and spread by layer, two lines a variant, and the share of units that never fire."""
    found = cases(LAB, setting, _tell)
    activities = [_measure(case.setting) for case in found]
    lines = tuple(one for pair in zip(found, activities, strict=True) for one in _lines(*pair))
    sizes = [one for one in lines if not one.name.startswith("always_off")]
    shares = [one for one in lines if one.name.startswith("always_off")]
    figures = (layer_chart("Size and spread across inputs", sizes), _shares_chart(shares))
    readouts = name_readouts(found, [_readouts(activity) for activity in activities])
    notes = tuple(note for pair in zip(found, activities, strict=True) for note in _notes(*pair))
    yield Frame(figures, readouts, lines, notes, present(found))


def _tell(setting: Setting) -> str:
    return f"{TOLD[setting.text('init')]}, {setting.text('biases')} biases"


def _measure(setting: Setting) -> Activity:
    """Input, then weight and biases of each layer are drawn in that order."""
    width, rng = setting.whole("width"), np.random.default_rng(setting.seed)
    outputs = [rng.normal(size=(BATCH, width))]
    for _ in range(setting.whole("depth")):
        weight = draw_weight(WEIGHTS[setting.text("init")], width, width, rng)
        bias = draw_bias(BIASES[setting.text("biases")], width, width, rng)
        outputs.append(np.maximum(outputs[-1] @ weight + bias, 0.0))
    del outputs[0]  # the input
    return Activity(
        size=np.array([root_mean_square(a) for a in outputs]),
        spread=np.array([np.mean(np.std(a, axis=0)) for a in outputs]),
        always_off=np.array([np.mean(a.max(axis=0) == 0.0) for a in outputs]),
    )


def _lines(case: Case, activity: Activity) -> tuple[Series, ...]:
    of = f"{case.label}: " if case.suffix else ""
    return (
        line(f"activation{case.suffix}", f"{of}rms of a", activity.size),
        line(f"spread{case.suffix}", f"{of}std across inputs", activity.spread, "dashed"),
        line(f"always_off{case.suffix}", case.label, activity.always_off),
    )


def _shares_chart(lines: list[Series]) -> Chart:
    depth = len(lines[0].x)
    x = Axis("layer (1 = next to the input)", low=1.0, high=max(2.0, depth), is_counted=True)
    return Chart("Units that are 0 for every input", tuple(lines), x, Axis("share", low=0.0, high=1.0))


def _readouts(activity: Activity) -> tuple[Readout, ...]:
    size, spread = float(activity.size[-1]), float(activity.spread[-1])
    return (
        Readout("activation_top", "rms at the top", size),
        Readout("spread_top", "std across inputs", spread),
        Readout("always_off_top", "units always 0", float(activity.always_off[-1]), is_share=True),
        Readout("activation_first", "rms in layer 1", float(activity.size[0])),
        Readout("spread_first", "std in layer 1", float(activity.spread[0])),
    )


def _notes(case: Case, activity: Activity) -> Iterator[str]:
    size, spread = float(activity.size[-1]), float(activity.spread[-1])
    if size > 0.0 and spread < ROUNDING * size:
        yield (
            f"{case.label}: at the top a std of {human(spread)} beside activations of {human(size)} is only rounding: "
            "the output is the same for every input."
        )


LAB = Lab(
    name="default-autopsy",
    knobs=(
        Choice("init", "weights", tuple(WEIGHTS), "default"),
        Choice("biases", "biases", tuple(BIASES), "random"),
        Number("depth", "layers", 1, MOST_LAYERS, 10, 1, is_integer=True),
        Number("width", "width n", 8, 256, 64, 8, is_integer=True),
    ),
    run=run,
    variants=Variants("case", ("init", "biases"), most=2),
)
