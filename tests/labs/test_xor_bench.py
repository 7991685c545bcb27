"""Fifty starts on XOR: who gets all four points right, in the published shares, and why the others do not."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest
from field_points import share_on_their_side

from tutor.labs.frame import Frame
from tutor.labs.running import last_frame
from tutor.labs.xor_bench import LAB, STARTS, UNDECIDED
from tutor.nn.datasets import xor
from tutor.nn.losses import BinaryCrossEntropy
from tutor.nn.optimizers import SGD
from tutor.nn.perceptron import Perceptron
from tutor.nn.training import Plan, train
from tutor.plots.figure import Bars, Chart, Field

pytestmark = pytest.mark.slow  # nets that train for seconds; a quick test runs every lab once

LN_2 = math.log(2.0)

# Starts of fifty with all four points right, as published for one draw of fifty.
PUBLISHED = [("identity:4", 0), ("relu:2", 10), ("relu:4", 36), ("relu:8", 49), ("tanh:2", 32), ("tanh:4", 50)]
SMOOTH = ("sigmoid:4", 49)


@cache
def bench(*nets: str, seed: int = 0, steps: int = 2000) -> Frame:
    return last_frame(LAB, LAB.setting({"steps": steps}, nets, seed))


def stray(count: int) -> float:
    """Three standard deviations of the difference of two counts out of fifty, and at least 2."""
    share = count / STARTS
    return max(2.0, 3.0 * math.sqrt(2.0 * STARTS * share * (1.0 - share)))


@pytest.mark.parametrize(("net", "count"), [*PUBLISHED, SMOOTH])
def test_as_many_starts_get_all_four_points_right_as_published(net: str, count: int) -> None:
    frame = bench(net)
    assert frame.readout("right") == pytest.approx(count, abs=stray(count))
    assert frame.readout("share_right") == frame.readout("right") / STARTS


@pytest.mark.parametrize(("net", "count"), [*PUBLISHED, SMOOTH])
def test_shares_are_the_published_ones_over_seeds(net: str, count: int) -> None:
    """The mean of five draws strays less than one does, but the published count is of one."""
    counts = [bench(net, seed=seed).readout("right") for seed in range(5)]
    assert np.mean(counts) == pytest.approx(count, abs=stray(count)), counts


def test_two_relus_rarely_suffice_and_a_dead_unit_is_the_usual_reason() -> None:
    frames = [bench("relu:2", seed=seed) for seed in range(5)]
    assert frames[0].readout("share_right") < 0.3
    assert 0.0 < np.mean([frame.readout("share_right") for frame in frames]) < 0.3
    for frame in frames:
        assert frame.readout("failures") == STARTS - frame.readout("right")
        assert 0.5 < frame.readout("dead_failures") / frame.readout("failures") < 1.0, "more than half, not all"


@pytest.mark.parametrize("units", [1, 2, 8])
def test_linear_units_end_at_chance_and_answer_nothing(units: int) -> None:
    frame = bench(f"identity:{units}")
    assert frame.readout("right") == 0
    assert frame.readout("median_loss") == pytest.approx(LN_2, abs=1e-4)


def test_no_straight_line_gets_more_than_three_points_right() -> None:
    for seed in range(5):
        bars = bench("identity:4", seed=seed, steps=100).figures[0]
        assert isinstance(bars, Bars)
        assert bars.bars[0].value == 0.0
        assert sum(bar.value for bar in bars.bars[1:4]) > 0.0, "while they still answer something"


def test_one_bend_is_not_enough() -> None:
    for activation in ("relu", "tanh", "sigmoid", "leaky-relu"):
        assert bench(f"{activation}:1", steps=500).readout("right") == 0


def test_stacked_starts_are_as_they_would_be_alone() -> None:
    rng, data = np.random.default_rng(0), xor()
    for start in range(1, 6):
        net = Perceptron((2, 2, 1), "relu").build(rng)
        *_, last = train(net, data, BinaryCrossEntropy(), SGD(0.5), Plan(100, 100))
        right = int(((2.0 * data.y - 1.0) * net.predict(data.x) > UNDECIDED).sum())
        frame = last_frame(LAB, LAB.setting({"steps": 100, "start": start}))
        assert frame.figures[-1].title == f"P(class 1) for start {start}: {right} right"
        assert last.loss < 0.9


def test_nets_side_by_side_are_as_they_are_alone() -> None:
    names = ("identity:4", "relu:8", "tanh:2", "relu:2")
    frame = bench(*names, steps=500)
    assert frame.variant == "relu 2"
    for name in names[:-1]:
        for readout in ("share_right", "dead_failures", "median_loss"):
            assert frame.readout(f"{readout}[{name}]") == bench(name, steps=500).readout(readout)
    assert frame.readout("median_loss") == bench("relu:2", steps=500).readout("median_loss")


def test_first_picture_of_one_net_counts_starts_by_points_right() -> None:
    frame = bench("relu:2")
    bars, chart, field = frame.figures
    assert isinstance(bars, Bars)
    assert [bar.label for bar in bars.bars] == ["4 right", "3 right", "2 right", "1 right", "0 right"]
    assert sum(bar.value for bar in bars.bars) == STARTS
    assert bars.bars[0].value == frame.readout("right")
    assert isinstance(chart, Chart)
    assert chart.series[0].y[-1] == frame.readout("share_right")
    assert isinstance(field, Field)
    assert [len(cloud.x) for cloud in field.clouds] == [2, 2]


def test_first_picture_of_several_nets_ranks_them_in_a_row_each() -> None:
    frame = bench(*(net for net, _ in PUBLISHED), steps=500)
    standings, _, chart, _ = frame.figures
    assert isinstance(standings, Bars)
    assert [bar.label for bar in standings.bars] == [net.replace(":", " ") for net, _ in PUBLISHED]
    assert standings.bars[-1].note == f"{frame.readout('right'):g} of 50"
    assert isinstance(chart, Chart)
    assert len(chart.series) == 4
    assert len(frame.series) == len(PUBLISHED)


def test_field_is_high_where_the_start_says_class_1() -> None:
    solved = next(
        frame
        for start in range(1, 50)
        if (frame := last_frame(LAB, LAB.setting({"units": 8, "steps": 500, "start": start}))).figures[-1].title[-7:]
        == "4 right"
    )
    field = solved.figures[-1]
    assert isinstance(field, Field)
    assert share_on_their_side(field) == 1.0


@pytest.mark.parametrize("params", [{"units": 8, "rate": 1.0}, {"units": 1, "rate": 0.01}], ids=str)
@pytest.mark.parametrize("activation", ["identity", "relu", "leaky-relu", "tanh", "sigmoid"])
def test_numbers_are_finite_at_the_limits_of_the_knobs(activation: str, params: dict[str, float]) -> None:
    frame = last_frame(LAB, LAB.setting({"activation": activation, "steps": 100, **params}))
    assert all(math.isfinite(readout.value) for readout in frame.readouts)


def test_moments_are_about_fifty_and_end_at_the_last_step() -> None:
    for steps in (100, 700, 4000):
        moments = [(moment.step, moment.is_final) for moment in LAB.run(LAB.setting({"steps": steps}))]
        assert 50 <= len(moments) <= 52
        assert moments[0] == (0, False)
        assert moments[-1] == (steps, True)


def test_same_setting_gives_the_same_bits() -> None:
    first, second = (last_frame(LAB, LAB.setting({"steps": 200}, seed=3)) for _ in range(2))
    assert first.readouts == second.readouts
    assert all(np.array_equal(a.y, b.y) for a, b in zip(first.series, second.series, strict=True))
