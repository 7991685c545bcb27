"""Mistakes in the good course, read from files that are diffs of it with the findings below the lines they name:

== what is wrong, as the name of the test
@@ file
 a line that stays: context, or a place for a finding
-a line of the good course
+what stands there instead
^ key.path: what is wrong with the line above; what to do
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from course_samples import COURSES

BROKEN = COURSES / "broken"
TOPICS = tuple(sorted(file.stem for file in BROKEN.glob("*.txt")))


@dataclass(frozen=True)
class Hunk:
    """Lines of one file. `said`: how many lines of `new` end with the one a finding is about, and the finding."""

    file: str
    old: str
    new: str
    said: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Mistake:
    """What to change, and what the checker must say then."""

    title: str
    hunks: tuple[Hunk, ...]

    def make(self, course: Path) -> None:
        """Makes the mistake in a copy of the good course."""
        for hunk in self.hunks:
            if hunk.old != hunk.new:
                text = (course / hunk.file).read_text(encoding="utf-8")
                assert f"\n{text}".count(f"\n{hunk.old}") == 1, f"{hunk.file} holds {hunk.old!r} not once"
                changed = f"\n{text}".replace(f"\n{hunk.old}", f"\n{hunk.new}")[1:]
                (course / hunk.file).write_text(changed, encoding="utf-8")

    def findings(self, course: Path) -> list[str]:
        """All that must be said of the broken course, with the numbers that its lines have."""
        return [f"{hunk.file}:{_line(course, hunk, at)}: {said}" for hunk in self.hunks for at, said in hunk.said]


def _line(course: Path, hunk: Hunk, at: int) -> int:
    if at == 0:  # a file that is not there
        return 1
    before, found, _ = f"\n{(course / hunk.file).read_text(encoding='utf-8')}".partition(f"\n{hunk.new}")
    assert found, f"{hunk.new!r} is not in {hunk.file}"
    return before.count("\n") + at


def mistakes(topic: str) -> tuple[Mistake, ...]:
    """The mistakes of one file."""
    parts = (BROKEN / f"{topic}.txt").read_text(encoding="utf-8").removeprefix("== ").split("\n== ")
    return tuple(map(_mistake, parts))


def _mistake(part: str) -> Mistake:
    title, *hunks = part.split("\n@@ ")
    return Mistake(title, tuple(map(_hunk, hunks)))


def _hunk(part: str) -> Hunk:
    file, *lines = part.rstrip("\n").split("\n")
    old, new, said = "", "", []
    for line in lines:
        sign, text = line[:1], line[1:]
        if sign == "^":
            said.append((new.count("\n"), text.strip()))
        if sign in ("", " ", "-"):
            old += f"{text}\n"
        if sign in ("", " ", "+"):
            new += f"{text}\n"
    return Hunk(file, old, new, tuple(said))
