"""The small language of lesson files: formulas that are computed, and can do nothing else.

    1 - tanh(z)**2      sqrt(6 / (a + b))      0.1 <= ratio < 10 and not dead      "relu" == activation
    z if z > 0 else 0.1 * z

Python's parser reads it, and each kind of node that is allowed becomes a closure; everything else is refused.
There are no attributes, no subscripts, no assignments and no integers: every number is a float, so no power
can hang. `==` is exact; `close(a, b)` forgives rounding.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from tutor.errors import ExpressionError
from tutor.quiz.closures import Builder, Step, Values, number, unknown_name

LONGEST: Final = 500  # characters: several times the longest formula of the subject
SHOWN: Final = 60  # characters of a source that a message quotes at most
GLIMPSE: Final = 9  # characters quoted from where reading failed

SLIPS: Final = (
    (r"\^", "Write ** for powers."),
    (r"(?<![<>=!])=(?!=)", "Write == to compare."),
    (r"[\[\]{}]", "Use round brackets."),
    (r"[&|]+", "Write `and` or `or`."),
    (r"!(?!=)", "Write `not`, or != for unequal."),
    (r"//|%", "There is only / for division."),
    (r"[^A-Za-z0-9_ .,+\-*/()<>=!\"']", "Use letters, digits, + - * / ** ( ) and comparisons."),
    (r"(?<![\w.])(?>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[A-Za-z_]\w*", "Put * or a space after the number."),
)
"""Checked before Python's parser sees the source: the last but one leaves only harmless characters."""


@dataclass(frozen=True)
class Expression:
    """A formula that was read and found harmless. `free` are the names it needs, with where each first stands."""

    source: str
    free: tuple[tuple[str, int], ...]
    run: Step = field(repr=False, compare=False)

    @property
    def names(self) -> frozenset[str]:
        """The names that `evaluate` must be given."""
        return frozenset(name for name, _ in self.free)

    def require(self, known: Iterable[str]) -> None:
        """Nothing, if every free name is known. Raises ExpressionError at the first that is not."""
        known = tuple(known)
        for name, position in self.free:
            if name not in known:
                raise unknown_name(name, known, position)

    def evaluate(self, values: Values) -> float | bool:
        """The number or truth for these values; inf and nan where mathematics has no finite value.

        Raises ExpressionError for a name without a value and for a word where a number belongs.
        """
        value = self.run(values)
        return value if isinstance(value, bool) else number(value)


@lru_cache(maxsize=1024)  # a checker reads the same few formulas for every draw of the parameters
def parse(source: str) -> Expression:
    """The expression that `source` writes. Raises ExpressionError with position and remedy."""
    flat = re.sub(r"[\n\t]", " ", source[: LONGEST + 1]).rstrip()
    if len(flat) > LONGEST:
        raise ExpressionError(f"An expression has at most {LONGEST} characters.", "Split it or simplify it.", LONGEST)
    for pattern, remedy in SLIPS:
        if slip := re.search(pattern, flat):
            raise ExpressionError(f"{slip[0]!r} has no meaning in {_quoted(flat)}.", remedy, slip.start())
    builder = Builder(indent=len(flat) - len(flat.lstrip()))
    run = builder.build(_tree(flat, builder.indent))
    free = sorted(builder.free.items(), key=lambda name_and_position: name_and_position[1])
    return Expression(source, tuple(free), run)


def _tree(source: str, indent: int) -> ast.expr:
    if not source:
        raise ExpressionError("The expression is empty.", "Write a formula such as sqrt(2 / n).")
    try:
        return ast.parse(source[indent:], mode="eval").body
    except SyntaxError as error:
        position = indent + error.offset - 1 if error.offset else len(source)  # no offset: it ends too early
    except (RecursionError, MemoryError):
        raise ExpressionError("The expression is nested too deeply.", "Split it or simplify it.") from None
    if position >= len(source):
        raise ExpressionError(f"{_quoted(source)} ends too early.", "Complete it.", len(source))
    what = f"{_quoted(source)} cannot be read from {source[position : position + GLIMPSE]!r} on."
    raise ExpressionError(what, "Look for a missing operator or bracket.", position)


def _quoted(source: str) -> str:
    return repr(source) if len(source) <= SHOWN else repr(source[:SHOWN] + "…")
