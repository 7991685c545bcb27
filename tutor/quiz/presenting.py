"""A question as one learner meets it at one attempt: values drawn, gaps filled, options in their order of showing."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tutor.quiz.grading import grade
from tutor.quiz.keys import matching_cells
from tutor.quiz.parameters import Draw, draw, seeded
from tutor.quiz.questions import (
    Explain,
    Matching,
    MultipleChoice,
    MultipleSelect,
    Ordering,
    Predict,
    Question,
    TrueFalse,
)
from tutor.quiz.responses import Ordered
from tutor.quiz.templates import fill

TRIES: Final = 20  # shuffles before giving up on an order that is not already right


@dataclass(frozen=True)
class Option:
    """Something to choose, move or tick; `index` is its place in the lesson file."""

    index: int
    text: str


Options = tuple[Option, ...]


@dataclass(frozen=True)
class Presented:
    """What to show. `values` go on to `grade`; options and cells stand in the order of showing."""

    values: Draw
    prompt: str
    explanation: str
    hints: tuple[str, ...]
    options: Options = ()  # answers, reasons, items to order, ideas or predictions
    rows: tuple[str, ...] = ()  # the first cells of a match, in the order of the file
    columns: tuple[Options, ...] = ()  # the cells to place beside them
    more: str = ""  # the model answer of explain, what to observe in predict


def present(question: Question, seed_text: str, attempt: int = 0) -> Presented:
    """The question for one attempt; the same for the same seed text and attempt. Raises ExpressionError.

    `seed_text` names the learner and the question. What is to be put in order is never shown in a right order.
    """
    values = draw(question.params, seed_text, attempt)
    rng = seeded("order", seed_text, attempt)
    hints = tuple(fill(hint, values) for hint in question.hints)
    presented = Presented(values, fill(question.prompt, values), fill(question.explanation, values), hints)
    match question:
        case MultipleChoice() | MultipleSelect():
            options = _options((answer.text for answer in question.answers), values)
            return replace(presented, options=_shuffled(options, rng) if question.shuffle else options)
        case TrueFalse():
            options = _options((reason.text for reason in question.reasons), values)
            return replace(presented, options=_shuffled(options, rng))
        case Ordering():
            return replace(presented, options=_unordered(question, values, rng))
        case Matching():
            rows = tuple(fill(row[0], values) for row in question.rows)
            columns = tuple(_unmatched(cells, len(rows), rng) for cells in matching_cells(question, values))
            return replace(presented, rows=rows, columns=columns)
        case Explain():
            ideas = _options((idea.idea for idea in question.ideas), values)
            return replace(presented, options=ideas, more=fill(question.model_answer, values))
        case Predict():
            predictions = _options((answer.text for answer in question.answers), values)
            return replace(presented, options=predictions, more=fill(question.observe, values))
    return presented


def _options(texts: Iterable[str], values: Draw) -> Options:
    return tuple(Option(index, fill(text, values)) for index, text in enumerate(texts))


def _unordered(question: Ordering, values: Draw, rng: random.Random) -> Options:
    def is_in_order(shown: Options) -> bool:
        return grade(question, Ordered(tuple(option.index for option in shown)), values).is_right

    return _shuffled(_options((item.text for item in question.items), values), rng, is_in_order)


def _unmatched(cells: Sequence[str], rows: int, rng: random.Random) -> Options:
    def is_matched(shown: Options) -> bool:
        return all(option.text == cell for option, cell in zip(shown, cells[:rows], strict=False))

    return _shuffled(tuple(Option(index, cell) for index, cell in enumerate(cells)), rng, is_matched)


def _shuffled(options: Options, rng: random.Random, gives_away: Callable[[Options], bool] = lambda _: False) -> Options:
    """The options in an order that does not give the answer away, if there is one."""
    for _ in range(TRIES):
        options = tuple(rng.sample(options, len(options)))
        if not gives_away(options):
            break
    return options
