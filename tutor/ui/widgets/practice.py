"""A problem to solve on paper, with hints and a solution to hold it against."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.course.flow import fill_text
from tutor.course.model import Practice
from tutor.spans import Line, Span
from tutor.typeset.page import hang, typeset
from tutor.ui.keys import PRACTICE, Labels, bindings, labels
from tutor.ui.marks import marks
from tutor.ui.widgets.block import EnterableLines, beside_bar, width_beside_bar


class PracticeBlock(EnterableLines, can_focus=True, inherit_bindings=False):
    """Entered like a question."""

    CONTEXT = PRACTICE
    BINDINGS = bindings(PRACTICE)

    def __init__(self, practice: Practice, *, is_ascii: bool) -> None:
        super().__init__()
        self._practice = practice
        self._is_ascii = is_ascii
        self._marks = marks(is_ascii)
        self._hints_shown = 0
        self._is_solved = False

    @property
    def opens(self) -> str:
        """There is something to do."""
        return "solve"

    @property
    def labels(self) -> Labels:
        """What the keys do while this is entered."""
        return labels(PRACTICE)

    def lines_at(self, width: int) -> tuple[Line, ...]:
        """The problem, and what was asked for."""
        room = width_beside_bar(width)
        return (*beside_bar(self._content(room), self._marks, self.has_focus, self.is_target), ())

    def _content(self, width: int) -> Iterator[Line]:
        yield (Span(f"Practice, {self._practice.difficulty}", "accent"),)
        yield from self._typeset(self._practice.prompt, width)
        for number, hint in enumerate(self._practice.hints[: self._hints_shown], start=1):
            first = (Span(f"Hint {number}  ", "dim"),)
            yield ()
            yield from hang(self._typeset(hint, width - len(first[0].text)), first)
        if self._is_solved:
            yield ()
            yield (Span("A solution", "accent"),)
            yield from self._typeset(self._practice.solution, width)

    def _typeset(self, markdown: str, width: int) -> tuple[Line, ...]:
        return typeset(fill_text(markdown), width, ascii_only=self._is_ascii)

    def enter(self) -> None:
        """Hints and the solution are at hand."""
        self.focus()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Looks entered, or left."""
        super().watch_has_focus(_has_focus)
        self.redraw()

    def action_hint(self) -> None:
        """One more hint."""
        self._hints_shown = min(self._hints_shown + 1, len(self._practice.hints))
        self.redraw()

    def action_solution(self) -> None:
        """The solution, or the problem alone again."""
        self._is_solved = not self._is_solved
        self.redraw()

    def action_leave(self) -> None:
        """Back to the lesson."""
        self.post_message(self.Left())
