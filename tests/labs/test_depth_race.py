"""The depth race: who learns, who sleeps at ln 2, who explodes, in the published ranges."""

from __future__ import annotations

import math
from functools import cache
from statistics import median

import numpy as np
import pytest
from field_points import share_on_their_side

from tutor.labs.depth_race import LAB
from tutor.labs.frame import Frame
from tutor.labs.running import last_frame
from tutor.plots.figure import Chart, Field

LN_2 = math.log(2.0)
RUNS = (0, 1, 2, 3, 4)


@cache
def race(*variants: str, seed: int = 0, steps: int = 300, rate: float = 0.1) -> Frame:
    return last_frame(LAB, LAB.setting({"steps": steps, "rate": rate}, variants, seed))


def readouts(name: str, variant: str, steps: int, seeds: tuple[int, ...] = RUNS) -> list[float]:
    return [race(variant, seed=seed, steps=steps).readout(name) for seed in seeds]


def test_after_300_steps_relu_and_tanh_have_learned_and_sigmoid_sleeps() -> None:
    frame = race("relu:he:10", "tanh:xavier:10", "sigmoid:xavier:10")
    assert frame.readout("final_loss[relu:he:10]") < 0.1
    assert frame.readout("final_loss[tanh:xavier:10]") < 0.2
    assert frame.readout("accuracy[relu:he:10]") > 0.95
    assert frame.readout("final_loss") == pytest.approx(LN_2, abs=2e-3)
    assert frame.notes == ()


# Median log10 of the root mean square of the first layer's weight gradient at the start.
STARTS = [
    ("sigmoid:xavier:2", -2.5),
    ("sigmoid:xavier:5", -4.3),
    ("sigmoid:xavier:10", -7.6),
    ("sigmoid:xavier:20", -13.7),
    ("tanh:xavier:2", -1.3),
    ("tanh:xavier:10", -1.6),
    ("relu:he:2", -1.5),
    ("relu:he:10", -1.8),
    ("relu:xavier:10", -3.2),
    ("relu:pytorch:10", -5.2),
]


@pytest.mark.parametrize(("variant", "logarithm"), STARTS)
def test_first_gradient_starts_at_the_published_size(variant: str, logarithm: float) -> None:
    """Before training, so that one step is enough; one net's strays by a factor of about two."""
    first = [next(LAB.run(LAB.setting({}, [variant], seed))).frame().readout("first_gradient") for seed in range(10)]
    assert median(map(math.log10, first)) == pytest.approx(logarithm, abs=0.35)


# After 1000 steps at rate 0.1: between what the median loss of five seeds lies. A learner's depends on the data drawn,
# by a factor of three either way; a sleeper's does not.
OUTCOMES = [
    ("sigmoid:xavier:2", 0.2, 0.36),
    ("sigmoid:xavier:5", LN_2 - 2e-3, LN_2 + 2e-3),
    ("sigmoid:xavier:10", LN_2 - 1e-3, LN_2 + 1e-3),
    ("tanh:xavier:2", 0.03, 0.14),
    ("tanh:xavier:10", 0.0, 0.06),
    ("relu:he:2", 0.005, 0.09),
    ("relu:he:10", 0.0, 0.03),
    ("relu:xavier:10", 0.0, 0.04),
    ("relu:pytorch:10", LN_2 - 2e-3, LN_2 + 2e-3),
]


@pytest.mark.slow
@pytest.mark.parametrize(("variant", "low", "high"), OUTCOMES)
def test_after_1000_steps_the_loss_is_in_the_published_range(variant: str, low: float, high: float) -> None:
    losses = readouts("final_loss", variant, 1000)
    assert low < median(losses) < high, losses
    if high < 0.1:
        assert median(readouts("accuracy", variant, 1000)) > 0.97


@pytest.mark.slow
@pytest.mark.parametrize(("variant", "highest"), [("tanh:xavier:20", 0.06), ("relu:he:20", 0.1)])
def test_twenty_layers_learn_from_a_good_start(variant: str, highest: float) -> None:
    assert median(readouts("final_loss", variant, 1000, RUNS[:3])) < highest


@pytest.mark.slow
@pytest.mark.parametrize("variant", ["sigmoid:xavier:20", "relu:pytorch:20"])
def test_twenty_layers_sleep_from_a_bad_start(variant: str) -> None:
    assert median(readouts("final_loss", variant, 1000, RUNS[:3])) == pytest.approx(LN_2, abs=1e-3)


def test_exploding_run_ends_early_and_says_where() -> None:
    frame = race(rate=10.0)
    assert frame.is_final
    assert frame.step < 10
    (note,) = frame.notes
    assert note.startswith(f"relu he 10 diverged at step {frame.step}: the pre-activations of layer ")
    assert math.isnan(frame.readout("final_loss"))
    assert len(frame.series[0].y) == frame.step + 1


def test_one_explosion_does_not_stop_the_others() -> None:
    frame = race("relu:he:10", "sigmoid:xavier:2", rate=10.0)
    assert frame.step == 300
    assert math.isnan(frame.readout("final_loss[relu:he:10]"))
    assert math.isfinite(frame.readout("final_loss"))
    assert [note.split(":")[0][:17] for note in frame.notes] == ["relu he 10 diverg"]
    alone = race("sigmoid:xavier:2", rate=10.0)
    assert frame.readout("final_loss") == alone.readout("final_loss"), "to the last bit: they share data, not fate"


def test_every_step_is_a_moment_that_can_be_drawn() -> None:
    steps = []
    for moment in LAB.run(LAB.setting({"steps": 100, "depth": 1})):
        frame = moment.frame()
        steps.append(moment.step)
        assert (frame.step, frame.steps, frame.is_final) == (moment.step, 100, moment.is_final)
        assert len(frame.series[0].y) == moment.step + 1
    assert steps == list(range(101))


def test_looking_at_a_run_changes_nothing_of_it() -> None:
    setting = LAB.setting({"steps": 100, "depth": 3})
    watched = [moment.frame() for moment in LAB.run(setting)][-1]
    assert watched.readout("final_loss") == last_frame(LAB, setting).readout("final_loss")


def test_frames_already_given_do_not_change() -> None:
    run = LAB.run(LAB.setting({"steps": 100, "depth": 1}))
    first = next(run).frame()
    before = (first.series[0].y.copy(), first.figures[1].values.copy())  # type: ignore[union-attr]
    list(run)
    np.testing.assert_array_equal(first.series[0].y, before[0])
    np.testing.assert_array_equal(first.figures[1].values, before[1])  # type: ignore[union-attr]


def figures(frame: Frame) -> tuple[Chart, Field]:
    chart, field, *_ = frame.figures
    assert isinstance(chart, Chart)
    assert isinstance(field, Field)
    return chart, field


def test_losses_are_drawn_with_ln_2_and_the_field_with_its_data() -> None:
    chart, field = figures(race("relu:he:2"))
    assert [(mark.label, mark.y) for mark in chart.marks] == [("ln 2", LN_2)]
    assert field.title == "relu he 2: P(class 1)"
    assert (field.low_label, field.high_label) == ("0", "1")
    assert [len(cloud.x) for cloud in field.clouds] == [150, 150]
    assert np.abs(field.values).max() <= 1.0


def test_losses_are_faint_dots_under_their_moving_average() -> None:
    raw, average = figures(race("relu:he:2"))[0].series
    losses = race("relu:he:2").series[0]
    assert (raw.stroke, raw.label, average.stroke, average.label) == ("faint", "", "line", "relu he 2")
    assert np.array_equal(raw.y, losses.y)
    assert len(average.y) == len(losses.y)
    assert average.y[0] == losses.y[0]
    assert average.y[2] == pytest.approx(losses.y[:3].mean())
    assert average.y[200] == pytest.approx(losses.y[191:201].mean())


def test_axis_of_the_losses_grows_with_an_explosion_only() -> None:
    assert (figures(race("relu:he:2"))[0].y.low, figures(race("relu:he:2"))[0].y.high) == (1e-4, 10.0)
    assert figures(race("relu:standard:10"))[0].y.high is None


def test_field_is_the_trained_nets_probability_at_its_points() -> None:
    """Row 0 is the lowest y: where class 1 lies, below and to the right, the field is high."""
    _, field = figures(race("relu:he:2"))
    assert share_on_their_side(field) > 0.9  # the net's accuracy, but for points beside the boundary


def test_accuracy_and_loss_are_of_the_same_moment() -> None:
    frame = race("relu:he:2")
    assert frame.readout("final_loss") == frame.series[0].y[-1]
    assert frame.readout("accuracy") * 300 == pytest.approx(round(frame.readout("accuracy") * 300))


def test_same_seed_gives_every_variant_the_same_data_and_start() -> None:
    together, alone = race("relu:he:2", "tanh:xavier:2"), race("relu:he:2")
    assert together.readout("final_loss[relu:he:2]") == alone.readout("final_loss")
    assert [line.name for line in together.series[:2]] == ["loss[relu:he:2]", "loss[tanh:xavier:2]"]
    assert alone.series[0].name == "loss"


def test_sleeping_is_not_seen_in_the_accuracy() -> None:
    """A nearly constant output can still order the points: the loss says ln 2, whatever the accuracy."""
    frame = race("sigmoid:xavier:10", steps=100)
    assert frame.readout("final_loss") == pytest.approx(LN_2, abs=2e-3)
    assert 0.2 < frame.readout("accuracy") < 0.9


def test_learners_improve_with_more_steps() -> None:
    assert race("relu:he:2", steps=300).readout("final_loss") < race("relu:he:2", steps=100).readout("final_loss")
