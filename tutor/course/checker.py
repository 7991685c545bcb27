"""Everything that can be wrong with a course, found in one run and said with file and line."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import Final

from tutor.course.claims import check_experiments, check_misconceptions
from tutor.course.coverage import check_coverage, read_inventory
from tutor.course.document import Document, read_document
from tutor.course.loader import read_head, read_versioned
from tutor.course.model import CourseFile, Lesson, LessonFile, QuizFile
from tutor.course.patterns import check_giveaways
from tutor.course.structure import LessonFiles, check_course_file, check_lesson, listed_lessons, question_places
from tutor.course.texts import check_texts
from tutor.errors import Fault, TutorError
from tutor.quiz.checking import check_question, is_executable

COURSE: Final = ""
"""Stands for course.toml where else a lesson is named."""

MANY: Final = 6  # parts from which on it pays to start processes


@dataclass
class Result:
    """The findings, and how much was looked at."""

    faults: tuple[Fault, ...] = ()
    lessons: int = 0
    unread: list[str] = field(default_factory=list)  # lessons with too many faults to look further
    questions: int = 0
    executed: int = 0
    not_executed: list[str] = field(default_factory=list)  # lesson/question
    claims: int = 0
    predictions: int = 0
    labs: int = 0
    left_out: int = 0  # experiments that take long
    computed: int = 0
    formulas: int = 0

    def add(self, part: Result) -> None:
        """Counts and findings of a part of the course."""
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(part, each.name))

    def summary(self) -> str:
        """What was recomputed, and what could not be."""
        warnings = sum(fault.is_warning for fault in self.faults)
        parts = [_count(len(self.faults) - warnings, "finding"), _count(warnings, "warning")]
        found = ", ".join(part for part in parts if not part.startswith("0 ")) or "no findings"
        rows = [f"{_count(self.lessons, 'lesson') if self.lessons else 'course.toml'}: {found}."]
        if self.unread:
            rows.append(f"Not looked at any further: {', '.join(self.unread)}.")
        if self.questions:
            share = f"{100 * self.executed / self.questions:.0f} %"
            rows.append(
                f"Recomputed: {self.executed} of {_count(self.questions, 'answer key')} ({share}), "
                f"{self.predictions} of them by running labs; {_count(self.claims, 'claim')}; "
                f"{_count(self.computed, 'number')} in texts. "
                f"Ran {_count(self.labs, 'lab')}, read {_count(self.formulas, 'formula')}."
            )
        if self.left_out:
            rows.append(f"Left out: {_count(self.left_out, 'long experiment')}; --slow runs them too.")
        if self.not_executed:
            rows.append(f"Conceptual, not recomputed: {', '.join(self.not_executed)}.")
        return "\n".join(rows)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def check_path(path: Path, *, with_slow: bool = False) -> Result:
    """Checks a course folder, or a lesson or file in one, and nothing else of the course. Raises TutorError.

    What the files call slow is run only `with_slow`.
    """
    place = path.resolve()
    directory = _course_directory(path, place)
    result = Result()
    document = read_document(directory / "course.toml")
    file = read_versioned(document, CourseFile)
    check_texts(document)
    if file is None:  # nothing else can be checked, wherever `place` is
        result.faults = tuple(sorted(document.faults))
        return result
    listed = listed_lessons(file)
    lessons = {lesson_id: _read_lesson(directory, lesson_id) for lesson_id in (*listed, *_folders(directory))}
    wanted = [key for key, files in lessons.items() if any(_is_inside(each.file, place) for each in files.documents)]
    is_whole = _is_inside(document.file, place)
    for part in _parts(directory, place, [*wanted, *([COURSE] if is_whole else [])], with_slow):
        result.add(part)
    if is_whole:
        check_course_file(document, file, lessons)
    inventory_document, inventory = read_inventory(directory)
    if inventory is not None:
        check_coverage(inventory_document, inventory, lessons)
    documents = (document, inventory_document, *(each for files in lessons.values() for each in files.documents))
    faults = {fault for each in documents if _is_inside(each.file, place) for fault in each.faults}
    result.faults = tuple(sorted(faults | set(result.faults)))
    return result


def _parts(directory: Path, place: Path, names: Sequence[str], with_slow: bool) -> Iterator[Result]:
    """What each lesson gives, and the experiments of course.toml; many of them on all processors."""
    check = partial(_check_part, directory, place, with_slow=with_slow)
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if len(names) < MANY or processors == 1:
        yield from map(check, names)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(processors, get_context("spawn")) as pool:
        yield from pool.map(check, names)


def _check_part(directory: Path, place: Path, name: str, *, with_slow: bool) -> Result:
    """One lesson, or the experiments of course.toml, read anew, as far as it is in `place`. Any process can do it."""
    document = read_document(directory / "course.toml")
    course = read_versioned(document, CourseFile)
    assert course is not None
    result, before = Result(), set(document.faults)
    if name == COURSE:
        check_misconceptions(document, course)
        result.faults = tuple(set(document.faults) - before)
    else:
        files = _read_lesson(directory, name)
        _check_lesson(name, files, document, course, result, with_slow)
        inside = [each for each in files.documents if _is_inside(each.file, place)]
        result.faults = tuple(fault for each in inside for fault in each.faults)
    return result


def _course_directory(path: Path, place: Path) -> Path:
    if not place.exists():
        raise TutorError(f"There is no {path}.", "Give a course folder, a lesson folder or a lesson file.")
    for directory in (place, place.parent, place.parent.parent):
        if (directory / "course.toml").is_file():
            return directory
    raise TutorError(f"{path} belongs to no course.", "A course is a folder with a course.toml.")


def _is_inside(file: Path, place: Path) -> bool:
    return file == place or place in file.parents


def _folders(directory: Path) -> list[str]:
    return sorted(folder.name for folder in directory.iterdir() if (folder / "lesson.toml").is_file())


def _read_lesson(directory: Path, lesson_id: str) -> LessonFiles:
    lesson_document = read_document(directory / lesson_id / "lesson.toml")
    quiz_document = read_document(directory / lesson_id / "quiz.toml")
    file: LessonFile | None = read_head(lesson_document, lesson_id, LessonFile)
    quiz: QuizFile | None = quiz_document.read_as(QuizFile)
    lesson = None if file is None else Lesson(file=file, quiz=quiz or QuizFile())
    return LessonFiles(lesson_document, quiz_document, lesson)


def _check_lesson(
    lesson_id: str,
    files: LessonFiles,
    course_document: Document,
    course: CourseFile,
    result: Result,
    with_slow: bool,
) -> None:
    result.lessons += 1
    for document in files.documents:
        counts = check_texts(document)
        result.formulas += counts.formulas
        result.computed += counts.computed
    lesson = files.lesson
    if lesson is None:
        result.unread.append(lesson_id)
        return
    check_lesson(files, lesson, course_document, course)
    for document, path, question in question_places(files, lesson):
        result.questions += 1
        for finding in check_question(question):
            document.report((*path, *finding.path), finding.what, finding.remedy, is_warning=finding.is_warning)
        if is_executable(question):
            result.executed += 1
        else:
            result.not_executed.append(f"{lesson_id}/{question.id}")
    check_giveaways(files.quiz_document, lesson)
    experiments = check_experiments(files, lesson, with_slow=with_slow)
    result.claims += experiments.claims
    result.predictions += experiments.predictions
    result.labs += experiments.labs
    result.left_out += experiments.left_out
