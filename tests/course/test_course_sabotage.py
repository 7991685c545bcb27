"""Every computed number, claim and key of the good course, made wrong one by one: the checker must complain."""

from __future__ import annotations

from pathlib import Path

import pytest
from course_samples import FILES, GOOD, change, findings
from sabotage import Sabotage, sabotages

FEWEST = 50  # so that a pattern that matches nothing any more is noticed


SABOTAGES = tuple(sabotages(GOOD, FILES))


@pytest.mark.parametrize("sabotage", SABOTAGES, ids=str)
def test_checker_complains_of(sabotage: Sabotage, course: Path) -> None:
    sabotage.make(course)
    assert findings((course / sabotage.file).parent)


def test_there_is_enough_to_make_wrong() -> None:
    assert len(SABOTAGES) >= FEWEST


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("chains/lesson.toml", 'tolerance = "0.5%"', 'tolerance = "0.05%"'),  # 0.0387 is 0.0386562, 0.11 % off
        ("slopes/quiz.toml", 'tolerance = "1%"', 'tolerance = "300%"'),  # takes the mistakes for the answer
        ("slopes/quiz.toml", '{ expr = "sigmoid(z)",', '{ expr = "sigmoid_slope(z)",'),
        ("slopes/quiz.toml", 'distractors = ["sideways"]', 'distractors = ["backward"]'),
        ("slopes/quiz.toml", 'keywords = ["slope", "derivative"]', 'keywords = ["inclination"]'),
        ("slopes/quiz.toml", "It comes before something.", "It is the pre-activation."),
        ("chains/quiz.toml", "after = [[1, 0], [2, 1], [3, 1]]", "after = [[0, 1], [2, 1], [3, 1]]"),
    ],
)
def test_checker_complains_of_what_fits_no_pattern(course: Path, file: str, old: str, new: str) -> None:
    change(course / file, old, new)
    assert findings((course / file).parent)
