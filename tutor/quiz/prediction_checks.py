"""Whether a prediction can be judged: its key before the runs, its outcome after them."""

from __future__ import annotations

import math
from collections.abc import Mapping

from tutor.errors import ExpressionError
from tutor.quiz.closures import Values
from tutor.quiz.expressions import parse
from tutor.quiz.findings import Finding, KeyPath, Report, check_distinct, check_tolerance
from tutor.quiz.keys import fulfilled
from tutor.quiz.questions import Predict


def check_predict(question: Predict, report: Report) -> None:
    """Adds what can be known to be wrong without running anything."""
    check_distinct(("runs",), (run.name for run in question.runs), report)
    check_distinct(("answers",), (answer.text for answer in question.answers), report)
    if (len(question.answers) >= 2) == (question.metric is not None):
        report.error(("answers",), "a prediction needs two answers, or metric and tolerance", "Give one of these.")
    for index, answer in enumerate(question.answers):
        _check_names(("answers", index, "when"), answer.when, question, report)
    if question.metric is not None:
        _check_names(("metric",), question.metric, question, report)
        if question.tolerance is None:
            report.error(("tolerance",), "is missing beside metric", 'Add tolerance = "10%".')
        else:
            check_tolerance(question.tolerance, (), report)


def _check_names(path: KeyPath, source: str, question: Predict, report: Report) -> None:
    """Adds a name that no run can give: with several runs each readout starts with its run's name."""
    if not report.attempt(path, lambda: parse(source)) or len(question.runs) == 1:
        return
    for name in sorted(parse(source).names - report.names):
        if not any(name.startswith(f"{run.name}_") for run in question.runs):
            remedy = f"Write {question.runs[0].name}_{name} for the readout of that run."
            report.error(path, f'"{name}" names no run', remedy)


def check_outcome(question: Predict, outcome: Mapping[str, float], values: Values) -> tuple[Finding, ...]:
    """What is wrong with the key, now that the runs gave `outcome` (named as by `keys.named_readouts`)."""
    names = {**values, **outcome}
    for path, source in _sources(question):
        try:
            parse(source).require(names)
            parse(source).evaluate(names)
        except ExpressionError as error:
            return (Finding(path, error.what, error.remedy),)
    if question.metric is not None and not math.isfinite(parse(question.metric).evaluate(names)):
        return (Finding(("metric",), "is not finite after the runs", "Predict another readout."),)
    came_true = fulfilled(question, names)
    if question.answers and len(came_true) != 1:
        which = ", ".join(f"answer {index + 1}" for index in came_true) or "none"
        return (Finding(("answers",), f"one `when` must hold after the runs, not {which}", "Mend `when`."),)
    return ()


def _sources(question: Predict) -> list[tuple[KeyPath, str]]:
    whens: list[tuple[KeyPath, str]] = [
        (("answers", index, "when"), answer.when) for index, answer in enumerate(question.answers)
    ]
    return [*whens, (("metric",), question.metric)] if question.metric is not None else whens
