"""A question in a lesson: keys into a sitting, an answer into the store."""

from __future__ import annotations

from typing import Final

from textual.timer import Timer

from tutor.errors import TutorError
from tutor.quiz.questions import Explain, Predict, Question
from tutor.quiz.responses import Typed, UnreadableError
from tutor.quiz.sitting import Stage
from tutor.ui.keys import QUESTION, bindings
from tutor.ui.navigation import navigator
from tutor.ui.recorder import Recorder
from tutor.ui.widgets import fields
from tutor.ui.widgets.column import OVERLAP
from tutor.ui.widgets.question_view import CHROME, QuestionView
from tutor.ui.widgets.runs import PredictionRuns
from tutor.ui.widgets.sure import SureLine

QUIET: Final = 1.0  # seconds without a key after which a draft is saved


class QuestionBlock(QuestionView, inherit_bindings=False):
    """Entered with Enter; then the keys of the question hold."""

    CONTEXT = QUESTION
    BINDINGS = bindings(QUESTION)

    def __init__(self, question: Question, recorder: Recorder) -> None:
        super().__init__(question, recorder)
        self._quiet: Timer | None = None

    def on_unmount(self) -> None:
        """A draft outlives the screen."""
        self._save_draft()

    # --- keys

    def action_pick(self, digit: int) -> None:
        """Chooses the option with that digit."""
        rows = self._sitting.rows if self._sitting.stage in (Stage.ANSWERING, Stage.TICKING) else 0
        self._slip = f"There is no option {digit}." if digit > rows > 0 else ""
        self._sitting.pick(digit - 1)
        self._redraw()

    def action_pick_here(self) -> None:
        """Chooses, ticks, picks up or drops at the cursor."""
        self._slip = ""
        self._sitting.pick()
        self._redraw()

    def action_move(self, steps: int) -> None:
        """Moves the cursor; where nothing is to be chosen, the page."""
        if self._sitting.stage in (Stage.ANSWERING, Stage.TICKING) and self._sitting.rows:
            self._slip = ""
            self._sitting.move(steps)
            self._redraw()
        else:
            self.post_message(self.ScrollWanted(steps))

    def action_page(self, direction: int) -> None:
        """The page."""
        self.post_message(self.ScrollWanted(direction * max(1, self.screen.size.height - CHROME - OVERLAP)))

    def action_sideways(self, steps: int) -> None:
        """Moves to the other column of a match."""
        self._sitting.move_sideways(steps)
        self._redraw()

    def action_hint(self) -> None:
        """One more hint."""
        self._slip = "" if self._sitting.show_hint() else "There are no more hints."
        self._redraw()

    def action_advance(self) -> None:
        """Submits; after the verdict, goes on."""
        match self._sitting.stage:
            case Stage.DONE:
                self.post_message(self.Finished())
            case Stage.OBSERVING:
                self._sitting.observed()
                self._redraw()
            case Stage.ANSWERING if self._field is not None and not self._field.has_focus:
                self._field.focus()
            case Stage.ANSWERING | Stage.TICKING:
                self._submit()

    def action_solution(self) -> None:
        """Shows the solution; the attempt counts as shown."""
        if self._sitting.stage in (Stage.ANSWERING, Stage.TICKING):
            self._sitting.give_up()
            self._conclude()

    def action_retry(self) -> None:
        """The next attempt, with new numbers."""
        if self._sitting.stage is Stage.DONE:
            self._attempts.retry()
            self._begin()

    def action_undo(self) -> None:
        """Takes back the answer just given, or the verdict of a true-false question."""
        if self._sitting.reconsider():
            self._redraw()
        elif self._attempts.can_undo:
            try:
                self._attempts.undo()
            except TutorError as error:
                self.notify(str(error), severity="error")
            else:
                self._begin()

    def action_lab(self) -> None:
        """The experiment behind the question, with its numbers."""
        if (experiment := self.experiment) is not None:
            navigator(self).open_lab(experiment)
        else:
            self._slip = "There is no lab for this question."
            self._redraw()

    def action_leave(self) -> None:
        """Leaves; what is chosen stays."""
        self.post_message(self.Left())

    # --- typing

    def on_typed(self, message: fields.Typed) -> None:
        """Keeps what is written, and saves it after a second of quiet."""
        message.stop()
        self._sitting.text = message.text
        if self._slip:
            self._slip = ""
            self._tail.redraw()
        if self._quiet is not None:
            self._quiet.stop()
        self._quiet = self.set_timer(QUIET, self._save_draft)

    def on_submitted(self, message: fields.Submitted) -> None:
        """Enter in the field."""
        message.stop()
        self._submit()

    def on_left(self, message: fields.Left) -> None:
        """Escape in the field: the question itself is still entered."""
        message.stop()
        self.focus()

    def _save_draft(self) -> None:
        if self._sitting.is_typed and self._sitting.stage is Stage.ANSWERING:
            text = self._sitting.text
            self._recorder.save_draft(self._question, Typed(text) if text else None)

    # --- from the answer to the verdict

    def _submit(self) -> None:
        try:
            self._sitting.check()
        except UnreadableError as error:
            self._slip = str(error)
            self._redraw()
            return
        self._slip = ""
        is_self_assessed = isinstance(self._question, Explain)
        if self._recorder.asks_confidence and not is_self_assessed:
            self._sure.display = True
            self._sure.focus()
            self._redraw()
        else:
            self._sitting.submit()
            self._conclude()

    def on_sure_line_rated(self, message: SureLine.Rated) -> None:
        """How sure the learner is; now the verdict."""
        message.stop()
        self._attempts.confidence = message.confidence
        self._sitting.submit()
        self._conclude()

    def on_sure_line_reconsidered(self, message: SureLine.Reconsidered) -> None:
        """Back to the answer."""
        message.stop()
        self._sure.display = False
        self.enter()

    def _conclude(self) -> None:
        """After a submission: on to the ideas, to the lab, or into the store."""
        self._sure.display = False
        self.focus()
        if isinstance(self._question, Predict) and self._sitting.stage is Stage.RUNNING:
            self._recorder.save_draft(self._question, self._sitting.response)
            self._runs.start(self._question, self._sitting.presented.values, self._sitting.guess)
        elif self._sitting.grade is not None:
            self._record()
        self._redraw()

    def _record(self) -> None:
        try:
            self._attempts.record()
        except TutorError as error:
            self.notify(str(error), title="This answer is not saved", severity="error", timeout=20)

    def on_prediction_runs_seen(self, message: PredictionRuns.Seen) -> None:
        """The runs of a prediction have ended."""
        message.stop()
        self._sitting.see(message.outcome)
        self._record()
        self._redraw()

    def on_prediction_runs_failed(self, message: PredictionRuns.Failed) -> None:
        """The guess stands; the run can be asked for again."""
        message.stop()
        self._attempts.resume()
        self._begin()
        self._slip = message.what
        self._redraw()

    def _begin(self) -> None:
        """Everything as before an answer."""
        self._runs.clear()
        if self._field is not None:
            self._field.write(self._sitting.text)
        self._redraw()
        self.enter()
