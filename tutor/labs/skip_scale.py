"""The lab `skip-scale`: fifty residual layers h + c ReLU(hW) before training, and what the factor c must be."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from tutor.labs.by_layer import first_over_top, layer_chart, line
from tutor.labs.by_variant import cases, name_readouts, present
from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Choice, Number
from tutor.labs.lab import Lab, Setting, Variants
from tutor.labs.shared_knobs import depth_knob
from tutor.nn.activation_layer import ActivationLayer
from tutor.nn.activations import ACTIVATIONS
from tutor.nn.arrays import Array, root_mean_square
from tutor.nn.initializers import draw_weight
from tutor.nn.linear import Linear
from tutor.nn.network import Network
from tutor.nn.residual import Residual

BATCH: Final = 256
MOST_LAYERS: Final = 50
TOLD: Final = {"full": "full branch", "scaled": "branch / √L", "zero": "branch × 0"}


class Stream(NamedTuple):
    """Root mean squares of what runs past the branches, layer 1 first: both (depth,)."""

    size: Array  # of h_l
    error: Array  # of dL/dh_l


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: the sizes of the stream h and of its error signal by layer, one line a variant."""
    found = cases(LAB, setting, lambda one: TOLD[one.text("branch")])
    streams = [_measure(case.setting) for case in found]
    pairs = list(zip(found, streams, strict=True))
    sizes = tuple(line(f"stream{case.suffix}", case.label, stream.size) for case, stream in pairs)
    errors = tuple(line(f"delta{case.suffix}", case.label, stream.error) for case, stream in pairs)
    figures = (
        layer_chart("Signal: the stream h by layer", sizes),
        layer_chart("Error signal ∂L/∂h by layer", errors, is_told_backward=True),
    )
    readouts = name_readouts(found, [_readouts(stream) for stream in streams])
    yield Frame(figures, readouts, (*sizes, *errors), variant=present(found))


def _measure(setting: Setting) -> Stream:
    """The factor is put into the weights: c ReLU(hW) = ReLU(h cW) for c >= 0."""
    width, depth, rng = setting.whole("width"), setting.whole("depth"), np.random.default_rng(setting.seed)
    factor = {"full": 1.0, "scaled": 1.0 / math.sqrt(depth), "zero": 0.0}[setting.text("branch")]
    x = rng.normal(size=(BATCH, width))
    weights = [factor * draw_weight("he", width, width, rng) for _ in range(depth)]
    blocks = [
        Residual((Linear(weight, np.zeros((1, width))), ActivationLayer((ACTIVATIONS["relu"],)))) for weight in weights
    ]
    Network(blocks).forward(x)
    error: Array = rng.normal(size=(BATCH, width))
    errors = []
    for block in reversed(blocks):
        errors.append(root_mean_square(error))
        error = block.backward(error)
    return Stream(np.array([root_mean_square(block.output) for block in blocks]), np.array(errors[::-1]))


def _readouts(stream: Stream) -> tuple[Readout, ...]:
    top = float(stream.size[-1])
    return (
        Readout("stream_top", "h at the top", top),
        Readout("stream_factor", "mean factor a layer", top ** (1.0 / len(stream.size))),
        Readout("delta_ratio", "∂L/∂h, layer 1 / top", first_over_top(stream.error)),
    )


LAB = Lab(
    name="skip-scale",
    knobs=(
        Choice("branch", "branch", tuple(TOLD), "full"),
        depth_knob(MOST_LAYERS, MOST_LAYERS),
        Number("width", "width n", 8, 256, 64, 8, is_integer=True),
    ),
    run=run,
    variants=Variants("case", ("branch",)),
)
