"""The lab `rate-killer`: dead units by learning rate, in the published ranges."""

from __future__ import annotations

import math

import numpy as np
import pytest
from training_samples import finish, of_seeds, typical

from tutor.labs.rate_killer import LAB
from tutor.plots.figure import Bars, Chart, Field, Ridge
from tutor.plots.numerals import percent

pytestmark = pytest.mark.slow  # nets that train for seconds; a quick test runs every lab once

FEW = (0, 1, 2)

# Loss, accuracy and dead share of layer 2 after 300 steps: between what the median of five seeds lies. The reference
# medians, of other data and other starts, lie inside too.
OUTCOMES = [
    (0.1, (0.10, 0.18), (0.91, 0.96), (0.02, 0.12)),
    (0.3, (0.015, 0.045), (0.98, 1.0), (0.02, 0.12)),
    (1.0, (0.002, 0.02), (0.99, 1.0), (0.04, 0.16)),
    (2.0, (0.001, 0.02), (0.99, 1.0), (0.15, 0.4)),
    (3.0, (0.01, 0.7), (0.5, 1.0), (0.6, 1.0)),
    (5.0, (0.6, 0.7), (0.5, 0.55), (0.9, 1.0)),
]


@pytest.mark.parametrize(("rate", "loss", "accuracy", "dead"), OUTCOMES)
def test_loss_and_deaths_at_each_rate_are_the_published_ones(
    rate: float, loss: tuple[float, float], accuracy: tuple[float, float], dead: tuple[float, float]
) -> None:
    for name, (low, high) in (("final_loss", loss), ("accuracy", accuracy), ("dead_top", dead)):
        assert low <= typical(name, "rate-killer", rate=rate) <= high, name


def test_half_of_layer_2_dies_between_the_rates_2_and_3() -> None:
    assert typical("dead_top", "rate-killer", FEW, rate=2.0) < 0.5 < typical("dead_top", "rate-killer", FEW, rate=3.0)


@pytest.mark.parametrize("cure", [{"clip": "1"}, {"norm": "batch"}])
def test_rate_5_trains_when_clipped_or_normalized(cure: dict[str, str]) -> None:
    assert typical("final_loss", "rate-killer", FEW, rate=5.0, **cure) < 0.02
    assert typical("accuracy", "rate-killer", FEW, rate=5.0, **cure) > 0.99
    assert 0.0 < typical("dead_top", "rate-killer", FEW, rate=5.0, **cure) < 0.5


@pytest.mark.parametrize(("rate", "loss", "dead"), [(0.01, 0.006, (0.1, 0.3)), (0.1, 0.006, (0.35, 0.65))])
def test_adam_kills_too_but_learns(rate: float, loss: float, dead: tuple[float, float]) -> None:
    assert typical("final_loss", "rate-killer", FEW, rate=rate, optimizer="adam") < loss
    assert dead[0] < typical("dead_top", "rate-killer", FEW, rate=rate, optimizer="adam") < dead[1]


def test_deaths_are_drawn_by_step_layer_by_layer() -> None:
    frame = finish("rate-killer", rate=5.0)
    chart, loss, ridge, field = frame.figures
    assert isinstance(chart, Chart)
    assert isinstance(loss, Chart)
    assert isinstance(ridge, Ridge)
    assert isinstance(field, Field)
    assert [line.label for line in chart.series] == ["layer 1", "layer 2"]
    for line, name in zip(chart.series, ("dead_first", "dead_top"), strict=True):
        assert (line.x[0], line.x[-1]) == (0.0, 300.0)
        assert line.y[-1] == frame.readout(name)
    assert chart.series[1].y[0] < 0.3
    assert chart.series[1].y[10] > 0.9, "it happens within the first fifty steps"


def test_several_rates_are_ranked_by_the_deaths_in_layer_2() -> None:
    frame = finish("rate-killer", "rate=0.3", "rate=5", steps=100)
    bars = frame.figures[0]
    assert isinstance(bars, Bars)
    assert [bar.label for bar in bars.bars] == ["rate 0.3", "rate 5"]
    assert [bar.value for bar in bars.bars] == [frame.readout("dead_top[rate=0.3]"), frame.readout("dead_top")]
    assert bars.bars[0].note == f"{percent(bars.bars[0].value)}, loss 0.15"


def test_run_that_explodes_says_so_and_still_counts_its_dead() -> None:
    frame = finish("rate-killer", rate=5.0, seed=2)  # one of the starts that do
    assert math.isnan(frame.readout("final_loss"))
    assert frame.notes[0].startswith("This net diverged at step ")
    assert 0.0 <= frame.readout("dead_top") <= 1.0
    assert np.isfinite(frame.figures[0].series[1].y).all()  # type: ignore[union-attr]


def test_counting_the_dead_changes_nothing_of_the_training() -> None:
    counted = finish("rate-killer", rate=1.0)
    plain = finish("playground", rate=1.0, depth=2, width=64, steps=300)
    assert counted.readout("final_loss") == plain.readout("final_loss")


def test_dead_shares_are_counted_in_64_units() -> None:
    for value in of_seeds("dead_top", "rate-killer", FEW, rate=2.0):
        assert value * 64 == round(value * 64)


def test_rates_start_where_nothing_dies() -> None:
    assert LAB.knob("rate").describe() == "learning rate: 0.01 to 30 (default 0.3)"
