"""Starts of a hidden layer: equal units stay equal for ever, random ones differ and learn more than a straight line."""

from __future__ import annotations

import math
from functools import cache
from statistics import median

import numpy as np
import pytest

from tutor.labs.frame import Frame
from tutor.labs.running import last_frame
from tutor.labs.symmetry import LAB
from tutor.plots.figure import Chart, Field

LN_2 = math.log(2.0)
SEEDS = range(8)
FEW = range(3)
ROUNDING = 1e-13  # a thousand steps, each with a rounding error of 1e-16 or less of weights around 1


@cache
def trained(start: str, seed: int = 0, **params: float) -> Frame:
    return last_frame(LAB, LAB.setting({"start": start, **params}, seed=seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_equal_units_stay_equal_and_are_worth_one_unit(seed: int) -> None:
    """One tanh unit draws one straight line: it cannot be better than 0.877, give or take the sample."""
    frame = trained("constant", seed)
    assert frame.readout("spread") <= 1e-15
    assert frame.readout("distinct") == 1
    assert 0.86 <= frame.readout("accuracy") <= 0.91


@pytest.mark.parametrize("width", [2, 5, 8, 13, 16])
def test_equal_units_stay_equal_at_any_width_and_rate(width: int) -> None:
    frame = trained("constant", width=width, rate=1.0, steps=1000)
    assert frame.readout("spread") <= ROUNDING
    assert frame.readout("distinct") == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_zeros_learn_nothing(seed: int) -> None:
    frame = trained("zeros", seed)
    assert frame.readout("final_loss") == pytest.approx(LN_2, abs=1e-12)
    assert frame.readout("accuracy") == 0.5
    assert (frame.readout("spread"), frame.readout("distinct")) == (0.0, 1)


@pytest.mark.parametrize("start", ["random", "zero-last"])
def test_random_units_differ_and_reach_nine_tenths(start: str) -> None:
    """A median of eight: one net's accuracy strays by 0.03 with the data drawn."""
    frames = [trained(start, seed) for seed in SEEDS]
    assert all(frame.readout("distinct") == 8 for frame in frames)
    assert all(frame.readout("spread") > 1.0 for frame in frames)
    assert median(frame.readout("accuracy") for frame in frames) == pytest.approx(0.90, abs=0.02)


@pytest.mark.slow
@pytest.mark.parametrize("start", ["random", "zero-last"])
def test_random_units_go_on_learning_what_one_unit_cannot(start: str) -> None:
    early, late = (median(trained(start, seed, steps=n).readout("final_loss") for seed in FEW) for n in (200, 2000))
    alone = median(trained("constant", seed, steps=2000).readout("final_loss") for seed in FEW)
    assert late < 0.5 * early
    assert late < 0.5 * alone


def paths(frame: Frame) -> list[np.ndarray]:
    chart = frame.figures[0]
    assert isinstance(chart, Chart)
    assert [line.label for line in chart.series] == ["unit 1", "unit 2", "unit 3", "unit 4"]
    return [line.y for line in chart.series]


def test_weights_of_equal_units_are_one_line_and_of_random_ones_four() -> None:
    first, *others = paths(trained("constant"))
    assert all(np.abs(path - first).max() <= ROUNDING for path in others)
    assert len(first) == 201
    ends = sorted(float(path[-1]) for path in paths(trained("random")))
    assert np.diff(ends).min() > 0.01


def test_weights_start_as_the_knob_says() -> None:
    assert [path[0] for path in paths(trained("constant"))] == [0.1] * 4
    assert [path[0] for path in paths(trained("zeros"))] == [0.0] * 4
    assert [path[0] for path in paths(trained("random"))] == [path[0] for path in paths(trained("zero-last"))]


def test_starts_side_by_side_are_as_they_are_alone() -> None:
    frame = last_frame(LAB, LAB.setting({}, ["zeros", "constant", "zero-last", "random"]))
    for start in ("zeros", "constant", "zero-last"):
        for name in ("spread", "distinct", "final_loss", "accuracy"):
            assert frame.readout(f"{name}[{start}]") == trained(start).readout(name)
    assert frame.readout("final_loss") == trained("random").readout("final_loss")
    _, losses, field = frame.figures
    assert isinstance(losses, Chart)
    assert isinstance(field, Field)
    assert [line.label for line in losses.series if line.label] == ["zeros", "constant", "zero-last", "random"]
    assert field.title == "random: P(class 1)"


def test_units_that_start_equal_leave_a_straight_boundary() -> None:
    """Of a straight line between the classes, the field changes its sign once along each row and column at most."""
    fields = {start: trained(start, steps=2000).figures[2] for start in ("constant", "random")}
    turns = {}
    for start, field in fields.items():
        assert isinstance(field, Field)
        turns[start] = max(
            np.abs(np.diff(np.sign(field.values), axis=axis)).sum(axis=axis).max() / 2 for axis in (0, 1)
        )
    assert turns["constant"] == 1
    assert turns["random"] > 1


def test_every_step_is_a_moment_that_can_be_drawn() -> None:
    steps = []
    for moment in LAB.run(LAB.setting({"steps": 100})):
        frame = moment.frame()
        steps.append(moment.step)
        assert len(frame.series[0].y) == moment.step + 1
    assert steps == list(range(101))


def test_same_setting_gives_the_same_bits() -> None:
    first, second = (last_frame(LAB, LAB.setting({"start": "random"}, seed=3)) for _ in range(2))
    assert first.readouts == second.readouts
    assert all(np.array_equal(a.y, b.y) for a, b in zip(first.series, second.series, strict=True))
