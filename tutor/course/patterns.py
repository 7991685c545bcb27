"""What gives right answers away across a whole lesson: their length, or their place."""

from __future__ import annotations

from tutor.course.document import Document
from tutor.course.model import Lesson
from tutor.quiz.questions import MultipleChoice

FEWEST = 4
"""With fewer questions a pattern is luck."""


def check_giveaways(document: Document, lesson: Lesson) -> None:
    """Warns when the right option of every multiple-choice question is the longest, or stands in one place."""
    choices = [question for question in lesson.quiz.questions if isinstance(question, MultipleChoice)]
    if len(choices) < FEWEST:
        return
    if all(_is_longest(question) for question in choices):
        what = "the right option of every multiple-choice question is the longest"
        document.report(("questions",), what, "make some wrong ones longer", is_warning=True)
    unshuffled = [question for question in choices if not question.shuffle]
    places = {next((i for i, a in enumerate(q.answers) if a.correct), None) for q in unshuffled}
    if len(unshuffled) >= FEWEST and len(places) == 1:
        what = "the right option of every question that is not shuffled has the same place"
        document.report(("questions",), what, "move some, or shuffle", is_warning=True)


def _is_longest(question: MultipleChoice) -> bool:
    right = max((len(answer.text) for answer in question.answers if answer.correct), default=0)
    return all(len(answer.text) < right for answer in question.answers if not answer.correct)
