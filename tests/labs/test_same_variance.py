"""Same variance: five shapes, measured to have one variance, and to give much the same nets."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tutor.labs.frame import Frame
from tutor.labs.running import last_frame
from tutor.labs.same_variance import CUT, CUT_DEVIATION, LAB, SHAPES
from tutor.nn.special import normal_cdf, normal_pdf
from tutor.plots.figure import Bars, Ridge


def compared(seed: int = 0, **params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params, seed=seed))


@pytest.mark.parametrize("shape", SHAPES)
def test_weights_of_every_shape_have_variance_one_over_n(shape: str) -> None:
    width = 128
    weight = SHAPES[shape](width, np.random.default_rng(0))
    assert weight.shape == (width, width)
    # the mean square of 16384 normal values strays by 1.1 %, that of the other shapes by less
    assert float(np.mean(weight**2)) * width == pytest.approx(1.0, rel=0.04)
    assert abs(float(np.mean(weight))) * math.sqrt(width) < 0.03


def test_shapes_are_what_they_are_called() -> None:
    scaled = {shape: SHAPES[shape](64, np.random.default_rng(1)) * 8.0 for shape in SHAPES}
    assert np.abs(scaled["normal"]).max() > 3.0
    assert np.abs(scaled["uniform"]).max() <= math.sqrt(3.0)
    assert 2.0 < np.abs(scaled["truncated"]).max() <= 2.0 / 0.8796
    assert set(np.abs(scaled["signs"]).ravel()) == {1.0}
    np.testing.assert_allclose(scaled["orthogonal"] @ scaled["orthogonal"].T / 64, np.eye(64), atol=1e-12)


def test_truncation_leaves_the_deviation_of_the_formula() -> None:
    """Var = 1 - 2 c phi(c) / (2 Phi(c) - 1) for N(0, 1) cut at -c and c."""
    cut = np.array(CUT)
    variance = 1.0 - 2.0 * CUT * float(normal_pdf(cut)) / (2.0 * float(normal_cdf(cut)) - 1.0)
    assert math.sqrt(variance) == pytest.approx(CUT_DEVIATION, rel=1e-14)


def test_ten_relu_layers_of_any_shape_keep_the_size() -> None:
    """One net strays by exp(0.35), the mean of twenty by exp(0.08): four of these."""
    frame = compared(nets=20)
    for shape in SHAPES:
        lowest, mean, highest = (frame.readout(f"{name}_{shape}") for name in ("lowest", "rms", "highest"))
        assert abs(math.log(mean)) < 0.35, shape
        assert 0.2 < lowest < mean < highest < 4.0, shape


def test_orthogonal_weights_are_exact_where_nothing_bends() -> None:
    frame = compared(activation="identity", depth=30, nets=5)
    assert frame.readout("delta_ratio_orthogonal") == pytest.approx(1.0, abs=1e-12)
    # the inputs, five times 2048 numbers N(0, 1), are off by 0.7 % themselves
    assert frame.readout("rms_orthogonal") == pytest.approx(1.0, abs=0.025)
    spreads = {shape: frame.readout(f"highest_{shape}") / frame.readout(f"lowest_{shape}") for shape in SHAPES}
    assert spreads.pop("orthogonal") < 1.08
    assert min(spreads.values()) > 1.15


@pytest.mark.slow
def test_fifty_layers_of_256_units_scatter_as_published() -> None:
    frame = compared(width=256, depth=50, nets=20)
    published = {"normal": 0.82, "uniform": 0.69, "truncated": 0.79, "signs": 0.77, "orthogonal": 0.94}
    for shape, size in published.items():
        # single nets stray by exp(0.45), means of twenty, on both sides, by exp(0.14): three of these
        assert abs(math.log(frame.readout(f"rms_{shape}") / size)) < 0.42, shape
        assert frame.readout(f"lowest_{shape}") > 0.15
        assert frame.readout(f"highest_{shape}") < 4.0


def test_ridge_has_a_row_of_nets_for_each_shape() -> None:
    ridge, bars = compared(nets=7).figures
    assert isinstance(ridge, Ridge)
    assert isinstance(bars, Bars)
    assert [one.label for one in ridge.histograms] == [bar.label for bar in bars.bars] == list(SHAPES)
    assert [np.sum(one.counts) for one in ridge.histograms] == [7] * 5


def test_nets_that_die_are_counted_in_a_note() -> None:
    frame = compared(width=8, depth=50)
    ridge = frame.figures[0]
    assert isinstance(ridge, Ridge)
    dead = {one.label: 10 - round(np.sum(one.counts)) for one in ridge.histograms}
    assert 0 < dead["normal"] < 6  # 18 % of many
    assert frame.notes == tuple(
        f"{shape}: {count} of 10 nets end at exactly 0, which lies on no log axis."
        for shape, count in dead.items()
        if count
    )
    assert all(frame.readout(f"rms_{shape}") == 0.0 for shape, count in dead.items() if count)


def test_first_nets_stay_when_more_are_drawn() -> None:
    few, many = (compared(nets=nets).series[0].y for nets in (3, 5))
    assert many[:3].tolist() == few.tolist()
