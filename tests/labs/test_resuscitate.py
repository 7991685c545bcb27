"""The lab `resuscitate`: which change brings units at b = -5 back within a thousand steps, in the published ranges."""

from __future__ import annotations

import math

import pytest
from training_samples import SEEDS, finish, of_seeds, typical

from tutor.plots.figure import Bars

pytestmark = pytest.mark.slow  # nets that train for seconds; a quick test runs every lab once

NAME = "resuscitate"
LN_2 = math.log(2.0)
FEW = SEEDS[:3]
ALL = ("none", "batch-norm", "elu", "gelu", "leaky-0.01", "leaky-0.2")


@pytest.mark.parametrize("remedy", ["none", "leaky-0.01"])
def test_left_alone_or_with_a_tiny_slope_it_stays_at_ln_2(remedy: str) -> None:
    for loss in of_seeds("final_loss", NAME, FEW, remedy=remedy, steps=300):
        assert loss == pytest.approx(LN_2, abs=1e-3)


def test_gelu_is_no_remedy_that_far_out() -> None:
    assert finish(NAME, remedy="gelu", steps=300).readout("final_loss") == pytest.approx(LN_2, abs=1e-3)


@pytest.mark.parametrize(
    ("remedy", "low", "high"),
    # Published medians 0.014, 0.261 and 0.269; a single seed's lies between 0.18 and 0.68 for the last two.
    [("batch-norm", 0.003, 0.03), ("elu", 0.15, 0.4), ("leaky-0.2", 0.15, 0.35)],
)
def test_remedies_bring_it_back_as_far_as_published(remedy: str, low: float, high: float) -> None:
    assert low < typical("final_loss", NAME, remedy=remedy) < high


def test_ranking_is_batch_norm_then_elu_and_leaky_02_then_the_rest() -> None:
    losses = {remedy: typical("final_loss", NAME, remedy=remedy) for remedy in ALL}
    assert losses["batch-norm"] < 0.1 * min(losses["elu"], losses["leaky-0.2"])
    assert max(losses["elu"], losses["leaky-0.2"]) < 0.5
    assert all(losses[remedy] > 0.69 for remedy in ("none", "gelu", "leaky-0.01"))


@pytest.mark.parametrize(
    ("bias", "first", "top"),
    # Published medians of the dead shares; a share of 64 units strays by about 0.05 from seed to seed.
    [(-5.0, 0.97, 1.0), (-3.0, 0.70, 1.0), (-1.0, 0.14, 0.30), (0.0, 0.0, 0.05)],
)
def test_dead_shares_are_the_published_ones(bias: float, first: float, top: float) -> None:
    assert typical("dead_first", NAME, FEW, remedy="none", bias=bias) == pytest.approx(first, abs=0.08)
    assert typical("dead_top", NAME, FEW, remedy="none", bias=bias) == pytest.approx(top, abs=0.12)


def test_batch_norm_brings_it_back_first() -> None:
    losses = {remedy: finish(NAME, remedy=remedy, steps=300).readout("final_loss") for remedy in ALL}
    assert min(losses, key=lambda remedy: losses[remedy]) == "batch-norm"
    assert losses["batch-norm"] < 0.1


def test_all_but_a_few_units_are_dead_from_the_start() -> None:
    frame = finish(NAME, remedy="none", steps=100)
    assert frame.readout("dead_first") > 0.85
    assert frame.readout("dead_top") == 1.0


def test_batch_norm_cancels_the_biases_exactly() -> None:
    """It subtracts each unit's mean, whatever constant is in it: to rounding, which training lets grow."""
    low, zero = (finish(NAME, remedy="batch-norm", bias=bias, steps=100) for bias in (-5.0, 0.0))
    assert low.readout("final_loss") == pytest.approx(zero.readout("final_loss"), rel=1e-6)
    assert low.readout("dead_first") == 0.0


def test_a_remedy_is_the_knob_turned_by_hand() -> None:
    same = {"depth": 2, "width": 64, "bias": -5.0, "steps": 100}
    for remedy, knobs in (
        ("elu", {"activation": "elu"}),
        ("gelu", {"activation": "gelu"}),
        ("leaky-0.01", {"activation": "leaky-relu", "leak": 0.01}),
        ("leaky-0.2", {"activation": "leaky-relu", "leak": 0.2}),
        ("batch-norm", {"norm": "batch"}),
    ):
        by_hand = finish("playground", **{**same, **knobs})
        assert finish(NAME, remedy=remedy, steps=100).readout("final_loss") == by_hand.readout("final_loss"), remedy


def test_all_remedies_start_together() -> None:
    frame = finish(NAME, steps=100)
    standings = frame.figures[0]
    assert isinstance(standings, Bars)
    assert [bar.label for bar in standings.bars] == list(ALL)
    for bar, remedy in zip(standings.bars[:-1], ALL, strict=False):
        assert bar.value == frame.readout(f"final_loss[{remedy}]")
        alone = finish(NAME, remedy=remedy, steps=100).readout("final_loss")
        assert bar.value == pytest.approx(alone, rel=1e-6), remedy
