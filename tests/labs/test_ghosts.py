"""Runs that stay in view beside the present one."""

from __future__ import annotations

import numpy as np
import pytest

from tutor.errors import LabError
from tutor.labs.frame import Frame
from tutor.labs.ghosts import MOST, Ghosts
from tutor.labs.lab import Setting
from tutor.labs.registry import load
from tutor.labs.running import last_frame
from tutor.plots.figure import Chart, Figure

LAB = load("playground")
SMALL = {"depth": 1, "width": 4, "examples": 20, "steps": 100}


def run(seed: int = 0, **params: str | float) -> tuple[Setting, Frame]:
    setting = LAB.setting(SMALL | params, seed=seed)
    return setting, last_frame(LAB, setting)


def labels(figure: Figure) -> list[str]:
    assert isinstance(figure, Chart)
    return [line.label for line in figure.series if line.is_told]


def test_without_ghosts_the_frame_is_as_it_is() -> None:
    setting, frame = run()
    assert Ghosts(LAB).beside(setting, frame) is frame.figures


def test_kept_losses_stand_bit_by_bit_under_what_tells_them_apart() -> None:
    ghosts = Ghosts(LAB)
    first, second, present = run(), run(rate=1.0), run(rate=1.0, seed=3)
    ghosts.keep(*first)
    ghosts.keep(*second)
    losses, field, profile, *_ = ghosts.beside(*present)
    assert labels(losses) == ["learning rate 0.1 seed 0", "learning rate 1 seed 0", "learning rate 1 seed 3"]
    assert isinstance(losses, Chart)
    kept = [line for line in losses.series if line.label == "learning rate 0.1 seed 0"]
    own = [line for line in first[1].figures[0].series if line.is_told]  # type: ignore[union-attr]
    assert np.array_equal(kept[0].y, own[0].y)
    assert field is present[1].figures[1]
    assert profile is present[1].figures[2], "nobody could tell six lines apart"


def test_same_run_is_drawn_once_and_more_of_it_is_told_by_number() -> None:
    ghosts = Ghosts(LAB)
    setting, frame = run()
    ghosts.keep(setting, frame)
    assert labels(ghosts.beside(setting, frame)[0]) == ["loss"]
    *_, first_step, _ = (moment.frame() for moment in LAB.run(setting))
    assert labels(ghosts.beside(setting, first_step)[0]) == ["run 1", "run 2"]


def test_no_more_are_kept_than_one_picture_holds() -> None:
    ghosts = Ghosts(LAB)
    kept = run()
    for _ in range(MOST):
        ghosts.keep(*kept)
    with pytest.raises(LabError, match="At most 3 runs"):
        ghosts.keep(*kept)
    ghosts.drop()
    assert len(ghosts) == MOST - 1


def test_command_names_the_kept_ones_where_it_can() -> None:
    ghosts = Ghosts(LAB)
    present, _ = run(init="xavier")
    ghosts.keep(*run())
    again = LAB.command(ghosts.command_setting(present))
    assert again.endswith("--variant init=he --variant init=xavier --seed 0")
    ghosts.keep(*run(seed=1))
    assert "--variant" not in LAB.command(ghosts.command_setting(present))
