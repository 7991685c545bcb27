"""Values of a knob side by side: begun, turned through and ended."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from learner import Learner, learner
from places import GATE, PROFILE, Do, in_lab, then

INITIALIZERS = then(PROFILE, "down")
DEPTHS = in_lab("depth-race", "down", "down", steps="100", depth="2")


async def settled(someone: Learner) -> str:
    """The screen once the knobs have come to rest and the run has ended."""
    await someone.settle_timers()
    await someone.settle_timers()
    return someone.text


def run(do: Do, home: Path, *then_keys: str) -> list[str]:
    """The screens after some keys and after each of some more."""

    async def scenario() -> list[str]:
        async with learner(home) as someone:
            await do(someone)
            screens = [await settled(someone)]
            for key in then_keys:
                await someone.press(key)
                screens.append(await settled(someone))
            return screens

    return asyncio.run(scenario())


def raced(screen: str, names: list[str]) -> list[str]:
    """Those of the variants that the legend lists."""
    return [name for name in names if f"━━ {name}\n" in f"{screen}\n" or f"━━ {name}  " in screen]


AROUND_HE = ["relu xavier-uniform", "relu he", "relu he-uniform", "relu lecun"]


def test_race_shows_the_values_around_the_present_one_until_it_is_ended(tmp_path: Path) -> None:
    before, during, after = run(INITIALIZERS, tmp_path, "v", "v")
    assert raced(before, AROUND_HE) == ["relu he"]
    assert raced(during, AROUND_HE) == AROUND_HE
    assert raced(after, AROUND_HE) == ["relu he"]
    assert "v race" in after


@pytest.mark.slow
def test_race_goes_along_with_the_knob(tmp_path: Path) -> None:
    _, turned = run(then(INITIALIZERS, "v"), tmp_path, "right")
    assert "‹ he-uniform ›" in turned
    assert raced(turned, [*AROUND_HE, "relu lecun-uniform"]) == [*AROUND_HE[1:], "relu lecun-uniform"]
    assert "v end race" in turned


@pytest.mark.slow
def test_other_knobs_turn_for_all_that_race(tmp_path: Path) -> None:
    _, turned = run(then(INITIALIZERS, "v", "up"), tmp_path, "left")
    names = [name.replace("relu", "tanh") for name in AROUND_HE]
    assert raced(turned, names) == names


@pytest.mark.slow
def test_dropping_takes_one_out_and_the_others_stay_as_the_knob_turns(tmp_path: Path) -> None:
    *_, dropped, turned = run(then(INITIALIZERS, "v"), tmp_path, "backspace", "right")
    assert raced(dropped, AROUND_HE) == AROUND_HE[:3]
    assert [f"   {name}  " in turned for name in AROUND_HE] == [True, False, True, False]  # beside numbers


def test_race_of_networks_waits_for_space_and_runs_to_its_end(tmp_path: Path) -> None:
    names = [f"relu he {depth}" for depth in (1, 2, 3, 4)]

    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await then(DEPTHS, "v")(someone)
            assert "4 variants of hidden layers side by side: Space runs them, v ends the race." in someone.text
            await someone.press("space")
            await someone.wait_for("step 100/100")
            assert raced(someone.text, names) == names

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("do", "why"),
    [
        (then(GATE, "v"), "Turn one knob"),
        (then(PROFILE, "down", "down", "v"), "one of: activation, initializer."),
        (then(PROFILE, "v", "p"), "At most 4 variants fit in one picture. Drop one first."),
    ],
)
def test_race_that_cannot_be_says_why(do: Do, why: str, tmp_path: Path) -> None:
    assert why in run(do, tmp_path)[0]


def test_keys_of_a_race_are_shown_only_where_there_is_one(tmp_path: Path) -> None:
    assert "v race" not in run(GATE, tmp_path)[0]
