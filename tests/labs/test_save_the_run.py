"""The lab `save-the-run`: deep nets that explode, and what clipping makes of them, in the published ranges."""

from __future__ import annotations

import math
from dataclasses import replace
from statistics import median

import pytest
from training_samples import finish

from tutor.labs.playground import LAB as PLAYGROUND
from tutor.labs.training import make_data, make_network
from tutor.nn.losses import BinaryCrossEntropy
from tutor.plots.figure import Bars, Chart

pytestmark = pytest.mark.slow  # nets that train for seconds; a quick test runs every lab once

NAME = "save-the-run"
LN_2 = math.log(2.0)


def test_at_rate_1_nearly_every_start_explodes_and_the_lab_says_so() -> None:
    frame = finish(NAME, steps=100)
    assert frame.readout("exploded") >= 6
    assert frame.readout("median_loss") == math.inf
    assert frame.notes == (f"{frame.readout('exploded'):.0f} of 8 starts exploded: their losses are no longer finite.",)


def test_clipped_none_explodes() -> None:
    frame = finish(NAME, clip="1", steps=100)
    assert frame.readout("exploded") == 0
    assert frame.readout("median_loss") < 0.1
    assert frame.notes == ()


# Median loss after 300 steps: published 0.009, 0.011, 0.693 (a layer is dead), 0.006 and 0.6931; that of learners moves
# by a factor of three and more with the data drawn, up and down.
SAVED = [
    ("rate-1", "1", 0.0, 0.03, 0),
    ("std-0.5", "1", 0.0, 0.04, 0),
    ("rate-3", "1", LN_2 - 1e-3, LN_2 + 1e-3, 5),
    ("rate-3", "0.1", 0.0, 0.03, 0),
    ("sigmoid", "1", LN_2 - 1e-3, LN_2 + 1e-3, 0),
    ("sigmoid", "none", LN_2 - 1e-3, LN_2 + 1e-3, 0),
]


@pytest.mark.parametrize(("trouble", "clip", "low", "high", "dead"), SAVED)
def test_clipping_saves_what_explodes_but_neither_the_dead_nor_the_sleeping(
    trouble: str, clip: str, low: float, high: float, dead: int
) -> None:
    frame = finish(NAME, trouble=trouble, clip=clip)
    assert low < frame.readout("median_loss") < high
    assert frame.readout("exploded") == 0
    assert frame.readout("dead") >= dead


@pytest.mark.parametrize("trouble", ["rate-1", "std-0.5", "rate-3"])
def test_unclipped_most_of_sixteen_starts_explode(trouble: str) -> None:
    assert sum(finish(NAME, trouble=trouble, seed=seed).readout("exploded") for seed in (0, 1)) >= 13


def test_large_weights_explode_from_all_eight_starts_and_are_saved_at_once() -> None:
    """Weights N(0, 0.5^2) in layers of 32 units: each layer makes the signal twice as large."""
    assert finish(NAME, trouble="std-0.5", steps=100).readout("exploded") == 8
    saved = finish(NAME, trouble="std-0.5", clip="1", steps=100)
    assert saved.readout("exploded") == 0
    first_losses = [line.y[0] for line in saved.series]
    assert 5.0 < median(first_losses) < 500.0  # weights twice as large would make it 2^10 times larger


def test_eight_starts_stand_below_each_other() -> None:
    frame = finish(NAME, steps=100)
    standings, losses = frame.figures
    assert isinstance(standings, Bars)
    assert isinstance(losses, Chart)
    assert standings.title == "Loss after 100 steps"  # those of the last start have ended before
    assert [bar.label for bar in standings.bars] == [f"start {number}" for number in range(1, 9)]
    assert sum(math.isnan(bar.value) for bar in standings.bars) == frame.readout("exploded")
    assert sum(bar.note.startswith("exploded at step ") for bar in standings.bars) == frame.readout("exploded")


def test_limits_are_compared_by_their_median() -> None:
    frame = finish(NAME, "none", "1", steps=100)
    medians = frame.figures[0]
    assert isinstance(medians, Bars)
    assert [bar.label for bar in medians.bars] == ["clip none", "clip 1"]
    assert [bar.value for bar in medians.bars] == [frame.readout("median_loss[none]"), frame.readout("median_loss")]
    assert medians.bars[0].note == f"{frame.readout('exploded[none]'):.0f} of 8 exploded"


def test_first_start_of_seed_0_is_the_playgrounds() -> None:
    alone = finish("playground", rate=1.0, clip="1", depth=10, width=32, steps=100)
    of_eight = finish(NAME, clip="1", steps=100)
    assert of_eight.series[0].y[:20] == pytest.approx(alone.series[0].y[:20], rel=1e-9)  # chaotic later on


def test_another_seed_has_eight_other_starts() -> None:
    """Those of seed 0 have the weights of seeds 0 to 7."""
    second = finish(NAME, clip="1", steps=100, seed=1)
    setting = PLAYGROUND.setting({"depth": 10, "width": 32}, seed=1)
    logits, data = make_network(replace(setting, seed=8)).forward(make_data(setting).x), make_data(setting)
    assert second.series[0].y[0] == pytest.approx(float(BinaryCrossEntropy().value(logits, data.y)), rel=1e-12)
