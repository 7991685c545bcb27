"""Judging answers: one pure function a kind of question.

A slip (nothing chosen, no number in the text, an unknown name in a formula) raises UnreadableError, so that the
learner can mend it; only what was understood is judged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tutor.errors import ExpressionError
from tutor.quiz.closures import Values
from tutor.quiz.equivalence import difference
from tutor.quiz.expressions import parse
from tutor.quiz.keys import (
    fulfilled,
    is_near,
    keyed_number,
    matching_cells,
    measured_number,
    must_precede,
    right_options,
    well_placed,
)
from tutor.quiz.latex import in_print
from tutor.quiz.numerals import read_number, with_unit, write_number
from tutor.quiz.questions import (
    Answer,
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
from tutor.quiz.responses import Chosen, Judged, Matched, Ordered, Response, Ticked, Typed, UnreadableError
from tutor.quiz.templates import fill
from tutor.quiz.typed_formulas import parse_typed
from tutor.quiz.wording import is_accepted

RIGHT: Final = "Right."
VERDICT_SHARE: Final = 0.5  # of a true-false question; the reason is the other half


@dataclass(frozen=True)
class Feedback:
    """What to show beside one option, row, item or idea after the answer.

    `is_right` says of an option that it is a right one, of an item that it need not be moved, of all others that the
    learner's is right there.
    """

    index: int
    text: str
    is_right: bool
    wrong_cells: tuple[int, ...] = ()  # of a row of a match: which of its further cells are wrong, from 0


@dataclass(frozen=True)
class Grade:
    """How far an answer is right, from 0 to 1, and what to say about it. Texts are Markdown."""

    credit: float
    message: str
    feedback: tuple[Feedback, ...] = ()
    misconceptions: tuple[str, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether nothing is missing."""
        return self.credit == 1


def grade(question: Question, response: Response, values: Values, outcome: Mapping[str, float] | None = None) -> Grade:
    """The grade of a response to a question with these drawn values.

    `outcome` are the readouts of a predict question, named as `keys.named_readouts` does. Raises UnreadableError.
    """
    match question, response:
        case MultipleChoice(), Chosen():
            return _grade_multiple_choice(question, response, values)
        case MultipleSelect(), Chosen():
            return _grade_multiple_select(question, response, values)
        case TrueFalse(), Judged():
            return _grade_true_false(question, response, values)
        case Numeric(), Typed():
            return _grade_numeric(question, response, values)
        case ShortAnswer(), Typed():
            return _grade_short_answer(question, response)
        case Explain(), Ticked():
            return _grade_explain(question, response, values)
        case Ordering(), Ordered():
            return _grade_ordering(question, response, values)
        case Matching(), Matched():
            return _grade_matching(question, response, values)
        case Formula(), Typed():
            return _grade_formula(question, response, values)
        case Predict(), Chosen():
            return _grade_choice_of_outcome(question, response, values, outcome or {})
        case Predict(), Typed():
            return _grade_predicted_number(question, response, values, outcome or {})
    raise UnreadableError("This is not an answer to this kind of question.", "Answer it again.")


def _grade_multiple_choice(question: MultipleChoice, response: Chosen, values: Values) -> Grade:
    chosen = _only(response, len(question.answers))
    is_right = question.answers[chosen].correct
    message = RIGHT if is_right else "Not this one."
    return Grade(float(is_right), message, *_on_options(question.answers, {chosen}, values))


def _grade_multiple_select(question: MultipleSelect, response: Chosen, values: Values) -> Grade:
    chosen, count = set(response.indices), len(question.answers)
    if not chosen <= set(range(count)):
        raise UnreadableError("An option is chosen that does not exist.", "Choose again.")
    judged_rightly = count - len(chosen ^ set(right_options(question.answers)))
    message = RIGHT if judged_rightly == count else f"{judged_rightly} of {count} options judged rightly."
    return Grade(judged_rightly / count, message, *_on_options(question.answers, chosen, values))


def _grade_true_false(question: TrueFalse, response: Judged, values: Values) -> Grade:
    if not 0 <= response.reason < len(question.reasons):
        raise UnreadableError("No reason is chosen.", "Choose one.")
    truth = "true" if question.answer else "false"
    is_sound = question.reasons[response.reason].correct
    if response.verdict != question.answer:
        credit, message = 0.0, f"No: the statement is {truth}."
    elif is_sound:
        credit, message = 1.0, RIGHT
    else:
        credit, message = VERDICT_SHARE, f"It is {truth}, but for another reason."
    return Grade(credit, message, *_on_options(question.reasons, {response.reason}, values))


def _only(response: Chosen, count: int) -> int:
    if len(response.indices) != 1 or not 0 <= response.indices[0] < count:
        raise UnreadableError("Nothing is chosen.", "Choose one option.")
    return response.indices[0]


def _on_options(
    answers: Sequence[Answer], chosen: set[int], values: Values
) -> tuple[tuple[Feedback, ...], tuple[str, ...]]:
    """The feedback of all options, chosen or not, and the misconceptions that the wrong choices tell of."""
    feedback = [Feedback(i, fill(answer.feedback, values), answer.correct) for i, answer in enumerate(answers)]
    told = [a.misconception for i, a in enumerate(answers) if i in chosen and not a.correct and a.misconception]
    return tuple(feedback), tuple(told)


def _grade_numeric(question: Numeric, response: Typed, values: Values) -> Grade:
    number, answer = read_number(response.text, question.unit), keyed_number(question, values)
    shown = with_unit(answer, question.unit)
    if is_near(number, answer, question.tolerance):
        return Grade(1.0, f"Right: {shown}.")
    for mistake in question.mistakes:
        if is_near(number, keyed_number(mistake, values), question.tolerance):
            told = (mistake.misconception,) if mistake.misconception else ()
            return Grade(0.0, f"{fill(mistake.feedback, values)} The answer is {shown}.", (), told)
    return Grade(0.0, f"Not {write_number(number)}: the answer is {shown}.")


def _grade_short_answer(question: ShortAnswer, response: Typed) -> Grade:
    if not response.text.strip():
        raise UnreadableError("There is no word yet.", "Type one.")
    is_right = is_accepted(question, response.text)
    return Grade(float(is_right), RIGHT if is_right else f"No: {question.accept[0]}.")


def _grade_explain(question: Explain, response: Ticked, values: Values) -> Grade:
    if len(response.ticks) != len(question.ideas):
        raise UnreadableError("The ideas are not ticked off yet.", "Tick those that you wrote.")
    count, found = len(question.ideas), sum(response.ticks)
    feedback = tuple(
        Feedback(i, "" if is_ticked else fill(idea.feedback, values), is_ticked)
        for i, (idea, is_ticked) in enumerate(zip(question.ideas, response.ticks, strict=True))
    )
    return Grade(found / count, f"{found} of {count} ideas, by your own judgment.", feedback)


def _grade_ordering(question: Ordering, response: Ordered, values: Values) -> Grade:
    count = len(question.items)
    if sorted(response.indices) != list(range(count)):
        raise UnreadableError("Some items have no place yet.", "Put all of them in order.")
    pairs = must_precede(question, values)
    wrong = {(i, j) for i, j in pairs if response.indices.index(i) > response.indices.index(j)}
    in_place = well_placed(response.indices, wrong)
    feedback = tuple(Feedback(i, "", i in in_place) for i in range(count))
    if not wrong:
        return Grade(1.0, RIGHT, feedback)
    right = len(pairs) - len(wrong)
    return Grade(right / len(pairs), f"{right} of {len(pairs)} pairs stand in the right order.", feedback)


def _grade_matching(question: Matching, response: Matched, values: Values) -> Grade:
    columns, count = matching_cells(question, values), len(question.rows)
    placed_cells = [len(row) for row in response.rows]
    if placed_cells != [len(columns)] * count or not _all_in_range(response, columns):
        raise UnreadableError("Some cells are still empty.", "Fill every row.")
    feedback = []
    for place, row in enumerate(response.rows):
        wrong = [
            column
            for column, (cells, index) in enumerate(zip(columns, row, strict=True))
            if cells[index] != cells[place]
        ]
        told = "; ".join(f"{columns[column][place]}, not {columns[column][row[column]]}" for column in wrong)
        feedback.append(Feedback(place, f"Here belongs: {told}." if wrong else "", not wrong, tuple(wrong)))
    right = sum(beside.is_right for beside in feedback)
    message = RIGHT if right == count else f"{right} of {count} rows are right."
    return Grade(right / count, message, tuple(feedback))


def _all_in_range(response: Matched, columns: Sequence[Sequence[str]]) -> bool:
    return all(0 <= i < len(cells) for row in response.rows for cells, i in zip(columns, row, strict=True))


def _grade_formula(question: Formula, response: Typed, values: Values) -> Grade:
    answer = parse(question.answer)
    try:
        names = (*question.vars, *values)
        formula = parse_typed(response.text, names)
        formula.require(names)
        point = difference(formula, answer, question.vars, values)
    except ExpressionError as error:
        raise UnreadableError(error.what, error.remedy) from error
    if point is None:
        return Grade(1.0, RIGHT)
    place = ", ".join(f"{name} = {write_number(value)}" for name, value in point.items())
    yours, right = (write_number(expression.evaluate({**values, **point})) for expression in (formula, answer))
    return Grade(0.0, f"Not the same as {in_print(question.answer)}: at {place} yours gives {yours}, not {right}.")


def _grade_choice_of_outcome(
    question: Predict, response: Chosen, values: Values, outcome: Mapping[str, float]
) -> Grade:
    chosen = _only(response, len(question.answers))
    came_true = fulfilled(question, {**values, **outcome})
    feedback = tuple(
        Feedback(i, fill(answer.feedback, values), i in came_true) for i, answer in enumerate(question.answers)
    )
    is_right = chosen in came_true
    return Grade(float(is_right), "As you expected." if is_right else "It came out differently.", feedback)


def _grade_predicted_number(question: Predict, response: Typed, values: Values, outcome: Mapping[str, float]) -> Grade:
    if question.metric is None or question.tolerance is None:
        raise UnreadableError("Nothing is chosen.", "Choose one option.")
    guess, seen = read_number(response.text), measured_number(question, {**values, **outcome})
    is_right = is_near(guess, seen, question.tolerance)
    message = f"You expected {write_number(guess)}; it came out as {write_number(seen)}."
    return Grade(float(is_right), message)
