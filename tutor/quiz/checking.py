"""What is wrong with a question, found by computing everything that can be computed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from tutor.quiz.findings import Finding, KeyPath, Report, for_draw
from tutor.quiz.hint_checks import check_hints
from tutor.quiz.key_checks import check_key
from tutor.quiz.parameters import check_parameters
from tutor.quiz.questions import Formula, Numeric, Ordering, Predict, Question
from tutor.quiz.templates import expressions_in, fill


def check_question(question: Question) -> tuple[Finding, ...]:
    """All findings on one question, each with the path to its key; empty where nothing is wrong."""
    faults = check_parameters(question.params)
    if faults:  # nothing else can be computed
        return tuple(Finding(("params", key), what, remedy) for key, what, remedy in faults)
    report = Report(question)
    for path, text in _texts(question, ()):
        _check_text(path, text, report)
    check_hints(question, report)
    check_key(question, report)
    if question.verify is not None and not isinstance(question, Numeric | Formula):
        _check_truth(question.verify, report)
    return tuple(dict.fromkeys(report.findings))


def is_executable(question: Question) -> bool:
    """Whether the key rests on something that is recomputed: an expression, `verify`, or the runs of a lab."""
    match question:
        case Predict():
            return True
        case Numeric():
            return question.expr is not None or question.verify is not None
        case Ordering():
            return question.verify is not None or all(item.expr is not None for item in question.items)
    return question.verify is not None


def _texts(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """All strings of the question, and where they stand."""
    if isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _texts(part, (*path, index))
    elif isinstance(value, str):
        yield path, value


def _check_text(path: KeyPath, text: str, report: Report) -> None:
    if "{{" not in text or not report.attempt(path, partial(expressions_in, text)):
        return
    for gap in expressions_in(text):
        if not report.attempt(path, partial(gap.expression.require, report.names), gap.source_start):
            return
    report.attempt(path, lambda: [fill(text, draw) for draw in report.draws])


def _check_truth(source: str, report: Report) -> None:
    """Adds the first draw for which `verify` is not true."""
    path: KeyPath = ("verify",)
    claim = report.expression(path, source)
    if claim is None or not report.attempt(path, lambda: [claim.evaluate(draw) for draw in report.draws]):
        return
    for draw in report.draws:
        if claim.evaluate(draw) is not True:
            report.error(path, f"is not true{for_draw(draw)}", "Mend the key, or the comparison in verify.")
            return
