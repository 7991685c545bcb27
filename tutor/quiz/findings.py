"""What a checker notes about one question, and the ways it computes with the question's expressions."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from tutor.errors import ExpressionError
from tutor.quiz.closures import Values
from tutor.quiz.expressions import Expression, parse
from tutor.quiz.keys import allowed_error
from tutor.quiz.numerals import write_number
from tutor.quiz.parameters import Draw, all_draws, parameter_names
from tutor.quiz.questions import Question
from tutor.quiz.templates import fill

WIDEST: Final = 0.5
"""The share of an answer that its tolerance may be: half of it and double are other answers."""

MOST_DRAWS: Final = 200  # of a question's parameters; most questions have fewer than 50 combinations

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Finding:
    """One thing wrong with a question. `path` leads to the key: ("answers", 1, "feedback")."""

    path: KeyPath
    what: str
    remedy: str
    is_warning: bool = False


class Report:
    """The findings of one question, with the draws of its parameters that they are looked for in."""

    def __init__(self, question: Question) -> None:
        self.draws = all_draws(question.params, MOST_DRAWS)
        self.names = parameter_names(question.params)
        self.findings: list[Finding] = []

    def error(self, path: KeyPath, what: str, remedy: str) -> None:
        """Notes a fault."""
        self.findings.append(Finding(path, what, remedy))

    def warn(self, path: KeyPath, what: str, remedy: str) -> None:
        """Notes what is doubtful only."""
        self.findings.append(Finding(path, what, remedy, is_warning=True))

    def attempt(self, path: KeyPath, action: Callable[[], object], offset: int = 0) -> bool:
        """Whether `action` runs without an ExpressionError; one is noted, its position counted from `offset`."""
        try:
            action()
        except ExpressionError as error:
            position = offset + error.position
            where = f" (at character {position + 1})" if position else ""
            self.error(path, error.what.rstrip(".") + where, error.remedy)
            return False
        return True

    def expression(self, path: KeyPath, source: str, names: Iterable[str] = ()) -> Expression | None:
        """The parsed source, if it needs nothing but the parameters and `names`; a fault is noted."""
        is_sound = self.attempt(path, lambda: parse(source).require({*self.names, *names}))
        return parse(source) if is_sound else None

    def numbers(self, path: KeyPath, source: str) -> tuple[float, ...] | None:
        """The value for each draw, finite or not, if all can be computed; a fault is noted."""
        formula = self.expression(path, source)
        if formula is None or not self.attempt(path, lambda: [formula.evaluate(draw) for draw in self.draws]):
            return None
        return tuple(float(formula.evaluate(draw)) for draw in self.draws)

    def finite_numbers(self, path: KeyPath, source: str) -> tuple[float, ...] | None:
        """The value for each draw, if all are finite; a fault is noted."""
        values = self.numbers(path, source) or ()
        for draw, value in zip(self.draws, values, strict=False):
            if not math.isfinite(value):
                what = f"is {write_number(value)}{for_draw(draw)}"
                self.error(path, what, "Give a formula that is finite for every parameter.")
                return None
        return values or None

    def filled(self, texts: Iterable[str]) -> Iterator[tuple[Draw, list[str]]]:
        """For each draw that matters the texts as shown; nothing where a gap is wrong, which is noted elsewhere."""
        texts = list(texts)
        try:
            for draw in self.draws if any("{{" in text for text in texts) else [{}]:
                yield draw, [" ".join(fill(text, draw).split()) for text in texts]
        except ExpressionError:
            return


def for_draw(draw: Values) -> str:
    """` for n = 50, z = −3`, to end a sentence with; empty where nothing is drawn."""
    pairs = [f"{name} = {write_number(v) if isinstance(v, float) else v}" for name, v in draw.items()]
    return f" for {', '.join(pairs)}" if pairs else ""


def check_distinct(path: KeyPath, texts: Iterable[str], report: Report) -> None:
    """Adds every text that says the same as an earlier one, be it only for some draw."""
    found: set[int] = set()
    for draw, shown in report.filled(texts):
        for index, text in enumerate(shown):
            if text in shown[:index] and index not in found:
                found.add(index)
                what = f"says the same as an earlier one{for_draw(draw)}"
                report.error((*path, index), what, "Change or remove it.")


def check_tolerance(tolerance: float | str, answers: Iterable[float], report: Report) -> bool:
    """Whether the tolerance can be used with these answers; if not, adds why."""
    path: KeyPath = ("tolerance",)
    if not report.attempt(path, lambda: allowed_error(tolerance, 1.0)):
        return False
    if not allowed_error(tolerance, 1.0) >= 0:
        report.error(path, "is not a number from 0 on", "Give an absolute tolerance such as 0.01.")
        return False
    if isinstance(tolerance, str) and 0 in answers:
        report.error(path, "is a share of an answer that can be 0", "Give an absolute tolerance such as 0.01.")
        return False
    too_wide = [answer for answer in answers if answer and allowed_error(tolerance, answer) > WIDEST * abs(answer)]
    if too_wide:
        report.error(path, f"takes more than half of {write_number(too_wide[0])} for right", "Narrow it.")
        return False
    return True
