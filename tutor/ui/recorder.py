"""From an answered question to a row in the store, before the next key is read."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tutor.course.loader import load_lesson
from tutor.errors import LessonError
from tutor.progress.records import Attempt
from tutor.quiz.digests import key_digest
from tutor.quiz.presenting import present
from tutor.quiz.questions import Question
from tutor.quiz.responses import Response, UnreadableError, from_json, to_json
from tutor.quiz.sitting import Sitting
from tutor.ui.session import Session

if TYPE_CHECKING:
    from tutor.course.flow import Context


@dataclass(frozen=True)
class Recorder:
    """Knows the learner, the lesson that a question is of, and where it is asked."""

    session: Session
    lesson: str
    context: Context

    def begin(self, question: Question) -> Sitting:
        """The question as the learner left it: with the latest answer to this very key, or with fresh numbers."""
        latest = self._latest(question)
        if latest is None:
            return self.begin_anew(question)
        number = latest.attempt_number
        sitting = Sitting(question, present(question, self._seed_text(question), number - 1))
        sitting.hints_shown = latest.hints_used
        try:
            sitting.restore(from_json(latest.response_json), latest.credit, latest.is_solution_shown)
        except UnreadableError:  # the question has changed in a way its key does not tell
            return self.begin_anew(question)
        return sitting

    def begin_anew(self, question: Question) -> Sitting:
        """The next attempt, with new numbers and no answer yet."""
        taken = self.session.store.attempt_count(self.session.course_id, self.lesson, question.id)
        sitting = Sitting(question, present(question, self._seed_text(question), taken))
        draft = self.session.store.draft(self._seed_text(question))
        if draft is not None:
            with suppress(UnreadableError):  # the question was of another kind then
                sitting.put_back(from_json(draft))
        return sitting

    def begin_again(self, sitting: Sitting) -> Sitting:
        """The same attempt with the answer as it was before it was submitted."""
        again = Sitting(sitting.question, sitting.presented, hints_shown=sitting.hints_shown)
        if sitting.response is not None:
            again.put_back(sitting.response)
        return again

    def record(self, sitting: Sitting, confidence: int | None, seconds: float) -> int:
        """Writes the answer; its number in the store. Raises StoreError."""
        assert sitting.grade is not None
        assert sitting.response is not None
        course, question = self.session.course_id, sitting.question
        attempt = Attempt(
            question=question.id,
            objective=question.tests,
            attempted_at=self.session.now(),
            context=self.context,
            credit=sitting.grade.credit,
            is_solution_shown=sitting.is_solution_shown,
            course=course,
            lesson=self.lesson,
            attempt_number=self.session.store.attempt_count(course, self.lesson, question.id) + 1,
            key_digest=key_digest(question),
            response_json=to_json(sitting.response),
            values_json=json.dumps(sitting.presented.values),
            hints_used=sitting.hints_shown,
            confidence=confidence,
            misconceptions=sitting.grade.misconceptions,
            seconds=round(seconds, 1),
        )
        attempt_id = self.session.store.record(attempt)
        self.save_draft(question, None)
        if self.context == "test":
            self._save_outline()
        return attempt_id

    def take_back(self, attempt_id: int) -> None:
        """Undoes an answer. Raises StoreError."""
        self.session.store.retract(attempt_id, self.session.now())

    @property
    def asks_confidence(self) -> bool:
        """Whether the learner wants to be asked how sure they are."""
        return self.session.store.setting("confidence") == "on"

    def save_draft(self, question: Question, draft: Response | None) -> None:
        """Keeps an answer on its way, or forgets it."""
        key = self._seed_text(question)
        if draft is None:
            self.session.store.drop_draft(key)
        else:
            self.session.store.save_draft(key, to_json(draft), self.session.now())

    def _save_outline(self) -> None:
        """Of the lesson, which may never have been opened: one answer is to count as one of all its questions."""
        with suppress(LessonError):  # its file was changed since the question was read
            lesson, _ = load_lesson(self.session.course.directory, self.lesson)
            objectives = (question.tests for question in lesson.questions())
            self.session.store.save_outline(self.session.course_id, self.lesson, objectives)

    def _latest(self, question: Question) -> Attempt | None:
        attempts = self.session.store.attempts(self.session.course_id, self.lesson, question.id)
        if not attempts or attempts[-1].key_digest != key_digest(question):
            return None
        is_of_lesson = self.context == "test" and attempts[-1].context != "test"
        return None if is_of_lesson else attempts[-1]

    def _seed_text(self, question: Question) -> str:
        return self.session.seed_text(self.lesson, question.id)
