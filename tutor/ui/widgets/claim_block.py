"""A statement with a number in it, where the number comes from, and what comes out when it is measured again."""

from __future__ import annotations

from statistics import median

from textual.worker import get_current_worker

from tutor.course.flow import Claim
from tutor.errors import TutorError
from tutor.spans import Line, Span
from tutor.typeset.page import wrap
from tutor.ui.marks import marks
from tutor.ui.navigation import LabRequest, navigator
from tutor.ui.widgets.block import EnterableLines, beside_pointer, width_beside_bar
from tutor.ui.widgets.prose import ProseBlock


class ClaimBlock(ProseBlock, EnterableLines):
    """Enter measures what was measured, with every seed; once more opens the experiment."""

    def __init__(self, claim: Claim, *, is_ascii: bool) -> None:
        super().__init__(claim, is_ascii=is_ascii)
        self._claim = claim
        self._section = claim.section
        self._marks = marks(is_ascii)
        self._measured: tuple[float, ...] = ()
        self._is_running = False
        self._error = ""

    @property
    def opens(self) -> str:
        """What was measured can be measured again."""
        if self._section.lab is None:
            return ""
        return "open the lab" if self._measured else "measure again"

    @property
    def experiment(self) -> LabRequest | None:
        """The lab at the claim's setting."""
        section = self._section
        return LabRequest(section.lab, section.params, seed=section.seeds[0]) if section.lab is not None else None

    def enter(self) -> None:
        """Measures again, or opens the lab at the claim's setting."""
        if self.experiment is None or self._is_running:
            return
        if self._measured:
            navigator(self).open_lab(self.experiment)
        else:
            self._is_running = True
            self.run_worker(self._measure, thread=True, exit_on_error=False)
            self._tell()

    def _measure(self) -> None:
        """In a thread: one seed after the other."""
        from tutor.course.runs import measure

        worker = get_current_worker()
        measured: tuple[float, ...] = ()
        try:
            for value in measure(self._section):
                if worker.is_cancelled:
                    return
                measured = (*measured, value)
                self.app.call_from_thread(self._show, measured)
        except TutorError as error:
            self._error = str(error)
        self._is_running = False
        self.app.call_from_thread(self._tell)

    def _show(self, measured: tuple[float, ...]) -> None:
        self._measured = measured
        self._tell()

    def _tell(self) -> None:
        self.redraw()
        self.post_message(self.Changed())

    def _origin(self, width: int) -> tuple[Line, ...]:
        told = [*wrap((Span(self._claim.origin, "dim"),), width)]
        if self._error:
            told += wrap((Span(self._error, "error"),), width)
        elif self._measured or self._is_running:
            told += wrap(self._outcome(), width)
        return tuple(told)

    def _outcome(self) -> Line:
        from tutor.plots.numerals import human

        count, values = len(self._section.seeds), ", ".join(human(value) for value in self._measured)
        if len(self._measured) < count:
            return (Span(f"running {len(self._measured) + 1} of {count}", "accent"), Span(f"  {values}", "dim"))
        low, high = self._section.within or (min(self._measured), max(self._measured))
        middle = median(self._measured)
        holds = low <= middle <= high
        sign = Span(f"{self._marks.right if holds else self._marks.wrong} ", "right" if holds else "wrong")
        name = "just now" if count == 1 else f"just now {values}: median"
        return (
            sign,
            Span(f"{name} ", "dim"),
            Span(human(middle), "strong"),
            Span(f", expected {human(low)} to {human(high)}", "dim"),
        )

    def lines_at(self, width: int) -> tuple[Line, ...]:
        """The statement, and below it where it comes from."""
        *statement, end = self.text_lines(width)
        origin = self._origin(width_beside_bar(width))
        return (*statement, *beside_pointer(origin, self._marks, self.is_target), end)
