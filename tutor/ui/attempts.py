"""One question in front of a learner, attempt after attempt: what is kept of each, and what can be taken back."""

from __future__ import annotations

from tutor.quiz.questions import Predict, Question
from tutor.quiz.sitting import Sitting
from tutor.ui.navigation import LabRequest
from tutor.ui.recorder import Recorder


class Attempts:
    """The sitting in hand, and the row it became once it was answered."""

    def __init__(self, question: Question, recorder: Recorder) -> None:
        self.question = question
        self.sitting = recorder.begin(question)
        self.confidence: int | None = None
        self._recorder = recorder
        self._began_at = recorder.session.now()
        self._attempt_id: int | None = None  # of the answer just given, as long as it can be taken back

    @property
    def can_undo(self) -> bool:
        """Whether the answer just given can be taken back. A solution that was shown cannot be forgotten."""
        return self._attempt_id is not None

    def record(self) -> None:
        """Writes the answer. Raises StoreError."""
        seconds = (self._recorder.session.now() - self._began_at).total_seconds()
        attempt_id = self._recorder.record(self.sitting, self.confidence, seconds)
        self._attempt_id = None if self.sitting.is_solution_shown else attempt_id

    def undo(self) -> None:
        """Takes back the answer just given, which can be mended then. Raises StoreError."""
        assert self._attempt_id is not None
        self._recorder.take_back(self._attempt_id)
        self.resume()

    def resume(self) -> None:
        """The same numbers and answer, as before it was submitted."""
        self._start(self._recorder.begin_again(self.sitting))

    def retry(self) -> None:
        """The next attempt, with new numbers."""
        self._start(self._recorder.begin_anew(self.question))

    def _start(self, sitting: Sitting) -> None:
        sitting.hints_shown = self.sitting.hints_shown
        self.sitting = sitting
        self.confidence = self._attempt_id = None
        self._began_at = self._recorder.session.now()

    @property
    def lab(self) -> str | None:
        """The experiment behind the question."""
        return self.question.runs[0].lab if isinstance(self.question, Predict) else self.question.lab

    @property
    def refutation(self) -> LabRequest | None:
        """The experiment that speaks against what the answer tells of."""
        told = self.sitting.grade.misconceptions if self.sitting.grade is not None else ()
        for misconception in self._recorder.session.course.file.misconceptions:
            if misconception.id in told and misconception.lab is not None:
                goal = f"Often believed: {misconception.claim} Is it so?"
                return LabRequest(misconception.lab, misconception.params, goal=goal)
        return None

    def lab_request(self) -> LabRequest | None:
        """The experiment against a wrong answer, or that behind the question with the numbers of this attempt."""
        if (refutation := self.refutation) is not None:
            return refutation
        if self.lab is None:
            return None
        from tutor.course.runs import filled, knobs_among
        from tutor.labs.registry import load

        question, values = self.question, self.sitting.presented.values
        given = filled(question.runs[0].params, values) if isinstance(question, Predict) else values
        return LabRequest(self.lab, knobs_among(load(self.lab), given))
