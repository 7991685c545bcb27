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
        document.report(("questions",), "the right option is always the longest", "vary lengths", is_warning=True)
    unshuffled = [question for question in choices if not question.shuffle]
    places = {next((i for i, a in enumerate(q.answers) if a.correct), None) for q in unshuffled}
    if len(unshuffled) >= FEWEST and len(places) == 1:
        document.report(("questions",), "the right option always has the same place", "vary it", is_warning=True)


def _is_longest(question: MultipleChoice) -> bool:
    longest = max(question.answers, key=lambda answer: len(answer.text))
    return longest.correct
