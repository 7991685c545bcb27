"""What can go wrong, as values a learner or an author can act on: what happened, where, what to do."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class TutorError(Exception):
    """Something the person at the keyboard can understand and mend."""

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(f"{what} {remedy}".strip())
        self.what = what
        self.remedy = remedy


class ExpressionError(TutorError):
    """An expression that is not of the small language; `position` counts characters from 0."""

    def __init__(self, what: str, remedy: str = "", position: int = 0) -> None:
        super().__init__(what, remedy)
        self.position = position


class FormulaError(TutorError):
    """LaTeX that the typesetter does not know; `position` counts characters from 0."""

    def __init__(self, what: str, remedy: str = "", position: int = 0) -> None:
        super().__init__(what, remedy)
        self.position = position


class LabError(TutorError):
    """An unknown lab, knob or knob value."""


class StoreError(TutorError):
    """A progress file that cannot be opened, read or written."""


class Fault(NamedTuple):
    """One thing wrong in a lesson file. `line` counts from 1; `key_path` is like `questions[he-std].tolerance`."""

    file: Path
    line: int
    key_path: str
    what: str
    remedy: str
    is_warning: bool = False

    def __str__(self) -> str:
        severity = "warning: " if self.is_warning else ""
        key = f"{self.key_path}: " if self.key_path else ""
        return f"{self.file}:{self.line}: {severity}{key}{self.what}; {self.remedy}"


class LessonError(TutorError):
    """A course or lesson that cannot be opened, with every fault that was found."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        super().__init__(f"{faults[0]}{more}", "Run `tutor check` to see every finding.")
