"""Networks: what they start from, and their gradients against difference quotients."""

from __future__ import annotations

import numpy as np
import pytest

from tutor.nn.activations import ACTIVATIONS
from tutor.nn.arrays import Array
from tutor.nn.losses import binary_cross_entropy, binary_cross_entropy_delta
from tutor.nn.network import Network

H = 1e-5
KINKED = {"relu", "leaky-relu", "prelu", "elu", "selu"}
NEAR_KINK = 1e-3  # a difference quotient moves no pre-activation here by that much


def network(
    name: str = "tanh", init: str = "he", *, inputs: int = 2, width: int = 5, depth: int = 3, seed: int = 0
) -> Network:
    return Network(inputs, width, depth, ACTIVATIONS[name], init, np.random.default_rng(seed))


def away_from_kinks(name: str, init: str, depth: int) -> tuple[Network, Array, Array]:
    """A network and labeled inputs such that no pre-activation is close to 0."""
    for seed in range(100):
        net = network(name, init, depth=depth, seed=seed)
        rng = np.random.default_rng([seed, 1])
        x, y = rng.normal(size=(6, 2)), rng.integers(0, 2, (6, 1)).astype(float)
        if name not in KINKED or all(np.abs(z).min() > NEAR_KINK for z in net.forward(x)[0]):
            return net, x, y
    raise AssertionError("every one of a hundred networks stands on a kink")


def difference_quotients(net: Network, parameters: list[Array], x: Array, y: Array) -> list[Array]:
    """The derivative of the loss by every entry of the parameters, one entry at a time."""
    gradients = [np.empty_like(parameter) for parameter in parameters]
    for parameter, gradient in zip(parameters, gradients, strict=True):
        for index in np.ndindex(parameter.shape):
            before = parameter[index]
            losses = []
            for moved in (before + H, before - H):
                parameter[index] = moved
                losses.append(binary_cross_entropy(net.logits(x), y))
            parameter[index] = before
            gradient[index] = (losses[0] - losses[1]) / (2 * H)
    return gradients


@pytest.mark.parametrize("depth", [1, 3])
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_backward_agrees_with_difference_quotients(name: str, depth: int) -> None:
    net, x, y = away_from_kinks(name, "pytorch" if depth == 1 else "he", depth)
    pre_activations, activations = net.forward(x)
    output_delta = binary_cross_entropy_delta(pre_activations[-1], y)
    found = net.backward(pre_activations, activations, output_delta)
    for gradients, parameters in zip(found, (net.weights, net.biases), strict=True):
        for gradient, expected in zip(gradients, difference_quotients(net, parameters, x, y), strict=True):
            assert gradient.shape == expected.shape
            np.testing.assert_allclose(gradient, expected, rtol=0.0, atol=1e-7)  # rounding alone is 1e-16 / 2h = 1e-11
    assert np.abs(found[0][0]).max() > 1e-4, "a gradient of nothing would agree as well"


def test_gradient_of_one_unit_layers_is_the_chain_rule() -> None:
    """x = 1, weights 0.8 and 1.2: dL/dw_1 = dL/dz_2 w_2 f'(z_1) x."""
    net = network("sigmoid", inputs=1, width=1, depth=1)
    net.weights[0][:], net.weights[1][:] = 0.8, 1.2
    pre_activations, activations = net.forward(np.ones((1, 1)))
    (first, second), biases = net.backward(pre_activations, activations, np.array([[-0.5]]))
    a = 1.0 / (1.0 + np.exp(-0.8))
    assert second.item() == pytest.approx(-0.5 * a, rel=1e-14)
    assert first.item() == pytest.approx(-0.5 * 1.2 * a * (1.0 - a), rel=1e-14)
    assert [bias.item() for bias in biases] == pytest.approx([first.item(), -0.5])


def test_forward_gives_logits_last_and_inputs_first() -> None:
    net, x = network(depth=3, width=5), np.random.default_rng(1).normal(size=(7, 2))
    pre_activations, activations = net.forward(x)
    assert [z.shape for z in pre_activations] == [(7, 5), (7, 5), (7, 5), (7, 1)]
    assert [a.shape for a in activations] == [(7, 2), (7, 5), (7, 5), (7, 5)]
    assert activations[0] is x
    np.testing.assert_array_equal(net.logits(x), pre_activations[-1])
    np.testing.assert_array_equal(activations[2], np.tanh(activations[1] @ net.weights[1] + net.biases[1]))


def test_weights_start_from_the_initializer_and_the_output_from_1_over_width() -> None:
    net = network(init="he", inputs=50, width=200, depth=2)
    assert [weight.shape for weight in net.weights] == [(50, 200), (200, 200), (200, 1)]
    assert np.var(net.weights[0]) == pytest.approx(2.0 / 50, rel=0.06)  # 10 000 draws: four standard errors
    assert np.var(net.weights[1]) == pytest.approx(2.0 / 200, rel=0.03)
    assert np.var(net.weights[2]) == pytest.approx(1.0 / 200, rel=0.4)
    assert not any(bias.any() for bias in net.biases)


def test_pytorchs_default_gives_hidden_layers_biases_and_the_output_none() -> None:
    net = network(init="pytorch", width=9, depth=2)
    assert all(np.all(bias != 0.0) for bias in net.biases[:-1])
    assert not net.biases[-1].any()
    assert np.abs(net.biases[1]).max() <= 1.0 / 3.0


def test_lsuv_starts_with_unit_variance_in_every_hidden_layer() -> None:
    net = network("softplus", "lsuv", width=64, depth=6)
    x = np.random.default_rng(9).normal(size=(20_000, 2))
    for z in net.forward(x)[0][:-1]:
        assert np.std(z) == pytest.approx(1.0, rel=0.1)  # fitted to 256 other inputs of the same kind


def test_zero_weights_stay_zero_below_the_output() -> None:
    """Symmetry: the signal never gets to the output weights, nor the error past them."""
    net, x = network("tanh", "zeros"), np.random.default_rng(1).normal(size=(7, 2))
    pre_activations, activations = net.forward(x)
    gradients, _ = net.backward(pre_activations, activations, np.ones((7, 1)))
    assert not any(gradient.any() for gradient in gradients)


def test_same_seed_gives_the_same_network() -> None:
    for one, other in zip(network(seed=3).weights, network(seed=3).weights, strict=True):
        np.testing.assert_array_equal(one, other)
    assert not np.array_equal(network(seed=3).weights[0], network(seed=4).weights[0])
