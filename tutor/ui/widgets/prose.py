"""Blocks to read."""

from __future__ import annotations

from tutor.course.flow import Claim, Prose
from tutor.course.model import Head
from tutor.spans import Line, Span
from tutor.typeset.page import typeset
from tutor.ui.marks import marks
from tutor.ui.navigation import navigator
from tutor.ui.widgets.block import EnterableLines, beside_pointer, column_width, in_column
from tutor.ui.widgets.lines import Lines


class ProseBlock(Lines):
    """Markdown, typeset to the column."""

    def __init__(self, prose: Prose | Claim, *, is_ascii: bool) -> None:
        super().__init__()
        self._prose = prose
        self._is_ascii = is_ascii
        self._shows_source = False

    def show_source(self, is_shown: bool) -> None:
        """The LaTeX of the formulas, or the formulas."""
        self._shows_source = is_shown
        self.redraw()

    def lines_at(self, width: int) -> tuple[Line, ...]:
        """The text in the column."""
        return self.text_lines(width)

    def text_lines(self, width: int) -> tuple[Line, ...]:
        """The text in the column, and a blank line."""
        lines = typeset(
            self._prose.markdown,
            column_width(width),
            callout=self._prose.callout if isinstance(self._prose, Prose) else None,
            ascii_only=self._is_ascii,
            show_source=self._shows_source,
        )
        return in_column(lines)


class NextBlock(ProseBlock, EnterableLines):
    """Where to go from the end of a lesson; Enter opens the next one."""

    def __init__(self, prose: Prose, next_lesson: Head, *, is_ascii: bool) -> None:
        super().__init__(prose, is_ascii=is_ascii)
        self._next_lesson = next_lesson
        self._marks = marks(is_ascii)

    @property
    def opens(self) -> str:
        """Another lesson."""
        return "next lesson"

    def enter(self) -> None:
        """Opens it."""
        navigator(self).open_lesson(self._next_lesson.id)

    def lines_at(self, width: int) -> tuple[Line, ...]:
        """The text, and what Enter opens."""
        line = (Span("The next lesson: ", "dim"), Span(self._next_lesson.title, "strong"))
        return (*self.text_lines(width), *beside_pointer((line,), self._marks, self.is_target), ())
