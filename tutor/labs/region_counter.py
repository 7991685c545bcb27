"""The lab `region-counter`: into how many straight pieces a ReLU net cuts a line, exactly, wide or deep."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from tutor.labs.by_variant import Case, cases, name_readouts, present
from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Choice, Number
from tutor.labs.lab import Lab, Setting, Variants
from tutor.nn.arrays import Array
from tutor.nn.initializers import draw_weight
from tutor.plots.figure import Axis, Bar, Bars, Chart, Series, numbers
from tutor.plots.numerals import count, human

NETS: Final = 20
MOST_LAYERS: Final = 10
LINES: Final = {"random": (-10.0, 10.0), "tent": (0.0, 1.0)}
"""Kind of net -> the stretch of the line that is looked at."""

Layers = list[tuple[Array, Array]]
"""Weight (fan_in, fan_out) and bias (1, fan_out) of each layer."""


class Pieces(NamedTuple):
    """Of all nets how many pieces, and of the first net where they end and what it gives there."""

    counts: Array
    ends: Array
    outputs: Array
    most: int


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: how many pieces there are and could be, and the curve of the first net."""
    found = cases(LAB, setting, _tell)
    pieces = [_measure(case.setting) for case in found]
    pairs = list(zip(found, pieces, strict=True))
    bars = tuple(bar for pair in pairs for bar in _bars(*pair))
    ends, outputs = pieces[-1].ends, pieces[-1].outputs
    curve = Series("y", f"y, {count(len(ends) - 1, 'piece')}", numbers(ends), numbers(outputs))
    chart = Chart(f"The first net, {found[-1].label}", (curve,), Axis("x"), Axis("y"))
    counts = tuple(
        Series(f"pieces{case.suffix}", case.label, numbers(np.arange(1, len(one.counts) + 1)), numbers(one.counts))
        for case, one in pairs
    )
    readouts = name_readouts(found, [_readouts(case.setting, one) for case, one in pairs])
    figures = (Bars("Straight pieces on a line", bars, Axis("pieces", "log", low=1.0)), chart)
    yield Frame(figures, readouts, (*counts, curve), variant=present(found))


def _tell(setting: Setting) -> str:
    units = sum(_widths(setting))
    name = "tent" if setting.text("kind") == "tent" else str(units)
    return f"{name} in {count(setting.whole('layers'), 'layer')}"


def _widths(setting: Setting) -> list[int]:
    """Units of each layer: two of a tent map, else all neurons as evenly as can be."""
    layers = setting.whole("layers")
    if setting.text("kind") == "tent":
        return [2] * layers
    each, rest = divmod(setting.whole("neurons"), layers)
    return [each + (layer < rest) for layer in range(layers)]


def _measure(setting: Setting) -> Pieces:
    kind, widths = setting.text("kind"), _widths(setting)
    most = math.prod(width + 1 for width in widths)  # each unit bends each piece of the layers below once at most
    if kind == "tent":
        nets = [_tent(len(widths))]
    else:
        nets = [_draw(widths, np.random.default_rng([setting.seed, net])) for net in range(NETS)]
    ends = [_ends_of_pieces(layers[:-1], LINES[kind]) for layers in nets]
    outputs = _signal(nets[0][:-1], ends[0]) @ nets[0][-1][0]
    return Pieces(np.array([len(one) - 1 for one in ends]), ends[0], outputs[:, 0], most)


def _draw(widths: list[int], rng: np.random.Generator) -> Layers:
    """He's weights and biases N(0, 1), from one input to one output."""
    sizes = [1, *widths]
    layers = [
        (draw_weight("he", fan_in, fan_out, rng), rng.normal(size=(1, fan_out)))
        for fan_in, fan_out in zip(sizes, widths, strict=False)
    ]
    return [*layers, (draw_weight("lecun", widths[-1], 1, rng), np.zeros((1, 1)))]


def _tent(depth: int) -> Layers:
    """x -> ReLU(2x) - ReLU(4x - 2), which folds [0, 1] in two, again and again."""
    difference, bias = np.array([[1.0], [-1.0]]), np.array([[0.0, -2.0]])
    slopes = np.array([[2.0, 4.0]])
    return [(slopes, bias), *[(difference @ slopes, bias)] * (depth - 1), (difference, np.zeros((1, 1)))]


def _ends_of_pieces(layers: Layers, line: tuple[float, float]) -> Array:
    """The ends of the line and, in order, every place on it where a unit turns on or off.

    Between two places known so far the sums z of the next layer are straight, so each crosses 0 once at most.
    """
    x = np.array(line)
    for number, (weight, bias) in enumerate(layers):
        z = _signal(layers[:number], x) @ weight + bias
        here, there = z[:-1], z[1:]
        place, unit = np.nonzero(here * there < 0.0)
        share = here[place, unit] / (here[place, unit] - there[place, unit])
        x = np.sort(np.concatenate([x, x[place] + share * (x[place + 1] - x[place])]))
    return x


def _signal(layers: Layers, x: Array) -> Array:
    """The activations behind these layers: (points,) -> (points, units)."""
    a = x[:, None]
    for weight, bias in layers:
        a = np.maximum(a @ weight + bias, 0.0)
    return a


def _bars(case: Case, pieces: Pieces) -> tuple[Bar, Bar]:
    median, low, high = _summary(pieces)
    note = human(median) if low == high else f"{human(median)} ({human(low)} to {human(high)})"
    return Bar(case.label, median, note), Bar("at most", float(pieces.most))


def _summary(pieces: Pieces) -> tuple[float, float, float]:
    return float(np.median(pieces.counts)), float(pieces.counts.min()), float(pieces.counts.max())


def _readouts(setting: Setting, pieces: Pieces) -> tuple[Readout, ...]:
    median, low, high = _summary(pieces)
    neurons = sum(_widths(setting))
    return (
        Readout("pieces", f"pieces, median of {NETS} nets" if len(pieces.counts) > 1 else "pieces", median),
        Readout("pieces_low", "  fewest", low),
        Readout("pieces_high", "  most", high),
        Readout("pieces_most", "  at most possible", float(pieces.most)),
        Readout("neurons", "neurons", float(neurons)),
        Readout("one_layer_most", "  in one layer at most", neurons + 1.0),
    )


LAB = Lab(
    name="region-counter",
    knobs=(
        Choice("kind", "net", tuple(LINES), "random"),
        Number("neurons", "neurons (random)", 16, 128, 64, 16, is_integer=True),
        Number("layers", "layers", 1, MOST_LAYERS, 1, 1, is_integer=True),
    ),
    run=run,
    variants=Variants("net", ("kind", "neurons", "layers")),
)
