"""Reads a line of mathematics as a strict person does: an oracle for the brackets of inline formulas.

Brackets, powers, roots, factors written side by side, quotients and products from left to right, sums. What people
read in two ways (1/2 x, root of 2 x, 2 1/2) is refused.
"""

from __future__ import annotations

import math
import re

SMALL = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5)}
SMALL |= {"⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8)}
RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾", "0123456789+-()", strict=True))
TOKENS = re.compile(r"\d+|sqrt|[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾]+|\S")


class AmbiguousError(Exception):
    """The line could be read in two ways."""


def value_of(line: str) -> float:
    """The value of a line of numbers, signs, powers, roots and brackets."""
    reader = _Reader([token.replace("−", "-").replace("·", "*") for token in TOKENS.findall(line)])
    value = reader.sum()
    if reader.tokens:
        raise AmbiguousError(f"left over: {reader.tokens}")
    return value


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens

    def peek(self) -> str:
        return self.tokens[0] if self.tokens else ""

    def take(self, expected: str = "") -> str:
        token = self.tokens.pop(0)
        assert expected in ("", token), f"{token} instead of {expected}"
        return token

    def sum(self) -> float:
        value = self.products()
        while self.peek() in ("+", "-") and self.peek():
            value = value + self.products() if self.take() == "+" else value - self.products()
        return value

    def products(self) -> float:
        sign = -1 if self.peek() == "-" and self.take() else 1
        value, divided = self.factors(), False
        while self.peek() in ("*", "/") and self.peek():
            if self.take() == "*":
                value, divided = value * self.factors(), False
                continue
            if divided:
                raise AmbiguousError("a/b/c")
            value, divided = value / self.factors(alone=True), True
        return sign * value

    def factors(self, *, alone: bool = False) -> float:
        """Factors side by side; under a quotient's stroke there may be only one."""
        value, is_open_root, _ = self.power()
        while self.peek() and (self.peek() in "(√sqrt" or self.peek()[0].isdigit() or self.peek() in SMALL):
            if alone or is_open_root or self.peek()[0].isdigit() or self.peek() in SMALL:
                raise AmbiguousError(f"what belongs to {self.tokens}?")
            other, is_open_root, _ = self.power()
            value *= other
        return value

    def power(self) -> tuple[float, bool, str]:
        value, is_open_root, kind = self.atom()
        token = self.peek()
        if not token or not (token == "^" or token[0] in RAISED):
            return value, is_open_root, kind
        if is_open_root or kind == "small":
            raise AmbiguousError("a power of a root or a small fraction without brackets")
        return value ** self.exponent(), False, ""

    def exponent(self) -> float:
        token = self.take()
        if token != "^":
            return value_of("".join(RAISED[character] for character in token))
        sign = -1 if self.peek() == "-" and self.take() else 1
        return sign * self.atom()[0]

    def atom(self) -> tuple[float, bool, str]:
        token = self.take()
        if token == "(":
            value = self.sum()
            self.take(")")
            return value, False, ""
        if token in ("√", "sqrt"):
            is_open = self.peek() != "("
            return math.sqrt(self.atom()[0]), is_open, ""
        if token in SMALL:
            above, below = SMALL[token]
            return above / below, False, "small"
        return float(token), False, ""
