"""The activation explorer: the card of every activation against published moments, bounds and flat stretches."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tutor.functions import ACTIVATIONS
from tutor.labs.activation_explorer import LAB
from tutor.labs.bands import flat_bands
from tutor.labs.frame import Frame
from tutor.labs.running import last_frame
from tutor.nn import activations
from tutor.plots.figure import Chart

SELU_FLOOR = -1.7580993
CARDS = {  # under N(0, 1): mean, variance, E f^2, E f'^2, flat share, share of exact zeros; lowest and highest value
    "identity": (0.0, 1.0, 1.0, 1.0, 0.0, 0.0, -math.inf, math.inf),
    "sigmoid": (0.5, 0.0434, 0.2934, 0.0448, 0.004, 0.0, 0.0, 1.0),
    "tanh": (0.0, 0.3943, 0.3943, 0.4644, 0.029, 0.0, -1.0, 1.0),
    "relu": (0.3989, 0.3408, 0.5, 0.5, 0.5, 0.5, 0.0, math.inf),
    "leaky-relu": (0.3950, 0.3441, 0.50005, 0.50005, 0.5, 0.0, -math.inf, math.inf),
    "prelu": (0.2992, 0.4417, 0.5313, 0.5313, 0.0, 0.0, -math.inf, math.inf),
    "elu": (0.1605, 0.6192, 0.6449, 0.6681, 0.001, 0.0, -1.0, math.inf),
    "selu": (0.0, 1.0, 1.0, 1.0716, 0.000, 0.0, SELU_FLOOR, math.inf),
    "gelu": (0.2821, 0.3456, 0.4252, 0.4559, 0.080, 0.0, -0.169971, math.inf),
    "softplus": (0.8061, 0.2715, 0.9212, 0.2934, 0.002, 0.0, 0.0, math.inf),
    "silu": (0.2066, 0.3131, 0.3558, 0.3795, 0.081, 0.0, -0.278465, math.inf),
}


def explore(*variants: str, **params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params, variants))


@pytest.mark.parametrize("name", CARDS)
def test_card_shows_the_published_numbers(name: str) -> None:
    frame = explore(activation=name)
    mean, variance, second, slope_second, flat, zero, lowest, highest = CARDS[name]
    moments = [frame.readout(n) for n in ("mean", "variance", "second_moment", "slope_second_moment")]
    assert moments == pytest.approx([mean, variance, second, slope_second], abs=6e-5)
    shares = [frame.readout("flat_share"), frame.readout("zero_share")]
    assert shares == pytest.approx([flat, zero], abs=6e-4)
    bounds = [frame.readout("lowest"), frame.readout("highest")]
    assert bounds == pytest.approx([lowest, highest], abs=6e-7)


@pytest.mark.parametrize(("name", "share"), [("sigmoid", 0.564), ("tanh", 0.663)])
def test_spread_widens_the_inputs(name: str, share: float) -> None:
    assert explore(activation=name, spread=5).readout("flat_share") == pytest.approx(share, abs=6e-4)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_probe_reads_value_and_slope(name: str) -> None:
    frame = explore(activation=name, z=-1.5)
    expected = [function(-1.5) for function in ACTIVATIONS[name]]
    assert [frame.readout("value"), frame.readout("slope")] == pytest.approx(expected, rel=1e-13)


def test_probe_is_marked_while_it_is_in_view() -> None:
    for z, marks in ((6.0, ["z = 6"]), (-7.5, [])):
        for figure in explore(z=z).figures:
            assert isinstance(figure, Chart)
            assert [mark.label for mark in figure.marks] == marks


def test_curves_are_the_function_and_its_slope() -> None:
    value, slope = explore(activation="gelu").series
    assert (value.name, slope.name) == ("value", "slope")
    np.testing.assert_allclose(value.y, [ACTIVATIONS["gelu"][0](z) for z in value.x.tolist()], rtol=1e-12, atol=1e-16)
    np.testing.assert_allclose(slope.y, [ACTIVATIONS["gelu"][1](z) for z in slope.x.tolist()], rtol=1e-12, atol=1e-15)
    assert (value.x[0], value.x[-1]) == (-6.0, 6.0)


def test_a_second_activation_is_drawn_beside_and_the_last_has_the_card() -> None:
    frame = explore("relu", "tanh")
    assert [line.name for line in frame.series] == ["value[relu]", "slope[relu]", "value[tanh]", "slope[tanh]"]
    assert frame.readout("variance") == pytest.approx(0.3943, abs=5e-5)
    _, slopes = frame.figures
    assert isinstance(slopes, Chart)
    assert [line.name for line in slopes.series] == ["slope[relu]", "slope[tanh]"]


@pytest.mark.parametrize(("name", "alpha", "lowest"), [("elu", "2", -2.0), ("elu", "0", 0.0), ("leaky-relu", "0", 0.0)])
def test_alpha_reaches_the_activations_that_have_one(name: str, alpha: str, lowest: float) -> None:
    frame = explore(activation=name, alpha=alpha)
    assert frame.readout("lowest") == pytest.approx(lowest, abs=1e-12)
    assert frame.readout("slope") == float(alpha)  # at the corner the slope from the left
    assert frame.notes == ()


@pytest.mark.parametrize("name", ["tanh", "identity"])
@pytest.mark.parametrize("spread", [0.1, 1.0, 5.0])
def test_mean_of_an_odd_function_is_exactly_zero(name: str, spread: float) -> None:
    assert explore(activation=name, spread=spread).readout("mean") == 0.0


def test_share_that_only_rounding_gives_is_zero() -> None:
    assert explore(activation="gelu-tanh").readout("zero_share") == 0.0
    assert explore(activation="relu").readout("zero_share") == pytest.approx(0.5)


def test_card_says_what_its_numbers_are() -> None:
    labels = {readout.name: readout.label for readout in explore().readouts}
    assert labels["second_moment"] == "mean of f²"
    assert labels["slope_second_moment"] == "mean of f′²"
    assert labels["flat_share"] == "z on flat parts"
    assert labels["zero_share"] == "z where f is 0"


def test_alpha_is_not_spoken_of_until_it_is_turned() -> None:
    assert explore(activation="tanh").notes == ()


def test_alpha_is_said_to_be_idle_elsewhere() -> None:
    frame = explore(activation="tanh", alpha="0.5")
    assert frame.readout("slope") == 1.0
    assert frame.notes == ("tanh has no alpha to turn; leaky-relu, prelu and elu have one.",)


@pytest.mark.parametrize(
    ("name", "edges"),
    [
        ("sigmoid", [(-6.0, -2.887), (2.887, 6.0)]),
        ("tanh", [(-6.0, -2.178), (2.178, 6.0)]),
        ("relu", [(-6.0, 0.0)]),
        ("prelu", []),
    ],
)
def test_bands_are_where_the_slope_is_below_a_twentieth(name: str, edges: list[tuple[float, float]]) -> None:
    bands = flat_bands(activations.ACTIVATIONS[name], -6.0, 6.0)
    assert len(bands) == len(edges)
    for band, edge in zip(bands, edges, strict=True):
        assert (band.low, band.high) == pytest.approx(edge, abs=0.013)  # a point every 1/80


def test_gelu_is_flat_around_its_minimum_too() -> None:
    assert any(band.low < -0.7518 < band.high for band in flat_bands(activations.ACTIVATIONS["gelu"], -6.0, 6.0))
