"""The course as a list of units and lessons, with a cursor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual import events
from textual.message import Message

from tutor.course.model import Head
from tutor.progress.records import LessonSummary, Level, Place
from tutor.spans import Line, Span, cell_width
from tutor.ui.marks import Marks, marks
from tutor.ui.session import Session
from tutor.ui.widgets.lines import Lines

PLACE_WIDTH = 5  # "12/14"
WIDE = 56  # columns from which the minutes have room; they stand beside the list as well


class LessonTree(Lines):
    """One row a lesson: state, title, place and minutes. Moves on request; says where it is."""

    DEFAULT_CSS = "LessonTree { height: 1fr; }"

    class Moved(Message):
        """The cursor stands on another lesson."""

        def __init__(self, lesson: Head) -> None:
            super().__init__()
            self.lesson = lesson

    class Opened(Message):
        """The lesson under the cursor was clicked."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._marks = marks(session.is_ascii)
        self._rows = _rows_of(session)
        self._lessons = [index for index, row in enumerate(self._rows) if isinstance(row, Head)]
        self._summaries: Mapping[str, LessonSummary] = {}
        self._cursor = 0  # counts lessons
        self._top = 0  # the first row shown

    @property
    def chosen(self) -> Head | None:
        """The lesson under the cursor, unless there is none at all."""
        row = self._rows[self._lessons[self._cursor]] if self._lessons else None
        return row if isinstance(row, Head) else None

    def show(self, summaries: Mapping[str, LessonSummary]) -> None:
        """The state of each lesson that was opened."""
        self._summaries = summaries
        self.redraw()

    def place_of(self, lesson: Head) -> Place | None:
        """Where the learner is in a lesson, if anywhere."""
        summary = self._summaries.get(lesson.id)
        return summary.place if summary else None

    def choose(self, lesson_id: str) -> None:
        """Puts the cursor on that lesson."""
        ids = [self._head(index).id for index in range(len(self._lessons))]
        if lesson_id in ids:
            self.move(ids.index(lesson_id) - self._cursor)

    def move(self, steps: int) -> None:
        """The cursor up or down by lessons, as far as there are any."""
        target = min(max(self._cursor + steps, 0), len(self._lessons) - 1)
        if self._lessons and target != self._cursor:
            self._cursor = target
            self.redraw()
            self.post_message(self.Moved(self._head(target)))

    def on_resize(self) -> None:
        """Another height shows other rows."""
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """A click chooses; a click on the chosen lesson opens it."""
        row = event.y + self._top
        if row in self._lessons:
            steps = self._lessons.index(row) - self._cursor
            self.move(steps)
            if steps == 0:
                self.post_message(self.Opened())

    def lines_at(self, width: int) -> tuple[Line, ...]:
        """The rows in view, the cursor's among them with the row above it (its unit, maybe), and what is below them."""
        height = max(1, self.size.height)
        at = self._lessons[self._cursor] if self._lessons else 0
        is_last = not self._lessons or at == self._lessons[-1]
        self._top = min(max(self._top, at - height + (1 if is_last else 2)), max(0, at - 1))
        end = self._top + height
        goes_on = end < len(self._rows) and height > 2
        lines = [self._line(self._rows[row], row == at, width) for row in range(self._top, min(end, len(self._rows)))]
        if goes_on:
            below = sum(row >= end - 1 for row in self._lessons)
            lines[-1] = (Span(f"   {below} more below", "dim"),)
        return tuple(lines)

    def _head(self, index: int) -> Head:
        row = self._rows[self._lessons[index]]
        assert isinstance(row, Head)
        return row

    def _line(self, row: Head | str, is_chosen: bool, width: int) -> Line:
        if isinstance(row, str):
            return (Span(f" {row}", "heading"),)
        summary, place = self._summaries.get(row.id), self.place_of(row)
        reached = f"{place.reached}/{place.total}" if place else ""
        minutes = f"{row.minutes} min " if width >= WIDE else ""
        room = max(0, width - 6 - PLACE_WIDTH - len(minutes))
        title = row.title if cell_width(row.title) <= room else row.title[: max(0, room - 1)] + "…"
        words = "cursor" if is_chosen else ""
        return (
            Span(f" {self._marks.cursor if is_chosen else ' '} {state_mark(summary, self._marks)} ", f"{words} accent"),
            Span(title + " " * (room - cell_width(title)), words),
            Span(f"{reached:>{PLACE_WIDTH}} {minutes}", f"{words} dim"),
        )


def state_mark(summary: LessonSummary | None, signs: Marks) -> str:
    """Untouched, begun, proficient or mastered."""
    if summary is None:
        return signs.untouched
    return {Level.PROFICIENT: signs.proficient, Level.MASTERED: signs.mastered}.get(summary.level, signs.begun)


def _rows_of(session: Session) -> list[Head | str]:
    """The units with their lessons, or a track with its own."""
    if session.track is not None:
        return [session.track.title, *_heads_of(session, session.track.lessons)]
    rows: list[Head | str] = []
    for number, unit in enumerate(session.course.file.units, start=1):
        rows.append(f"{number} {unit.title}")
        rows += _heads_of(session, unit.lessons)
    return rows


def _heads_of(session: Session, lessons: Iterable[str]) -> list[Head]:
    return [head for lesson_id in lessons if (head := session.course.head(lesson_id)) is not None]
