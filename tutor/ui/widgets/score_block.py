"""How a test went: each question with the lesson it is of; Enter opens that of the first one not answered right."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.course.flow import Ask
from tutor.spans import Line, Span
from tutor.ui.marks import marks
from tutor.ui.navigation import navigator
from tutor.ui.session import Session
from tutor.ui.widgets.block import EnterableLines, beside_pointer


class ScoreBlock(EnterableLines):
    """Counts the latest answer to each question in this test. Made when the last question is behind the learner."""

    def __init__(self, asks: tuple[Ask, ...], session: Session) -> None:
        super().__init__()
        self._asks = asks
        self._session = session
        self._marks = marks(session.is_ascii)

    @property
    def opens(self) -> str:
        """The lesson to read, if there is one."""
        return "that lesson" if self._missed() else ""

    def enter(self) -> None:
        """Opens the lesson of the first question that was not answered right."""
        missed = self._missed()
        if missed:
            navigator(self).open_lesson(missed[0].lesson)

    def lines_at(self, width: int) -> tuple[Line, ...]:
        """The count, a row for each question, and what Enter opens."""
        right = len(self._asks) - len(self._missed())
        heading = (Span(f"  {right} of {len(self._asks)} right", "heading"),)
        return ((), heading, (), *self._rows(), (), *self._advice(), ())

    def _rows(self) -> Iterator[Line]:
        for number, ask in enumerate(self._asks, start=1):
            is_right = self._is_right(ask)
            mark, style = {
                True: (self._marks.right, "right"),
                False: (self._marks.wrong, "wrong"),
                None: (self._marks.untouched, "dim"),
            }[is_right]
            title = self._session.course.title(ask.lesson)
            yield (
                Span(f"  {mark} ", style),
                Span(f"{number}  "),
                Span(title),
                Span("" if is_right is not None else "  not answered", "dim"),
            )

    def _advice(self) -> tuple[Line, ...]:
        missed = self._missed()
        if not missed:
            return ((Span("  Nothing here sends you back to a lesson.", "dim"),),)
        title = self._session.course.title(missed[0].lesson)
        return beside_pointer(((Span("Read again: ", "dim"), Span(title, "strong")),), self._marks, self.is_target)

    def _missed(self) -> list[Ask]:
        return [ask for ask in self._asks if not self._is_right(ask)]

    def _is_right(self, ask: Ask) -> bool | None:
        """Whether the latest answer in a test was right; None if there is none."""
        attempts = self._session.store.attempts(self._session.course_id, ask.lesson, ask.question.id)
        answers = [attempt.is_right for attempt in attempts if attempt.context == "test"]
        return answers[-1] if answers else None
