"""The shift dial: a temperature fitted at home helps abroad, but far less than at home."""

from __future__ import annotations

import math
from functools import cache
from statistics import median
from typing import Any

import numpy as np
import pytest

from tutor.labs.frame import Frame
from tutor.labs.overtraining_clock import LAB as CLOCK
from tutor.labs.running import last_frame
from tutor.labs.shift_dial import LAB, SHOWN
from tutor.plots.figure import Chart, Field

SEEDS = range(5)


@cache
def run(seed: int = 0, **params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params, seed=seed))


def middle(name: str, **params: Any) -> float:
    return median(run(seed, **params).readout(name) for seed in SEEDS)


# Knobs; accuracy, ECE, ECE with the T from home: medians of ten seeds, between which single seeds stray by 0.1.
PUBLISHED = [
    ({"rotation": 0}, 0.824, 0.165, 0.032, 0.03),
    ({"rotation": 15}, 0.799, 0.183, 0.043, 0.03),
    ({"rotation": 30}, 0.763, 0.217, 0.055, 0.03),
    ({"rotation": 60}, 0.558, 0.423, 0.200, 0.08),
    ({"noise": 0.5}, 0.752, 0.234, 0.080, 0.03),
]


@pytest.mark.parametrize(("knobs", "accuracy", "ece", "ece_after", "tolerance"), PUBLISHED)
def test_shift_costs_what_is_published(
    knobs: dict[str, float], accuracy: float, ece: float, ece_after: float, tolerance: float
) -> None:
    assert middle("accuracy", **knobs) == pytest.approx(accuracy, abs=tolerance)
    assert middle("ece", **knobs) == pytest.approx(ece, abs=tolerance)
    assert middle("ece_after", **knobs) == pytest.approx(ece_after, abs=tolerance)


def test_at_60_degrees_t_still_helps_but_leaves_several_times_the_error_of_home() -> None:
    for seed in SEEDS:
        frame = run(seed, rotation=60)
        assert frame.readout("ece_after") < 0.7 * frame.readout("ece")
        assert frame.readout("ece_after") > 3.0 * frame.readout("ece_after_home")
    assert middle("ece_after", rotation=60) / middle("ece_after_home", rotation=60) == pytest.approx(6.0, rel=0.25)


def test_confidence_does_not_notice_the_shift() -> None:
    for seed in SEEDS:
        there, home = run(seed, rotation=60), run(seed)
        assert there.readout("accuracy") < home.readout("accuracy") - 0.1
        assert there.readout("mean_confidence") == pytest.approx(home.readout("mean_confidence"), abs=0.01)


def test_home_is_the_overtraining_clock() -> None:
    home, clock = run(3), last_frame(CLOCK, CLOCK.setting(seed=3))
    for here, there in (("accuracy", "test_accuracy"), ("ece", "ece"), ("ece_after", "ece_after")):
        assert home.readout(here) == clock.readout(there)
    assert home.readout("temperature") == clock.readout("temperature")


def test_numbers_of_home_stay_when_the_dial_turns() -> None:
    home, away = run(), run(rotation=90, noise=0.3)
    for name in ("accuracy_home", "ece_home", "ece_after_home", "temperature"):
        assert away.readout(name) == home.readout(name)
    for name in ("accuracy", "ece", "ece_after"):
        assert home.readout(name) == home.readout(f"{name}_home")


def test_half_a_turn_puts_the_moons_in_each_other_s_place() -> None:
    """The moons and their mirror through the center are the same two curves, with the classes exchanged."""
    for seed in SEEDS:
        frame = run(seed, rotation=180)
        assert frame.readout("accuracy") == pytest.approx(1.0 - frame.readout("accuracy_home"), abs=0.06)


def charts(frame: Frame) -> tuple[Chart, Chart, Field]:
    sweep, diagram, field = frame.figures
    assert isinstance(sweep, Chart)
    assert isinstance(diagram, Chart)
    assert isinstance(field, Field)
    return sweep, diagram, field


def test_curves_pass_through_the_readouts_of_the_marked_rotation() -> None:
    for rotation in (0, 60, 180):
        frame = run(rotation=rotation, noise=0.2)
        sweep, _, _ = charts(frame)
        assert [(mark.label, mark.x) for mark in sweep.marks] == [(f"{rotation} degrees", rotation)]
        for line in sweep.series:
            assert line.y[line.x.tolist().index(rotation)] == frame.readout(line.name)


def test_curves_stay_put_while_the_dial_turns() -> None:
    still, turned = charts(run())[0], charts(run(rotation=45))[0]
    for before, after in zip(still.series, turned.series, strict=True):
        assert np.array_equal(before.y, after.y)
    assert [line.name for line in still.series] == ["ece", "ece_after", "accuracy"]


def test_field_shows_some_points_where_the_shift_has_put_them() -> None:
    def points(**knobs: float) -> np.ndarray[Any, Any]:
        clouds = charts(run(**knobs))[2].clouds
        return np.concatenate([np.stack([cloud.x, cloud.y], axis=1) for cloud in clouds])

    home, turned = points(), points(rotation=90)
    assert len(home) == SHOWN
    np.testing.assert_allclose(turned, np.stack([-home[:, 1], home[:, 0]], axis=1), atol=1e-12)
    assert points(noise=1.0).std() == pytest.approx(math.sqrt(home.std() ** 2 + 1.0), rel=0.1)


def test_diagram_is_of_the_present_rotation() -> None:
    _, diagram, _ = charts(run(rotation=60))
    before, after, honest = diagram.series
    assert honest.stroke == "dashed"
    assert before.x[-1] - before.y[-1] > 0.25
    assert after.x[-1] - after.y[-1] > 0.1


@pytest.mark.parametrize("knobs", [{"rotation": 180, "noise": 1.0}, {"noise": 1.0, "steps": 100}])
def test_extreme_settings_stay_finite(knobs: dict[str, float]) -> None:
    frame = run(**knobs)
    assert all(math.isfinite(readout.value) for readout in frame.readouts)
    assert frame.notes == ()


def test_same_setting_gives_the_same_bits_whatever_was_asked_before() -> None:
    first = run(4, rotation=30, steps=100)
    run(4, rotation=75, noise=0.4, steps=100)
    again = last_frame(LAB, LAB.setting({"rotation": 30, "steps": 100}, seed=4))
    assert first.readouts == again.readouts
    assert first.readouts != run(5, rotation=30, steps=100).readouts
