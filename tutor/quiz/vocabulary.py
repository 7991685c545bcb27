"""The functions and constants of the expression language: floats in, floats out, never an exception.

Where mathematics has no value the result is nan; where it leaves the range of floats it is inf or -inf.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final, NamedTuple

from tutor import functions
from tutor.functions import ACTIVATIONS

CLOSE: Final = 1e-9  # relative; far above rounding, far below any number a lesson prints
MOST_ARGUMENTS: Final = 9  # of min and max

Calculation = Callable[..., float]


class Function(NamedTuple):
    """Something that can be called in an expression, with how many arguments."""

    call: Calculation
    fewest: int = 1
    most: int = 1


def divide(a: float, b: float) -> float:
    """a / b; a non-zero number over zero is inf with the sign of both, 0/0 is nan."""
    try:
        return a / b
    except ZeroDivisionError:
        return math.nan if a == 0 or math.isnan(a) else math.copysign(math.inf, a) * math.copysign(1.0, b)


def power(base: float, exponent: float) -> float:
    """base ** exponent in floats: inf on overflow and for 0 to a negative power, nan for a root of a negative."""
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -math.inf if base < 0 and exponent % 2 == 1 else math.inf
    except ValueError:
        return math.inf if base == 0 else math.nan


def _total(function: Calculation) -> Calculation:
    def call(*arguments: float) -> float:
        try:
            return float(function(*arguments))
        except OverflowError:
            return math.inf  # of the functions here only exp and its kin overflow, and only upwards
        except ValueError:
            return math.nan

    return call


def _logarithm(function: Calculation, pole: float = 0.0) -> Calculation:
    calculate = _total(function)
    return lambda x: -math.inf if x == pole else calculate(x)


def _whole(function: Callable[[float], int]) -> Calculation:
    return lambda x: float(function(x)) if math.isfinite(x) else x


def _extreme(function: Calculation) -> Calculation:
    return lambda *numbers: math.nan if any(map(math.isnan, numbers)) else function(numbers)


def _close(a: float, b: float, share: float = CLOSE) -> bool:
    return abs(a - b) <= share * max(abs(a), abs(b)) if math.isfinite(a - b) else a == b


def _activation_functions() -> dict[str, Function]:
    table = {}
    for name, pair in ACTIVATIONS.items():
        for function, suffix in zip(pair, ("", "_slope"), strict=True):
            parameters = function.__code__.co_argcount  # one more than z where there is an alpha
            table[name.replace("-", "_") + suffix] = Function(_total(function), most=parameters)
    return table


FUNCTIONS: Final[dict[str, Function]] = {
    **_activation_functions(),
    "normal_cdf": Function(_total(functions.normal_cdf)),
    "normal_pdf": Function(_total(functions.normal_pdf)),
    "erf": Function(_total(math.erf)),
    "exp": Function(_total(math.exp)),
    "expm1": Function(_total(math.expm1)),
    "log": Function(_logarithm(math.log)),
    "log1p": Function(_logarithm(math.log1p, pole=-1.0)),
    "log2": Function(_logarithm(math.log2)),
    "log10": Function(_logarithm(math.log10)),
    "sqrt": Function(_total(math.sqrt)),
    "sin": Function(_total(math.sin)),
    "cos": Function(_total(math.cos)),
    "abs": Function(abs),
    "min": Function(_extreme(min), 2, MOST_ARGUMENTS),
    "max": Function(_extreme(max), 2, MOST_ARGUMENTS),
    "floor": Function(_whole(math.floor)),
    "ceil": Function(_whole(math.ceil)),
    "round": Function(_whole(round)),
    "close": Function(_close, 2, 3),
}
"""`close(a, b)` is true where a and b agree to rounding, `close(a, b, 0.02)` where they agree to 2 %."""

CONSTANTS: Final[dict[str, float]] = {"pi": math.pi, "e": math.e, "inf": math.inf, "nan": math.nan}
