"""Courses and lessons from their folder. A fault in one lesson never closes the others."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, TypeVar

from tutor.course.document import Document, read_document, read_top
from tutor.course.model import FORMAT_VERSION, CourseFile, Head, Lesson, LessonFile, QuizFile
from tutor.errors import Fault, LessonError

Versioned = TypeVar("Versioned", CourseFile, Head, LessonFile)

BELOW_HEAD = frozenset(LessonFile.__struct_fields__) - frozenset(Head.__struct_fields__)
"""What a list leaves out, also where it stands above the first table: `sections = [...]` is sound TOML."""


class Course(NamedTuple):
    """A course as a list shows it: its own file, and the heads of its lessons in reading order."""

    directory: Path
    file: CourseFile
    heads: tuple[Head, ...]
    faults: tuple[Fault, ...] = ()  # of what a list needs

    def head(self, lesson_id: str) -> Head | None:
        """The head of a lesson, or None if it cannot be listed."""
        return next((head for head in self.heads if head.id == lesson_id), None)


def load_course(directory: Path) -> Course:
    """The course of that folder. Raises LessonError if course.toml itself cannot be used."""
    document = read_document(directory / "course.toml")
    file = read_versioned(document, CourseFile)
    if file is None:
        raise LessonError(tuple(document.faults))
    heads, faults = [], list(document.faults)
    for lesson_id in dict.fromkeys(lesson_id for unit in file.units for lesson_id in unit.lessons):
        top = read_top(directory / lesson_id / "lesson.toml")
        for key in BELOW_HEAD & top.table.keys():
            del top.table[key]
        head = read_head(top, lesson_id, Head)
        faults += top.faults
        heads += [head] if head is not None else []
    return Course(directory, file, tuple(heads), tuple(faults))


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
