"""What a lesson is about, beside the list: before it is opened, this is all there is to decide by."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import accumulate, chain
from typing import NamedTuple

from tutor.course.loader import load_lesson
from tutor.course.model import Head, LabSection
from tutor.errors import LessonError
from tutor.progress.records import LessonSummary, Level
from tutor.spans import Line, Span
from tutor.typeset.wrapping import hang, wrap
from tutor.ui.marks import marks
from tutor.ui.session import Session
from tutor.ui.widgets.lesson_tree import state_mark
from tutor.ui.widgets.lines import Lines

MARGIN = 2
LABEL = 11
MOST_NEEDED = 3  # lessons that one builds on, so that what is below them stays in view


class Inside(NamedTuple):
    """What only the whole lesson tells, not its head."""

    objectives: tuple[str, ...] = ()
    labs: tuple[str, ...] = ()  # titles
    questions: int = 0


class LessonDetail(Lines):
    """Title, blurb, what it needs, how far the learner is, and what they will be able to do."""

    DEFAULT_CSS = "LessonDetail { height: 1fr; }"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._marks = marks(session.is_ascii)
        self._lesson: Head | None = None
        self._summaries: Mapping[str, LessonSummary] = {}
        self._insides: dict[str, Inside] = {}

    def show(self, lesson: Head | None, summaries: Mapping[str, LessonSummary]) -> None:
        """A lesson, and the state of all."""
        self._lesson, self._summaries = lesson, summaries
        self.redraw()

    def choose(self, lesson: Head) -> None:
        """A lesson with all that is in it. Reads it the first time."""
        self._lesson = lesson
        if lesson.id not in self._insides:
            self._insides[lesson.id] = self._read(lesson)
        self.redraw()

    def on_resize(self) -> None:
        """Another height has room for more or fewer objectives."""
        self.redraw()

    def _read(self, head: Head) -> Inside:
        from tutor.labs.registry import entry  # not needed for the first paint

        try:
            lesson, _ = load_lesson(self._session.course.directory, head.id)
        except LessonError:
            return Inside()
        labs = (entry(section.lab).title for section in lesson.file.sections if isinstance(section, LabSection))
        objectives = tuple(lesson.file.objectives.values())
        return Inside(objectives, tuple(dict.fromkeys(labs)), len(tuple(lesson.questions())))

    def lines_at(self, width: int) -> tuple[Line, ...]:
        """A column with a margin at both sides."""
        if self._lesson is None:
            return ((), (Span("  There are no lessons here.", "dim"),))
        column = max(10, width - 2 * MARGIN)
        margin = Span(" " * MARGIN)
        return tuple((margin, *line) for line in self._column(self._lesson, column))

    def _column(self, lesson: Head, width: int) -> Iterator[Line]:
        inside = self._insides.get(lesson.id, Inside())
        lines = [
            *wrap((Span(lesson.title, "heading1"),), width),
            (Span(f"{lesson.level}, {lesson.minutes} min", "dim"),),
            (),
            *wrap((Span(lesson.blurb),), width),
            (),
            *chain.from_iterable(
                hang(wrap(told, width - LABEL), (Span(label.ljust(LABEL), "dim"),))
                for label, told in self._facts(lesson, inside)
            ),
        ]
        yield from lines
        yield from self._objectives(inside, width, self.size.height - len(lines))

    def _facts(self, lesson: Head, inside: Inside) -> Iterator[tuple[str, Line]]:
        summary = self._summaries.get(lesson.id)
        names = [
            Span(f"{self._session.course.title(needed)} {state_mark(self._summaries.get(needed), self._marks)}")
            for needed in lesson.prerequisites
        ]
        if len(names) > MOST_NEEDED:
            names[MOST_NEEDED - 1 :] = [Span(f"and {len(names) - MOST_NEEDED + 1} more", "dim")]
        for number, name in enumerate(names):
            yield "" if number else "Builds on", (name,)
        if inside.labs:
            yield ("Labs" if len(inside.labs) > 1 else "Lab"), (Span(", ".join(inside.labs)),)
        if summary is not None and summary.questions_answered:
            yield "Answers", (Span(f"{summary.questions_right} of {summary.questions_total} questions right"),)
        elif inside.questions:
            yield "Questions", (Span(str(inside.questions)),)
        if summary is not None and summary.level > Level.NONE:
            yield "Level", (*self._marks.level(summary.level), Span(f" {summary.level.label}"))

    def _objectives(self, inside: Inside, width: int, room: int) -> Iterator[Line]:
        """As many as have room, each of them whole, and how many more there are."""
        if not inside.objectives:
            return
        from tutor.typeset.page import typeset_inline  # not needed for the first paint

        texts = (typeset_inline(objective, ascii_only=self._session.is_ascii) for objective in inside.objectives)
        rows = [hang(wrap(text, width - 2), (Span(f"{self._marks.bullet} ", "accent"),)) for text in texts]
        ends = list(accumulate(map(len, rows), initial=2))  # below a blank row and the heading
        whole = len(rows) if ends[-1] <= room else bisect_left(ends, room) - 1
        if whole < 1:
            return
        yield from ((), (Span("You will", "dim"),), *chain.from_iterable(rows[:whole]))
        if whole < len(rows):
            yield (Span(f"and {len(rows) - whole} more", "dim"),)
