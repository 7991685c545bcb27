"""Arrays against their scalar twins: every activation, over a dense grid and where floats run out."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tutor import functions
from tutor.nn.activations import ACTIVATIONS, with_slope_parameter

TINY = [0.0, 5e-324, 1e-300, 1e-17]
LARGE = [38.5, 100.0, 708.0, 745.0, 746.0, 999.9, 1e3, 1e4, 1e200, 1.7e308, math.inf]
EXTREMES = [*TINY, *LARGE]
GRID = np.concatenate([np.linspace(-40.0, 40.0, 16_001), EXTREMES, np.negative(EXTREMES)])

CANCELS = {"gelu", "gelu-tanh", "silu"}
"""Their slopes, and the tanh form itself, are sums that nearly cancel somewhere."""


def tolerances(name: str, kind: str) -> tuple[float, float]:
    """Relative and absolute: the erf of arrays has its argument's rounding in the exponent, z^2 = 1400 ulps far out."""
    is_sum = name in CANCELS and (kind == "slope" or name == "gelu-tanh")
    return 4e-13, 4e-15 if is_sum else 1e-290


@pytest.mark.parametrize("kind", ["value", "slope"])
@pytest.mark.parametrize("name", functions.ACTIVATIONS)
def test_array_agrees_with_scalar_without_a_warning(name: str, kind: str) -> None:
    scalar = functions.ACTIVATIONS[name][kind == "slope"]
    with np.errstate(all="raise", under="ignore"):
        found = getattr(ACTIVATIONS[name], kind)(GRID)
    relative, absolute = tolerances(name, kind)
    np.testing.assert_allclose(found, [scalar(z) for z in GRID.tolist()], rtol=relative, atol=absolute)


@pytest.mark.parametrize("name", functions.ACTIVATIONS)
def test_nan_stays_nan_and_touches_no_neighbor(name: str) -> None:
    z = np.array([1.0, math.nan, -1.0])
    with np.errstate(all="raise"):
        found = np.stack([ACTIVATIONS[name].value(z), ACTIVATIONS[name].slope(z)])
    np.testing.assert_array_equal(np.isnan(found), [[False, True, False]] * 2)


@pytest.mark.parametrize("shape", [(), (0,), (3, 1), (2, 3, 4)])
@pytest.mark.parametrize("name", functions.ACTIVATIONS)
def test_shape_and_type_are_kept(name: str, shape: tuple[int, ...]) -> None:
    z = np.full(shape, -0.5)
    for found in (ACTIVATIONS[name].value(z), ACTIVATIONS[name].slope(z)):
        assert np.shape(found) == shape
        assert np.asarray(found).dtype == np.float64


@pytest.mark.parametrize("name", functions.ACTIVATIONS)
def test_slope_at_the_corner_is_that_of_the_scalar(name: str) -> None:
    for zero in (0.0, -0.0):
        assert ACTIVATIONS[name].slope(np.array([zero]))[0] == pytest.approx(functions.ACTIVATIONS[name][1](zero))


@pytest.mark.parametrize(
    ("name", "value", "slope"),
    [
        ("leaky-relu", functions.leaky_relu, functions.leaky_relu_slope),
        ("prelu", functions.prelu, functions.prelu_slope),
        ("elu", functions.elu, functions.elu_slope),
    ],
)
@pytest.mark.parametrize("alpha", [0.0, 0.1, 2.0])
def test_slope_parameter_reaches_value_and_slope(name: str, value: object, slope: object, alpha: float) -> None:
    assert callable(value)
    assert callable(slope)
    activation, z = with_slope_parameter(name, alpha), np.linspace(-3.0, 3.0, 13)
    np.testing.assert_allclose(activation.value(z), [value(point, alpha) for point in z.tolist()], rtol=1e-14)
    np.testing.assert_allclose(activation.slope(z), [slope(point, alpha) for point in z.tolist()], rtol=1e-14)


def test_slope_parameter_changes_nothing_else() -> None:
    for name in ACTIVATIONS.keys() - {"leaky-relu", "prelu", "elu"}:
        assert with_slope_parameter(name, 0.3) is ACTIVATIONS[name]


def test_arrays_and_scalars_are_listed_under_the_same_names() -> None:
    assert list(ACTIVATIONS) == list(functions.ACTIVATIONS)
    assert all(name == activation.name for name, activation in ACTIVATIONS.items())
