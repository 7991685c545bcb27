"""An experiment in a lesson: what it is for and what it shows now. It opens on a screen of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from tutor.course.flow import fill_text
from tutor.course.model import LabSection
from tutor.errors import TutorError
from tutor.labs.catalog import ENTRIES
from tutor.spans import Line, Span
from tutor.typeset.page import typeset
from tutor.ui.marks import marks
from tutor.ui.navigation import LabRequest, navigator
from tutor.ui.session import Session
from tutor.ui.widgets.block import Pictured, beside_bar, width_beside_bar

if TYPE_CHECKING:
    from tutor.labs.frame import Frame
    from tutor.plots.figure import Figure

ROWS: Final = 13


class LabBlock(Pictured):
    """A lab section. A still lab shows its figure here; one that trains waits to be opened."""

    def __init__(self, section: LabSection, session: Session) -> None:
        super().__init__()
        self.section = section
        self._session = session
        self._marks = marks(session.is_ascii)
        self._frame: Frame | None = None
        self._error = ""

    @property
    def figure(self) -> Figure | None:
        """What is to be seen."""
        return self._frame.figures[0] if self._frame else None

    @property
    def opens(self) -> str:
        """The lab has a screen of its own."""
        return "open the lab"

    @property
    def experiment(self) -> LabRequest:
        """The lab as the lesson sets it."""
        section = self.section
        return LabRequest(section.lab, section.params, section.variants, section.seed, section)

    def enter(self) -> None:
        """Opens the lab."""
        navigator(self).open_lab(self.experiment)

    def show(self, frame: Frame) -> None:
        """What the learner has made of it."""
        self._frame = frame
        self.redraw_in_place()

    def on_mount(self) -> None:
        """Computes the first figure."""
        self.run_worker(self._compute, thread=True, exit_on_error=False)

    def _compute(self) -> None:
        from tutor.labs.registry import load
        from tutor.labs.running import outcome

        section = self.section
        try:
            if not load(section.lab).is_live:
                frame = outcome(section.lab, section.params, section.seed, section.variants)
                self.app.call_from_thread(self._show_first, frame)
        except TutorError as error:
            self._error = str(error)
            self.app.call_from_thread(self.redraw)

    def _show_first(self, frame: Frame) -> None:
        if self._frame is None:
            self.show(frame)

    def lines_at(self, width: int) -> tuple[Line, ...]:
        """Title, goal and figure beside the bar."""
        room = width_beside_bar(width)
        return (*beside_bar(self._content(room), self._marks, is_entered=False, is_target=self.is_target), ())

    def _content(self, width: int) -> Iterator[Line]:
        titles = {entry.name: entry.title for entry in ENTRIES}
        yield (Span("Lab: ", "accent"), Span(titles.get(self.section.lab, self.section.lab), "strong"))
        if self.section.goal:
            yield from typeset(fill_text(self.section.goal), width, ascii_only=self._session.is_ascii)
        yield ()
        yield from self._figure(width)
        yield (
            Span("Enter ", "key"),
            Span("opens it: turn the knobs, watch. ", "dim"),
            Span("c ", "key"),
            Span("shows it as a script.", "dim"),
        )

    def _figure(self, width: int) -> Iterator[Line]:
        if self._error:
            yield (Span(self._error, "error"),)
        elif self._frame is not None:
            from tutor.labs.readouts import told_lines
            from tutor.plots.draw import draw
            from tutor.plots.heights import preferred_height

            look = self._session.look(self.app.theme, not self.app.no_color)
            figure = self._frame.figures[0]
            yield from draw(figure, width, preferred_height(figure, ROWS), look)
            yield from told_lines(self._frame, width, self.section.watch, self._session.tier)
            yield ()
