"""The lab `same-variance`: weights of one variance in five shapes, twenty nets of each."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Final

import numpy as np

from tutor.labs.by_layer import first_over_top
from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Choice, Number
from tutor.labs.lab import Lab, Setting
from tutor.labs.luck import geometric_mean, luck_ridge
from tutor.labs.shared_knobs import depth_knob
from tutor.nn.activations import ACTIVATIONS
from tutor.nn.arrays import Array
from tutor.nn.initializers import draw_weight
from tutor.nn.propagation import pass_through
from tutor.plots.figure import Bar, Bars, Series, numbers
from tutor.plots.numerals import human

BATCH: Final = 32  # after a few layers all inputs have much the same size
MOST_LAYERS: Final = 50
MOST_NETS: Final = 20
SCALES: Final = {"relu": math.sqrt(2.0), "identity": 1.0}
"""He's weights for ReLU; 1/n for a linear net."""
CUT: Final = 2.0
CUT_DEVIATION: Final = 0.87962566103423978
"""Standard deviation of N(0, 1) cut off at -2 and 2, by which it is divided to be 1 again."""

Draw = Callable[[int, np.random.Generator], Array]


def _draw_truncated(width: int, rng: np.random.Generator) -> Array:
    """N(0, 1), each value beyond 2 drawn again until it is not, scaled to variance 1/n."""
    drawn = rng.normal(size=(width, width))
    while (is_beyond := np.abs(drawn) > CUT).any():
        drawn[is_beyond] = rng.normal(size=np.count_nonzero(is_beyond))
    return np.asarray(drawn / (CUT_DEVIATION * math.sqrt(width)))


SHAPES: Final[dict[str, Draw]] = {
    "normal": lambda width, rng: draw_weight("lecun", width, width, rng),
    "uniform": lambda width, rng: draw_weight("lecun-uniform", width, width, rng),
    "truncated": _draw_truncated,
    "signs": lambda width, rng: rng.choice([-1.0, 1.0], (width, width)) / math.sqrt(width),
    "orthogonal": lambda width, rng: draw_weight("orthogonal", width, width, rng),
}
"""Name -> weights (width, width) of variance 1/n."""


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: for each shape, how large the activations at the top are, net by net."""
    measured = {shape: _measure(setting, shape) for shape in SHAPES}
    rows = [(shape, sizes, _range(sizes)) for shape, (sizes, _) in measured.items()]
    bars = tuple(Bar(shape, geometric_mean(ratios), _told(ratios)) for shape, (_, ratios) in measured.items())
    figures = (
        luck_ridge("One variance, five shapes: net by net", rows),
        Bars("Error signal δ: layer 1 over the top", bars),
    )
    series = tuple(
        Series(f"{what}_{shape}", f"{shape}: {label}", numbers(np.arange(1, len(values) + 1)), numbers(values))
        for shape, pair in measured.items()
        for what, label, values in zip(("rms", "delta_ratio"), ("rms at the top", "δ ratio"), pair, strict=True)
    )
    yield Frame(figures, _readouts(measured), series, tuple(_notes(measured)))


def _measure(setting: Setting, shape: str) -> tuple[Array, Array]:
    """The rms of the top activations and the ratio of delta, layer 1 over the top, of each net: both (nets,)."""
    name, width, depth = setting.text("activation"), setting.whole("width"), setting.whole("depth")
    sizes, ratios = [], []
    for net in range(setting.whole("nets")):
        rng = np.random.default_rng([setting.seed, net])
        x, error = rng.normal(size=(BATCH, width)), rng.normal(size=(BATCH, width))
        weights = [SCALES[name] * SHAPES[shape](width, rng) for _ in range(depth)]
        profile = pass_through(ACTIVATIONS[name], weights, x, error)
        sizes.append(float(profile.activation[-1]))
        ratios.append(first_over_top(profile.delta))
    return np.array(sizes), np.array(ratios)


def _range(values: Array) -> str:
    return f"{human(values.min(), 2)}–{human(values.max(), 2)}"


def _told(values: Array) -> str:
    return f"{human(geometric_mean(values))} ({_range(values)})"


def _readouts(measured: dict[str, tuple[Array, Array]]) -> tuple[Readout, ...]:
    columns = (
        ("rms", "rms", [geometric_mean(sizes) for sizes, _ in measured.values()]),
        ("delta_ratio", "δ ratio", [geometric_mean(ratios) for _, ratios in measured.values()]),
        ("lowest", "lowest", [float(sizes.min()) for sizes, _ in measured.values()]),
        ("highest", "highest", [float(sizes.max()) for sizes, _ in measured.values()]),
    )
    return tuple(
        Readout(f"{name}_{shape}", f"{shape}: {label}", value)
        for name, label, values in columns
        for shape, value in zip(measured, values, strict=True)
    )


def _notes(measured: dict[str, tuple[Array, Array]]) -> Iterator[str]:
    for shape, (sizes, _) in measured.items():
        if dead := np.count_nonzero(sizes == 0.0):
            yield f"{shape}: {dead} of {len(sizes)} nets end at exactly 0, which lies on no log axis."


LAB = Lab(
    name="same-variance",
    knobs=(
        Choice("activation", "activation", tuple(SCALES), "relu"),
        depth_knob(10, MOST_LAYERS),
        Number("width", "width n", 8, 256, 64, 8, is_integer=True),
        Number("nets", "nets of each shape", 1, MOST_NETS, 10, 1, is_integer=True),
    ),
    run=run,
)
