"""ReLU and min(0, z): mirrored starts stay mirrored to the last bit, other starts do not."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from tutor.labs.frame import Frame
from tutor.labs.mirror_test import LAB, TWIN
from tutor.labs.playground import LAB as PLAYGROUND
from tutor.labs.running import last_frame
from tutor.nn.piecewise import Relu
from tutor.plots.figure import Chart

EDGES = np.array([-2.0, -1e-300, -0.0, 0.0, 1e-300, 3.0, np.nan])


@cache
def trained(seed: int = 0, **params: float | str) -> Frame:
    return last_frame(LAB, LAB.setting(params, seed=seed))


@pytest.mark.parametrize("seed", range(5))
def test_losses_of_mirrored_nets_never_differ(seed: int) -> None:
    frame = trained(seed)
    assert frame.readout("largest_difference") == 0.0
    assert frame.readout("mirror_error") == 0.0
    assert len(frame.series[0].y) == 501
    assert np.array_equal(frame.series[0].y, frame.series[1].y)


@pytest.mark.parametrize(
    "params", [{"depth": 1}, {"depth": 5, "width": 32, "rate": 0.3}, {"width": 2}, {"rate": 0.001}], ids=str
)
def test_losses_of_mirrored_nets_never_differ_at_any_depth_width_and_rate(params: dict[str, float]) -> None:
    frame = trained(steps=100, **params)
    assert frame.readout("largest_difference") == frame.readout("mirror_error") == 0.0


def test_equality_is_that_of_two_nets_that_learn() -> None:
    frame = trained()
    assert frame.readout("final_loss") == frame.readout("twin_loss") < 0.2
    assert frame.readout("accuracy") > 0.9


def test_without_the_mirror_they_are_two_different_nets() -> None:
    frame = trained(start="same")
    assert frame.readout("largest_difference") > 1e-3
    assert frame.readout("mirror_error") > 1.0
    assert frame.readout("final_loss") == trained().readout("final_loss")
    assert frame.readout("twin_loss") != frame.readout("final_loss")


def test_relu_net_is_the_playgrounds() -> None:
    """The same random numbers, the same steps: what stands beside it changes nothing."""
    values = {"depth": 2, "width": 16, "rate": 0.1, "steps": 100}
    alone = last_frame(PLAYGROUND, PLAYGROUND.setting(values, seed=4))
    assert trained(4, steps=100).readout("final_loss") == alone.readout("final_loss")
    assert trained(4, steps=100).readout("accuracy") == alone.readout("accuracy")


def test_min_0_z_is_relu_in_a_mirror() -> None:
    relu = Relu("relu")
    assert np.array_equal(TWIN.value(EDGES), -relu.value(-EDGES), equal_nan=True)
    inner = EDGES[:-1]
    assert np.array_equal(TWIN.slope(inner), relu.slope(-inner))


def test_picture_shows_one_line_below_the_other_and_weights_on_both_sides_of_0() -> None:
    losses, weights = trained().figures
    assert isinstance(losses, Chart)
    assert isinstance(weights, Chart)
    assert [(line.label, line.stroke) for line in losses.series] == [("ReLU", "line"), ("min(0, z)", "dashed")]
    assert [line.name for line in weights.series] == ["w_1", "w_2", "twin_w_1", "twin_w_2"]
    one, two, twin_one, twin_two = (line.y for line in weights.series)
    assert np.array_equal(one, -twin_one)
    assert np.array_equal(two, -twin_two)
    assert not np.array_equal(one, two)
    assert one[0] != one[-1]


def test_every_step_is_a_moment_that_can_be_drawn() -> None:
    steps = []
    for moment in LAB.run(LAB.setting({"steps": 100, "depth": 1})):
        frame = moment.frame()
        steps.append(moment.step)
        assert (frame.step, frame.is_final) == (moment.step, moment.step == 100)
        assert all(len(line.y) == moment.step + 1 for line in frame.series)
    assert steps == list(range(101))


def test_same_setting_gives_the_same_bits() -> None:
    first, second = (last_frame(LAB, LAB.setting({"start": "same", "steps": 100}, seed=3)) for _ in range(2))
    assert first.readouts == second.readouts
    assert all(np.array_equal(a.y, b.y) for a, b in zip(first.series, second.series, strict=True))
