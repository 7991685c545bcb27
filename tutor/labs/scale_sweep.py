"""The lab `scale-sweep`: weights of one standard deviation in every layer, from tiny to huge."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from tutor.labs.by_layer import first_over_top, layer_chart, line
from tutor.labs.by_variant import Case, cases, name_readouts, present
from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Choice, Number
from tutor.labs.lab import Lab, Setting, Variants
from tutor.labs.shared_knobs import activation_knob, depth_knob
from tutor.nn.activations import ACTIVATIONS
from tutor.nn.propagation import Profile, propagate
from tutor.plots.numerals import human

BATCH: Final = 256
MOST_LAYERS: Final = 50
DTYPES: Final[dict[str, type[np.floating[Any]]]] = {"float32": np.float32, "float64": np.float64}


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: root mean squares of signal and error by layer, one line a variant."""
    found = cases(LAB, setting, lambda one: f"{one.text('activation')}, std {LAB.knob('std').tell(one.number('std'))}")
    profiles = [_measure(case.setting) for case in found]
    pairs = list(zip(found, profiles, strict=True))
    signals = tuple(line(f"activation{case.suffix}", case.label, profile.activation) for case, profile in pairs)
    errors = tuple(line(f"delta{case.suffix}", case.label, profile.delta) for case, profile in pairs)
    figures = (
        layer_chart("Signal: activation a by layer", signals),
        layer_chart("Error signal δ by layer", errors, is_told_backward=True),
    )
    notes = tuple(note for case, profile in pairs for note in _notes(case, profile))
    readouts = name_readouts(found, [_readouts(profile) for profile in profiles])
    yield Frame(figures, readouts, (*signals, *errors), notes, present(found))


def _measure(setting: Setting) -> Profile:
    return propagate(
        ACTIVATIONS[setting.text("activation")],
        "standard",
        np.random.default_rng(setting.seed),
        width=setting.whole("width"),
        depth=setting.whole("depth"),
        batch=BATCH,
        scale=setting.number("std"),
        dtype=DTYPES[setting.text("precision")],
    )


def _readouts(profile: Profile) -> tuple[Readout, ...]:
    top = float(profile.activation[-1])
    flat_share = float(profile.flat_share[-1]) if math.isfinite(top) else math.nan
    return (
        Readout("activation_top", "activation at the top", top),
        Readout("activation_factor", "mean factor a layer", top ** (1.0 / len(profile.activation))),
        Readout("delta_ratio", "δ, layer 1 / top", first_over_top(profile.delta)),
        Readout("flat_share", "top units on flat parts", flat_share, is_share=True),
        Readout("overflow_layer", "inf from layer (0 = no)", _overflow_layer(profile)),
        Readout("zero_layer", "zero from layer (0 = no)", _zero_layer(profile)),
    )


def _overflow_layer(profile: Profile) -> int:
    return _first_layer(~np.isfinite(profile.activation))


def _zero_layer(profile: Profile) -> int:
    return _first_layer(profile.activation == 0.0)


def _first_layer(is_so: np.typing.NDArray[np.bool_]) -> int:
    """The number of the first layer where it is so; 0 if it is nowhere."""
    return int(np.argmax(is_so)) + 1 if is_so.any() else 0


def _notes(case: Case, profile: Profile) -> Iterator[str]:
    precision = case.setting.text("precision")
    limits = np.finfo(DTYPES[precision])
    if layer := _overflow_layer(profile):
        yield (
            f"{case.label}: from layer {layer} on there are numbers beyond {human(float(limits.max))}, the largest of "
            f"{precision}. They are stored as inf, and inf − inf is nan."
        )
    if layer := _zero_layer(profile):
        yield (
            f"{case.label}: from layer {layer} on every activation is 0: the true ones are below "
            f"{human(float(limits.smallest_subnormal))}, the smallest of {precision}."
        )


LAB = Lab(
    name="scale-sweep",
    knobs=(
        activation_knob("relu", ("relu", "tanh", "sigmoid", "identity")),
        Number("std", "weight std", 0.001, 3.0, 0.01, 9, "log"),
        Number("width", "width", 8, 256, 64, 8, is_integer=True),
        depth_knob(10, MOST_LAYERS),
        Choice("precision", "precision", ("float32", "float64"), "float32"),
    ),
    run=run,
    variants=Variants("case", ("activation", "std")),
)
