"""Every computed number, claim and key of the good course, made wrong one by one: the checker must complain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from course_samples import FILES, GOOD, change, findings

FEWEST = 50  # so that a pattern that matches nothing any more is noticed


class Sabotage(NamedTuple):
    """A file with one or two other lines, the first of them given by its number."""

    file: str
    number: int
    lines: tuple[str, ...]


def spoiled(line: str, following: str, file: str) -> Iterator[tuple[str, ...]]:
    """The line, and if need be the one behind it, as they would be with a wrong number, key or claim."""
    if match := re.fullmatch(r"value = (.*)", line):
        yield (f"value = {-float(match[1])}",)
        yield (f"value = {2 * float(match[1])}",)
    if match := re.fullmatch(r"within = \[(.*), (.*)\]", line):
        low, high = float(match[1]), float(match[2])
        yield (f"within = [{-high}, {-low}]",)
        yield (f"within = [{2 * low}, {2 * high}]",)
        yield (f"within = [{high}, {low}]",)
    if match := re.fullmatch(r'((?:expr|answer|verify) = )"(.*)"', line):
        is_truth = re.search("[<>]|==", line)
        for wrong in ("not ({})",) if is_truth else ("-({})", "2 * ({})"):
            yield (f'{match[1]}"{wrong.format(match[2])}"',)
    if match := re.fullmatch(r'(.* when = ")([^"]*)(".*)', line):
        yield (f"{match[1]}not ({match[2]}){match[3]}",)
    if line.startswith("metric = ") and file.endswith("lesson.toml"):
        yield ('metric = "slope"',)
    if re.fullmatch(r" .*(text = .*expr = .*)", line) and "text = " in following:
        yield (following, line)
    if ", correct = true }" in line:
        yield (line.replace(", correct = true", ""),)
        if following.startswith("    {") and "correct" not in following:
            yield (line.replace(", correct = true", ""), following.replace(" }", ", correct = true }"))


def sabotages() -> Iterator[Sabotage]:
    for file in FILES:
        lines = (GOOD / file).read_text(encoding="utf-8").split("\n")
        for number, (line, following) in enumerate(pairwise(lines)):
            for wrong in spoiled(line, following, file):
                yield Sabotage(file, number, wrong)


SABOTAGES = tuple(sabotages())


@pytest.mark.parametrize("sabotage", SABOTAGES, ids=lambda s: f"{s.file}:{s.number + 1}: {' / '.join(s.lines)}"[:90])
def test_checker_complains_of(sabotage: Sabotage, course: Path) -> None:
    lines = (course / sabotage.file).read_text(encoding="utf-8").split("\n")
    lines[sabotage.number : sabotage.number + len(sabotage.lines)] = sabotage.lines
    (course / sabotage.file).write_text("\n".join(lines), encoding="utf-8")
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
