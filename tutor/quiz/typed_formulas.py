"""Formulas as a learner types them, rewritten into the expression language.

Beyond the language itself these are understood:
    2z, 2(a-1), (a-1)(a+1), a b    values side by side are multiplied (1/2z is (1/2)·z); so is a(1-a) if a is
                                   one of the variables, while any other name before a bracket is a call
    z^2, z², 10⁻⁶                  powers
    · × ÷ − ≤ ≥ ∞ √(...)           the signs of printed mathematics
    σ(z), Φ(z), φ(z), ln, ReLU     functions under their printed names
    σ'(z), tanh'(z)                slopes
    β, δ, η, π, σ alone, ...       Greek names, spelled out
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Final, NamedTuple

from tutor.errors import ExpressionError
from tutor.quiz.expressions import LONGEST, Expression, parse
from tutor.quiz.vocabulary import FUNCTIONS

GREEK: Final = "α-ωΑ-ΡΣ-Ωϕϵµ"  # between Ρ and Σ lies a code point that is no letter
SIGNS: Final = {"^": "**", "·": "*", "⋅": "*", "×": "*", "÷": "/", "−": "-", "–": "-", "≤": "<=", "≥": ">=", "∞": "inf"}
PRINTED_FUNCTIONS: Final = {
    "√": "sqrt",
    "σ": "sigmoid",
    "Φ": "normal_cdf",
    "φ": "normal_pdf",
    "ϕ": "normal_pdf",
    "ln": "log",
}
SUPERSCRIPTS: Final = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹", "-+0123456789")
WORDS: Final = ("number", "name", "keyword")
KEYWORDS: Final = frozenset({"if", "else", "and", "or", "not"})

TOKEN: Final = re.compile(
    rf"""(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+\-−]?[0-9]+)?)
    |(?P<name>[{GREEK}](?:_[A-Za-z0-9_]+)?|[A-Za-z_][A-Za-z0-9_]*|√)
    |(?P<power>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)
    |(?P<prime>['’′])
    |(?P<sign>[^\s])""",
    re.VERBOSE,
)


class Token(NamedTuple):
    """A piece of a formula: its kind, how the language writes it, and where the learner typed it."""

    kind: str
    text: str
    position: int


def parse_typed(source: str, variables: Iterable[str] = ()) -> Expression:
    """The expression in these variables that a learner typed. Raises ExpressionError.

    Its position counts in what was typed.
    """
    if len(source) > LONGEST:
        raise ExpressionError(f"A formula has at most {LONGEST} characters.", "Write it shorter.", LONGEST)
    tokens = _named([_translate(match) for match in TOKEN.finditer(source)])
    translated, origins = _written(_multiplied(tokens, frozenset(variables) - FUNCTIONS.keys()))
    try:
        expression = parse(translated)
    except ExpressionError as error:
        raise ExpressionError(error.what, error.remedy.replace("**", "^"), origins[error.position]) from None
    free = tuple((name, origins[position]) for name, position in expression.free)
    return replace(expression, source=source, free=free)


def _written(tokens: list[Token]) -> tuple[str, list[int]]:
    """The tokens as one string, and for each of its characters (and its end) where the learner typed it."""
    text, origins, before = "", [], ""
    for token in tokens:
        piece = f" {token.text}" if before in WORDS and token.kind in WORDS else token.text
        text += piece
        origins += [token.position] * len(piece)
        before = token.kind
    return text, [*origins, origins[-1] if origins else 0]


def _translate(match: re.Match[str]) -> Token:
    kind, text, position = str(match.lastgroup), match[0], match.start()
    if kind == "power":
        text = f"**({text.translate(SUPERSCRIPTS)})"
    elif kind == "number":
        text = text.replace("−", "-")
    elif kind == "sign":
        text = SIGNS.get(text, text)
    elif text in KEYWORDS:
        kind = "keyword"
    return Token(kind, text, position)


def _named(tokens: list[Token]) -> list[Token]:
    """The tokens with every name as the language spells it; primes become part of the function's name."""
    named: list[Token] = []
    for token, after in pairwise([*tokens, Token("end", "", 0)]):
        if token.kind == "prime" and named and named[-1].kind == "name":
            named[-1] = named[-1]._replace(text=f"{named[-1].text}_slope")
        elif token.kind == "name":
            is_function = after.kind == "prime" or after.text == "(" or token.text == "√"
            named.append(token._replace(text=_function(token.text) if is_function else _variable(token.text)))
        else:
            named.append(token)
    return named


def _function(text: str) -> str:
    folded = PRINTED_FUNCTIONS.get(text, text).casefold()
    return folded if folded in FUNCTIONS else _variable(text)


def _variable(text: str) -> str:
    initial = unicodedata.normalize("NFKC", text[0])  # the micro sign is a mu, the variant forms are letters
    if initial.isascii():
        return text
    spelled = unicodedata.name(initial).rpartition(" ")[2]
    return (spelled.capitalize() if initial.isupper() else spelled.lower()) + text[1:]


def _multiplied(tokens: list[Token], variables: frozenset[str]) -> list[Token]:
    """The tokens with a multiplication sign between values that stand side by side."""
    product = tokens[:1]
    for left, right in pairwise(tokens):
        ends_value = left.kind in ("number", "name", "power") or left.text == ")"
        is_call = left.kind == "name" and right.text == "(" and left.text not in variables
        if ends_value and not is_call and (right.kind == "name" or right.text == "("):
            product.append(Token("sign", "*", right.position))
        product.append(right)
    return product
