"""Courses and lessons from their folder. A fault in one lesson never closes the others."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeVar

from tutor.course.document import Document, read_document, read_top
from tutor.course.model import FORMAT_VERSION, CourseFile, Head, Lesson, LessonFile, QuizFile
from tutor.errors import Fault, LessonError

Versioned = TypeVar("Versioned", CourseFile, Head, LessonFile)

BELOW_HEAD = frozenset(LessonFile.__struct_fields__) - frozenset(Head.__struct_fields__)
"""What a list leaves out, also where it stands above the first table: `sections = [...]` is sound TOML."""


class Course:
    """A course's own file, and the heads of its lessons, each read when it is first asked for."""

    def __init__(self, directory: Path, file: CourseFile, faults: tuple[Fault, ...]) -> None:
        self.directory, self.file = directory, file
        self._own_faults = faults
        self._listed: dict[str, Listed] = {}

    @cached_property
    def lesson_ids(self) -> tuple[str, ...]:
        """Every lesson of its units, in reading order."""
        return tuple(dict.fromkeys(lesson_id for unit in self.file.units for lesson_id in unit.lessons))

    def head(self, lesson_id: str) -> Head | None:
        """The head of a lesson, or None if it cannot be listed."""
        return self._list(lesson_id).head if lesson_id in self.lesson_ids else None

    @property
    def heads(self) -> tuple[Head, ...]:
        """The heads of all lessons that can be listed, in reading order."""
        return tuple(head for lesson_id in self.lesson_ids if (head := self.head(lesson_id)) is not None)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with what a list needs."""
        listed = (self._list(lesson_id).faults for lesson_id in self.lesson_ids)
        return (*self._own_faults, *chain.from_iterable(listed))

    def title(self, lesson_id: str) -> str:
        """The title of a lesson; its id if it cannot be listed."""
        head = self.head(lesson_id)
        return head.title if head is not None else lesson_id

    def _list(self, lesson_id: str) -> Listed:
        if lesson_id not in self._listed:
            top = read_top(self.directory / lesson_id / "lesson.toml")
            for key in BELOW_HEAD & top.table.keys():
                del top.table[key]
            head = read_head(top, lesson_id, Head)
            self._listed[lesson_id] = Listed(head, tuple(top.faults))
        return self._listed[lesson_id]


class Listed(NamedTuple):
    """A lesson in a list, or why it is not there."""

    head: Head | None
    faults: tuple[Fault, ...]


def load_course(directory: Path) -> Course:
    """The course of that folder. Raises LessonError if course.toml itself cannot be used."""
    document = read_document(directory / "course.toml")
    file = read_versioned(document, CourseFile)
    if file is None:
        raise LessonError(tuple(document.faults))
    return Course(directory, file, tuple(document.faults))


def load_lesson(directory: Path, lesson_id: str) -> tuple[Lesson, tuple[Fault, ...]]:
    """A lesson without the items that have faults, and those faults. Raises LessonError if too little is left."""
    lesson_document = read_document(directory / lesson_id / "lesson.toml")
    quiz_document = read_document(directory / lesson_id / "quiz.toml")
    file: LessonFile | None = read_head(lesson_document, lesson_id, LessonFile)
    quiz: QuizFile | None = quiz_document.read_as(QuizFile)
    faults = (*lesson_document.faults, *quiz_document.faults)
    if file is None:
        raise LessonError(faults)
    return Lesson(file=file, quiz=quiz or QuizFile()), faults


def read_head(document: Document, lesson_id: str, kind: type[Versioned]) -> Versioned | None:
    """The document as a Head or a LessonFile, or None. An id that is not the folder's is a fault."""
    head = read_versioned(document, kind)
    if head is not None and head.id != lesson_id:
        document.report(("id",), f'the id is "{head.id}", but the folder is "{lesson_id}"', "make them equal")
        document.is_usable = False
        return None
    return head


def read_versioned(document: Document, kind: type[Versioned]) -> Versioned | None:
    """The document as that kind of file, or None. A format that this program does not know is a fault."""
    version = document.table.get("format_version", FORMAT_VERSION)
    if isinstance(version, int) and version != FORMAT_VERSION:
        what = f"this is format {version}, and this program reads format {FORMAT_VERSION}"
        document.report(("format_version",), what, "update the program, or rewrite the file")
        return None
    file: Versioned | None = document.read_as(kind)
    return file
