"""Whether the hints of a question help without giving its answer away."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from tutor.errors import ExpressionError
from tutor.quiz.findings import Report, check_distinct
from tutor.quiz.keys import is_near, keyed_number
from tutor.quiz.parameters import Draw
from tutor.quiz.questions import Answer, Formula, MultipleChoice, Numeric, Question, ShortAnswer, TrueFalse
from tutor.quiz.templates import fill

NUMERAL: Final = re.compile(r"(?<![\w.])[-−]?[0-9]+(?:\.[0-9]+)?(?:e[-−]?[0-9]+)?(?!\.?[0-9])")
TELLING_DIGITS: Final = 2  # a 1 or a 0.5 stands in many an innocent hint
TELLING_CHARACTERS: Final = 3  # so does a word of two letters


def check_hints(question: Question, report: Report) -> None:
    """Adds hints that are blank, said before, or contain the answer."""
    check_distinct(("hints",), question.hints, report)
    for index, hint in enumerate(question.hints):
        if not hint.strip():
            report.error(("hints", index), "is blank", "Write or remove it.")
        telling = [draw for draw in report.draws if _tells(question, hint, draw)]
        if telling:
            what = "contains the answer" if len(telling) == len(report.draws) else "contains the answer of some draws"
            note = report.error if len(telling) == len(report.draws) else report.warn
            note(("hints", index), what, "Point the way instead.")


def _tells(question: Question, hint: str, draw: Draw) -> bool:
    try:
        filled = fill(hint, draw)
        match question:
            case MultipleChoice():
                return _names_option(filled, question.answers, draw)
            case TrueFalse():
                return _names_option(filled, question.reasons, draw)
            case ShortAnswer():
                return any(_contains(filled, word) for word in question.accept)
            case Formula():
                return _compact(question.answer) in _compact(filled)
            case Numeric():
                return _states_number(filled, question, draw)
    except ExpressionError:
        pass  # noted where templates and keys are checked
    return False


def _names_option(hint: str, answers: Iterable[Answer], draw: Draw) -> bool:
    """Whether the hint quotes a right option; one that quotes wrong ones beside it gives nothing away."""
    quoted = {answer.correct for answer in answers if _contains(hint, fill(answer.text, draw))}
    return quoted == {True}


def _contains(hint: str, words: str) -> bool:
    sought = _bare(words)
    pattern = rf"(?<!\w){re.escape(sought)}(?!\w)"
    return len(sought) >= TELLING_CHARACTERS and bool(re.search(pattern, _bare(hint)))


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[*`$]", "", text.casefold()).rstrip(". ").split())


def _compact(text: str) -> str:
    return re.sub(r"\s", "", text)


def _states_number(hint: str, question: Numeric, draw: Draw) -> bool:
    answer = keyed_number(question, draw)
    return any(
        len(re.sub(r"e.*|\D", "", numeral).lstrip("0")) >= TELLING_DIGITS
        and is_near(float(numeral.replace("−", "-")), answer, question.tolerance)
        for numeral in NUMERAL.findall(hint)
    )
