"""The lab `depth-profile`: what reaches each layer of a deep random network, measured and predicted."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

import numpy as np

from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Choice, Number
from tutor.labs.lab import Lab, Setting, Variants
from tutor.labs.layer_ridge import layer_ridge
from tutor.labs.shared_knobs import activation_knob, depth_knob, init_knob
from tutor.nn import initializers
from tutor.nn.activations import ACTIVATIONS
from tutor.nn.arrays import Array
from tutor.nn.propagation import Profile, propagate
from tutor.nn.theory import MeanField, mean_field
from tutor.plots.figure import Axis, Chart, Ridge, Series, Stroke, numbers
from tutor.plots.numerals import percent

BATCH: Final = 256
MOST_LAYERS: Final = 50
MOST_THEORY_LINES: Final = 2  # beside more measured lines than this, predictions are read from the readouts
LEAST_LOW, LEAST_HIGH = 0.01, 10.0
LABELS: Final = {
    "delta": "error signal δ",
    "weight_gradient": "weight gradient g",
    "activation": "activation a",
}
"""What is measured in each layer -> how a legend says it."""
TOLD_BACKWARD: Final = ("delta", "weight_gradient")  # they travel from the top down


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: root mean squares by layer, one line a pair, and what mean-field theory says of each."""
    variants = setting.variants()
    profiles = [_measure(variant) for variant in variants]
    predictions = [_predict(variant) for variant in variants]
    lines = [_lines(*each, len(variants) > 1) for each in zip(variants, profiles, predictions, strict=True)]
    series = tuple(line for variant_lines in lines for line in variant_lines)
    figure = _ridge(setting, profiles[-1]) if setting.text("show") == "histogram" else _chart(setting, series)
    readouts = list(_readouts(profiles[-1], predictions[-1]))
    for variant, profile, prediction in zip(variants[:-1], profiles, predictions, strict=False):
        name, label = LAB.write_variant(variant), LAB.tell_variant(variant)
        readouts += [Readout(f"{r.name}[{name}]", r.label, r.value, label) for r in _readouts(profile, prediction)[:2]]
    present = LAB.tell_variant(variants[-1]) if len(variants) > 1 else ""
    yield Frame((figure,), tuple(readouts), series, variant=present)


def _measure(setting: Setting) -> Profile:
    return propagate(
        ACTIVATIONS[setting.text("activation")],
        setting.text("init"),
        np.random.default_rng(setting.seed),
        width=setting.whole("width"),
        depth=setting.whole("depth"),
        batch=BATCH,
        scale=setting.number("scale"),
    )


def _predict(setting: Setting) -> MeanField | None:
    """The mean-field recursion, or None for weights it says nothing about: equal ones, and those fitted to data."""
    init, width = setting.text("init"), setting.whole("width")
    if init in ("constant", "lsuv"):
        return None
    s = width * initializers.variance(init, width, width) * setting.number("scale") ** 2
    return mean_field(ACTIVATIONS[setting.text("activation")], s, setting.whole("depth"))


def _lines(
    setting: Setting, profile: Profile, prediction: MeanField | None, is_one_of_many: bool
) -> tuple[Series, ...]:
    suffix = f"[{LAB.write_variant(setting)}]" if is_one_of_many else ""
    label = LAB.tell_variant(setting)
    measured = [_line(name + suffix, label, getattr(profile, name)) for name in LABELS]
    if prediction is None:
        return tuple(measured)
    predicted = [("delta", prediction.delta), ("activation", prediction.activation)]
    return (*measured, *(_line(f"theory_{name}{suffix}", f"{label}, theory", y, "dashed") for name, y in predicted))


def _line(name: str, label: str, y: Array, stroke: Stroke = "line") -> Series:
    return Series(name, label, numbers(np.arange(1, len(y) + 1)), numbers(y), stroke)


def _chart(setting: Setting, series: tuple[Series, ...]) -> Chart:
    shown = setting.text("show").replace("-", "_")
    x = Axis(
        "layer (1 = next to the input)",
        low=1.0,
        high=max(2.0, setting.number("depth")),
        is_counted=True,
        is_told_backward=shown in TOLD_BACKWARD,
    )
    if shown == "all":
        pair = LAB.write_variant(setting)
        mine = {name: line for line in series for name in LABELS if line.name in (name, f"{name}[{pair}]")}
        lines = tuple(Series(mine[name].name, label, mine[name].x, mine[name].y) for name, label in LABELS.items())
        return Chart(f"{LAB.tell_variant(setting)}: what reaches each layer", lines, x, _sizes(lines))
    measured = [line for line in series if line.name.partition("[")[0] == shown]
    predicted = [line for line in series if line.name.partition("[")[0] == f"theory_{shown}"]
    drawn = (*measured, *predicted) if len(measured) <= MOST_THEORY_LINES else tuple(measured)
    return Chart(f"{LABELS[shown].capitalize()} by layer", drawn, x, _sizes(drawn))


def _sizes(lines: tuple[Series, ...]) -> Axis:
    """A log axis of at least three decades around 1, so that scatter does not look like a trend."""
    sizes = np.concatenate([line.y for line in lines])
    usual = sizes[np.isfinite(sizes) & (sizes > 0.0)]
    low, high = (float(usual.min()), float(usual.max())) if usual.size else (LEAST_LOW, LEAST_HIGH)
    return Axis("root mean square", "log", min(low, LEAST_LOW), max(high, LEAST_HIGH))


def _ridge(setting: Setting, profile: Profile) -> Ridge:
    """What enters the activations, and how much of it where they are flat."""
    flat = [f"{percent(float(share))} flat" for share in profile.flat_share]
    title = f"{LAB.tell_variant(setting)}: pre-activations z by layer"
    return layer_ridge(title, setting.text("activation"), profile.pre_activations, flat)


def _readouts(profile: Profile, prediction: MeanField | None) -> tuple[Readout, ...]:
    return (
        Readout("delta_ratio", "δ, layer 1 / top", _ratio(profile.delta)),
        Readout("delta_ratio_theory", "δ ratio in theory", _ratio(prediction.delta) if prediction else math.nan),
        Readout("weight_gradient_ratio", "g, layer 1 / top", _ratio(profile.weight_gradient)),
        Readout("weight_gradient_first", "g in layer 1", float(profile.weight_gradient[0])),
        Readout("activation_first", "activation in layer 1", float(profile.activation[0])),
        Readout("activation_top", "activation at the top", float(profile.activation[-1])),
        Readout("flat_share", "top units on flat parts", float(profile.flat_share[-1]), is_share=True),
    )


def _ratio(values: Array) -> float:
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(values[0] / values[-1])


LAB = Lab(
    name="depth-profile",
    knobs=(
        activation_knob("relu"),
        init_knob("he"),
        Number("scale", "weights times", 0.01, 10.0, 1.0, 3, "log"),
        depth_knob(10, MOST_LAYERS),
        Number("width", "width", 8, 256, 64, 8, is_integer=True),
        Choice("show", "show", ("delta", "weight-gradient", "activation", "all", "histogram"), "delta"),
    ),
    run=run,
    variants=Variants("pair", ("activation", "init")),
)
