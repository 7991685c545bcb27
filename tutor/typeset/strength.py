"""How tightly a line of mathematics holds together: what decides where it needs brackets."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Final, NamedTuple

from tutor.spans import Line, Span
from tutor.typeset.formula_tree import Symbol
from tutor.typeset.spacing import QUAD, Placed

_PRODUCT_SIGNS: Final = frozenset("·×⊙")
_OPENING: Final = frozenset("([")


class Strength(IntEnum):
    """How tightly a line holds together when something is written beside it, from loose to tight."""

    LIST = 0  # commas, relations, words
    SUM = 1
    OPERATOR = 2  # log x
    QUOTIENT = 3
    PRODUCT = 4
    ROOT = 5
    SCRIPT = 6
    ATOM = 7


class Piece(NamedTuple):
    """A part of the line. `open_script` is "sub" or "sup" if it ends in a script that has no bracket to end it."""

    spans: Line
    strength: Strength
    open_script: str = ""

    @property
    def text(self) -> str:
        """The characters alone."""
        return "".join(span.text for span in self.spans)


def math_span(text: str) -> Span:
    """Upright characters of a formula."""
    return Span(text, "math")


def bracketed(piece: Piece) -> Piece:
    """The piece in round brackets."""
    return Piece((math_span("("), *piece.spans, math_span(")")), Strength.ATOM)


def at_least(piece: Piece, strength: Strength) -> Piece:
    """The piece, in brackets if it holds together more loosely than `strength`."""
    return piece if piece.strength >= strength else bracketed(piece)


def once_bracketed(piece: Piece) -> Piece:
    """The piece in brackets, unless it is in brackets already."""
    return piece if piece.strength == Strength.ATOM and piece.text[:1] in _OPENING else bracketed(piece)


def join(lines: Sequence[Line], between: str) -> Line:
    """Lines one after another with upright characters between them."""
    spans: list[Span] = []
    for line in lines:
        spans += (math_span(between), *line) if spans else line
    return tuple(spans)


def row_strength(placed: list[Placed], pieces: list[Piece]) -> Strength:
    """How tightly a row holds together, from what it has outside of brackets."""
    top = _outside_of_brackets(placed)
    places = {placed[index].left for index in top}
    if not top or "text" in places or "relation" in places or "punctuation" in places:
        return Strength.LIST
    if any(part.blank >= QUAD for part in placed):
        return Strength.LIST
    if any(_is_sum_sign(placed[index]) for index in top):
        return Strength.SUM
    factors = [index for index in top if placed[index].left not in ("close", "binary")]
    if "operator" in places or "sum" in places:
        is_call = len(factors) == 2 and placed[factors[0]].left == "operator" and placed[factors[1]].left == "open"
        return Strength.SCRIPT if is_call else min(Strength.OPERATOR, *(pieces[index].strength for index in top))
    if "slash" in places:
        return Strength.QUOTIENT
    loosest = min(pieces[index].strength for index in top)
    return min(loosest, Strength.PRODUCT) if len(factors) > 1 else loosest


def _is_sum_sign(part: Placed) -> bool:
    return part.left == "binary" and not (isinstance(part.node, Symbol) and part.node.glyph in _PRODUCT_SIGNS)


def _outside_of_brackets(placed: list[Placed]) -> list[int]:
    """The indices of the parts outside of any bracket, and of outermost brackets; none if brackets do not match."""
    top: list[int] = []
    depth = 0
    for index, part in enumerate(placed):
        depth -= part.left == "close"
        if depth == 0:
            top.append(index)
        depth += part.right == "open"
        if depth < 0:
            return []
    return top if depth == 0 else []
