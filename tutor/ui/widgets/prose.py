"""A block to read."""

from __future__ import annotations

from tutor.course.flow import Prose
from tutor.spans import Line
from tutor.typeset.page import typeset
from tutor.ui.widgets.block import column_width, in_column
from tutor.ui.widgets.lines import Lines


class ProseBlock(Lines):
    """Markdown, typeset to the column."""

    def __init__(self, prose: Prose, *, is_ascii: bool) -> None:
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
        lines = typeset(
            self._prose.markdown,
            column_width(width),
            callout=self._prose.callout,
            ascii_only=self._is_ascii,
            show_source=self._shows_source,
        )
        return in_column(lines)
