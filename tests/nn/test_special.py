"""The error function and the normal distribution for arrays, against the C library's."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tutor import functions
from tutor.nn.special import erfc, normal_cdf, normal_pdf

TABLE_END = 26.0  # erfc(26) = 6e-296; the table holds no more than e^(x^2) does


def test_erfc_is_off_by_less_than_5e_16() -> None:
    x = np.linspace(-8.0, 30.0, 60_001)
    errors = np.abs(erfc(x) - [math.erfc(point) for point in x.tolist()])
    assert errors.max() < 5e-16


def test_erfc_keeps_its_digits_in_the_right_tail() -> None:
    x = np.linspace(0.0, TABLE_END, 20_001)
    exact = np.array([math.erfc(point) for point in x.tolist()])
    assert np.max(np.abs(erfc(x) / exact - 1.0)) < 3e-13  # x^2 = 676 ulps in the exponent of e^(-x^2)


def test_erfc_is_smooth_across_the_table() -> None:
    """Between two table points the nearest one changes: no step may show there."""
    middle = (np.arange(2_000) + 0.5) / 256
    before, after = np.nextafter(middle, 0.0), np.nextafter(middle, 30.0)
    slope = 2.0 / math.sqrt(math.pi) * np.exp(-middle * middle)
    np.testing.assert_allclose(erfc(before) - erfc(after), slope * (after - before), atol=5e-16)


def test_erfc_reaches_its_ends_without_a_warning() -> None:
    with np.errstate(all="raise", under="ignore"):
        assert erfc(np.array([-math.inf, -1e308, 0.0, 1e308, math.inf])).tolist() == [2.0, 2.0, 1.0, 0.0, 0.0]


def test_nan_stays_nan() -> None:
    for function in (erfc, normal_cdf, normal_pdf):
        assert np.isnan(function(np.array([math.nan, 0.5]))).tolist() == [True, False]


@pytest.mark.parametrize(("array", "scalar"), [(normal_cdf, functions.normal_cdf), (normal_pdf, functions.normal_pdf)])
def test_normal_distribution_agrees_with_the_scalars(array: object, scalar: object) -> None:
    assert callable(array)
    assert callable(scalar)
    z = np.linspace(-36.0, 36.0, 5_001)
    np.testing.assert_allclose(array(z), [scalar(point) for point in z.tolist()], rtol=1e-12)


@pytest.mark.parametrize("shape", [(), (0,), (2, 3, 4)])
def test_shape_is_kept(shape: tuple[int, ...]) -> None:
    assert np.shape(erfc(np.ones(shape))) == shape
