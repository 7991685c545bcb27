"""Linear regions: counts that are known exactly, areas, and the linear function of each."""

from __future__ import annotations

import numpy as np
import pytest

from tutor.errors import TutorError
from tutor.nn.arrays import Array
from tutor.nn.network import Network
from tutor.nn.perceptron import Perceptron
from tutor.nn.regions import linear_regions


def network(*sizes: int, activation: str = "relu", seed: int = 0) -> Network:
    net = Perceptron((2, *sizes, 1), activation).build(np.random.default_rng(seed))
    rng = np.random.default_rng([seed, 1])
    for bias in net.biases:
        bias[:] = rng.normal(size=bias.shape)
    return net


def tent(depth: int) -> Network:
    """x -> relu(2 x) - relu(4 x - 2) on [0, 1], again and again; y is not looked at."""
    net = network(*[2] * depth)
    for number, (weight, bias) in enumerate(zip(net.weights[:-1], net.biases[:-1], strict=True)):
        weight[:] = [[2.0, 4.0], [0.0, 0.0]] if number == 0 else [[2.0, 4.0], [-2.0, -4.0]]
        bias[:] = [0.0, -2.0]
    net.weights[-1][:, 0], net.biases[-1][:] = (1.0, -1.0), 0.0
    return net


def area(corners: Array) -> float:
    x, y = corners.T
    return 0.5 * float(x @ np.roll(y, -1) - y @ np.roll(x, -1))


@pytest.mark.parametrize(("lines", "count"), [(1, 2), (2, 4), (3, 7), (4, 11), (5, 16), (10, 56), (16, 137), (20, 211)])
def test_lines_in_general_position_cut_the_plane_into_the_known_number(lines: int, count: int) -> None:
    assert count == 1 + lines + lines * (lines - 1) // 2
    far = 1e5  # all crossings lie inside
    assert len(linear_regions(network(lines), -far, far)) == count


@pytest.mark.parametrize("depth", [1, 2, 3, 5, 8, 10])
def test_tent_layers_double_the_regions(depth: int) -> None:
    assert len(linear_regions(tent(depth), 0.0, 1.0)) == 2**depth


@pytest.mark.parametrize("activation", ["relu", "leaky-relu", "identity"])
@pytest.mark.parametrize("sizes", [(7,), (6, 5), (5, 5, 5, 5)])
def test_regions_tile_the_square_and_tell_the_networks_values(sizes: tuple[int, ...], activation: str) -> None:
    net = network(*sizes, activation=activation, seed=3)
    regions = linear_regions(net, -3.0, 3.0)
    assert sum(area(region.corners) for region in regions) == pytest.approx(36.0, rel=1e-12)
    assert all(area(region.corners) > 0.0 for region in regions)
    for region in regions:
        points = np.concatenate([region.corners, region.corners.mean(axis=0, keepdims=True)])
        np.testing.assert_allclose(points @ region.slope + region.offset, net.predict(points), rtol=0.0, atol=1e-12)
    assert len(regions) == 1 if activation == "identity" else len(regions) > 10


def test_neighbors_on_two_sides_of_a_line_have_different_slopes() -> None:
    slopes = [region.slope.ravel().tolist() for region in linear_regions(network(4), -1e5, 1e5)]
    assert len({tuple(slope) for slope in slopes}) == len(slopes)


def test_parallel_and_repeated_lines_are_not_counted_twice() -> None:
    net = network(4)
    factors = np.array([0.1, 0.3, -0.7, 0.1])  # x + 2 y = 0.3 three times, up to rounding, and x + 2 y = -0.7 once
    net.weights[0][:] = np.outer([1.0, 2.0], factors)
    net.biases[0][:] = factors * [-0.3, -0.3, -0.3, 0.7]
    assert len(linear_regions(net, -2.0, 2.0)) == 3


@pytest.mark.parametrize("curved", ["tanh", "gelu", "elu"])
def test_curved_activations_have_no_linear_regions(curved: str) -> None:
    with pytest.raises(TutorError, match=r"^Only networks of straight pieces have linear regions\. Use relu"):
        linear_regions(network(3, activation=curved), -1.0, 1.0)


def test_normalized_networks_are_refused() -> None:
    net = Perceptron((2, 3, 1), "relu", norm="batch").build(np.random.default_rng(0))
    with pytest.raises(TutorError, match="straight pieces"):
        linear_regions(net, -1.0, 1.0)


@pytest.mark.parametrize(("layers", "low", "high"), [(1, 28, 33), (2, 25, 39), (4, 18, 38), (8, 7, 40)])
def test_random_nets_of_32_units_have_about_as_many_pieces_in_one_layer_as_in_eight(
    layers: int, low: int, high: int
) -> None:
    """Inputs on a line, He weights, biases N(0, 1), twenty seeds: the median lies in the published range."""
    counts = []
    for seed in range(20):
        net = network(*[32 // layers] * layers, seed=seed)
        net.weights[0][0] *= np.sqrt(2.0)  # drawn for two inputs, of which one is heard
        net.weights[0][1] = 0.0
        counts.append(len(linear_regions(net, -10.0, 10.0)))
    assert low < np.median(counts) < high
