"""Every gradient of the engine against centered differences, in float64 and away from kinks."""

from __future__ import annotations

import numpy as np
import pytest
from nn_samples import LOSSES, away_from_kinks, difference_quotients, gradient

from tutor.nn.activations import ACTIVATIONS
from tutor.nn.perceptron import Norm

TOLERANCE = 1e-7  # of entries around 0.1; the quotients are good to h^2 = 1e-10 of the third derivative


@pytest.mark.parametrize("is_residual", [False, True], ids=["plain", "residual"])
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("norm", ["none", "batch", "batch-after", "layer"])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_backward_agrees_with_difference_quotients(activation: str, norm: Norm, loss: str, is_residual: bool) -> None:
    network, data = away_from_kinks(activation, norm, loss, is_residual)
    found = gradient(network, data, LOSSES[loss][0]())
    expected = difference_quotients(network, data, LOSSES[loss][0]())
    np.testing.assert_allclose(found, expected, rtol=0.0, atol=TOLERANCE)
    assert np.abs(found).max() > 1e-2, "a gradient of nothing would agree as well"


@pytest.mark.parametrize("norm", ["batch", "batch-after"])
def test_backward_in_evaluation_agrees_too(norm: Norm) -> None:
    network, data = away_from_kinks("tanh", norm)
    network.statistics[:] = np.random.default_rng(1).uniform(0.5, 2.0, network.statistics.shape)
    network.eval()
    loss = LOSSES["bce"][0]()
    np.testing.assert_allclose(
        gradient(network, data, loss), difference_quotients(network, data, loss), rtol=0.0, atol=TOLERANCE
    )


def test_gradient_of_one_unit_layers_is_the_chain_rule() -> None:
    """x = 1, weights 0.8 and 1.2: dL/dw_1 = dL/dz_2 w_2 f'(z_1) x."""
    network, _ = away_from_kinks("sigmoid", depth=1)
    network.values[:] = 0.0
    network.weights[0][0, 0], network.weights[1][0, 0] = 0.8, 1.2
    network.forward(np.array([[1.0, 0.0, 0.0]]))
    network.backward(np.array([[-0.5]]))
    first, second = (linear.weight.gradient[0, 0] for linear in network.linears)
    a = 1.0 / (1.0 + np.exp(-0.8))
    assert second == pytest.approx(-0.5 * a, rel=1e-14)
    assert first == pytest.approx(-0.5 * 1.2 * a * (1.0 - a), rel=1e-14)
    assert [linear.bias.gradient[0, 0] for linear in network.linears] == pytest.approx([first, -0.5])
