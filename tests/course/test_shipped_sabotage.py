"""Sixty places of the shipped course, made wrong one by one: the checker finds nearly all, and says where."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path

import pytest
from sabotage import Sabotage, sabotages

from tutor.course.checker import check_path

LESSONS = Path(__file__).parents[2] / "lessons"
FILES = sorted(str(file.relative_to(LESSONS)) for file in LESSONS.glob("*/*.toml"))
SITES, FEWEST_CAUGHT = 60, 57


def drawn() -> list[Sabotage]:
    """One way to make each of sixty places wrong, always the same ones."""
    rng = random.Random("sixty places")
    by_place: dict[tuple[str, int], list[Sabotage]] = {}
    for sabotage in sabotages(LESSONS, FILES):
        by_place.setdefault((sabotage.file, sabotage.number), []).append(sabotage)
    return [rng.choice(by_place[place]) for place in rng.sample(sorted(by_place), SITES)]


def is_caught(sabotage: Sabotage, course: Path) -> bool:
    """Whether the checker complains, at the place itself or at what hangs on it in the same file."""
    before = sabotage.make(course)
    file = course / sabotage.file
    is_found = bool(check_path(file).faults or check_path(file, with_slow=True).faults)
    file.write_text(before, encoding="utf-8")
    return is_found


@pytest.mark.slow
def test_sixty_wrong_numbers_keys_and_claims_are_found(tmp_path: Path) -> None:
    course = Path(shutil.copytree(LESSONS, tmp_path / "course"))
    sites = drawn()
    missed = [str(sabotage) for sabotage in sites if not is_caught(sabotage, course)]
    assert len(Counter(sabotage.file for sabotage in sites)) > len(FILES) / 2
    assert len(sites) - len(missed) >= FEWEST_CAUGHT, "\n".join(missed)
