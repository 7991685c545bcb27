"""What every screen looks like, row by row, in a small and a large terminal.

After a change that is meant: `UPDATE_GOLDEN=1 python -m pytest tests/ui/test_golden_screens.py`, and read the diff.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from learner import learner
from places import (
    CHOICE,
    GATE,
    IN_FIELD,
    MATCH,
    NUMBERED,
    PROFILE,
    SOLVING,
    VERDICT,
    Do,
    at,
    at_block,
    at_home,
    in_help,
    in_lab,
    in_lesson,
    in_progress,
    sure,
    then,
    until,
)

from tutor.plots.look import Tier

GOLDEN = Path(__file__).parent / "golden"
SIZES = ((80, 24), (120, 40))
CHAINS = "chains"

SCREENS: dict[str, Do] = {
    "home": at_home,
    "home-second-lesson": then(at_home, "down"),
    "home-after-work": then(VERDICT, "escape", "escape"),
    "home-help": then(at_home, "question_mark"),
    "lesson-start": at_block("two-neurons"),
    "lesson-figure": at_block("curves"),
    "lesson-claim": in_lesson,
    "lesson-measured-claim": at_block("measured-delta"),
    "lesson-claim-run": then(at_block("measured-delta"), "enter"),
    "lesson-lab": at_block("turn-the-bias"),
    "lesson-worked-example": at_block("by-hand"),
    "lesson-source": then(in_lesson, "y"),
    "lesson-end": at_block("/next"),
    "lesson-help": in_help,
    "lesson-figure-in-words": then(at_block("curves"), "d"),
    "multiple-choice": CHOICE,
    "multiple-choice-hint": then(CHOICE, "h"),
    "multiple-choice-right": VERDICT,
    "multiple-choice-wrong": then(CHOICE, "1", "enter"),
    "multiple-choice-solution": then(CHOICE, "x"),
    "multiple-select": then(NUMBERED, "1", "4"),
    "multiple-select-verdict": then(NUMBERED, "1", "4", "enter"),
    "true-false": at("/quiz/relu-is-open"),
    "true-false-reason": at("/quiz/relu-is-open", "1"),
    "true-false-verdict": at("/quiz/relu-is-open", "1", "1", "enter"),
    "true-false-solution": at("/quiz/relu-is-open", "x"),
    "numeric": IN_FIELD,
    "numeric-slip": at("last-check/slope-at-z", "1", "comma", "comma", "enter"),
    "numeric-misconception": at("last-check/slope-at-z", "0", "full_stop", "2", "5", "enter"),
    "short-answer": at("/quiz/name-of-z", "p", "r", "e", "enter"),
    "explain": at("/quiz/why-slow", "i", "t"),
    "explain-ideas": at("/quiz/why-slow", "i", "t", "enter"),
    "explain-verdict": at("/quiz/why-slow", "i", "t", "enter", "1", "enter"),
    "ordering": at("/quiz/by-slope", "space", "down"),
    "ordering-verdict": at("/quiz/by-slope", "enter", "enter"),
    "matching": MATCH,
    "matching-verdict": then(MATCH, "enter", "enter"),
    "formula": at("/quiz/slope-from-output", "a"),
    "formula-verdict": at("/quiz/slope-from-output", "a", "enter"),
    "predict": at("first-guess/what-comes-back"),
    "predict-seen": at("first-guess/what-comes-back", "2", "enter"),
    "predict-explained": at("first-guess/what-comes-back", "2", "enter", "enter"),
    "how-sure": sure,
    "practice": SOLVING,
    "practice-solution": then(SOLVING, "h", "x"),
    "my-progress": in_progress,
    "my-progress-after-work": then(VERDICT, "escape", "escape", "s"),
    "activation-explorer": in_lab("activation-explorer"),
    "depth-profile": PROFILE,
    "depth-profile-compared": then(PROFILE, "p", "right", "p", "down", "left"),
    "depth-race": until("step 1/100", in_lab("depth-race", "full_stop", steps="100", depth="2")),
    "gate-meter": GATE,
    "gate-meter-other-figure": then(GATE, "f"),
    "gate-meter-command-line": then(GATE, "w"),
    "gate-meter-script": then(GATE, "c"),
    "gradient-check": in_lab("gradient-check"),
    "product-of-slopes": in_lab("product-of-slopes"),
    "lab-help": then(GATE, "question_mark"),
    "labs": then(at_home, "l"),
    "search": then(at_home, "slash", *"slope"),
    "palette": then(at_home, "colon"),
}
IN_ASCII = (
    "home",
    "lesson-start",
    "lesson-figure",
    "multiple-choice-wrong",
    "matching",
    "gate-meter",
    "depth-profile",
    "my-progress",
    "numeric-slip",
    "palette",
    "lab-help",
)


def compare(rows: list[str], file: Path) -> None:
    """Holds rows to a golden file, or writes it if that is wanted."""
    text = "\n".join(rows) + "\n"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8"), f"{file.name} looks different; UPDATE_GOLDEN=1 takes it as it is"


async def look(name: str, home: Path, sizes: Sequence[tuple[int, int]], tier: Tier = "braille") -> dict[str, list[str]]:
    """The rows of a screen in each size: the learner gets there in the first one, and then resizes."""
    rows = {}
    async with learner(home, size=SIZES[0], tier=tier) as someone:
        await SCREENS[name](someone)
        for columns, height in sizes:
            await someone.pilot.resize_terminal(columns, height)
            await someone.settle_timers()
            rows[f"{columns}x{height}"] = someone.rows
    return rows


@pytest.mark.parametrize("sizes", [SIZES[:1], pytest.param(SIZES, marks=pytest.mark.slow)], ids=["small", "growing"])
@pytest.mark.parametrize("name", SCREENS)
def test_screen(name: str, sizes: Sequence[tuple[int, int]], tmp_path: Path) -> None:
    for size, rows in asyncio.run(look(name, tmp_path, sizes)).items():
        assert len(rows) == int(size.split("x")[1])
        compare(rows, GOLDEN / size / f"{name}.txt")


@pytest.mark.parametrize("name", IN_ASCII)
def test_screen_in_ascii(name: str, tmp_path: Path) -> None:
    rows = asyncio.run(look(name, tmp_path, SIZES[:1], "ascii"))["80x24"]
    compare(rows, GOLDEN / "ascii" / f"{name}.txt")
    assert "".join(rows).isascii()


def test_no_golden_file_is_left_over() -> None:
    wanted = {f"{size[0]}x{size[1]}/{name}.txt" for size in SIZES for name in SCREENS}
    wanted |= {f"ascii/{name}.txt" for name in IN_ASCII}
    assert {str(file.relative_to(GOLDEN)) for file in GOLDEN.rglob("*.txt")} == wanted
