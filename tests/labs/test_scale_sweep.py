"""The scale sweep: where float32 ends, the factor a layer, and saturation that does not make errors vanish."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tutor.labs.frame import Frame
from tutor.labs.running import last_frame
from tutor.labs.scale_sweep import LAB
from tutor.plots.figure import Chart

SEEDS = 5
FULL = {"width": 256, "depth": 50}


def sweep(*drawn: str, seed: int = 0, **params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params, drawn, seed))


@pytest.mark.parametrize("std", [0.01, 0.05, 0.1])
def test_factor_of_relu_is_the_std_times_the_root_of_half_the_width(std: float) -> None:
    """One net of 64 units strays by exp(0.35) in ten layers: by 3.5 % a layer, the mean of five by 1.6 %."""
    found = [sweep(std=std, seed=seed).readout("activation_factor") for seed in range(SEEDS)]
    assert np.mean(found) == pytest.approx(std * math.sqrt(32), rel=0.06)


def test_two_stds_differ_by_their_ratio_in_each_layer() -> None:
    small, large = (sweep(std=std, precision="float64").series[0].y for std in (0.01, 0.02))
    np.testing.assert_allclose(large / small, 2.0 ** np.arange(1, 11), rtol=1e-12)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SEEDS))
def test_unit_weights_overflow_float32_at_layer_36(seed: int) -> None:
    frame = sweep(std=1.0, seed=seed, **FULL)
    assert frame.readout("overflow_layer") == 36
    assert math.isnan(frame.readout("activation_top"))
    assert math.isnan(frame.readout("flat_share"))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SEEDS))
def test_weights_of_a_hundredth_underflow_at_layer_48_or_49(seed: int) -> None:
    frame = sweep(std=0.01, seed=seed, **FULL)
    assert frame.readout("zero_layer") in (48, 49)
    assert frame.readout("activation_top") == 0.0


@pytest.mark.slow
def test_he_std_keeps_the_size_through_fifty_layers() -> None:
    tops = [sweep(std=0.088, seed=seed, **FULL).readout("activation_top") for seed in range(SEEDS)]
    assert all(0.3 < top < 3.0 for top in tops)  # single nets of this size: 0.41 to 2.33


@pytest.mark.slow
def test_saturated_tanh_lets_errors_explode() -> None:
    frames = [sweep(activation="tanh", std=1.0, seed=seed, **FULL) for seed in range(SEEDS)]
    logs = [math.log(frame.readout("delta_ratio")) for frame in frames]
    assert abs(np.mean(logs) - math.log(9.4e22)) < math.log(2.0)
    for frame in frames:
        assert frame.readout("flat_share") == pytest.approx(0.89, abs=0.01)


def test_double_precision_reaches_where_single_does_not() -> None:
    single, double = (sweep(std=3.0, depth=50, width=128, precision=p) for p in ("float32", "float64"))
    assert 0 < single.readout("overflow_layer") < 36
    assert double.readout("overflow_layer") == 0
    assert double.readout("activation_top") > 1e60


@pytest.mark.parametrize(("std", "readout"), [(3.0, "overflow_layer"), (0.001, "zero_layer")])
def test_layer_where_float32_ends_is_the_first_that_is_not_a_usual_number(std: float, readout: str) -> None:
    frame = sweep(std=std, depth=50, width=128)
    layer, size = round(frame.readout(readout)), frame.series[0].y
    is_usual = np.isfinite(size) & (size > 0.0)
    assert is_usual[: layer - 1].all()
    assert not is_usual[layer - 1 :].any()


def test_learner_is_told_where_numbers_end() -> None:
    (note,) = sweep(std=2.0, depth=50, width=128).notes
    assert note.startswith("relu, std 2: from layer ")
    assert "3.4e38, the largest of float32" in note
    (note,) = sweep(std=0.001, depth=50).notes
    assert "every activation is 0" in note
    assert sweep().notes == ()


def test_charts_show_signal_and_error_of_each_variant() -> None:
    frame = sweep("relu:0.01", "relu:0.1", "tanh:1")
    signal, error = frame.figures
    assert isinstance(signal, Chart)
    assert isinstance(error, Chart)
    labels = ["relu, std 0.01", "relu, std 0.1", "tanh, std 1"]
    assert [one.label for one in signal.series] == [one.label for one in error.series] == labels
    assert [one.name for one in signal.series] == [f"activation[{v}]" for v in ("relu:0.01", "relu:0.1", "tanh:1")]
    assert error.x.is_told_backward
    assert frame.variant == "tanh, std 1"
    assert frame.readout("activation_top[relu:0.1]") == sweep(std=0.1).readout("activation_top")


def test_one_layer_is_enough() -> None:
    frame = sweep(depth=1)
    assert frame.readout("delta_ratio") == 1.0
    assert frame.readout("activation_factor") == frame.readout("activation_top")
