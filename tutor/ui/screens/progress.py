"""My progress: each lesson's objectives with their level, and the answers so far."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.course.loader import load_lesson
from tutor.course.model import Head
from tutor.errors import LessonError
from tutor.progress.records import LessonSummary, Level, ObjectiveLevel
from tutor.spans import Line, Span, cell_width
from tutor.typeset.page import hang, typeset_inline, wrap
from tutor.ui.marks import marks
from tutor.ui.screens.reader import ReaderScreen
from tutor.ui.session import Session
from tutor.ui.widgets.lesson_tree import state_mark

LEVEL_WIDTH = 18


def progress_screen(session: Session) -> ReaderScreen:
    """A page with the levels of all lessons that were opened. Reads the store once."""
    page = _Page(session)
    return ReaderScreen("My progress", lambda width: tuple(page.lines(width)), page.fact)


class _Page:
    """What the store says, in lines."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._marks = marks(session.is_ascii)
        self._levels = session.store.levels(session.course_id)
        self._summaries = {summary.lesson: summary for summary in session.store.lesson_summaries(session.course_id)}
        self._objectives = {lesson: self._objectives_of(lesson) for lesson in self._summaries}

    @property
    def fact(self) -> str:
        """How many answers there are, and how many right ones."""
        answered = sum(summary.questions_answered for summary in self._summaries.values())
        right = sum(summary.questions_right for summary in self._summaries.values())
        return f"{right} of {answered} answers right" if answered else ""

    def _objectives_of(self, lesson_id: str) -> dict[str, str]:
        try:
            return dict(load_lesson(self._session.course.directory, lesson_id)[0].file.objectives)
        except LessonError:
            return {}

    def lines(self, width: int) -> Iterator[Line]:
        """Lesson by lesson."""
        yield ()
        if not self._summaries:
            yield (Span("  Nothing yet. Open a lesson and answer a question; this page fills by itself.", "dim"),)
        for head in self._session.course.heads:
            summary = self._summaries.get(head.id)
            if summary is not None:
                yield from self._lesson(head, summary, width)

    def _lesson(self, head: Head, summary: LessonSummary, width: int) -> Iterator[Line]:
        mark = Span(f"  {state_mark(summary, self._marks)} ", "right")
        place = f"section {summary.place.reached} of {summary.place.total}" if summary.place else ""
        yield (mark, Span(head.title, "strong"), Span(f"  {place}", "dim"))
        levels = {level.objective: level for level in self._levels if level.lesson == head.id}
        for objective, sentence in self._objectives[head.id].items():
            level = levels.get(objective)
            first = (Span("    "), *self._level(level))
            text = typeset_inline(sentence, ascii_only=self._session.is_ascii)
            yield from hang(wrap(text, max(20, width - LEVEL_WIDTH - 14)), (*first, *self._count(level)))
        yield ()

    def _level(self, level: ObjectiveLevel | None) -> Line:
        reached = level.level if level else Level.NONE
        padding = " " * (LEVEL_WIDTH - len(self._marks.steps) - 1 - cell_width(reached.label))
        return (*self._marks.level(reached), Span(f" {reached.label}{padding}", "dim"))

    def _count(self, level: ObjectiveLevel | None) -> Line:
        count = f"{level.questions_right}/{level.questions_total}" if level else ""
        return (Span(count.rjust(5), "strong" if level else ""), Span("   "))
