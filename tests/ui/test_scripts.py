"""The key `c`: the experiment that one stands before as a script, on a page and copied."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import NamedTuple

import pytest
from learner import learner
from places import PROFILE, Do, at_block, then

from tutor.labs.knobs import Value
from tutor.labs.registry import load
from tutor.labs.scripts import script


class Seen(NamedTuple):
    """What was on the screen before `c`, after it, and after Escape; and what was copied."""

    before: str
    page: str
    after: str
    copied: str


def press_c(first: Do, home: Path, size: tuple[int, int] = (80, 24)) -> Seen:
    """There and back."""

    async def scenario() -> Seen:
        async with learner(home, size=size) as someone:
            await first(someone)
            await someone.settle_timers()
            before = someone.text
            await someone.press("c")
            page = someone.text
            await someone.press("escape")
            return Seen(before, page, someone.text, someone.app.clipboard)

    return asyncio.run(scenario())


def script_of(lab: str, seed: int = 0, **params: Value) -> str:
    return script(load(lab), load(lab).setting(params, seed=seed))


def test_lab_shows_and_copies_its_script_where_the_knobs_stand(tmp_path: Path) -> None:
    seen = press_c(then(PROFILE, "p", "right", "S"), tmp_path, (120, 40))
    assert seen.copied == script_of("depth-profile", 1, activation="leaky-relu")
    assert 'activation = "leaky-relu"' in seen.page
    assert "seed = 1" in seen.page
    assert "tutor lab depth-profile --activation leaky-relu --seed 1 --script | python3" in " ".join(seen.page.split())
    assert seen.after == seen.before


@pytest.mark.parametrize(
    ("block", "params"),
    [
        ("turn-the-bias", {"b": -2}),
        ("measured-delta", {"b": -5}),
        ("first-guess/what-comes-back", {"x": 0, "b": 0}),
    ],
    ids=["lab", "claim", "prediction"],
)
def test_lesson_shows_and_copies_the_script_of_what_is_in_view(
    block: str, params: dict[str, Value], tmp_path: Path
) -> None:
    seen = press_c(at_block(block), tmp_path)
    assert seen.copied == script_of("gate-meter", **params)
    assert "Gate meter as a script" in seen.page
    assert seen.after == seen.before


@pytest.mark.parametrize(("keys", "b"), [(("shift+tab",), -2), (("shift+tab", "tab"), -5)], ids=["lab", "claim"])
def test_of_two_experiments_in_view_it_is_the_one_that_enter_would_open(
    keys: tuple[str, ...], b: int, tmp_path: Path
) -> None:
    seen = press_c(then(at_block("measured-delta"), *keys), tmp_path, (120, 60))
    assert "Lab: Gate meter" in seen.before
    assert "At z = −4 the error signal" in seen.before
    assert seen.copied == script_of("gate-meter", b=b)


def test_lesson_says_where_there_is_no_experiment(tmp_path: Path) -> None:
    seen = press_c(at_block("curves"), tmp_path)
    assert "There is no experiment in view." in seen.page
    assert seen.copied == ""
