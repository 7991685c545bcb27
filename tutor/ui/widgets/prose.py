"""A block to read."""

from __future__ import annotations

from tutor.course.flow import Claim, Prose
from tutor.spans import Line, Span
from tutor.typeset.page import typeset
from tutor.ui.navigation import LabRequest, navigator
from tutor.ui.widgets.block import Enterable, column_width, in_column
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
        lines = typeset(
            self._prose.markdown,
            column_width(width),
            callout=self._prose.callout if isinstance(self._prose, Prose) else None,
            ascii_only=self._is_ascii,
            show_source=self._shows_source,
        )
        return in_column((*lines, *self._origin()))

    def _origin(self) -> tuple[Line, ...]:
        return ()


class ClaimBlock(ProseBlock, Enterable):
    """A statement, and below it where its number comes from. One that was measured can be measured again."""

    def __init__(self, claim: Claim, *, is_ascii: bool) -> None:
        super().__init__(claim, is_ascii=is_ascii)
        self._section = claim.section

    @property
    def opens(self) -> str:
        """What was measured can be measured again."""
        return "run it" if self._section.lab else ""

    def enter(self) -> None:
        """Opens the lab at the claim's setting."""
        if self._section.lab is not None:
            navigator(self).open_lab(LabRequest(self._section.lab, self._section.params, seed=self._section.seeds[0]))

    def _origin(self) -> tuple[Line, ...]:
        section = self._section
        if section.lab is None:
            return ((Span(f"computed: {section.expr}", "dim"),),)
        seeds = f"{len(section.seeds)} seeds" if len(section.seeds) > 1 else "1 run"
        return ((Span(f"measured in {section.lab}, {seeds}: ", "dim"), Span("Enter", "key"), Span(" runs it", "dim")),)
