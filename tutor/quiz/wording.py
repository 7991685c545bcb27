"""Words that a learner writes, held against words that a lesson expects."""

from __future__ import annotations

import re
from typing import Final

from tutor.errors import ExpressionError
from tutor.quiz.questions import Explain, ShortAnswer

LONGEST_WORD: Final = 100  # characters of a short answer; a pattern's work grows with it
LONGEST_PATTERN: Final = 120
MOST_REPEATS: Final = 2  # each multiplies a pattern's work by up to LONGEST_WORD
MOST_BRANCHES: Final = 8  # each at most doubles it
CHARACTER: Final = re.compile(r"\\.|\[\^?\]?[^\]]*\]")  # an escape or a class stands for one character
SIGNS: Final = str.maketrans("−–‐‑’′", "----''")


def is_accepted(question: ShortAnswer, text: str) -> bool:
    """Whether the text is one of the accepted words. Raises ExpressionError for a pattern that could run long."""
    if len(text) > LONGEST_WORD:
        return False
    if any(_plain(text, question) == _plain(word, question) for word in question.accept):
        return True
    return question.accept_regex is not None and bool(accepted_pattern(question).fullmatch(" ".join(text.split())))


def _plain(text: str, question: ShortAnswer) -> str:
    compact = "".join(_spaced(text).rstrip(".").split())
    return compact if question.case_sensitive else compact.casefold()


def accepted_pattern(question: ShortAnswer) -> re.Pattern[str]:
    """The compiled `accept_regex`. Raises ExpressionError where it is wrong or could backtrack without end."""
    source = question.accept_regex or ""
    if len(source) > LONGEST_PATTERN:
        raise ExpressionError(f"The pattern has more than {LONGEST_PATTERN} characters.", "Use `accept` for words.")
    skeleton = CHARACTER.sub("x", source)
    if re.search(r"\)[*+{]", skeleton):
        raise ExpressionError("The pattern repeats a group.", "Only single characters may repeat.")
    repeats, branches = len(re.findall("[*+{]", skeleton)), len(re.findall(r"(?<!\()[?|]", skeleton))
    if repeats > MOST_REPEATS or branches > MOST_BRANCHES:
        what = f"The pattern has more than {MOST_REPEATS} repetitions or {MOST_BRANCHES} choices."
        raise ExpressionError(what, "Simplify it, or use `accept`.")
    try:
        return re.compile(source, 0 if question.case_sensitive else re.IGNORECASE)
    except re.error as error:
        raise ExpressionError(f"The pattern is wrong: {error.msg}.", "Mend it.", error.pos or 0) from error


def find_ideas(question: Explain, text: str) -> tuple[bool, ...]:
    """For each idea whether one of its keywords stands in the text: at the start of a word, whatever its ending."""
    searched = _spaced(text.casefold())
    return tuple(any(_stands_in(keyword, searched) for keyword in idea.keywords) for idea in question.ideas)


def _stands_in(keyword: str, searched: str) -> bool:
    sought = _spaced(keyword.casefold())
    start = r"(?<!\w)(?<!\d\.)" if sought[:1].isalnum() else ""
    end = r"(?!\.?\d)" if sought[-1:].isdigit() else ""  # 0.2 is not in 0.25, though "gradient" is in "gradients"
    return bool(re.search(start + re.escape(sought) + end, searched))


def _spaced(text: str) -> str:
    """The text with one kind of blank and dash, and with blanks for the hyphens inside names."""
    plain = " ".join(text.translate(SIGNS).split())
    return re.sub(r"(?<=[^\W\d_])[-_](?=[^\W\d_])", " ", plain)
