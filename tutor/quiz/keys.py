"""What makes an answer right, computed from a question and the values drawn for it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, permutations
from typing import Final

from tutor.errors import ExpressionError
from tutor.quiz.closures import Values
from tutor.quiz.expressions import parse
from tutor.quiz.questions import Answer, Matching, Mistake, Numeric, Ordering, Predict, Run
from tutor.quiz.templates import fill
from tutor.quiz.vocabulary import CLOSE

SHARE: Final = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*%\s*")

Pairs = frozenset[tuple[int, int]]


def right_options(answers: Iterable[Answer]) -> tuple[int, ...]:
    """The indices of the right ones."""
    return tuple(index for index, answer in enumerate(answers) if answer.correct)


def keyed_number(entry: Numeric | Mistake, values: Values) -> float:
    """The number that a key or a known mistake gives for these values; nan where it gives none."""
    if entry.expr is not None:
        return float(parse(entry.expr).evaluate(values))
    return math.nan if entry.value is None else entry.value


def allowed_error(tolerance: float | str, answer: float) -> float:
    """How far from `answer` a number may lie. Raises ExpressionError for a tolerance that is no number or share."""
    if isinstance(tolerance, str):
        share = SHARE.fullmatch(tolerance)
        if share is None:
            raise ExpressionError(f"{tolerance!r} is not a tolerance.", 'Write 0.01, or "2%" of the answer.')
        return abs(answer) * float(share[1]) / 100.0
    return tolerance


def is_near(number: float, answer: float, tolerance: float | str) -> bool:
    """Whether `number` lies within the tolerance of `answer`; a number on the very edge does."""
    edge = allowed_error(tolerance, answer) + CLOSE * abs(answer)
    return abs(number - answer) <= edge


def must_precede(question: Ordering, values: Values) -> Pairs:
    """The pairs (i, j) of items where i has to stand before j, however far apart."""
    if question.after is not None:
        return _reachable(frozenset((earlier, later) for later, earlier in question.after))
    places = [None if item.expr is None else parse(item.expr).evaluate(values) for item in question.items]
    return frozenset(
        (i, j) for j, later in enumerate(places) for i, earlier in enumerate(places[:j]) if not _tie(earlier, later)
    )


def _tie(earlier: float | None, later: float | None) -> bool:
    if earlier is None or later is None:
        return False
    return earlier == later or math.isclose(earlier, later, rel_tol=CLOSE)


def _reachable(pairs: Pairs) -> Pairs:
    while longer := {(a, d) for a, b in pairs for c, d in pairs if b == c} - pairs:
        pairs |= longer
    return pairs


def well_placed(order: Sequence[int], wrong: set[tuple[int, int]]) -> set[int]:
    """The most items that can stay where they are: no two of them a pair in the wrong order. There are at most nine."""
    for size in range(len(order), 0, -1):
        for kept in combinations(order, size):
            if not wrong.intersection(permutations(kept, 2)):
                return set(kept)
    return set()


def matching_cells(question: Matching, values: Values) -> tuple[tuple[str, ...], ...]:
    """For each further column the cells that can be placed there: those of the rows, in the last also distractors."""
    columns = [[fill(row[place], values) for row in question.rows] for place in range(1, len(question.rows[0]))]
    columns[-1] += [fill(distractor, values) for distractor in question.distractors]
    return tuple(map(tuple, columns))


def readout_name(question: Predict, run: Run, name: str) -> str:
    """How `when` and `metric` call a readout: bare if there is one run, `{run}_{readout}` if there are several."""
    return name if len(question.runs) == 1 else f"{run.name}_{name}"


def named_readouts(question: Predict, readouts: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The readouts of all runs, in their order, under the names that `when` and `metric` use."""
    pairs = zip(question.runs, readouts, strict=True)
    return {readout_name(question, run, name): value for run, of_run in pairs for name, value in of_run.items()}


def measured_number(question: Predict, names: Values) -> float:
    """What came out where a number was predicted; nan where none was asked for. `names`: values and readouts."""
    return math.nan if question.metric is None else float(parse(question.metric).evaluate(names))


def fulfilled(question: Predict, names: Values) -> tuple[int, ...]:
    """The indices of the predictions that came true."""
    return tuple(index for index, answer in enumerate(question.answers) if parse(answer.when).evaluate(names))
