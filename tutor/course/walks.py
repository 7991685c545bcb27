"""What can be walked through from the first block to the last: a lesson, or a test of the course."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tutor.course.flow import Ask, Block, Flow, Prose, Score, flow_of
from tutor.course.loader import Course, load_lesson
from tutor.course.model import CourseTest
from tutor.errors import Fault, LessonError, TutorError

SLASH = "/"
"""What the id of a test's walk begins with, as no lesson's does."""


class Walk(Struct, frozen=True):
    """Its blocks, the objectives that its own questions test (of a test's none are its own), and what was left out."""

    id: str
    title: str
    flow: Flow
    objectives: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


def read_walk(course: Course, walk_id: str) -> Walk:
    """The lesson of that id, or the test `/id`. Raises LessonError; TutorError if the course has no such test."""
    if walk_id.startswith(SLASH):
        return _test(course, walk_id)
    lesson, faults = load_lesson(course.directory, walk_id)
    objectives = tuple(question.tests for question in lesson.questions())
    return Walk(walk_id, lesson.file.title, flow_of(lesson, course.title), objectives, faults)


def walk_id_of(test: CourseTest) -> str:
    """By which a test is opened, and its place is stored."""
    return SLASH + test.id


def _test(course: Course, walk_id: str) -> Walk:
    for test in course.file.tests:
        if walk_id_of(test) == walk_id:
            return Walk(walk_id, test.title, _flow(course, test))
    raise TutorError(f"The course has no test {walk_id.removeprefix(SLASH)!r}.")


def _flow(course: Course, test: CourseTest) -> Flow:
    asks = tuple(_asks(course, test))
    opening = f"# {test.title}\n\n{test.blurb}" if test.blurb else f"# {test.title}"
    blocks = [Block("/opening", 0, Prose(opening))]
    blocks += [Block(f"/{ask.lesson}/{ask.question.id}", index, ask) for index, ask in enumerate(asks)]
    blocks.append(Block("/score", max(0, len(asks) - 1), Score(asks)))
    return Flow(tuple(blocks), tuple(f"Question {number}" for number in range(1, len(asks) + 1)))


def _asks(course: Course, test: CourseTest) -> Iterator[Ask]:
    """Its questions, but for those that cannot be read."""
    for name in test.questions:
        lesson_id, _, question_id = name.partition("/")
        try:
            lesson, _ = load_lesson(course.directory, lesson_id)
        except LessonError:
            continue
        yield from (Ask(question, lesson_id, "test") for question in lesson.questions() if question.id == question_id)
