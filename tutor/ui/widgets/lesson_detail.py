"""What a lesson is about, beside the list: before it is opened, this is all there is to decide by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tutor.course.model import Head
from tutor.progress.records import LessonSummary, Level
from tutor.spans import Line, Span
from tutor.typeset.wrapping import wrap
from tutor.ui.marks import marks
from tutor.ui.session import Session
from tutor.ui.widgets.lesson_tree import state_mark
from tutor.ui.widgets.lines import Lines

MARGIN = 2


class LessonDetail(Lines):
    """Title, blurb, what it needs, and how far the learner is."""

    DEFAULT_CSS = "LessonDetail { height: 1fr; }"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._marks = marks(session.is_ascii)
        self._lesson: Head | None = None
        self._summaries: Mapping[str, LessonSummary] = {}

    def show(self, lesson: Head | None, summaries: Mapping[str, LessonSummary]) -> None:
        """A lesson, and the state of all."""
        self._lesson, self._summaries = lesson, summaries
        self.redraw()

    def choose(self, lesson: Head) -> None:
        """Another lesson."""
        self._lesson = lesson
        self.redraw()

    def lines_at(self, width: int) -> tuple[Line, ...]:
        """A column with a margin at both sides."""
        if self._lesson is None:
            return ((), (Span("  There are no lessons here.", "dim"),))
        column = max(10, width - 2 * MARGIN)
        margin = Span(" " * MARGIN)
        return tuple((margin, *line) for line in self._column(self._lesson, column))

    def _column(self, lesson: Head, width: int) -> Iterator[Line]:
        yield from wrap((Span(lesson.title, "heading1"),), width)
        yield (Span(f"{lesson.level}, {lesson.minutes} min", "dim"),)
        yield ()
        yield from wrap((Span(lesson.blurb),), width)
        yield ()
        yield from self._needs(lesson, width)
        summary = self._summaries.get(lesson.id)
        if summary is None:
            return
        yield from self._standing(summary)

    def _needs(self, lesson: Head, width: int) -> Iterator[Line]:
        titles = self._session.titles()
        for needed in lesson.prerequisites:
            mark = state_mark(self._summaries.get(needed), self._marks)
            yield from wrap((Span("Builds on ", "dim"), Span(f"{titles.get(needed, needed)} {mark}")), width)
        if lesson.prerequisites:
            yield ()

    def _standing(self, summary: LessonSummary) -> Iterator[Line]:
        if summary.questions_answered:
            answered = f"{summary.questions_right} of {summary.questions_total} questions right"
            yield (Span("Answers   ", "dim"), Span(answered))
        steps = self._marks.steps
        level = summary.level
        if level > Level.NONE:
            yield (
                Span("Level     ", "dim"),
                Span(steps[:level], "right"),
                Span(steps[level:], "rule"),
                Span(f" {level.label}"),
            )
