"""What must hold between the parts of a course: every name unique, every reference to something that is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tutor.course.document import Document
from tutor.course.lines import Path
from tutor.course.model import CheckSection, CourseFile, ExampleSection, Head, Lesson
from tutor.quiz.questions import Question
from tutor.suggest import did_you_mean

FEWEST_QUESTIONS = 2
"""An objective with fewer cannot be told from luck."""


def check_course_file(document: Document, file: CourseFile, folders: Sequence[str], lessons: dict[str, Lesson]) -> None:
    """Units, tracks, tests, index and misconceptions of course.toml."""
    listed = [lesson_id for unit in file.units for lesson_id in unit.lessons]
    for unit_index, unit in enumerate(file.units):
        for index, lesson_id in enumerate(unit.lessons):
            if listed.count(lesson_id) > 1:
                path = ("units", unit_index, "lessons", index)
                document.report(path, f'"{lesson_id}" stands in several units', "keep it in one")
    for folder in folders:
        if folder not in listed:
            what = f'the lesson "{folder}" is in no unit'
            document.report(("units",), what, did_you_mean(folder, listed) or "add it to one")
    for index, track in enumerate(file.tracks):
        _refer(document, ("tracks", index, "lessons"), track.lessons, listed, "lesson")
    questions = {f"{lesson_id}/{q.id}" for lesson_id, lesson in lessons.items() for q in lesson.questions()}
    for index, test in enumerate(file.tests):
        _refer(document, ("tests", index, "questions"), test.questions, questions, "question")
    sections = {f"{lesson_id}/{s.id}" for lesson_id, lesson in lessons.items() for s in lesson.file.sections}
    for index, entry in enumerate(file.index):
        _refer_one(document, ("index", index, "where"), entry.where, sections, "section")
    for key in ("tracks", "tests", "misconceptions"):
        _unique(document, (key,), [item.id for item in getattr(file, key)])
    _check_order(document, file, {lesson_id: lesson.file for lesson_id, lesson in lessons.items()})


def _check_order(document: Document, file: CourseFile, heads: dict[str, Head]) -> None:
    """The order of the units must keep every prerequisite before what needs it; a cycle has no such order."""
    listed = [lesson_id for unit in file.units for lesson_id in unit.lessons]
    for cycle in _cycles({lesson_id: head.prerequisites for lesson_id, head in heads.items()}):
        document.report(("units",), f"prerequisites go in a circle: {' -> '.join(cycle)}", "remove one of them")
        return
    for unit_index, unit in enumerate(file.units):
        for index, lesson_id in enumerate(unit.lessons):
            for needed in heads[lesson_id].prerequisites if lesson_id in heads else ():
                if needed in listed and listed.index(needed) > listed.index(lesson_id):
                    path = ("units", unit_index, "lessons", index)
                    document.report(path, f'"{lesson_id}" stands before "{needed}", which it needs', "move it behind")


def _cycles(edges: dict[str, tuple[str, ...]]) -> Iterator[list[str]]:
    done: set[str] = set()

    def walk(lesson_id: str, trail: list[str]) -> Iterator[list[str]]:
        if lesson_id in trail:
            yield [*trail[trail.index(lesson_id) :], lesson_id]
        elif lesson_id not in done:
            for needed in edges.get(lesson_id, ()):
                yield from walk(needed, [*trail, lesson_id])
            done.add(lesson_id)

    for lesson_id in edges:
        yield from walk(lesson_id, [])


def check_lesson_file(document: Document, lesson: Lesson, course: CourseFile) -> None:
    """Ids and references of lesson.toml."""
    file = lesson.file
    lesson_ids = [lesson_id for unit in course.units for lesson_id in unit.lessons]
    misconceptions = {misconception.id for misconception in course.misconceptions}
    source_ids = {source.id for source in file.sources}
    _unique(document, ("sections",), _raw_ids(document, "sections"))
    _unique(document, ("sources",), _raw_ids(document, "sources"))
    _refer(document, ("prerequisites",), file.prerequisites, lesson_ids, "lesson")
    for index, connection in enumerate(file.connections):
        path: Path = ("connections", index)
        if (connection.lesson is None) == (connection.topic is None):
            document.report(path, "it needs a lesson or a topic, one of the two", 'add lesson = "..." or topic = "..."')
        if connection.lesson is not None:
            _refer_one(document, (*path, "lesson"), connection.lesson, lesson_ids, "lesson")
    question_ids = {question.id for question in lesson.quiz.questions}
    asked: Counter[str] = Counter()
    for index, section in numbered(document, "sections", file.sections):
        _refer(document, ("sections", index, "cites"), section.cites, source_ids, "source")
        if isinstance(section, CheckSection):
            _refer(document, ("sections", index, "questions"), section.questions, question_ids, "question")
            asked.update(section.questions)
    for index, section in numbered(document, "sections", file.sections):
        if isinstance(section, CheckSection):
            for twice in (question_id for question_id in section.questions if asked[question_id] > 1):
                document.report(("sections", index, "questions"), f'"{twice}" is asked twice', "ask it in one place")
    for index, mistake in enumerate(file.common_mistakes):
        if mistake.misconception:
            place = ("common_mistakes", index, "misconception")
            _refer_one(document, place, mistake.misconception, misconceptions, "misconception")
    _check_objectives(document, lesson)


def _check_objectives(document: Document, lesson: Lesson) -> None:
    tested = Counter(question.tests for question in lesson.questions())
    for objective in lesson.file.objectives:
        if tested[objective] < FEWEST_QUESTIONS:
            what = f"{tested[objective] or 'no'} question{'s' * (tested[objective] != 1)} for this objective"
            document.report(("objectives", objective), what, f"write at least {FEWEST_QUESTIONS}")


def check_questions(lesson_document: Document, quiz_document: Document, lesson: Lesson, course: CourseFile) -> None:
    """Ids and references of every question, practice problem and card."""
    sources = {source.id for source in lesson.file.sources}
    misconceptions = {misconception.id for misconception in course.misconceptions}
    objectives = lesson.file.objectives
    for key in ("questions", "practice", "cards"):
        _unique(quiz_document, (key,), _raw_ids(quiz_document, key))
    for index, card in numbered(quiz_document, "cards", lesson.quiz.cards):
        _refer_one(quiz_document, ("cards", index, "tests"), card.tests, objectives, "objective")
    seen: set[str] = set()
    for document, path, question in question_places(lesson_document, quiz_document, lesson):
        if question.id in seen and document is lesson_document:
            document.report((*path, "id"), f'the id "{question.id}" is taken', "give it another; an id is for life")
        seen.add(question.id)
        _refer_one(document, (*path, "tests"), question.tests, objectives, "objective")
        _refer(document, (*path, "cites"), question.cites, sources, "source")
        for key in ("answers", "reasons", "mistakes"):
            for number, answer in enumerate(getattr(question, key, ())):
                if name := getattr(answer, "misconception", None):
                    _refer_one(document, (*path, key, number, "misconception"), name, misconceptions, "misconception")


def question_places(
    lesson_document: Document, quiz_document: Document, lesson: Lesson
) -> Iterator[tuple[Document, Path, Question]]:
    """Every question with the file and key it stands at: those of quiz.toml, then those inside worked examples."""
    for index, question in numbered(quiz_document, "questions", lesson.quiz.questions):
        yield quiz_document, ("questions", index), question
    for index, section in numbered(lesson_document, "sections", lesson.file.sections):
        if isinstance(section, ExampleSection):
            for number, step in enumerate(section.steps):
                if step.answer is not None:
                    yield lesson_document, ("sections", index, "steps", number, "answer"), step.answer


def numbered(document: Document, key: str, items: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    """Items with their index in the file, where faulty neighbors may have been left out."""
    indices = {raw_id: index for index, raw_id in reversed(list(enumerate(_raw_ids(document, key))))}
    for item in items:
        yield indices.get(item.id, 0), item


def _raw_ids(document: Document, key: str) -> list[str]:
    raw = document.table.get(key, [])
    return [str(item.get("id", "")) if isinstance(item, dict) else "" for item in raw] if isinstance(raw, list) else []


def _unique(document: Document, path: Path, ids: Sequence[str]) -> None:
    for index, item_id in enumerate(ids):
        if item_id and item_id in ids[:index]:
            document.report((*path, index, "id"), f'the id "{item_id}" is taken', "give it another; an id is for life")


def _refer(document: Document, path: Path, ids: Iterable[str], known: Iterable[str], kind: str) -> None:
    for index, item_id in enumerate(ids):
        _refer_one(document, (*path, index), item_id, known, kind)


def _refer_one(document: Document, path: Path, item_id: str, known: Iterable[str], kind: str) -> None:
    known = list(known)
    if item_id not in known:
        hint = did_you_mean(item_id, known) or f"there are: {', '.join(known) or 'none'}"
        document.report(path, f'there is no {kind} "{item_id}"', hint)
