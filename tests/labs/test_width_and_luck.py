"""Width and luck: published quantiles, nets that die, and layers drawn whole against weights drawn one by one."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tutor.labs.frame import Frame
from tutor.labs.running import last_frame
from tutor.labs.width_and_luck import LAB, NETS
from tutor.nn.arrays import Array
from tutor.plots.figure import Ridge

SEEDS = 10


def drawn(*variants: str, seed: int = 0, **params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params, variants, seed))


def sizes(seeds: int = SEEDS, **params: Any) -> Array:
    """Those of all nets of these seeds, in order."""
    return np.sort(np.concatenate([drawn(seed=seed, **params).series[0].y for seed in range(seeds)]))


# Fifty layers, quantiles of 5, 50 and 95 % of 200 nets.
PUBLISHED = [(16, 2.8e-4, 0.0123, 0.345), (64, 0.073, 0.343, 2.0), (256, 0.31, 0.80, 1.38)]


@pytest.mark.parametrize(("width", "low", "median", "high"), PUBLISHED)
def test_quantiles_are_the_published_ones(width: int, low: float, median: float, high: float) -> None:
    """The logarithm strays by d = sqrt(250 / width); of 200 nets the median by d / 11, the 5 % ends by d / 7."""
    found, spread = np.quantile(sizes(5, width=width), [0.05, 0.5, 0.95]), math.sqrt(250.0 / width)
    for one, published, tolerance in zip(found, (low, median, high), (0.45, 0.3, 0.45), strict=True):
        assert abs(math.log(one / published)) < tolerance * spread


def test_narrow_nets_die_as_often_as_theory_says() -> None:
    shares = [drawn(width=8, seed=seed).readout("dead_share") for seed in range(SEEDS)]
    assert all(0.1 < share < 0.27 for share in shares)  # three standard deviations of 200 nets
    assert np.mean(shares) == pytest.approx(0.178, abs=0.03)
    assert drawn(width=8).readout("dead_share_theory") == pytest.approx(1 - (1 - 2**-8) ** 50, rel=1e-12)
    assert np.median(sizes(width=8)) == pytest.approx(1.4e-5, rel=0.6)
    assert np.quantile(sizes(width=8), 0.95) == pytest.approx(0.015, rel=0.6)


def test_whole_layers_are_distributed_like_sums_over_weights() -> None:
    """Against 2000 nets with every weight drawn: the two distributions differ by 0.06 at most anywhere."""
    width, depth, nets = 6, 7, 2_000
    rng = np.random.default_rng(5)
    a = rng.normal(size=(nets, 1, width))
    for _ in range(depth):
        a = np.maximum(a @ rng.normal(0.0, math.sqrt(2.0 / width), (nets, width, width)), 0.0)
    honest = np.sort(np.sqrt(np.mean(a[:, 0] ** 2, axis=1)))
    ours = sizes(width=width, depth=depth)
    assert len(ours) == nets
    places = np.concatenate([honest, ours])
    below = [np.searchsorted(one, places, side="right") / nets for one in (honest, ours)]
    assert np.max(np.abs(below[0] - below[1])) < 0.06  # Kolmogorov-Smirnov: 0.061 at one in a thousand


def test_mean_square_is_kept_while_the_median_shrinks() -> None:
    """He's promise is about the mean of the square, which a few lucky nets keep up."""
    found = sizes(width=64, depth=10)
    assert float(np.mean(found**2)) == pytest.approx(1.0, rel=0.1)
    assert np.median(found) < 0.95


def test_ridge_lays_widths_below_one_another() -> None:
    frame = drawn("8", "64")
    (ridge,) = frame.figures
    assert isinstance(ridge, Ridge)
    assert [one.label for one in ridge.histograms] == ["width 8", "width 64"]
    assert [one.note for one in ridge.histograms] == ["16\u00a0% are 0", ""]
    dead = round(NETS * frame.readout("dead_share[8]"))
    assert [np.sum(one.counts) for one in ridge.histograms] == [NETS - dead, NETS]
    assert frame.variant == "width 64"


def test_two_units_in_fifty_layers_leave_nothing() -> None:
    frame = drawn(width=2)
    assert frame.readout("dead_share") == 1.0
    assert [frame.readout(name) for name in ("rms_low", "rms_median", "rms_high")] == [0.0] * 3
