"""A short fingerprint of what makes an answer right: it changes with the key, not with the wording."""

from __future__ import annotations

import hashlib
from typing import Final, assert_never

import msgspec

from tutor.quiz.keys import right_options
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

BYTES: Final = 6  # a question meets only its own earlier keys; 48 bits tell them apart


def key_digest(question: Question) -> str:
    """Twelve hexadecimal digits that stay the same as long as the same answers are right.

    Options count by their place. Items of an order and cells of a match have nothing but their text to be
    known by (items also an `expr`), so there a change of words is a change of key.
    """
    key = msgspec.json.encode((question.__struct_config__.tag, *_key(question)))
    return hashlib.blake2b(key, digest_size=BYTES).hexdigest()


def _key(question: Question) -> tuple[object, ...]:
    match question:
        case MultipleChoice() | MultipleSelect():
            return len(question.answers), right_options(question.answers)
        case TrueFalse():
            return question.answer, len(question.reasons), right_options(question.reasons)
        case Numeric():
            return question.value, question.expr, question.tolerance, question.unit == "%"
        case ShortAnswer():
            return sorted(question.accept), question.accept_regex, question.case_sensitive
        case Explain():
            return (len(question.ideas),)
        case Ordering():
            return (
                [item.expr or item.text for item in question.items],
                sorted(question.after or ()),
                question.after is None,
            )
        case Matching():
            return (sorted(question.rows),)
        case Formula():
            return question.answer, tuple(question.vars)
        case Predict():
            whens = [answer.when for answer in question.answers]
            return question.runs, whens, question.metric, question.tolerance
        case _:
            assert_never(question)
