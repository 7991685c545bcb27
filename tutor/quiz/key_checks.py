"""Whether the key of a question holds: one check a kind, each adding to a report."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

from tutor.quiz.equivalence import TELLING, difference, finite_points
from tutor.quiz.expressions import Expression
from tutor.quiz.findings import KeyPath, Report, check_distinct, check_tolerance, for_draw
from tutor.quiz.keys import allowed_error, is_near, must_precede, right_options
from tutor.quiz.numerals import write_number
from tutor.quiz.prediction_checks import check_predict
from tutor.quiz.questions import (
    Answer,
    Explain,
    Formula,
    Matching,
    Mistake,
    MultipleChoice,
    MultipleSelect,
    Numeric,
    Ordering,
    Parameter,
    Predict,
    Question,
    ShortAnswer,
    TrueFalse,
)
from tutor.quiz.vocabulary import CONSTANTS
from tutor.quiz.wording import LONGEST_WORD, accepted_pattern, find_ideas


def check_key(question: Question, report: Report) -> None:
    """Adds what is wrong with the key to the report."""
    match question:
        case MultipleChoice():
            _check_options(("answers",), question.answers, report)
            _check_single(("answers",), question.answers, report)
        case MultipleSelect():
            _check_options(("answers",), question.answers, report)
            if len(right_options(question.answers)) in (0, len(question.answers)):
                report.warn(("answers",), "all options are right, or none is", "Mix right and wrong ones.")
        case TrueFalse():
            _check_options(("reasons",), question.reasons, report)
            _check_single(("reasons",), question.reasons, report)
        case Numeric():
            _check_numeric(question, report)
        case ShortAnswer():
            _check_short_answer(question, report)
        case Explain():
            _check_explain(question, report)
        case Ordering():
            _check_ordering(question, report)
        case Matching():
            _check_matching(question, report)
        case Formula():
            _check_formula(question, report)
        case Predict():
            check_predict(question, report)


def _check_options(path: KeyPath, answers: Sequence[Answer], report: Report) -> None:
    check_distinct(path, (answer.text for answer in answers), report)
    for index, answer in enumerate(answers):
        if not answer.correct and not answer.feedback.strip():
            report.error((*path, index, "feedback"), "is missing on a wrong answer", "Say why it is wrong.")


def _check_single(path: KeyPath, answers: Sequence[Answer], report: Report) -> None:
    if (count := len(right_options(answers))) != 1:
        report.error(path, f"{count} are marked correct", "Mark exactly one with correct = true.")


def _check_numeric(question: Numeric, report: Report) -> None:
    answers = _numbers((), question, report)
    if answers is None or not check_tolerance(question.tolerance, answers, report):
        return
    if question.verify is not None:
        _check_verified(question, answers, report)
    elif question.expr is None:
        report.warn(("value",), "has nothing that it is recomputed from", "Add verify, or give expr instead.")
    keyed = [(i, _numbers(("mistakes", i), mistake, report)) for i, mistake in enumerate(question.mistakes)]
    found = [(i, numbers) for i, numbers in keyed if numbers is not None]
    for place, (index, numbers) in enumerate(found):
        _check_mistake(index, numbers, answers, found[:place], question.tolerance, report)


def _numbers(path: KeyPath, entry: Numeric | Mistake, report: Report) -> tuple[float, ...] | None:
    if (entry.value is None) == (entry.expr is None):
        report.error(path or ("value",), "needs either value or expr", "Give exactly one of them.")
        return None
    if entry.expr is not None:
        return report.finite_numbers((*path, "expr"), entry.expr)
    return report.finite_numbers((*path, "value"), repr(entry.value))


def _check_verified(question: Numeric, answers: Sequence[float], report: Report) -> None:
    verified = report.finite_numbers(("verify",), question.verify or "")
    for draw, answer, number in zip(report.draws, answers, verified or (), strict=False):
        if not is_near(number, answer, question.tolerance):
            what = f"gives {write_number(number)} where the key is {write_number(answer)}{for_draw(draw)}"
            report.error(("verify",), what, "Mend whichever is wrong.")
            return


def _check_mistake(
    index: int,
    numbers: Sequence[float],
    answers: Sequence[float],
    earlier: Sequence[tuple[int, Sequence[float]]],
    tolerance: float | str,
    report: Report,
) -> None:
    """A mistake must differ from the answer, and its range may not meet that of an earlier mistake."""
    path: KeyPath = ("mistakes", index)
    for place, (draw, number, answer) in enumerate(zip(report.draws, numbers, answers, strict=True)):
        if is_near(number, answer, tolerance):
            report.error(path, f"equals the right answer{for_draw(draw)}", "Change it, or the parameters.")
            return
        for other, others in earlier:
            reach = allowed_error(tolerance, number) + allowed_error(tolerance, others[place])
            if abs(number - others[place]) <= reach:
                report.error(path, f"cannot be told from mistake {other + 1}{for_draw(draw)}", "Remove one of them.")
                return


def _check_short_answer(question: ShortAnswer, report: Report) -> None:
    for index, word in enumerate(question.accept):
        if not word.strip() or len(word) > LONGEST_WORD:
            remedy = f"Give 1 to {LONGEST_WORD} characters, or ask with explain."
            report.error(("accept", index), "cannot be typed as a short answer", remedy)
    if question.accept_regex is not None:
        report.attempt(("accept_regex",), lambda: accepted_pattern(question))


def _check_explain(question: Explain, report: Report) -> None:
    for index, idea in enumerate(question.ideas):
        if not all(keyword.strip() for keyword in idea.keywords):
            report.error(("ideas", index, "keywords"), "has a blank keyword", "Remove it.")
            return
    missed: set[int] = set()
    for _, (model_answer,) in report.filled([question.model_answer]):
        missed |= {index for index, is_found in enumerate(find_ideas(question, model_answer)) if not is_found}
    for index in sorted(missed):
        remedy = "Add a keyword that the model answer uses, or the idea to the model answer."
        report.error(("ideas", index), "is not found in the model answer", remedy)


def _check_ordering(question: Ordering, report: Report) -> None:
    check_distinct(("items",), (item.text for item in question.items), report)
    if question.after is not None and not _check_partial_order(question, report):
        return
    if len({item.expr is None for item in question.items}) == 2:
        report.error(("items",), "some have an expr and some have none", "Give one to all, or to none.")
        return
    columns = [report.numbers(("items", i, "expr"), item.expr) for i, item in enumerate(question.items) if item.expr]
    if not columns or None in columns:
        return
    for place, draw in enumerate(report.draws):
        numbers = [column[place] for column in columns if column]
        for earlier, later in sorted(must_precede(question, draw)):
            before, after = numbers[earlier], numbers[later]
            if not before <= after:
                what = f"is {write_number(after)}, item {earlier + 1} before it {write_number(before)}{for_draw(draw)}"
                report.error(("items", later, "expr"), what, "Order items by rising expr; negate it for falling.")
                return


def _check_partial_order(question: Ordering, report: Report) -> bool:
    path: KeyPath = ("after",)
    count, after = len(question.items), question.after or ()
    if not after or not all(0 <= index < count for pair in after for index in pair):
        report.error(path, "names no pairs, or items that do not exist", f"Pair items by 0 to {count - 1}.")
        return False
    if any(earlier >= later for earlier, later in must_precede(question, {})):
        report.error(path, "goes in a circle, or against the order of the items", "Mend one of the two.")
        return False
    return True


def _check_matching(question: Matching, report: Report) -> None:
    lengths = {len(row) for row in question.rows}
    if len(lengths) > 1 or not lengths <= {2, 3}:
        report.error(("rows",), "are not all of two cells, or all of three", "Complete or cut them.")
        return
    check_distinct(("rows",), (row[0] for row in question.rows), report)
    check_distinct(("distractors",), question.distractors, report)
    for draw, cells in report.filled([row[-1] for row in question.rows] + [*question.distractors]):
        right, distractors = cells[: len(question.rows)], cells[len(question.rows) :]
        for index, distractor in enumerate(distractors):
            if distractor in right:
                what = f"equals a right cell{for_draw(draw)}"
                report.error(("distractors", index), what, "Change or remove it.")
                return


def _check_formula(question: Formula, report: Report) -> None:
    for index, name in enumerate(question.vars):
        if name in report.names or name in CONSTANTS:
            report.error(("vars", index), f"{name} is already a parameter or a constant", "Rename it.")
    if isinstance(question.vars, dict):
        for name, within in question.vars.items():
            if not _is_range(within):
                report.error(("vars", name), "is no range", "Give min and max (and step), the smaller one first.")
                return
    answer = report.expression(("answer",), question.answer, question.vars)
    if answer is None:
        return
    verify = None if question.verify is None else report.expression(("verify",), question.verify, question.vars)
    report.attempt(("answer",), partial(_check_points, question, answer, verify, report))


def _is_range(within: Parameter) -> bool:
    """Whether it says from where to where a variable goes, or nothing at all."""
    if within == Parameter():
        return True
    low, high = within.min, within.max
    return within.choices is None and low is not None and high is not None and -math.inf < low < high < math.inf


def _check_points(question: Formula, answer: Expression, verify: Expression | None, report: Report) -> None:
    """Adds the first draw where the answer says too little, or `verify` something else. Raises ExpressionError."""
    for draw in report.draws:
        if (count := finite_points(answer, question.vars, draw)) < TELLING:
            what = f"is finite at only {count} sampled points{for_draw(draw)}"
            report.error(("answer",), what, "Give a formula with a value at most points, or ranges in vars.")
            return
        if verify and (point := difference(answer, verify, question.vars, draw)):
            report.error(("verify",), f"differs from the answer{for_draw(point)}", "Mend whichever is wrong.")
            return
