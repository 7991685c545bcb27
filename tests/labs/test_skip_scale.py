"""Skip scale: published sizes of fifty residual layers, and two layers written out."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tutor.labs.frame import Frame
from tutor.labs.running import last_frame
from tutor.labs.skip_scale import LAB
from tutor.plots.figure import Chart

SEEDS = 5


def stream(*drawn: str, seed: int = 0, **params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params, drawn, seed))


def typical(readout: str, **params: Any) -> float:
    """The geometric mean over seeds."""
    logs = [math.log(stream(seed=seed, **params).readout(readout)) for seed in range(SEEDS)]
    return math.exp(sum(logs) / SEEDS)


# Published for 256 units: size of h at the top and ratio of dL/dh, layer 1 over layer 50.
PUBLISHED = [("full", 1.8e11, 2.3e10, 1.7), ("scaled", 28.0, 3.2, 1.2)]


@pytest.mark.slow
@pytest.mark.parametrize(("branch", "size", "ratio", "factor"), PUBLISHED)
def test_fifty_layers_of_256_units_grow_as_published(branch: str, size: float, ratio: float, factor: float) -> None:
    """Single nets with full branches lie between 1.7e11 and 4.7e11."""
    for readout, published in (("stream_top", size), ("delta_ratio", ratio)):
        found = typical(readout, branch=branch, width=256)
        assert abs(math.log(found / published)) < math.log(factor)


@pytest.mark.parametrize(("branch", "size", "ratio", "_"), PUBLISHED)
def test_narrower_layers_grow_much_the_same(branch: str, size: float, ratio: float, _: float) -> None:
    """Four times narrower layers stray twice as far: single nets by a factor of two, their mean by less."""
    assert abs(math.log(typical("stream_top", branch=branch) / size)) < math.log(2.0)
    assert abs(math.log(typical("delta_ratio", branch=branch) / ratio)) < math.log(2.5)


def test_branch_times_zero_leaves_everything_as_it_is() -> None:
    frame = stream(branch="zero")
    signal, error = frame.series
    assert np.all(signal.y == signal.y[0])
    assert frame.readout("stream_top") == pytest.approx(1.0, abs=0.03)  # the inputs: 16384 numbers N(0, 1)
    assert np.all(error.y == error.y[0])
    assert frame.readout("delta_ratio") == 1.0


@pytest.mark.parametrize(("branch", "factor"), [("full", 1.0), ("scaled", math.sqrt(0.5)), ("zero", 0.0)])
def test_two_layers_are_what_the_formula_says(branch: str, factor: float) -> None:
    frame = stream(branch=branch, depth=2, width=8, seed=4)
    rng = np.random.default_rng(4)
    x = rng.normal(size=(256, 8))
    first, second = (rng.normal(0.0, 0.5, (8, 8)) for _ in range(2))
    error = rng.normal(size=(256, 8))
    h = x + factor * np.maximum(x @ first, 0.0)
    top = h + factor * np.maximum(h @ second, 0.0)
    below = error + (factor * error * (h @ second > 0.0)) @ second.T
    sizes = [math.sqrt(np.mean(values**2)) for values in (h, top, below, error)]
    assert [*frame.series[0].y, *frame.series[1].y] == pytest.approx(sizes, rel=1e-12)
    assert frame.readout("stream_factor") == pytest.approx(math.sqrt(sizes[1]), rel=1e-12)


def test_charts_show_the_three_branches() -> None:
    frame = stream("full", "scaled", "zero", depth=5)
    for figure in frame.figures:
        assert isinstance(figure, Chart)
        assert [one.label for one in figure.series] == ["full branch", "branch / √L", "branch × 0"]
    tops = [frame.readout(f"stream_top{variant}") for variant in ("[full]", "[scaled]", "")]
    assert tops == sorted(tops, reverse=True)
