"""The right answer to a question, as a response like the learner's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tutor.quiz.closures import Values
from tutor.quiz.grading import Grade, grade
from tutor.quiz.keys import fulfilled, keyed_number, measured_number, must_precede, right_options
from tutor.quiz.latex import in_print
from tutor.quiz.numerals import with_unit
from tutor.quiz.questions import (
    Explain,
    Formula,
    Matching,
    MultipleChoice,
    MultipleSelect,
    Numeric,
    Ordering,
    Predict,
    Question,
    ShortAnswer,
    TrueFalse,
)
from tutor.quiz.responses import Chosen, Judged, Matched, Ordered, Response, Ticked, Typed


def right_response(question: Question, values: Values, outcome: Mapping[str, float] | None = None) -> Response:
    """A response that gets full credit; of a prediction only once the runs' readouts are there."""
    match question:
        case MultipleChoice() | MultipleSelect():
            return Chosen(right_options(question.answers))
        case TrueFalse():
            return Judged(question.answer, right_options(question.reasons)[0])
        case Numeric():
            return Typed(repr(keyed_number(question, values)))
        case ShortAnswer():
            return Typed(question.accept[0])
        case Explain():
            return Ticked(question.model_answer, (True,) * len(question.ideas))
        case Ordering():
            return Ordered(_in_order(question, values))
        case Matching():
            width = len(question.rows[0]) - 1
            return Matched(tuple((row,) * width for row in range(len(question.rows))))
        case Formula():
            return Typed(question.answer)
        case Predict():
            return _come_true(question, {**values, **(outcome or {})})


def solution(question: Question, values: Values, outcome: Mapping[str, float] | None = None) -> Grade:
    """What to show who asks for the solution: the feedback of a right answer, without its credit."""
    response = right_response(question, values, outcome)
    right = grade(question, response, values, outcome)
    return replace(right, credit=0.0, message=f"Solution{_in_words(question, response)}", misconceptions=())


def _in_words(question: Question, response: Response) -> str:
    if isinstance(question, Numeric) and isinstance(response, Typed):
        return f": {with_unit(float(response.text), question.unit)}."
    if isinstance(question, Formula) and isinstance(response, Typed):
        return f": {in_print(response.text)}."
    if isinstance(question, ShortAnswer) and isinstance(response, Typed):
        return f": `{response.text}`."
    return " shown."


def _in_order(question: Ordering, values: Values) -> tuple[int, ...]:
    """An order that breaks no pair: each item after all that must precede it."""
    before = dict.fromkeys(range(len(question.items)), 0)
    for _, later in must_precede(question, values):
        before[later] += 1
    return tuple(sorted(before, key=lambda item: (before[item], item)))


def _come_true(question: Predict, values: Values) -> Response:
    if question.metric is not None:
        return Typed(repr(measured_number(question, values)))
    return Chosen(fulfilled(question, values)[:1])
