"""Batch norm before training: published growth of errors, inputs kept apart, and batches of two."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tutor.labs.bn_explodes import LAB
from tutor.labs.frame import Frame
from tutor.labs.running import last_frame
from tutor.plots.figure import Chart

SEEDS = 5


def stacked(*drawn: str, seed: int = 0, **params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params, drawn, seed))


def growth(seeds: int = SEEDS, **params: Any) -> float:
    """The geometric mean over seeds."""
    return math.exp(np.mean([math.log(stacked(seed=seed, **params).readout("growth")) for seed in range(seeds)]))


@pytest.mark.parametrize(
    ("params", "published"),
    [({}, 1.202), ({"activation": "identity"}, 1.005), ({"batch": 16}, 1.26), ({"batch": 64}, 1.22)],
)
def test_errors_grow_by_the_published_factor_a_layer(params: dict[str, Any], published: float) -> None:
    """A factor of 1.015 a layer is a factor of 1.6 over the thirty layers it is taken from; width 64 for 256."""
    assert growth(**params) == pytest.approx(published, rel=0.015)


def test_batches_of_four_make_them_grow_much_faster() -> None:
    assert growth(batch=4, width=256, seeds=3) == pytest.approx(1.66, abs=0.08)  # four inputs: single nets differ more


@pytest.mark.slow
@pytest.mark.parametrize(
    ("params", "factor", "ratio"),
    [
        ({}, 1.202, 5.1e3),
        ({"activation": "gelu"}, 1.177, 870.0),
        ({"activation": "tanh"}, 1.093, 48.0),
        ({"activation": "sigmoid"}, 1.025, math.nan),
        ({"activation": "identity"}, 1.005, math.nan),
        ({"batch": 1024}, 1.19, math.nan),
    ],
)
def test_fifty_layers_of_256_units_give_the_published_table(
    params: dict[str, Any], factor: float, ratio: float
) -> None:
    frames = [stacked(seed=seed, width=256, **params) for seed in range(3)]
    assert np.mean([frame.readout("growth") for frame in frames]) == pytest.approx(factor, rel=0.01)
    found = math.exp(np.mean([math.log(frame.readout("delta_ratio")) for frame in frames]))
    assert math.isnan(ratio) or abs(math.log(found / ratio)) < math.log(1.3)


# sqrt(E f'^2 / Var f) of a large batch
THEORY = [("relu", math.sqrt(math.pi / (math.pi - 1.0)), 1e-9), ("identity", 1.0, 1e-9), ("tanh", 1.0853, 1e-4)]


@pytest.mark.parametrize(("activation", "factor", "tolerance"), THEORY)
def test_theory_tells_the_growth_of_a_large_batch(activation: str, factor: float, tolerance: float) -> None:
    assert stacked(activation=activation, width=8, depth=2).readout("growth_theory") == pytest.approx(
        factor, rel=tolerance
    )


def test_without_normalization_errors_keep_their_size() -> None:
    assert stacked(norm="none").readout("growth_theory") == pytest.approx(1.0, rel=1e-9)
    for seed in range(SEEDS):
        assert 0.1 < stacked(norm="none", seed=seed).readout("delta_ratio") < 10.0


def test_batch_norm_keeps_inputs_apart_that_become_alike_without_it() -> None:
    """Layers 1, 10 and 50: what the arc-cosine formula says, from which one net strays; with a batch norm no change."""
    plain, normalized = (stacked(norm=norm, width=256, batch=64).series[1].y[[0, 9, 49]] for norm in ("none", "batch"))
    assert plain == pytest.approx([0.318, 0.872, 0.988], abs=0.03)
    assert normalized == pytest.approx([0.32, 0.32, 0.33], abs=0.015)


def test_batch_of_two_is_told_to_carry_signs_only() -> None:
    frame = stacked(batch=2)
    assert len(frame.notes) == 1
    assert frame.readout("delta_ratio") < 1e-3
    assert stacked(batch=2, norm="none").notes == stacked(batch=5).notes == ()


def test_variants_are_drawn_side_by_side() -> None:
    frame = stacked("relu:batch:256", "relu:batch:4", "relu:none:4")
    errors, cosines = frame.figures
    assert isinstance(errors, Chart)
    assert isinstance(cosines, Chart)
    assert [one.label for one in errors.series] == ["relu, batch of 256", "relu, batch of 4", "relu, no norm"]
    assert frame.readout("growth[relu:batch:4]") > frame.readout("growth[relu:batch:256]") > frame.readout("growth")


def test_axis_of_the_cosine_holds_negative_ones() -> None:
    chart = stacked(activation="tanh", batch=2, width=8).figures[1]
    assert isinstance(chart, Chart)
    assert chart.y.low == -1.0
    assert chart.y.high == 1.0


def test_dead_rows_are_at_right_angles_to_all_others() -> None:
    frame = stacked(norm="none", width=8, seed=1)
    assert all(np.isfinite(readout.value) for readout in frame.readouts if readout.name.startswith("cosine"))
