"""The group audit: the published accuracies and errors of both groups, Wilson's intervals, and how they shrink."""

from __future__ import annotations

import math
from functools import cache
from statistics import median
from typing import Any

import numpy as np
import pytest

from tutor.labs.frame import Frame
from tutor.labs.group_audit import LAB, Tally
from tutor.labs.running import last_frame
from tutor.plots.figure import Bars, Chart

SEEDS = range(5)


@cache
def run(seed: int = 0, **params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params, seed=seed))


def values(name: str, **params: Any) -> list[float]:
    return [run(seed, **params).readout(name) for seed in SEEDS]


# Readout, published median and range of ten seeds; what lies on the edge of a range may pass it by its last digit.
PUBLISHED = [
    ("accuracy", 0.972, 0.968, 0.976),
    ("accuracy_majority", 0.989, 0.985, 0.993),
    ("accuracy_minority", 0.819, 0.788, 0.846),
    ("ece_minority", 0.139, 0.106, 0.172),
]


@pytest.mark.parametrize(("name", "middle", "low", "high"), PUBLISHED)
def test_groups_fare_as_published(name: str, middle: float, low: float, high: float) -> None:
    found = values(name)
    assert low < min(found)
    assert max(found) < high
    assert median(found) == pytest.approx(middle, abs=0.25 * (high - low))


def test_errors_of_all_and_of_the_majority_are_about_a_hundredth() -> None:
    for name, published in (("ece", 0.010), ("ece_majority", 0.008)):
        assert median(values(name)) == pytest.approx(published, abs=0.004)
        assert max(values(name)) < 0.02


def test_minority_errs_more_in_both_directions_and_far_beyond_chance() -> None:
    for seed in SEEDS:
        frame = run(seed)
        for kind in ("false_positives", "false_negatives"):
            assert frame.readout(f"{kind}_minority") > 5.0 * frame.readout(f"{kind}_majority")
        assert frame.readout("ece_minority") > 5.0 * frame.readout("chance_error_minority")


def test_accuracies_of_the_groups_average_to_that_of_all() -> None:
    frame = run(share=0.2)
    average = 0.8 * frame.readout("accuracy_majority") + 0.2 * frame.readout("accuracy_minority")
    assert frame.readout("accuracy") == pytest.approx(average, rel=1e-12)


def test_accuracy_is_what_false_positives_and_negatives_leave() -> None:
    """Half of each group is of each class."""
    frame = run(1)
    for name in ("majority", "minority"):
        wrong = 0.5 * (frame.readout(f"false_positives_{name}") + frame.readout(f"false_negatives_{name}"))
        assert frame.readout(f"accuracy_{name}") == pytest.approx(1.0 - wrong, rel=1e-12)


def test_groups_of_one_noise_fare_alike() -> None:
    frame = run(share=0.5, noise=0.15)
    assert frame.readout("accuracy_minority") == pytest.approx(frame.readout("accuracy_majority"), abs=0.01)


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"), [(5, 10, 0.2366, 0.7634), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0)]
)
def test_wilson_1927_interval(hits: int, of: int, low: float, high: float) -> None:
    """For 0 of n it is [0, q / (n + q)] with q = 1.96^2."""
    assert Tally(hits, of).interval == pytest.approx((low, high), abs=5e-5)


def test_wilson_1927_interval_ends_where_the_share_is_196_deviations_away() -> None:
    tally = Tally(819, 1000)
    for end in tally.interval:
        deviation = math.sqrt(end * (1.0 - end) / tally.of)
        assert abs(tally.share - end) / deviation == pytest.approx(1.96, abs=1e-4)


def test_fewer_test_examples_give_a_wider_interval_around_the_same_net() -> None:
    def width(test: int) -> float:
        frame = run(test=test)
        assert frame.readout("accuracy_minority_low") < frame.readout("accuracy_minority")
        assert frame.readout("accuracy_minority") < frame.readout("accuracy_minority_high")
        return frame.readout("accuracy_minority_high") - frame.readout("accuracy_minority_low")

    assert width(10_000) == pytest.approx(0.048, abs=0.003)  # 2 * 1.96 * sqrt(0.82 * 0.18 / 1000)
    assert width(1000) > 2.5 * width(10_000)


def bars(frame: Frame, index: int) -> Bars:
    found = frame.figures[index]
    assert isinstance(found, Bars)
    return found


def test_bars_are_the_readouts_with_their_intervals_behind() -> None:
    frame = run()
    accuracies = bars(frame, 0)
    assert [bar.label for bar in accuracies.bars] == ["all", "majority", "minority"]
    assert [bar.value for bar in accuracies.bars] == [
        frame.readout(name) for name in ("accuracy", "accuracy_majority", "accuracy_minority")
    ]
    low, high = frame.readout("accuracy_minority_low"), frame.readout("accuracy_minority_high")
    assert accuracies.bars[2].note == f"{100 * low:.1f}–{100 * high:.1f}\u00a0%"
    assert (accuracies.axis.low, accuracies.axis.high) == (0.0, 1.0)
    rates = {bar.label: bar.value for bar in bars(frame, 1).bars}
    assert rates["FNR, minority"] == frame.readout("false_negatives_minority")
    assert rates["FPR, majority"] == frame.readout("false_positives_majority")


def test_diagram_shows_the_minority_below_the_diagonal_where_the_net_is_sure() -> None:
    diagram = run().figures[2]
    assert isinstance(diagram, Chart)
    majority, minority, honest = diagram.series
    assert (majority.label, minority.label, honest.stroke) == ("majority", "minority", "dashed")
    assert minority.x[-1] - minority.y[-1] > 0.1
    assert abs(majority.x[-1] - majority.y[-1]) < 0.02


@pytest.mark.parametrize("noise", [0.15, 1.0])
@pytest.mark.parametrize("share", [0.02, 0.5])
def test_extreme_settings_stay_finite(share: float, noise: float) -> None:
    frame = run(share=share, noise=noise, examples=100, test=200)
    assert all(math.isfinite(readout.value) for readout in frame.readouts)
    assert all(np.isfinite(line.y).all() for line in frame.series)


def test_same_setting_gives_the_same_bits_whatever_was_asked_before() -> None:
    first = run(3, examples=200)
    run(3, examples=200, test=500)
    again = last_frame(LAB, LAB.setting({"examples": 200}, seed=3))
    assert first.readouts == again.readouts
    assert first.readouts != run(4, examples=200).readouts
