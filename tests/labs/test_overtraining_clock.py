"""The overtraining clock: training loss falls, test NLL and ECE rise, accuracy stays; in the published ranges."""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise
from statistics import median
from typing import Any

import numpy as np
import pytest

from tutor.labs.frame import Frame
from tutor.labs.overtrained import draw_split
from tutor.labs.overtraining_clock import ALL_RIGHT, LAB, LOOKS
from tutor.labs.running import last_frame
from tutor.plots.figure import Chart

pytestmark = pytest.mark.slow  # nets that train for seconds; a quick test runs every lab once

SEEDS = range(5)


@cache
def run(seed: int = 0, **params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params, seed=seed))


def middle(name: str, **params: Any) -> float:
    return median(run(seed, **params).readout(name) for seed in SEEDS)


# Steps; train loss, train accuracy, test accuracy, test NLL, ECE, T, ECE with T: medians of ten seeds.
PUBLISHED = [
    (100, 0.112, 0.96, 0.846, 0.61, 0.080, 3.0, 0.044),
    (300, 0.0096, 1.00, 0.822, 1.57, 0.153, 9.8, 0.032),
    (1000, 0.0003, 1.00, 0.824, 2.70, 0.165, 17.9, 0.032),
    (3000, 0.0000, 1.00, 0.823, 3.63, 0.168, 24.8, 0.038),
]


@pytest.mark.parametrize(("steps", "loss", "train", "test", "nll", "ece", "temperature", "repaired"), PUBLISHED)
def test_net_goes_the_published_way(
    steps: int, loss: float, train: float, test: float, nll: float, ece: float, temperature: float, repaired: float
) -> None:
    """A hundred points say little of the moons: from one set of them to the next T strays by half, NLL by a third."""
    assert middle("train_loss", steps=steps) == pytest.approx(loss, rel=0.5, abs=0.015)
    assert middle("train_accuracy", steps=steps) == pytest.approx(train, abs=0.03)
    assert middle("test_accuracy", steps=steps) == pytest.approx(test, abs=0.03)
    assert middle("test_nll", steps=steps) == pytest.approx(nll, rel=0.33)
    assert middle("ece", steps=steps) == pytest.approx(ece, rel=0.25)
    assert middle("temperature", steps=steps) == pytest.approx(temperature, rel=0.45)
    assert middle("ece_after", steps=steps) == pytest.approx(repaired, abs=0.02)


def test_from_step_100_to_1000_the_net_becomes_surer_not_better() -> None:
    """Four times the test NLL and twice the ECE in the published medians, for two points of accuracy."""
    for seed in SEEDS:
        early, late = run(seed, steps=100), run(seed, steps=1000)
        assert late.readout("train_loss") < 0.1 * early.readout("train_loss")
        assert 3.0 < late.readout("test_nll") / early.readout("test_nll") < 9.0
        assert late.readout("ece") > 1.2 * early.readout("ece")
        assert late.readout("mean_confidence") > 0.97
        assert late.readout("temperature") > 3.0 * early.readout("temperature")
        assert abs(late.readout("test_accuracy") - early.readout("test_accuracy")) < 0.03


def test_more_training_points_keep_the_net_honest() -> None:
    for name in ("ece", "test_nll"):
        assert run(examples=1000, steps=300).readout(name) < 0.6 * run(steps=300).readout(name)


def line(name: str, frame: Frame) -> np.ndarray[Any, Any]:
    (found,) = (line for line in frame.series if line.name == name)
    return found.y


def test_losses_part_early_and_for_good() -> None:
    frame = run()
    seen, unseen = line("train_loss", frame), line("test_nll", frame)
    assert unseen.argmin() <= 5  # by step 100
    assert unseen[-1] > 5.0 * unseen.min()
    assert seen[-1] < 1e-3


def test_readouts_are_ends_of_the_lines() -> None:
    frame = run()
    for name in ("train_loss", "test_nll", "test_accuracy", "mean_confidence", "ece"):
        assert frame.readout(name) == line(name, frame)[-1]


def test_a_shorter_run_is_the_beginning_of_a_longer_one() -> None:
    """Both look at steps 0, 20, 40 and so on."""
    short, long = run(1, steps=500), run(1, steps=1000)
    common = dict(zip(long.series[0].x.tolist(), line("test_nll", long).tolist(), strict=True))
    for step, nll in zip(short.series[0].x.tolist(), line("test_nll", short).tolist(), strict=True):
        assert step % 20 or common[step] == nll


def test_moments_come_about_fifty_times_and_the_last_at_the_end() -> None:
    moments = list(LAB.run(LAB.setting({"steps": 300})))
    assert [moment.step for moment in moments] == list(range(0, 301, 6))
    assert len(moments) == LOOKS + 1
    assert [moment.is_final for moment in moments] == [False] * LOOKS + [True]
    assert {moment.steps for moment in moments} == {300}


def test_looking_changes_nothing() -> None:
    setting = LAB.setting({"steps": 100}, seed=2)
    watched = [moment.frame() for moment in LAB.run(setting) if moment.step % 20 == 0]
    assert [frame.step for frame in watched] == [0, 20, 40, 60, 80, 100]
    assert [frame.is_final for frame in watched] == [False] * 5 + [True]
    assert [frame.series[0].x.tolist() for frame in watched] == [list(range(0, n + 1, 2)) for n in range(0, 101, 20)]
    assert watched[-1].readouts == last_frame(LAB, setting).readouts


def test_another_seed_gives_another_run() -> None:
    assert run(0, steps=100).readouts != run(1, steps=100).readouts


def charts(frame: Frame) -> tuple[Chart, ...]:
    found = tuple(figure for figure in frame.figures if isinstance(figure, Chart))
    assert len(found) == len(frame.figures) == 3
    return found


def test_axes_stay_put_while_the_lines_grow() -> None:
    frames = [moment.frame() for moment in LAB.run(LAB.setting({"steps": 100})) if moment.step % 20 == 0]
    for early, late in pairwise(frames):
        for before, after in zip(charts(early)[:2], charts(late)[:2], strict=True):
            assert (before.x, before.y) == (after.x, after.y)
    losses, shares, _ = charts(frames[-1])
    assert (losses.x.high, losses.y.scale, losses.y.low, losses.y.high) == (100.0, "log", 1e-4, 10.0)
    assert [line.label for line in shares.series] == ["accuracy", "mean confidence", "ECE"]


def test_axis_of_the_losses_holds_what_a_long_run_comes_to() -> None:
    losses = charts(run(steps=3000))[0]
    assert losses.y.low is not None
    assert losses.y.low <= min(float(line.y.min()) for line in losses.series) < 1e-4


def test_diagram_lies_below_the_diagonal_until_t_lifts_it() -> None:
    before, after, honest = charts(run())[2].series
    assert honest.stroke == "dashed"
    assert before.x[-1] - before.y[-1] > 0.1
    assert abs(after.x[-1] - after.y[-1]) < 0.06  # what 2000 points leave to chance, and T to one number


def test_split_is_standardized_by_its_training_points() -> None:
    split = draw_split(100, 0.35, 3)
    np.testing.assert_allclose(split.training.x.mean(axis=0), 0.0, atol=1e-12)
    np.testing.assert_allclose(split.training.x.std(axis=0), 1.0, rtol=1e-12)
    for unseen in (split.validation, split.test):
        assert abs(unseen.x.mean(axis=0)).max() > 1e-3
        assert unseen.y.mean() == 0.5
    assert not np.array_equal(split.validation.x, split.test.x)


def test_where_every_answer_is_right_no_temperature_is_best() -> None:
    frame = run(noise=0.0, steps=300)
    assert frame.readout("test_accuracy") == 1.0
    assert frame.readout("temperature") < 1.0
    assert frame.notes == (ALL_RIGHT,)
    assert run().notes == ()


@pytest.mark.parametrize("noise", [0.0, 1.0])
@pytest.mark.parametrize(("examples", "width"), [(20, 128), (1000, 8)])
def test_extreme_settings_stay_finite(examples: int, width: int, noise: float) -> None:
    frame = run(examples=examples, width=width, noise=noise, steps=100)
    assert all(math.isfinite(readout.value) for readout in frame.readouts)
    assert all(np.isfinite(line.y).all() for line in frame.series)
