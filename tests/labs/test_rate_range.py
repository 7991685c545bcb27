"""The lab `rate-range`: how many of six learning rates train a deep net, in the published ranges."""

from __future__ import annotations

import math

import pytest
from training_samples import SEEDS, finish, of_seeds, typical

from tutor.plots.figure import Chart

NAME = "rate-range"
LN_2 = math.log(2.0)
FEW = SEEDS[:3]


@pytest.mark.slow
def test_after_100_steps_batch_norm_already_trains_at_more_rates() -> None:
    assert finish(NAME, norm="none", steps=100).readout("learned") < finish(NAME, norm="batch", steps=100).readout(
        "learned"
    )


@pytest.mark.slow
def test_without_batch_norm_three_rates_train_and_with_it_all_but_the_smallest() -> None:
    frame = finish(NAME)
    assert frame.readout("learned[he:none]") == 3
    assert frame.readout("learned") == 5


@pytest.mark.slow
@pytest.mark.parametrize(
    ("init", "norm", "learned"),
    [("he", "none", 3), ("he", "batch", 5), ("pytorch", "none", 0), ("pytorch", "batch", 5)],
)
def test_as_many_rates_train_as_published(init: str, norm: str, learned: int) -> None:
    assert typical("learned", NAME, FEW, init=init, norm=norm) == learned


# Published medians of six seeds, which move by a factor of three with the data drawn; so may ours.
LOSSES = {
    ("he", "none"): {"loss_at_0_001": 0.510, "loss_at_0_01": 0.174, "loss_at_0_1": 0.015},
    ("he", "batch"): {"loss_at_0_001": 0.462, "loss_at_0_01": 0.104, "loss_at_0_1": 0.005, "loss_at_0_3": 0.001},
    ("pytorch", "none"): {"loss_at_0_001": LN_2, "loss_at_0_01": LN_2, "loss_at_0_1": LN_2},
    ("pytorch", "batch"): {"loss_at_0_001": 0.317, "loss_at_0_01": 0.049, "loss_at_0_1": 0.004},
}


@pytest.mark.slow
@pytest.mark.parametrize(("init", "norm"), LOSSES)
def test_losses_are_the_published_ones(init: str, norm: str) -> None:
    for name, published in LOSSES[init, norm].items():
        loss = typical(name, NAME, FEW, init=init, norm=norm)
        assert published / 3 < loss < published * 3, name
        assert published != LN_2 or loss == pytest.approx(LN_2, abs=2e-3)


@pytest.mark.slow
def test_largest_rate_explodes_without_batch_norm_and_the_lab_says_so() -> None:
    assert of_seeds("loss_at_3", NAME, FEW, norm="none", steps=100) == [math.inf] * 3
    assert finish(NAME, norm="none", steps=100).notes == ("he none: exploded at rate 3.",)


@pytest.mark.slow
def test_losses_stand_over_their_rates_a_line_a_variant() -> None:
    frame = finish(NAME, steps=100)
    chart = frame.figures[0]
    assert isinstance(chart, Chart)
    assert (chart.x.scale, chart.y.scale) == ("log", "log")
    assert [line.label for line in chart.series] == ["he none", "he batch"]
    assert list(chart.series[1].x) == [0.001, 0.01, 0.1, 0.3, 1.0, 3.0]
    assert chart.series[1].y[2] == frame.readout("loss_at_0_1")
    assert [mark.y for mark in chart.marks] == [0.2]


@pytest.mark.slow
def test_each_run_is_the_one_of_the_playground_at_that_rate() -> None:
    alone = finish("playground", rate=0.3, norm="batch", depth=10, width=32, steps=100)
    assert finish(NAME, norm="batch", steps=100).readout("loss_at_0_3") == alone.readout("final_loss")
