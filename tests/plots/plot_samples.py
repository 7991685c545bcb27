"""Figures of every kind that the tests of this folder draw. Made of formulas alone, so that they never change."""

from __future__ import annotations

import math

import numpy as np

from tutor.functions import sigmoid, sigmoid_slope
from tutor.plots.figure import (
    Axis,
    Band,
    Bar,
    Bars,
    Chart,
    Cloud,
    Field,
    Figure,
    Histogram,
    Mark,
    Numbers,
    Ridge,
    Series,
    numbers,
)


def wobble(count: int, seed: float = 1.0) -> Numbers:
    """(count,) numbers between -1 and 1 without a pattern for the eye."""
    return numbers(np.sin(np.arange(1, count + 1) ** 2 * 12.9898 * seed))


def sigmoid_chart() -> Chart:
    """Two lines, a point, and bands that run off to infinity."""
    z = np.linspace(-6, 6, 121)
    return Chart(
        title="sigmoid and its slope",
        series=(
            Series("value", "σ(z)", numbers(z), numbers([sigmoid(v) for v in z])),
            Series("slope", "slope σ′(z)", numbers(z), numbers([sigmoid_slope(v) for v in z])),
        ),
        x=Axis("z"),
        y=Axis("activation"),
        marks=(Mark("largest slope", x=0.0, y=0.25),),
        bands=(Band(-math.inf, -4.0, "saturated"), Band(4.0, math.inf, "saturated")),
    )


def decay_chart() -> Chart:
    """Four lines over 22 decades with a horizontal mark."""
    layer = np.arange(1, 51)

    def norm(decades_a_layer: float, seed: float) -> Numbers:
        return numbers(10.0 ** ((layer - 50) * decades_a_layer + 0.15 * wobble(50, seed) * (layer < 50)))

    rates = enumerate((("N(0, 0.01²)", 0.27), ("Xavier", 0.05), ("He", 0.0), ("N(0, 1)", -0.15)), start=1)
    return Chart(
        title="Gradient norm by layer",
        series=tuple(Series(label, label, numbers(layer), norm(rate, seed)) for seed, (label, rate) in rates),
        x=Axis("layer (1 = input side)"),
        y=Axis("‖δ‖", "log", 1e-14, 1e8),
        marks=(Mark("half precision ends", y=6e-8),),
    )


def loss_chart() -> Chart:
    """Noisy raw values under their averages, on fixed axes that are not full yet."""
    step = np.arange(300.0)
    series = []
    for hue, (label, rate) in enumerate((("tanh", 0.01), ("relu", 0.03))):
        smooth = 0.2 + 2.0 * np.exp(-rate * step)
        raw = smooth * (1 + 0.3 * wobble(300, hue + 1.0))
        series.append(Series(f"{label}-raw", f"{label} per batch", numbers(step), numbers(raw), "faint", hue))
        series.append(Series(label, f"{label} average", numbers(step), numbers(smooth), "line", hue))
    return Chart("Loss", tuple(series), Axis("step", low=0.0, high=400.0), Axis("loss", low=0.0, high=2.5))


def exploding_chart() -> Chart:
    """Values beyond the frame, inf, and nan."""
    step = np.arange(60.0)
    exploding, dying = 2.0**step, 3 - 0.04 * step
    exploding[40:], dying[50:] = math.inf, math.nan
    return Chart(
        title="A run that explodes",
        series=(
            Series("high", "learning rate 3", numbers(step), numbers(exploding)),
            Series("low", "learning rate 0.1", numbers(step), numbers(dying), "dashed"),
        ),
        x=Axis("step"),
        y=Axis("loss", low=0.0, high=10.0),
    )


def vanishing_chart() -> Chart:
    """Zeros on a log axis, and points."""
    layer = np.arange(1.0, 31.0)
    dead = 10.0 ** ((layer - 30) * 0.4)
    dead[:9] = 0.0
    return Chart(
        title="Gradients that reach 0",
        series=(
            Series("relu", "relu", numbers(layer), numbers(dead)),
            Series("tanh", "tanh", numbers(layer), numbers(10.0 ** ((layer - 30) * 0.1)), "points"),
        ),
        x=Axis("layer", is_told_backward=True),
        y=Axis("‖δ‖", "log"),
    )


def ridge() -> Ridge:
    """Six layers of activations that shrink towards 0."""
    edge = np.linspace(-1, 1, 61)
    middle = (edge[1:] + edge[:-1]) / 2
    histograms = []
    for layer in range(1, 7):
        width = 1.4 * 0.6 ** (layer - 1)
        z = np.arctanh(middle)
        counts = np.rint(1000 * np.exp(-((z / width) ** 2) / 2) / (1 - middle**2))
        histograms.append(Histogram(f"layer {layer}", numbers(counts), f"{30 // layer**2}% sat"))
    bands = (Band(-1.0, -0.9, "saturated"), Band(0.9, 1.0, "saturated"))
    return Ridge("tanh activations by layer", tuple(histograms), Axis("activation", low=-1.0, high=1.0), bands)


def field() -> Field:
    """A wavy boundary with the points of two classes, some on the wrong side."""
    x, y = np.meshgrid(np.linspace(-2, 2, 48), np.linspace(-1, 1, 32))
    angle = np.linspace(0.2, 2.9, 12)
    upper = Cloud("class B", numbers(2 * np.cos(angle)), numbers(0.3 + 0.5 * np.sin(angle)))
    lower = Cloud("class A", numbers(2 * np.cos(angle)), numbers(-0.3 - 0.5 * np.sin(2 * angle)))
    return Field(
        title="Decision boundary",
        values=numbers(np.tanh(3 * (y - 0.3 * np.sin(2 * x)))),
        x=Axis("x₁", low=-2.0, high=2.0),
        y=Axis("x₂", low=-1.0, high=1.0),
        clouds=(lower, upper),
        low_label="class A",
        high_label="class B",
    )


def gate_bars() -> Bars:
    """Bars to both sides of 0."""
    bars = (Bar("input gate", 0.62), Bar("forget gate", 0.91, "keeps most"), Bar("candidate", -0.4))
    return Bars("Gate sizes", bars, Axis("mean activation", low=-1.0, high=1.0))


def log_bars() -> Bars:
    """Bars on a log axis: some vanish, one is beyond its end."""
    bars = (
        Bar("He", 0.31),
        Bar("Xavier", 2e-3),
        Bar("small", 3e-12, "vanished"),
        Bar("zeros", 0.0),
        Bar("N(0, 1)", 1e9),
    )
    return Bars("Smallest gradient", bars, Axis("‖δ‖ at layer 1", "log", 1e-9, 1.0))


FIGURES: dict[str, Figure] = {
    "sigmoid": sigmoid_chart(),
    "decay": decay_chart(),
    "loss": loss_chart(),
    "exploding": exploding_chart(),
    "vanishing": vanishing_chart(),
    "ridge": ridge(),
    "field": field(),
    "gate-bars": gate_bars(),
    "log-bars": log_bars(),
}
