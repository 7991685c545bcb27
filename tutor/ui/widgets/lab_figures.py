"""The figures of a lab side by side, as large as there is room for."""

from __future__ import annotations

from tutor.plots.draw import draw
from tutor.plots.figure import Figure
from tutor.spans import Line
from tutor.ui.session import Session
from tutor.ui.tiling import side_by_side, tiles
from tutor.ui.widgets.lines import Filling

NARROWEST = 12  # cells: with less there is nothing to be seen


class LabFigures(Filling):
    """All of them; any can come first, which has most room."""

    def __init__(self, session: Session, *, is_live: bool) -> None:
        """`is_live`: whether they move."""
        super().__init__(self._draw_all)
        self._session = session
        self._is_live = is_live
        self._figures: tuple[Figure, ...] = ()
        self._at = 0

    @property
    def first(self) -> Figure | None:
        """The one that comes first."""
        return self._figures[self._at % len(self._figures)] if self._figures else None

    def show(self, figures: tuple[Figure, ...]) -> None:
        """Draws these from now on, in the order that was chosen."""
        self._figures = figures
        self.redraw()

    def turn(self) -> None:
        """The next one comes first."""
        self._at += 1
        self.redraw()

    def _draw_all(self, width: int) -> tuple[Line, ...]:
        height = self.size.height
        if not self._figures or height < 1 or width < NARROWEST:
            return ()
        look = self._session.look(self.app.theme, not self.app.no_color)
        at = self._at % len(self._figures)
        ordered = iter((*self._figures[at:], *self._figures[:at]))
        lines: list[Line] = []
        for row in tiles(len(self._figures), width, height):
            drawn = [draw(next(ordered), cells, row.height, look, is_live=self._is_live) for cells in row.widths]
            lines += side_by_side(drawn)
        return tuple(lines)
