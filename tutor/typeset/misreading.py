"""When the parts of a formula, written one after another, would be read as something else."""

from __future__ import annotations

from typing import Final

from tutor.spans import Span
from tutor.typeset.formula_tree import Fraction, Node, Script, Symbol, items_of
from tutor.typeset.glyphs import Glyphs
from tutor.typeset.spacing import Placed

_SAFE_BEFORE_FRACTION: Final = frozenset("+−±∓·×⊙")
_DIFFERENTIALS: Final = frozenset("∂d")
_CLOSING: Final = frozenset(")]}")


def symbol_span(symbol: Symbol, glyphs: Glyphs) -> Span:
    """A sign in its style."""
    return Span(symbol.ascii if glyphs.is_ascii else symbol.glyph, f"math {symbol.style}".rstrip())


def words_touch(before: str, after: str, left: Node, right: Node, glyphs: Glyphs) -> bool:
    """Whether two parts, written as `before` and `after`, would run together into one word."""
    if not after[:1].isalnum():
        return False
    if before[-1:].isalnum() and _is_word(left, glyphs):
        return True
    ends_tight = before[-1:].isalnum() or before[-1:] in _CLOSING
    return ends_tight and _is_word(right.base if isinstance(right, Script) else right, glyphs)


def _is_word(node: Node, glyphs: Glyphs) -> bool:
    if not isinstance(node, Symbol):
        return False
    text = symbol_span(node, glyphs).text
    return text.isalpha() and (len(text) > 1 or node.kind != "ordinary")


def is_safe_before_fraction(part: Placed) -> bool:
    """Whether a fraction after this part reads the same without brackets."""
    if part.right == "binary":
        return isinstance(part.node, Symbol) and part.node.glyph in _SAFE_BEFORE_FRACTION
    return part.right in ("sign", "relation", "open", "punctuation", "sum", "text")


def begins_with_digit(node: Node) -> bool:
    """Whether a part would be read as one number with digits on its left."""
    base = node.base if isinstance(node, Script) else node
    return isinstance(base, Fraction) or (isinstance(base, Symbol) and base.glyph[:1].isdigit())


def is_derivative(node: Fraction) -> bool:
    """Whether a quotient reads dL/dz: both sides begin with the same d, and below stands one thing after it."""
    first_above, below = items_of(node.above)[:1], items_of(node.below)
    if len(below) != 2 or not isinstance(below[0], Symbol) or not first_above:
        return False
    first = first_above[0].base if isinstance(first_above[0], Script) else first_above[0]
    return first == below[0] and below[0].glyph in _DIFFERENTIALS
