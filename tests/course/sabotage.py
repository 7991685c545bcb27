"""Ways to make a course wrong: lines with another number, another sign, a narrower range, a swapped answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple


class Sabotage(NamedTuple):
    """A file with one or two other lines, the first of them given by its number."""

    file: str
    number: int
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.file}:{self.number + 1}: {' / '.join(self.lines)}"[:90]

    def make(self, course: Path) -> str:
        """Does it to a copy of the course; what the file held before."""
        file = course / self.file
        text = file.read_text(encoding="utf-8")
        lines = text.split("\n")
        lines[self.number : self.number + len(self.lines)] = self.lines
        file.write_text("\n".join(lines), encoding="utf-8")
        return text


def sabotages(course: Path, files: Iterable[str]) -> Iterator[Sabotage]:
    """Everything that these files can be made wrong with."""
    for file in files:
        lines = (course / file).read_text(encoding="utf-8").split("\n")
        for number, (line, following) in enumerate(pairwise(lines)):
            for wrong in _spoiled(line, following, file):
                yield Sabotage(file, number, wrong)


def _spoiled(line: str, following: str, file: str) -> Iterator[tuple[str, ...]]:
    """The line, and if need be the one behind it, as they would be with a wrong number, key or claim."""
    if (match := re.fullmatch(r"value = (.*)", line)) and float(match[1]):
        yield (f"value = {-float(match[1])}",)
        yield (f"value = {2 * float(match[1])}",)
    if match := re.fullmatch(r"within = \[(.*), (.*)\]", line):
        low, high = float(match[1]), float(match[2])
        yield (f"within = [{-high}, {-low}]",)
        yield (f"within = [{high + (high - low)}, {high + 2 * (high - low)}]",)
        yield (f"within = [{high}, {low}]",)
    if line.startswith(("value = ", "expr = ")) and (
        match := re.fullmatch(r'(tolerance = "?)([0-9.e-]+)(.*)', following)
    ):
        yield line, f"{match[1]}{1000 * float(match[2])}{match[3]}"
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
