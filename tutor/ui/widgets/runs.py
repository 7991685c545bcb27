"""The lab runs of a prediction: started when the guess is made, watched as they go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import get_current_worker

from tutor.errors import TutorError
from tutor.quiz.parameters import Draw
from tutor.quiz.questions import Predict
from tutor.spans import Line, Span
from tutor.ui.marks import Marks
from tutor.ui.session import Session
from tutor.ui.widgets.block import beside_bar, width_beside_bar
from tutor.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from tutor.labs.frame import Frame
    from tutor.plots.figure import Figure


class PredictionRuns(Lines):
    """Nothing before the first run; then the runs in one figure, and what each has given."""

    class Seen(Message):
        """All runs have ended, with these readouts."""

        def __init__(self, outcome: dict[str, float]) -> None:
            super().__init__()
            self.outcome = outcome

    class Failed(Message):
        """A run could not be made."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    def __init__(self, session: Session, signs: Marks) -> None:
        super().__init__()
        self._session = session
        self._marks = signs
        self._is_entered = False
        self._question: Predict | None = None
        self._values: Draw = {}
        self._guess: float | None = None
        self._frames: tuple[Frame, ...] = ()

    @property
    def figure(self) -> Figure | None:
        """What was to be seen last."""
        return self._figures()[-1] if self._frames else None

    def _figures(self) -> tuple[Figure, ...]:
        """One figure of all runs, or of each run where one cannot hold them; the guess where it has a place."""
        from tutor.course.guesses import marked
        from tutor.labs.overlay import together

        if self._question is None:
            return ()
        shown = slice(self._question.figure - 1, self._question.figure)
        figures = together(self._names, [replace(frame, figures=frame.figures[shown]) for frame in self._frames])
        if self._guess is None:
            return figures
        return marked(figures, self._question, self._frames, self._guess)

    @property
    def _names(self) -> tuple[str, ...]:
        return tuple(run.name for run in self._question.runs) if self._question is not None else ()

    def start(self, question: Predict, values: Draw, guess: float | None) -> None:
        """Runs the labs in a thread. `guess`: what was predicted, if it is a number."""
        self._question, self._values, self._guess = question, values, guess
        self.run_worker(lambda: self._run(question, values), thread=True, exclusive=True, exit_on_error=False)

    def clear(self) -> None:
        """Nothing to see any more."""
        self.workers.cancel_node(self)
        self._watch(())

    def look(self, is_entered: bool) -> None:
        """Like the rest of a question that is entered, or is not."""
        if is_entered != self._is_entered:
            self._is_entered = is_entered
            self.redraw()

    def lines_at(self, width: int) -> tuple[Line, ...]:
        """Figures and readouts beside the bar."""
        if not self._frames:
            return ()
        room = width_beside_bar(width)
        return beside_bar(((), *self._draw(room)), self._marks, self._is_entered)

    def _draw(self, width: int) -> Iterator[Line]:
        from tutor.labs.readouts import told_lines
        from tutor.plots.draw import draw
        from tutor.plots.heights import preferred_height

        look = self._session.look(self.app.theme, not self.app.no_color)
        is_live = not self._frames[-1].is_final
        for figure in self._figures():
            yield from draw(figure, width, preferred_height(figure), look, is_live=is_live)
        yield from self._compare(width)
        for number, frame in enumerate(self._frames):
            if len(self._frames) > 1:
                yield ()
                yield (Span(self._names[number], "strong"),)
            yield from told_lines(frame, width, tier=self._session.tier)

    def _compare(self, width: int) -> Iterator[Line]:
        """Of a number that was predicted: the guess beside what came out."""
        from tutor.course.guesses import compared
        from tutor.labs.frame import Frame
        from tutor.labs.readouts import readout_lines

        if self._question is None or self._question.metric is None:
            return
        readouts = tuple(compared(self._question, self._values, self._frames, self._guess))
        yield from readout_lines(Frame((), readouts, ()), width, tier=self._session.tier)
        if readouts and len(self._frames) == 1:  # several runs are set apart anyway
            yield ()

    def _run(self, question: Predict, values: Draw) -> None:
        """In the thread: each frame is shown before the next is asked for."""
        from tutor.course.runs import outcome_of, watch_runs

        worker = get_current_worker()
        frames: tuple[Frame, ...] = ()
        try:
            for frames in watch_runs(question, values):
                if worker.is_cancelled:
                    return
                self.app.call_from_thread(self._watch, frames)
        except TutorError as error:
            self.post_message(self.Failed(str(error)))
        else:
            self.post_message(self.Seen(outcome_of(question, frames)))

    def _watch(self, frames: tuple[Frame, ...]) -> None:
        self._frames = frames
        self.redraw()
