"""The numbers and words of a question that differ from attempt to attempt.

All combinations are numbered, the last parameter turning fastest. Attempts walk over these numbers with a stride
that shares no factor with their count, so every combination comes once before any comes again.
"""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from tutor.quiz.questions import Parameter, Parameters, Scalar
from tutor.quiz.vocabulary import CONSTANTS, FUNCTIONS

GOLDEN: Final = (math.sqrt(5.0) - 1.0) / 2.0  # a stride near this share of the whole spreads any sample evenly

Draw = dict[str, Scalar]


class ParameterFault(NamedTuple):
    """Why a parameter (by name) or a row of parameters (by place) cannot be drawn, and what to do."""

    key: str | int
    what: str
    remedy: str


def seeded(*words: object) -> random.Random:
    """A generator that gives the same numbers for the same words, on every machine."""
    digest = hashlib.blake2b("\n".join(map(str, words)).encode(), digest_size=8).digest()
    return random.Random(int.from_bytes(digest, "big"))


def draw(parameters: Parameters, seed_text: str, attempt: int = 0) -> Draw:
    """The values for one attempt; two attempts in a row differ wherever there is a choice.

    `seed_text` names the learner and the question; attempts count from 0.
    """
    rng = seeded("parameters", seed_text)
    count = _count(parameters)
    start, stride = rng.randrange(count), _coprime(rng.randrange(count), count)
    return _combination(parameters, (start + attempt * stride) % count)


def all_draws(parameters: Parameters, limit: int) -> tuple[Draw, ...]:
    """Every combination, or at most `limit` of them spread evenly, the first and the last among them."""
    count = _count(parameters)
    stride = _coprime(round(GOLDEN * count), count) if count > limit else 1
    numbers = [step * stride % count for step in range(min(count, limit))]
    return tuple(_combination(parameters, number) for number in sorted({*numbers[: limit - 1], count - 1}))


def parameter_names(parameters: Parameters) -> frozenset[str]:
    """The names an expression of the question may use."""
    return frozenset(parameters if isinstance(parameters, dict) else parameters[0])


def check_parameters(parameters: Parameters) -> tuple[ParameterFault, ...]:
    """What keeps values from being drawn; empty where all is well."""
    faults = [*_name_faults(parameter_names(parameters))]
    if isinstance(parameters, tuple):
        return (*faults, *_row_faults(parameters))
    for name, parameter in parameters.items():
        if isinstance(parameter, Parameter):
            faults += [ParameterFault(name, *fault) for fault in _range_faults(parameter)]
    return tuple(faults)


def _name_faults(names: frozenset[str]) -> Iterator[ParameterFault]:
    for name in sorted(names & (CONSTANTS.keys() | FUNCTIONS.keys())):
        yield ParameterFault(name, "has the name of a constant or function", "Rename it.")


def _row_faults(rows: tuple[Draw, ...]) -> Iterator[ParameterFault]:
    for place, row in enumerate(rows):
        if row.keys() != rows[0].keys():
            yield ParameterFault(place, "has other names than the first row", "Give all rows the same names.")
        if row in rows[:place]:
            yield ParameterFault(place, "repeats an earlier row", "Remove it.")


def _range_faults(parameter: Parameter) -> Iterator[tuple[str, str]]:
    low, high, step = parameter.min, parameter.max, parameter.step
    if parameter.choices is not None:
        if (low, high, step) != (None, None, None):
            yield "has choices and a range", "Keep one of them."
        if len(set(parameter.choices)) < len(parameter.choices):
            yield "has the same choice twice", "Remove one."
    elif low is None or high is None or step is None:
        yield "cannot be drawn", "Give choices, or min, max and step."
    elif not all(map(math.isfinite, (low, high, step))):
        yield "has an end or step that is not finite", "Give ordinary numbers."
    elif low > high:
        yield "has min above max", "Swap them."


def _count(parameters: Parameters) -> int:
    """How many combinations there are."""
    if isinstance(parameters, tuple):
        return len(parameters)
    return math.prod(_size(parameter) for parameter in parameters.values())


def _size(parameter: Parameter | Scalar) -> int:
    if not isinstance(parameter, Parameter):
        return 1
    if parameter.choices is not None:
        return len(parameter.choices)
    low, high, step = _decimals(parameter)
    return int((high - low) // step) + 1


def _combination(parameters: Parameters, number: int) -> Draw:
    if isinstance(parameters, tuple):
        return dict(parameters[number])
    values: Draw = {}
    for name, parameter in reversed(parameters.items()):
        number, place = divmod(number, _size(parameter))
        values[name] = _pick(parameter, place)
    return dict(reversed(values.items()))


def _pick(parameter: Parameter | Scalar, place: int) -> Scalar:
    if not isinstance(parameter, Parameter):
        return parameter
    if parameter.choices is not None:
        return parameter.choices[place]
    low, _, step = _decimals(parameter)
    return float(low + place * step)


def _decimals(parameter: Parameter) -> tuple[Decimal, Decimal, Decimal]:
    """min, max and step exactly as the file writes them, so that 0.1 + 2 * 0.1 is 0.3."""
    low, high, step = (Decimal(repr(end)) for end in (parameter.min, parameter.max, parameter.step))
    return low, high, step


def _coprime(stride: int, count: int) -> int:
    """The first number from `stride` on, and from 1, that shares no factor with `count`."""
    stride = max(stride, 1)
    while math.gcd(stride, count) > 1:
        stride += 1
    return stride
