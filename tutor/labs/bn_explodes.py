"""The lab `bn-explodes`: batch normalization in a deep stack before training: errors grow on their way down."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

import numpy as np

from tutor.labs.by_layer import first_over_top, layer_chart, line
from tutor.labs.by_variant import cases, name_readouts, present
from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Choice, Number
from tutor.labs.lab import Lab, Setting, Variants
from tutor.labs.shared_knobs import activation_knob
from tutor.nn.activations import ACTIVATIONS
from tutor.nn.arrays import Array, row_norms
from tutor.nn.propagation import Profile, propagate
from tutor.nn.theory import mean_field, moment
from tutor.plots.figure import Axis, Chart, Series

MOST_LAYERS: Final = 50
STEPS: Final = 5  # of the cosine's axis: 0.2 each
SIGNS_NOTE: Final = "In a batch of two every normalized number is −1 or +1, whatever it was: nearly no error gets back."
HE: Final = 2.0  # n Var(w)


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: the error signal by layer, and how alike the activations of different inputs are."""
    found = cases(LAB, setting, _tell)
    profiles = [_measure(case.setting) for case in found]
    alike = [_cosines(case.setting, profile) for case, profile in zip(found, profiles, strict=True)]
    deltas = tuple(
        line(f"delta{case.suffix}", case.label, profile.delta) for case, profile in zip(found, profiles, strict=True)
    )
    cosines = tuple(line(f"cosine{case.suffix}", case.label, cosine) for case, cosine in zip(found, alike, strict=True))
    figures = (layer_chart("Error signal δ by layer", deltas, is_told_backward=True), _cosine_chart(cosines))
    readouts = [_readouts(*each) for each in zip((case.setting for case in found), profiles, alike, strict=True)]
    notes = (SIGNS_NOTE,) if any(_is_normalized(c.setting) and c.setting.whole("batch") == 2 for c in found) else ()
    yield Frame(figures, name_readouts(found, readouts), (*deltas, *cosines), notes, present(found))


def _tell(setting: Setting) -> str:
    activation = setting.text("activation")
    return f"{activation}, batch of {setting.whole('batch')}" if _is_normalized(setting) else f"{activation}, no norm"


def _is_normalized(setting: Setting) -> bool:
    return setting.text("norm") == "batch"


def _measure(setting: Setting) -> Profile:
    return propagate(
        ACTIVATIONS[setting.text("activation")],
        "he",
        np.random.default_rng(setting.seed),
        width=setting.whole("width"),
        depth=setting.whole("depth"),
        batch=setting.whole("batch"),
        is_normalized=_is_normalized(setting),
    )


def _cosines(setting: Setting, profile: Profile) -> Array:
    """The mean cosine between the activations of two different inputs, layer by layer: (depth,)."""
    activation = ACTIVATIONS[setting.text("activation")]
    return np.array([_mean_cosine(activation.value(z)) for z in profile.pre_activations])


def _mean_cosine(rows: Array) -> float:
    """Over all pairs of different rows; a row of zeros is at right angles to every other."""
    norms = row_norms(rows)
    total = (rows / np.where(norms > 0.0, norms, 1.0)).sum(axis=0)
    count = len(rows)
    return float(total @ total - np.count_nonzero(norms)) / (count * (count - 1))


def _readouts(setting: Setting, profile: Profile, cosine: Array) -> tuple[Readout, ...]:
    return (
        Readout("delta_ratio", "δ, layer 1 / top", first_over_top(profile.delta)),
        Readout("growth", "growth of δ a layer", _growth(profile.delta)),
        Readout("growth_theory", "growth, large batch", _theory(setting)),
        Readout("activation_top", "activation at the top", float(profile.activation[-1])),
        Readout("cosine_top", "cosine at the top", float(cosine[-1])),
    )


def _growth(delta: Array) -> float:
    """The mean factor from one layer to the next below, from four fifths of the depth down to one fifth."""
    depth = len(delta)
    low = max(depth // 5, 1)
    high = max(4 * depth // 5, low + 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return float((delta[low - 1] / delta[high - 1]) ** (1.0 / (high - low)))


def _theory(setting: Setting) -> float:
    """Normalized: sqrt(E f'(u)^2 / Var f(u)), u ~ N(0, 1), for only what varies over the batch is scaled back to 1."""
    activation = ACTIVATIONS[setting.text("activation")]
    if not _is_normalized(setting):
        return _growth(mean_field(activation, HE, setting.whole("depth")).delta)
    variance = moment(activation.value, 1.0) - moment(activation.value, 1.0, power=1) ** 2
    return math.sqrt(moment(activation.slope, 1.0) / variance)


def _cosine_chart(lines: tuple[Series, ...]) -> Chart:
    depth = max(len(line.x) for line in lines)
    x = Axis("layer (1 = next to the input)", low=1.0, high=max(2.0, depth), is_counted=True)
    lowest = min(0.0, *(float(line.y.min()) for line in lines))
    low = math.floor(lowest * STEPS) / STEPS
    return Chart("Cosine between different inputs", lines, x, Axis("mean cosine", low=low, high=1.0))


LAB = Lab(
    name="bn-explodes",
    knobs=(
        activation_knob("relu", ("relu", "gelu", "tanh", "sigmoid", "identity")),
        Choice("norm", "normalization", ("batch", "none"), "batch"),
        Number("batch", "batch size", 2, 1024, 256, 3, "log", is_integer=True),
        Number("depth", "layers", 2, MOST_LAYERS, MOST_LAYERS, 1, is_integer=True),
        Number("width", "width n", 8, 256, 64, 8, is_integer=True),
    ),
    run=run,
    variants=Variants("case", ("activation", "norm", "batch")),
)
