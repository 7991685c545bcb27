"""The lab `rescue-the-default`: which single change lets the default start learn."""

from __future__ import annotations

import math

import pytest
from training_samples import SEEDS, finish, of_seeds, typical

from tutor.plots.figure import Bars

pytestmark = pytest.mark.slow  # nets that train for seconds; a quick test runs every lab once

NAME = "rescue-the-default"
LN_2 = math.log(2.0)
FEW = SEEDS[:3]
REMEDIES = ("he", "adam-0.01", "batch-norm", "skips")


def test_left_alone_it_sleeps_at_ln_2() -> None:
    for loss in of_seeds("final_loss", NAME, FEW, steps=100):
        assert loss == pytest.approx(LN_2, abs=1e-3)


@pytest.mark.parametrize("remedy", REMEDIES)
def test_each_remedy_makes_it_move(remedy: str) -> None:
    assert finish(NAME, remedy=remedy, steps=100).readout("final_loss") < 0.3


@pytest.mark.parametrize("remedy", REMEDIES)
def test_each_remedy_makes_it_learn(remedy: str) -> None:
    """The published medians are 0.004 to 0.05, and move by a factor of three with the data drawn."""
    assert typical("final_loss", NAME, FEW, remedy=remedy) < 0.05


@pytest.mark.parametrize(("remedy", "highest"), [("he", 0.03), ("adam-0.01", 0.01), ("batch-norm", 0.01)])
def test_remedies_reach_the_published_losses(remedy: str, highest: float) -> None:
    assert typical("final_loss", NAME, remedy=remedy) < highest


def test_at_20_layers_skips_need_a_smaller_rate() -> None:
    assert typical("final_loss", NAME, remedy="skips", depth=20, rate=0.1) == math.inf
    assert typical("final_loss", NAME, remedy="skips", depth=20, rate=0.01) < 0.06


def test_a_remedy_is_the_knob_turned_by_hand() -> None:
    same = {"depth": 10, "width": 32, "init": "pytorch", "steps": 100}
    for remedy, knobs in (
        ("none", {}),
        ("he", {"init": "he"}),
        ("adam-0.01", {"optimizer": "adam", "rate": 0.01}),
        ("batch-norm", {"norm": "batch"}),
        ("skips", {"skips": "yes"}),
    ):
        by_hand = finish("playground", **{**same, **knobs})
        assert finish(NAME, remedy=remedy, steps=100).readout("final_loss") == by_hand.readout("final_loss"), remedy


def test_all_remedies_race_from_the_same_data_each_as_it_would_alone() -> None:
    frame = finish(NAME, "none", *REMEDIES, steps=100)
    standings = frame.figures[0]
    assert isinstance(standings, Bars)
    assert [bar.label for bar in standings.bars] == ["none", *REMEDIES]
    for remedy in ("none", *REMEDIES[:-1]):
        alone = finish(NAME, remedy=remedy, steps=100).readout("final_loss")
        assert frame.readout(f"final_loss[{remedy}]") == pytest.approx(alone, rel=1e-6), remedy
    assert frame.variant == "skips"


def test_present_remedy_does_not_leak_into_those_kept_beside_it() -> None:
    frame = finish(NAME, "none", "batch-norm", "he", steps=100)
    alone = finish(NAME, remedy="batch-norm", steps=100)
    assert frame.readout("final_loss[batch-norm]") == alone.readout("final_loss")
