"""The default autopsy: activations that stay while the input is forgotten."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tutor.labs.default_autopsy import LAB
from tutor.labs.frame import Frame
from tutor.labs.running import last_frame
from tutor.plots.figure import Chart

SEEDS = 5


def autopsy(*drawn: str, seed: int = 0, **params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params, drawn, seed))


def sizes(name: str, frame: Frame) -> np.ndarray[Any, np.dtype[np.float64]]:
    return next(one.y for one in frame.series if one.name == name)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_default_with_biases_ends_in_the_same_activations_for_every_input(seed: int) -> None:
    frame = autopsy(seed=seed, width=256, depth=50)
    size = sizes("activation", frame)
    # half of the 256 units of a layer are off: their mean square strays by an eighth from seed to seed
    assert size[[0, 9, 24, 49]] == pytest.approx([0.408, 0.0282, 0.0283, 0.0271], rel=0.2)
    assert frame.readout("spread_top") == pytest.approx(5e-17, rel=0.4)  # the rounding of float64
    assert 0.35 < frame.readout("always_off_top") < 0.65
    assert frame.notes[0].startswith("default, random biases: at the top a std of ")


def test_without_biases_the_default_shrinks_by_the_root_of_six_in_each_layer() -> None:
    default, he = (autopsy(init=init, biases="zero", seed=3) for init in ("default", "he"))
    logs = [
        np.log([autopsy(biases="zero", depth=depth, seed=seed).readout("activation_top") for seed in range(SEEDS)])
        for depth in (5, 10)
    ]
    # sqrt(depth / 64) is how far one net strays, the mean of five by less than half of that
    for depth, found in zip((5, 10), logs, strict=True):
        assert np.mean(found) == pytest.approx(-depth / 2 * np.log(6), abs=0.6)
    assert default.readout("activation_first") / he.readout("activation_first") == pytest.approx(0.408, rel=0.06)
    assert he.notes == ()


def test_he_with_zero_biases_still_tells_inputs_apart() -> None:
    for seed in range(SEEDS):
        frame = autopsy(init="he", biases="zero", depth=50, seed=seed)
        assert frame.readout("spread_top") > 0.01 * frame.readout("activation_top")
        assert frame.notes == ()


def test_spread_of_the_default_falls_steadily_before_it_reaches_rounding() -> None:
    spread = sizes("spread", autopsy(depth=30))
    assert np.all(np.diff(np.log(spread)) < -0.3)


def test_picture_shows_size_and_spread_of_both_cases() -> None:
    frame = autopsy("default:random", "he:zero")
    lines, shares = frame.figures
    assert isinstance(lines, Chart)
    assert isinstance(shares, Chart)
    assert [one.label for one in lines.series] == [
        "default, random biases: rms of a",
        "default, random biases: std across inputs",
        "He, zero biases: rms of a",
        "He, zero biases: std across inputs",
    ]
    assert [one.stroke for one in lines.series] == ["line", "dashed"] * 2
    assert len(shares.series) == 2
    assert frame.readout("spread_top[default:random]") == autopsy().readout("spread_top")


def test_readouts_are_ends_of_the_lines() -> None:
    frame = autopsy(seed=2)
    for name in ("activation", "spread"):
        ends = [frame.readout(f"{name}_{end}") for end in ("first", "top")]
        assert ends == sizes(name, frame)[[0, -1]].tolist()
    assert frame.readout("always_off_top") == sizes("always_off", frame)[-1]
