"""The region counter: counts known exactly, published medians, and pieces found by looking at slopes."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tutor.labs.frame import Frame
from tutor.labs.region_counter import LAB
from tutor.labs.running import last_frame
from tutor.nn.network import Network
from tutor.nn.perceptron import Perceptron
from tutor.nn.regions import linear_regions
from tutor.plots.figure import Bars, Chart


def counted(*drawn: str, seed: int = 0, **params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params, drawn, seed))


# Neurons, layers, published median and range of twenty random nets.
PUBLISHED = [
    (32, 1, 31.5, 28, 33),
    (32, 2, 34, 25, 39),
    (32, 4, 26, 18, 38),
    (32, 8, 17.5, 7, 40),
    (64, 1, 62, 57, 65),
    (64, 2, 61, 52, 69),
    (64, 4, 65.5, 48, 77),
    (64, 8, 46, 25, 71),
    (128, 1, 124, 115, 129),
    (128, 4, 115, 90, 145),
    (128, 8, 116, 70, 160),
]


@pytest.mark.parametrize(("neurons", "layers", "median", "low", "high"), PUBLISHED)
def test_random_nets_have_the_published_number_of_pieces(
    neurons: int, layers: int, median: float, low: int, high: int
) -> None:
    """One median of twenty, the published one, strays by about a sixth of the range of twenty."""
    found = [counted(neurons=neurons, layers=layers, seed=seed).readout("pieces") for seed in range(5)]
    assert abs(np.mean(found) - median) < (high - low) / 4


def test_depth_does_not_help_random_nets_but_makes_them_differ_more() -> None:
    one, eight = (counted(layers=layers) for layers in (1, 8))
    assert one.readout("pieces") > eight.readout("pieces") + 5
    widths = [frame.readout("pieces_high") - frame.readout("pieces_low") for frame in (one, eight)]
    assert widths[1] > 2 * widths[0]


@pytest.mark.parametrize("layers", [1, 2, 3, 5, 8, 10])
def test_tent_layers_double_the_pieces(layers: int) -> None:
    frame = counted(kind="tent", layers=layers)
    assert frame.readout("pieces") == 2**layers
    assert frame.readout("neurons") == 2 * layers
    assert frame.readout("one_layer_most") == 2 * layers + 1
    curve = frame.series[-1]
    assert curve.x.tolist() == (np.arange(2**layers + 1) / 2**layers).tolist()
    assert curve.y.tolist() == [0.0, 1.0] * 2 ** (layers - 1) + [0.0]


def test_most_there_can_be_is_the_product_over_layers() -> None:
    assert counted().readout("pieces_most") == 65
    assert counted(layers=8).readout("pieces_most") == 9**8
    assert counted(neurons=16, layers=10).readout("pieces_most") == 3**6 * 2**4
    for layers in range(1, 11):
        frame = counted(layers=layers)
        assert frame.readout("pieces_high") <= frame.readout("pieces_most")
        assert frame.readout("neurons") == 64


def same_net(neurons: int, layers: int) -> Network:
    """The first net of seed 0, in the plane, with a second input that is not heard."""
    width = neurons // layers
    net = Perceptron((2, *[width] * layers, 1), "relu").build(np.random.default_rng(0))
    rng = np.random.default_rng([0, 0])
    net.weights[0][1] = 0.0
    for number in range(layers):
        fan_in = width if number else 1
        weight = rng.normal(0.0, math.sqrt(2.0 / fan_in), (fan_in, width))
        net.weights[number][:fan_in] = weight
        net.biases[number][:] = rng.normal(size=(1, width))
    return net


@pytest.mark.parametrize(("neurons", "layers"), [(16, 1), (16, 2), (16, 4)])
def test_count_is_that_of_the_regions_of_the_plane(neurons: int, layers: int) -> None:
    regions = linear_regions(same_net(neurons, layers), -10.0, 10.0)
    assert counted(neurons=neurons, layers=layers).series[0].y[0] == len(regions)


@pytest.mark.parametrize("layers", [1, 3, 8])
def test_curve_is_straight_between_neighboring_ends(layers: int) -> None:
    frame = counted(layers=layers, seed=2)
    curve = frame.series[-1]
    assert len(curve.x) - 1 == frame.series[0].y[0]
    assert curve.x[[0, -1]].tolist() == [-10.0, 10.0]
    assert np.all(np.diff(curve.x) > 0.0)
    slopes = np.diff(curve.y) / np.diff(curve.x)
    if layers == 1:  # every unit is heard
        assert np.all(np.abs(np.diff(slopes)) > 1e-9)


def test_bars_stand_against_the_most_and_the_curve_is_the_present_net() -> None:
    frame = counted("random:64:1", "random:64:8", "tent:64:4")
    bars, chart = frame.figures
    assert isinstance(bars, Bars)
    assert isinstance(chart, Chart)
    labels = ["64 in 1 layer", "at most", "64 in 8 layers", "at most", "tent in 4 layers", "at most"]
    assert [bar.label for bar in bars.bars] == labels
    low, high = (frame.readout(f"pieces_{end}[random:64:8]") for end in ("low", "high"))
    assert bars.bars[2].note.endswith(f"({low:g} to {high:g})")
    assert chart.title == "The first net, tent in 4 layers"
    assert frame.readout("pieces[random:64:1]") == counted().readout("pieces")
