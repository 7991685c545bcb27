"""The lab `collapse-checker`: two layers with or without an activation between, against the one they multiply to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Choice, Number
from tutor.labs.lab import Lab, Setting
from tutor.labs.plane import square
from tutor.nn.activations import ACTIVATIONS
from tutor.nn.arrays import Array
from tutor.plots.figure import Axis, Chart, Cloud, Field, Mark, Series, numbers
from tutor.plots.numerals import human

VIEW_END = 3.0
POINTS = 121
GRID = 61
INPUTS = 1000
ROUNDING = 1e-12  # outputs of a few hundred, in double precision, agree to about 1e-13
BETWEEN: Final = {"none": "identity", "relu": "relu", "tanh": "tanh"}
"""What stands between the layers -> the activation of that name."""


@dataclass(frozen=True)
class Layers:
    """y = W2 f(W1 x + b1) + b2 of two inputs, two units and two outputs; and y = Wx + b, made of the same numbers."""

    activation: str
    w1: Array
    b1: Array
    w2: Array
    b2: Array

    @property
    def w(self) -> Array:
        """W = W2 W1."""
        return np.asarray(self.w2 @ self.w1)

    @property
    def b(self) -> Array:
        """b = W2 b1 + b2."""
        return np.asarray(self.w2 @ self.b1 + self.b2)

    def hidden(self, x: Array) -> Array:
        """The pre-activations of the first layer, (batch, 2)."""
        return np.asarray(x @ self.w1.T + self.b1)

    def two(self, x: Array) -> Array:
        """The outputs of the two layers, (batch, 2)."""
        return np.asarray(ACTIVATIONS[BETWEEN[self.activation]].value(self.hidden(x)) @ self.w2.T + self.b2)

    def one(self, x: Array) -> Array:
        """The outputs of the collapsed layer, (batch, 2)."""
        return np.asarray(x @ self.w.T + self.b)

    def difference(self, x: Array) -> Array:
        """The larger difference of the two outputs, (batch,)."""
        return np.asarray(np.abs(self.two(x) - self.one(x)).max(axis=1))


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: both maps along x1 and over the plane, and how far they are apart for 1000 random inputs."""
    rng = np.random.default_rng(setting.seed)
    is_drawn = setting.text("weights") == "random"
    layers = _draw(setting, rng) if is_drawn else _typed(setting)
    x = np.array([[setting.number("x1"), setting.number("x2")]])
    lines = _along_x1(layers, float(x[0, 1]))
    readouts = _readouts(layers, x, rng.normal(size=(INPUTS, 2)))
    notes = (_tell(layers),) if is_drawn else ()
    yield Frame((_chart(lines, x[0]), _field(layers, x[0])), readouts, lines, notes)


def _typed(setting: Setting) -> Layers:
    w1, w2 = (
        np.array([[setting.number(f"{w}_{row}{column}") for column in (1, 2)] for row in (1, 2)]) for w in ("w1", "w2")
    )
    b1, b2 = (np.array([setting.number(f"{b}_{row}") for row in (1, 2)]) for b in ("b1", "b2"))
    return Layers(setting.text("activation"), w1, b1, w2, b2)


def _draw(setting: Setting, rng: np.random.Generator) -> Layers:
    shapes = ((2, 2), 2, (2, 2), 2)
    return Layers(setting.text("activation"), *(rng.normal(size=shape) for shape in shapes))


def _tell(layers: Layers) -> str:
    """The weights that were drawn, to two decimals."""
    w1, b1, w2, b2 = (np.round(part, 2).tolist() for part in (layers.w1, layers.b1, layers.w2, layers.b2))
    told = f"W₁ = {w1}, b₁ = {b1}, W₂ = {w2}, b₂ = {b2}".replace("-", "−")
    return f"The weights and biases are drawn, not those of the knobs: {told}."


def _readouts(layers: Layers, x: Array, inputs: Array) -> tuple[Readout, ...]:
    differences = layers.difference(inputs)
    is_on = (layers.hidden(inputs) >= 0.0).all(axis=1)
    (two,), (one,), (hidden,) = layers.two(x).tolist(), layers.one(x).tolist(), layers.hidden(x).tolist()
    return (
        Readout("largest_difference", "largest difference", float(differences.max())),
        Readout("agree_share", "inputs that agree", float((differences <= ROUNDING).mean()), is_share=True),
        Readout("positive_share", "inputs with both z ≥ 0", float(is_on.mean()), is_share=True),
        Readout("y1", "y₁, two layers", two[0]),
        Readout("y2", "y₂, two layers", two[1]),
        Readout("collapsed_y1", "y₁, one layer", one[0]),
        Readout("collapsed_y2", "y₂, one layer", one[1]),
        Readout("z1", "hidden z₁", hidden[0]),
        Readout("z2", "hidden z₂", hidden[1]),
        *(
            Readout(f"w_{row + 1}{column + 1}", f"W row {row + 1}, col {column + 1}", float(entry))
            for (row, column), entry in np.ndenumerate(layers.w)
        ),
        *(Readout(f"b_{row}", f"b of output {row}", entry) for row, entry in enumerate(layers.b.tolist(), start=1)),
    )


def _along_x1(layers: Layers, x2: float) -> tuple[Series, ...]:
    x1 = np.linspace(-VIEW_END, VIEW_END, POINTS)
    x = np.column_stack([x1, np.full(POINTS, x2)])
    two, one = layers.two(x), layers.one(x)
    return (
        Series("two_layers_y1", "y₁ two layers", numbers(x1), numbers(two[:, 0])),
        Series("one_layer_y1", "y₁ one layer", numbers(x1), numbers(one[:, 0]), "dashed"),
        Series("two_layers_y2", "y₂ two layers", numbers(x1), numbers(two[:, 1])),
        Series("one_layer_y2", "y₂ one layer", numbers(x1), numbers(one[:, 1]), "dashed"),
    )


def _chart(lines: tuple[Series, ...], x: Array) -> Chart:
    return Chart(
        "Two layers and one layer, along x₁",
        lines,
        Axis("x₁", low=-VIEW_END, high=VIEW_END),
        Axis("output"),
        (Mark(f"x₁ = {human(float(x[0]))}", x=float(x[0])),),
    )


def _field(layers: Layers, x: Array) -> Field:
    """Over the plane: -1 where the two maps are equal, elsewhere how far apart they are, as a share of the farthest."""
    plane = square((-VIEW_END, VIEW_END), GRID, GRID).reshape(-1, 2)
    apart = layers.difference(plane).reshape(GRID, GRID)
    values = np.where(apart > ROUNDING, apart / max(float(apart.max()), ROUNDING), -1.0)
    x1, x2 = (Axis(name, low=-VIEW_END, high=VIEW_END) for name in ("x₁", "x₂"))
    cloud = Cloud("your x", numbers(x[:1]), numbers(x[1:]))
    return Field("Where two layers differ from one", numbers(values), x1, x2, (cloud,), "equal", "far apart")


def _entry(name: str, label: str, default: float) -> Number:
    return Number(name, label, -5.0, 5.0, default, 0.5)


LAB = Lab(
    name="collapse-checker",
    knobs=(
        Choice("activation", "between layers", tuple(BETWEEN), "none"),
        Number("x1", "input x1", -VIEW_END, VIEW_END, 1.0, 0.5),
        Number("x2", "input x2", -VIEW_END, VIEW_END, 2.0, 0.5),
        Choice("weights", "weights", ("typed", "random"), "typed"),
        _entry("w1_11", "W1 row 1, col 1", 1.0),
        _entry("w1_12", "W1 row 1, col 2", 2.0),
        _entry("w1_21", "W1 row 2, col 1", 0.0),
        _entry("w1_22", "W1 row 2, col 2", -1.0),
        _entry("b1_1", "b1 of unit 1", 1.0),
        _entry("b1_2", "b1 of unit 2", -1.0),
        _entry("w2_11", "W2 row 1, col 1", 2.0),
        _entry("w2_12", "W2 row 1, col 2", 1.0),
        _entry("w2_21", "W2 row 2, col 1", -1.0),
        _entry("w2_22", "W2 row 2, col 2", 3.0),
        _entry("b2_1", "b2 of output 1", 0.0),
        _entry("b2_2", "b2 of output 2", 2.0),
    ),
    run=run,
)
