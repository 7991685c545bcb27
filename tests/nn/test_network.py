"""Networks: what they start from, the flat vectors they live in, and what a forward pass gives."""

from __future__ import annotations

import numpy as np
import pytest

from tutor.nn.activation_layer import ActivationLayer
from tutor.nn.batch_norm import BatchNorm1d
from tutor.nn.layer import Layer
from tutor.nn.layer_norm import LayerNorm
from tutor.nn.linear import Linear
from tutor.nn.network import Network
from tutor.nn.perceptron import Norm, Perceptron


def network(name: str = "tanh", init: str = "he", *, inputs: int = 2, width: int = 5, depth: int = 3) -> Network:
    return Perceptron((inputs, *[width] * depth, 1), name, init).build(np.random.default_rng(0))


def test_forward_gives_the_outputs_and_keeps_every_pre_activation() -> None:
    net, x = network(), np.random.default_rng(1).normal(size=(7, 2))
    outputs = net.forward(x)
    assert [z.shape for z in net.pre_activations] == [(7, 5), (7, 5), (7, 5), (7, 1)]
    assert outputs is net.pre_activations[-1]
    expected = np.tanh(np.tanh(x @ net.weights[0] + net.biases[0]) @ net.weights[1] + net.biases[1])
    np.testing.assert_allclose(net.pre_activations[2], expected @ net.weights[2] + net.biases[2], rtol=1e-13)


def test_every_matrix_is_a_view_into_the_flat_vectors() -> None:
    net = network("prelu")
    net.values[:] = np.arange(net.values.size)
    assert [value for w in (*net.weights, *net.biases) for value in w.ravel()[:1]] == [0, 16, 47, 78, 10, 41, 72, 83]
    net.forward(np.ones((3, 2)))
    net.backward(np.ones((3, 1)))
    assert all(np.shares_memory(linear.weight.gradient, net.gradient) for linear in net.linears)
    assert net.gradient[-1] == 3.0, "the output bias comes last and sees every example"


def test_buffers_are_reused_from_step_to_step_and_made_anew_for_another_batch() -> None:
    net, x = network(), np.ones((4, 2))
    first = net.forward(x)
    assert net.forward(x) is first
    assert net.forward(np.ones((3, 2))).shape == (3, 1)


def test_prediction_is_a_copy_and_leaves_the_network_in_training() -> None:
    net = Perceptron((2, 4, 1), "relu", norm="batch").build(np.random.default_rng(0))
    x = np.random.default_rng(1).normal(size=(5, 2))
    before = net.statistics.copy()
    one = net.predict(x)
    np.testing.assert_array_equal(one, net.predict(x))
    assert one is not net.predict(x)
    assert net.is_training
    assert net.leaves[1].is_training
    np.testing.assert_array_equal(net.statistics, before)


def test_prediction_that_overflows_shows_it_and_warns_of_nothing() -> None:
    net = network("relu", depth=2)
    net.values[:] = 1e200
    assert np.isinf(net.predict(np.ones((2, 2)))).all()


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
    net.forward(np.random.default_rng(9).normal(size=(20_000, 2)))
    for z in net.pre_activations[:-1]:
        assert np.std(z) == pytest.approx(1.0, rel=0.1)  # fitted to 256 other inputs of the same kind


@pytest.mark.parametrize(
    ("norm", "kinds"),
    [
        ("none", [Linear, ActivationLayer, Linear]),
        ("batch", [Linear, BatchNorm1d, ActivationLayer, Linear]),
        ("batch-after", [Linear, ActivationLayer, BatchNorm1d, Linear]),
        ("layer", [Linear, LayerNorm, ActivationLayer, Linear]),
    ],
)
def test_normalization_stands_where_it_is_asked_for(norm: Norm, kinds: list[type[Layer]]) -> None:
    net = Perceptron((2, 4, 1), "tanh", norm=norm).build(np.random.default_rng(0))
    assert [type(leaf) for leaf in net.leaves] == kinds


def test_skips_lead_past_layers_of_equal_width_only() -> None:
    net = Perceptron((2, 4, 4, 1), "tanh", is_residual=True).build(np.random.default_rng(0))
    x = np.random.default_rng(1).normal(size=(3, 2))
    first = np.tanh(x @ net.weights[0])
    np.testing.assert_allclose(
        net.forward(x), (first + np.tanh(first @ net.weights[1])) @ net.weights[2], rtol=1e-13, atol=1e-15
    )


def test_float32_is_float32_throughout() -> None:
    net = Perceptron((2, 4, 4, 1), "gelu", norm="batch").build(np.random.default_rng(0), np.float32)
    outputs = net.forward(np.ones((3, 2), np.float32))
    net.backward(np.ones((3, 1), np.float32))
    arrays = (outputs, net.values, net.gradient, net.statistics, *(leaf.output for leaf in net.leaves))
    assert {array.dtype for array in arrays} == {np.dtype(np.float32)}


def test_same_seed_gives_the_same_network() -> None:
    np.testing.assert_array_equal(network().values, network().values)
