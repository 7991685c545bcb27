"""The lab `adam-to-the-rescue`: what Adam repairs in deep sigmoid nets, and where it fails too."""

from __future__ import annotations

import math

import pytest
from training_samples import SEEDS, finish, of_seeds, typical

from tutor.labs.adam_to_the_rescue import LAB
from tutor.plots.figure import Bars

pytestmark = pytest.mark.slow  # nets that train for seconds; a quick test runs every lab once

NAME = "adam-to-the-rescue"
LN_2 = math.log(2.0)
QUICK_STEPS = 200


@pytest.mark.parametrize("depth", [5, 10])
def test_plain_descent_sleeps_at_ln_2(depth: int) -> None:
    assert finish(NAME, method="gd-0.1", depth=depth, steps=QUICK_STEPS).readout("final_loss") == pytest.approx(
        LN_2, abs=2e-3
    )


def test_adam_wakes_five_layers_within_200_steps() -> None:
    assert typical("final_loss", NAME, SEEDS[:3], method="adam-0.01", depth=5, steps=QUICK_STEPS) < 0.3


@pytest.mark.parametrize(
    ("depth", "low", "high"),
    # published medians: 0.008, 0.373, 0.6931; one seed's at ten layers lies between 0.27 and 0.44
    [(5, 0.0, 0.02), (10, 0.3, 0.45), (20, LN_2 - 1e-3, LN_2 + 1e-3)],
)
def test_adam_learns_with_5_layers_half_with_10_and_not_with_20(depth: int, low: float, high: float) -> None:
    losses = of_seeds("final_loss", NAME, method="adam-0.01", depth=depth)
    assert low < sorted(losses)[2] < high, losses


@pytest.mark.parametrize("depth", [5, 10, 20])
def test_plain_descent_sleeps_at_every_depth(depth: int) -> None:
    for loss in of_seeds("final_loss", NAME, SEEDS[:3], method="gd-0.1", depth=depth):
        assert loss == pytest.approx(LN_2, abs=2e-3)


def test_first_gradient_of_twenty_layers_is_far_below_adams_epsilon() -> None:
    """About 1e-14 where epsilon is 1e-8: dividing by the root mean square gives it back no size."""
    start = next(LAB.run(LAB.setting({"depth": 20}))).frame()
    assert -15.0 < math.log10(start.readout("first_gradient")) < -13.0


def test_it_starts_with_both_methods_at_three_depths() -> None:
    frame = finish(NAME, steps=100)
    standings = frame.figures[0]
    assert isinstance(standings, Bars)
    assert [bar.label for bar in standings.bars] == [
        *("gd-0.1 5", "gd-0.1 10", "gd-0.1 20"),
        *("adam-0.01 5", "adam-0.01 10", "adam-0.01 20"),
    ]
    assert frame.readout("final_loss[adam-0.01:5]") < frame.readout("final_loss[gd-0.1:5]")


def test_each_runs_as_in_the_playground() -> None:
    same = {"activation": "sigmoid", "init": "xavier", "depth": 5, "width": 32, "steps": 100}
    for method, knobs in (("gd-0.1", {}), ("adam-0.01", {"optimizer": "adam", "rate": 0.01})):
        by_hand = finish("playground", **{**same, **knobs})
        assert finish(NAME, method=method, depth=5, steps=100).readout("final_loss") == by_hand.readout("final_loss")
