"""Root mean squares of ordinary, enormous, tiny and broken arrays."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tutor.nn.arrays import root_mean_square


@pytest.mark.parametrize("scale", [1.0, 1e200, 1e-200, 5e-324])
def test_root_mean_square_scales_with_its_entries(scale: float) -> None:
    assert root_mean_square(scale * np.array([[2.0, -14.0], [0.0, 10.0]])) == pytest.approx(scale * math.sqrt(75.0))


def test_zeros_have_root_mean_square_0() -> None:
    assert root_mean_square(np.zeros((3, 2))) == 0.0


def test_what_is_not_finite_shows() -> None:
    assert root_mean_square(np.array([1.0, -math.inf])) == math.inf
    assert math.isnan(root_mean_square(np.array([1.0, math.nan, math.inf])))
