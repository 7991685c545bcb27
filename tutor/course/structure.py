"""What must hold between the parts of a course: every name unique, every reference to something that is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tutor.course.document import Document
from tutor.course.lines import Path
from tutor.course.model import CheckSection, CourseFile, ExampleSection, Lesson
from tutor.quiz.questions import Question
from tutor.suggest import did_you_mean

FEWEST_QUESTIONS: Final = 2
"""An objective with fewer cannot be told from luck."""

MOST_LISTED: Final = 12
"""Names that a message lists where none is near what was written."""


@dataclass(frozen=True)
class LessonFiles:
    """The two files of a lesson, and the lesson if enough of them could be read."""

    lesson_document: Document
    quiz_document: Document
    lesson: Lesson | None

    @property
    def documents(self) -> tuple[Document, Document]:
        """Both."""
        return self.lesson_document, self.quiz_document


@dataclass(frozen=True)
class Names:
    """What a reference may name, and the files in which such names stand."""

    kind: str
    known: tuple[str, ...]
    homes: tuple[Document, ...]

    def check(self, document: Document, path: Path, name: str) -> None:
        """Notes a name that is not there; one in a part that was left out will be there again."""
        if name in self.known or any(home.may_hold(name.rpartition("/")[2]) for home in self.homes):
            return
        known = tuple(dict.fromkeys(self.known))
        listed = ", ".join(known[:MOST_LISTED]) + " and more" * (len(known) > MOST_LISTED)
        hint = did_you_mean(name, known) or f"there are: {listed or 'none'}"
        document.report(path, f'there is no {self.kind} "{name}"', hint)

    def check_all(self, document: Document, path: Path, names: Iterable[str]) -> None:
        """Notes every name of a list that is not there."""
        for index, name in enumerate(names):
            self.check(document, (*path, index), name)


def listed_lessons(file: CourseFile) -> tuple[str, ...]:
    """The lessons of all units, in reading order."""
    return tuple(lesson_id for unit in file.units for lesson_id in unit.lessons)


def check_course_file(document: Document, file: CourseFile, lessons: Mapping[str, LessonFiles]) -> None:
    """Units, tracks, tests, index and misconceptions of course.toml. `lessons`: by folder, listed or not."""
    listed = listed_lessons(file)
    homes = (document, *(home for files in lessons.values() for home in files.documents))
    whole = {lesson_id: files.lesson for lesson_id, files in lessons.items() if files.lesson is not None}
    questions = tuple(f"{lesson_id}/{q.id}" for lesson_id, lesson in whole.items() for q in lesson.questions())
    sections = tuple(f"{lesson_id}/{s.id}" for lesson_id, lesson in whole.items() for s in lesson.file.sections)
    for index, track in numbered(document, "tracks", file.tracks):
        Names("lesson", listed, (document,)).check_all(document, ("tracks", index, "lessons"), track.lessons)
    for index, test in numbered(document, "tests", file.tests):
        Names("question", questions, homes).check_all(document, ("tests", index, "questions"), test.questions)
    for index, entry in numbered(document, "index", file.index):
        Names("section", sections, homes).check(document, ("index", index, "where"), entry.where)
    for key in ("tracks", "tests", "misconceptions"):
        _check_unique(document, key)
    _check_units(document, file, lessons)
    _check_order(document, file, whole)


def _check_units(document: Document, file: CourseFile, lessons: Iterable[str]) -> None:
    seen: set[str] = set()
    for path, lesson_id in _places(document, file):
        if lesson_id in seen:
            document.report(path, f'"{lesson_id}" is listed twice', "keep it in one place")
        seen.add(lesson_id)
    for lesson_id in lessons:
        if lesson_id not in seen and not document.may_hold(lesson_id):
            document.report(("units",), f'the lesson "{lesson_id}" is in no unit', "add it to one")


def _places(document: Document, file: CourseFile) -> Iterator[tuple[Path, str]]:
    """Every lesson of the units with its place in the file."""
    for unit_index, unit in numbered(document, "units", file.units):
        for index, lesson_id in enumerate(unit.lessons):
            yield ("units", unit_index, "lessons", index), lesson_id


def _check_order(document: Document, file: CourseFile, lessons: Mapping[str, Lesson]) -> None:
    """The order of the units must keep every prerequisite before what needs it; a cycle has no such order."""
    listed = listed_lessons(file)
    needs = {lesson_id: lesson.file.prerequisites for lesson_id, lesson in lessons.items()}
    for cycle in _cycles(needs):
        document.report(("units",), f"prerequisites go in a circle: {' -> '.join(cycle)}", "remove one of them")
        return
    for path, lesson_id in _places(document, file):
        for needed in needs.get(lesson_id, ()):
            if needed in listed and listed.index(needed) > listed.index(lesson_id):
                document.report(path, f'"{lesson_id}" stands before "{needed}", which it needs', "move it behind that")


def _cycles(edges: Mapping[str, tuple[str, ...]]) -> Iterator[list[str]]:
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


def check_lesson(files: LessonFiles, lesson: Lesson, course_document: Document, course: CourseFile) -> None:
    """Ids and references in both files of a lesson."""
    for key in ("sections", "sources"):
        _check_unique(files.lesson_document, key)
    for key in ("questions", "practice", "cards"):
        _check_unique(files.quiz_document, key)
    misconceptions = tuple(misconception.id for misconception in course.misconceptions)
    _check_lesson_file(files, lesson, Names("lesson", listed_lessons(course), (course_document,)))
    _check_cites(files, lesson)
    _check_misconceptions(files, lesson, Names("misconception", misconceptions, (course_document,)))
    _check_objectives(files, lesson)


def _check_lesson_file(files: LessonFiles, lesson: Lesson, lessons: Names) -> None:
    document, file = files.lesson_document, lesson.file
    for index, needed in numbered(document, "prerequisites", file.prerequisites):
        lessons.check(document, ("prerequisites", index), needed)
    for index, connection in numbered(document, "connections", file.connections):
        if (connection.lesson is None) == (connection.topic is None):
            what = "it needs a lesson or a topic, one of the two"
            document.report(("connections", index), what, 'write lesson = "..." or topic = "..."')
        if connection.lesson is not None:
            lessons.check(document, ("connections", index, "lesson"), connection.lesson)
    questions = Names("question", tuple(question.id for question in lesson.quiz.questions), (files.quiz_document,))
    asked: set[str] = set()
    for index, section in numbered(document, "sections", file.sections):
        for number, question_id in enumerate(section.questions if isinstance(section, CheckSection) else ()):
            path: Path = ("sections", index, "questions", number)
            questions.check(document, path, question_id)
            if question_id in asked:
                document.report(path, f'"{question_id}" is asked twice', "ask it in one place")
            asked.add(question_id)


def _check_cites(files: LessonFiles, lesson: Lesson) -> None:
    sources = Names("source", tuple(source.id for source in lesson.file.sources), (files.lesson_document,))
    for index, section in numbered(files.lesson_document, "sections", lesson.file.sections):
        sources.check_all(files.lesson_document, ("sections", index, "cites"), section.cites)
    for document, path, question in question_places(files, lesson):
        sources.check_all(document, (*path, "cites"), question.cites)


def _check_misconceptions(files: LessonFiles, lesson: Lesson, misconceptions: Names) -> None:
    for index, mistake in numbered(files.lesson_document, "common_mistakes", lesson.file.common_mistakes):
        if mistake.misconception is not None:
            path: Path = ("common_mistakes", index, "misconception")
            misconceptions.check(files.lesson_document, path, mistake.misconception)
    for document, path, question in question_places(files, lesson):
        for key in ("answers", "reasons", "mistakes"):
            for number, answer in enumerate(getattr(question, key, ())):
                if name := getattr(answer, "misconception", None):
                    misconceptions.check(document, (*path, key, number, "misconception"), name)


def _check_objectives(files: LessonFiles, lesson: Lesson) -> None:
    objectives = Names("objective", tuple(lesson.file.objectives), (files.lesson_document,))
    taken: set[str] = set()
    for document, path, question in question_places(files, lesson):
        objectives.check(document, (*path, "tests"), question.tests)
        if question.id in taken and document is files.lesson_document:
            _report_taken(document, path, question.id)
        taken.add(question.id)
    for index, card in numbered(files.quiz_document, "cards", lesson.quiz.cards):
        objectives.check(files.quiz_document, ("cards", index, "tests"), card.tests)
    tested = Counter(question.tests for question in lesson.questions())
    for objective in lesson.file.objectives:
        if tested[objective] < FEWEST_QUESTIONS and not any(file.may_hold(objective) for file in files.documents):
            what = f"{tested[objective] or 'no'} question{'s' * (tested[objective] != 1)} for this objective"
            files.lesson_document.report(("objectives", objective), what, f"write at least {FEWEST_QUESTIONS}")


def question_places(files: LessonFiles, lesson: Lesson) -> Iterator[tuple[Document, Path, Question]]:
    """Every question with the file and key it stands at: those of quiz.toml, then those inside worked examples."""
    for index, question in numbered(files.quiz_document, "questions", lesson.quiz.questions):
        yield files.quiz_document, ("questions", index), question
    for index, section in numbered(files.lesson_document, "sections", lesson.file.sections):
        if isinstance(section, ExampleSection):
            for number, step in enumerate(section.steps):
                if step.answer is not None:
                    yield files.lesson_document, ("sections", index, "steps", number, "answer"), step.answer


def numbered(document: Document, key: str, items: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    """The items that were read with their index in the file, where faulty neighbors have been left out."""
    return zip(document.kept(key), items, strict=True)


def _check_unique(document: Document, key: str) -> None:
    """Notes an id that an earlier item of the list has; also where one of the two has other faults."""
    items = document.value((key,))
    taken: set[str] = set()
    for index, item in enumerate(items if isinstance(items, list) else ()):
        item_id = item.get("id") if isinstance(item, dict) else None
        if isinstance(item_id, str):
            if item_id in taken:
                _report_taken(document, (key, index), item_id)
            taken.add(item_id)


def _report_taken(document: Document, path: Path, item_id: str) -> None:
    document.report((*path, "id"), f'the id "{item_id}" is taken', "give it another; an id is for life")
