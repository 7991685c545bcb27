"""A still figure of a lesson. It is computed in a thread; until it is there, its place is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tutor.course.model import PlotSection
from tutor.errors import TutorError
from tutor.spans import Line, Span
from tutor.ui.session import Session
from tutor.ui.widgets.block import Pictured, column_width, in_column

if TYPE_CHECKING:
    from tutor.plots.figure import Figure

ROWS: Final = 15


class FigureBlock(Pictured):
    """A plot section."""

    def __init__(self, section: PlotSection, session: Session) -> None:
        super().__init__()
        self._section = section
        self._session = session
        self._error = ""
        self._figure: Figure | None = None

    @property
    def figure(self) -> Figure | None:
        """What is to be seen, once it is computed."""
        return self._figure

    def on_mount(self) -> None:
        """Starts computing."""
        self.run_worker(self._compute, thread=True, exit_on_error=False)

    def _compute(self) -> None:
        from tutor.course.figures import figure_of

        try:
            figure: Figure | None = figure_of(self._section)
        except TutorError as error:
            self._error, figure = str(error), None
        self.app.call_from_thread(self._show, figure)

    def _show(self, figure: Figure | None) -> None:
        self._figure = figure
        self.redraw_in_place()

    def lines_at(self, width: int) -> tuple[Line, ...]:
        """The figure in the column, or what keeps its place."""
        room = column_width(width)
        if self._error:
            return in_column(((Span(self._error, "error"),),))
        if self._figure is None:
            return in_column(((Span(self._section.title or "drawing", "dim"),), *((),) * (ROWS - 1)))
        from tutor.plots.draw import draw
        from tutor.plots.heights import preferred_height

        look = self._session.look(self.app.theme, not self.app.no_color)
        return in_column(draw(self._figure, room, preferred_height(self._figure, ROWS), look))
