"""The lab `far-away`: how sure a ReLU net and a tanh net are on circles around all that they have seen."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import lru_cache
from typing import Final

import numpy as np

from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Number
from tutor.labs.lab import Lab, Setting
from tutor.labs.plane import decision_field
from tutor.labs.trained import train_to_end
from tutor.nn.arrays import Array
from tutor.nn.datasets import Dataset, moons
from tutor.nn.network import Network
from tutor.nn.perceptron import Perceptron
from tutor.plots.figure import Axis, Chart, Field, Mark, Series, numbers
from tutor.plots.numerals import human

EXAMPLES, NOISE, STEPS = 300, 0.15, 300
SIZES: Final = (2, 32, 32, 1)
INITS: Final = {"relu": "he", "tanh": "xavier"}
FARTHEST, RADII, DIRECTIONS = 1000.0, 31, 360
NEAREST_VIEW = 2.5  # which holds nearly all data


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: mean confidence and mean |logit| on circles, from the data outward."""
    radius, temperature = setting.number("radius"), setting.number("temperature")
    nets = {name: deepcopy(_trained(name, setting.seed)) for name in INITS}  # a pass writes into their buffers
    radii = np.geomspace(1.0, FARTHEST, RADII)
    sizes = {name: _logit_sizes(net, radii) for name, net in nets.items()}
    confidences = tuple(
        Series(f"confidence_{name}", name, numbers(radii), numbers(_confidence(z, temperature)))
        for name, z in sizes.items()
    )
    logits = tuple(Series(f"logit_{name}", name, numbers(radii), numbers(z.mean(axis=1))) for name, z in sizes.items())
    x, here = Axis("radius", "log", 1.0, FARTHEST), Mark(f"radius {human(radius)}", x=radius)
    bound = Mark("bound of tanh", y=_bound(nets["tanh"]))
    figures = (
        Chart("Mean confidence on circles", confidences, x, Axis("confidence", low=0.5, high=1.0), (here,)),
        Chart("Mean size of the logit on circles", logits, x, Axis("mean |z|", "log"), (here, bound)),
        _field(nets["relu"], max(radius, NEAREST_VIEW), temperature, _data(setting.seed)),
    )
    yield Frame(figures, _readouts(nets, radius, temperature), (*confidences, *logits))


def _data(seed: int) -> Dataset:
    return moons(EXAMPLES, NOISE, np.random.default_rng(seed))


@lru_cache(maxsize=8)
def _trained(activation: str, seed: int) -> Network:
    net = Perceptron(SIZES, activation, INITS[activation]).build(np.random.default_rng([seed, 1]))
    return train_to_end(net, _data(seed), STEPS)


def _logit_sizes(net: Network, radii: Array) -> Array:
    """|z| on circles around the origin: (radii, directions)."""
    angle = np.linspace(0.0, 2.0 * np.pi, DIRECTIONS, endpoint=False)
    circle = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    logits = net.predict((radii[:, None, None] * circle).reshape(-1, 2))
    return np.abs(logits.reshape(len(radii), DIRECTIONS))


def _confidence(sizes: Array, temperature: float) -> Array:
    """The mean over each circle of sigma(|z| / T)."""
    return np.asarray(np.mean(1.0 / (1.0 + np.exp(-sizes / temperature)), axis=1))


def _bound(net: Network) -> float:
    """The largest |z| of a net whose hidden outputs lie in [-1, 1]: |b| + sum of |w| of the output."""
    return float(np.abs(net.weights[-1]).sum() + np.abs(net.biases[-1]).sum())


def _readouts(nets: dict[str, Network], radius: float, temperature: float) -> tuple[Readout, ...]:
    sizes = {name: _logit_sizes(net, np.array([radius])) for name, net in nets.items()}
    sure = {name: float(_confidence(z, temperature)[0]) for name, z in sizes.items()}
    return (
        *(Readout(f"confidence_{name}", f"confidence, {name}", value) for name, value in sure.items()),
        *(Readout(f"logit_{name}", f"mean |z|, {name}", float(z.mean())) for name, z in sizes.items()),
        Readout("bound_tanh", "bound of |z|, tanh", _bound(nets["tanh"])),
    )


def _field(net: Network, end: float, temperature: float, data: Dataset) -> Field:
    """A square as large as the circle, with the data in it."""
    title = "relu: P(class 1), seen from afar"
    return decision_field(title, lambda x: net.predict(x) / temperature, data, (-end, end), ("class 0", "class 1"))


LAB = Lab(
    name="far-away",
    knobs=(
        Number("radius", "radius", 1.0, FARTHEST, 1.0, 3, "log"),
        Number("temperature", "temperature T", 1.0, 100.0, 1.0, 3, "log"),
    ),
    run=run,
)
