"""Labs run to their end for whoever wants the outcome only."""

from __future__ import annotations

import pytest

from tutor.errors import LabError
from tutor.labs.registry import load
from tutor.labs.running import last_frame, outcome


def test_outcome_is_the_last_frame() -> None:
    lab = load("depth-race")
    setting = lab.setting({"steps": 100, "depth": 1}, seed=3)
    found = outcome("depth-race", {"steps": 100, "depth": 1}, seed=3)
    assert found.is_final
    assert found.step == 100
    assert found.readouts == last_frame(lab, setting).readouts


def test_the_same_run_is_not_repeated_however_it_is_written() -> None:
    one = outcome("gate-meter", {"b": -3})
    assert outcome("gate-meter", {"b": "-3.0"}) is one
    assert outcome("gate-meter", {"b": -3.5}) is not one
    assert outcome("depth-profile", {}, 0) is not outcome("depth-profile", {}, 1)


def test_variants_are_part_of_the_run() -> None:
    both = outcome("product-of-slopes", {}, variants=["relu:1:0:0.3", "tanh:1:0:0.3"])
    assert len(both.series) == 2
    assert both.readout("derivative") == outcome("product-of-slopes", {"activation": "tanh"}).readout("derivative")


def test_an_impossible_run_is_refused() -> None:
    with pytest.raises(LabError, match="There is no lab 'nope'"):
        outcome("nope", {})
    with pytest.raises(LabError, match="outside its range"):
        outcome("gate-meter", {"b": 99})
