"""The tree of a formula -> one line that reads as the same mathematics.

What the page shows by height (a fraction's bar, a root's roof, raised scripts) a line shows by brackets, exactly
where a reader would otherwise group the terms differently.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from tutor.spans import Line, Span
from tutor.typeset.formula_tree import (
    Accent,
    Brace,
    Fenced,
    Fraction,
    Grid,
    Node,
    Root,
    Row,
    Script,
    Stack,
    Symbol,
    Text,
    items_of,
)
from tutor.typeset.glyphs import Glyphs
from tutor.typeset.misreading import begins_with_digit, is_derivative, is_safe_before_fraction, symbol_span, words_touch
from tutor.typeset.scripts import SMALL_FRACTIONS, lower_text, raise_text
from tutor.typeset.spacing import FACTORS, QUAD, Placed, arrange, equations, gap
from tutor.typeset.spelling import spell
from tutor.typeset.strength import Piece, Strength, at_least, bracketed, join, math_span, once_bracketed, row_strength
from tutor.typeset.symbols import CHARACTERS

_ACCENT_MARKS: Final = {
    "hat": "\u0302",
    "bar": "\u0304",
    "tilde": "\u0303",
    "dot": "\u0307",
    "ddot": "\u0308",
    "check": "\u030c",
    "breve": "\u0306",
}
_SIMPLE_SUB: Final = re.compile(r"[A-Za-zα-ωΑ-Ω0-9]+")
_SIMPLE_SUP: Final = re.compile(r"[-−+]?(\d[\d.]*|[A-Za-zα-ωΑ-Ω½])|\*")
_SIGNS: Final = tuple("+−-±∓")
_NOTHING: Final = Piece((), Strength.ATOM)


def write_line(node: Node, glyphs: Glyphs, *, is_compact: bool = False) -> Line:
    """The formula as one line; compact leaves the blanks around signs out, as in scripts."""
    return _Writer(glyphs, is_compact).write(node).spans


class _Writer:
    def __init__(self, glyphs: Glyphs, is_compact: bool) -> None:
        self._glyphs = glyphs
        self._is_compact = is_compact

    def write(self, node: Node) -> Piece:
        match node:
            case Symbol():
                return Piece((symbol_span(node, self._glyphs),), Strength.ATOM)
            case Row(items):
                return self._row(items)
            case Script():
                return self._script(node)
            case Fraction():
                return self._small_fraction(node) or self._quotient(node)
            case Fenced():
                return self._fenced(node)
            case Root():
                return self._root(node)
            case Accent():
                return self._accent(node)
            case Stack(base, over, under):
                return self._script(Script(base, under, over))
            case Brace():
                return self._brace(node)
            case Grid():
                return self._grid(node)
            case Text(text):
                return Piece((math_span(spell(text) if self._glyphs.is_ascii else text),), Strength.LIST)
            case _:
                return _NOTHING

    def _row(self, items: tuple[Node, ...]) -> Piece:
        placed = [self._as_written(part) for part in arrange(items)]
        pieces: list[Piece] = []
        spans: list[Span] = []
        for index, part in enumerate(placed):
            before = placed[index - 1] if index else None
            after = placed[index + 1] if index + 1 < len(placed) else None
            piece = self._factor(part, before, after)
            if before is not None:
                spans.append(math_span(" " * self._blank(pieces[-1], before, piece, part)))
            spans.extend(piece.spans)
            pieces.append(piece)
        ends = pieces[-1].open_script if pieces else ""
        return Piece(tuple(span for span in spans if span.text), row_strength(placed, pieces), ends)

    def _as_written(self, part: Placed) -> Placed:
        """The part; a fraction of one character stands in the line like a letter."""
        is_small = isinstance(part.node, Fraction) and self._small_fraction(part.node)
        return part._replace(left="ordinary", right="ordinary") if is_small else part

    def _blank(self, before: Piece, left: Placed, piece: Piece, right: Placed) -> int:
        blank = max(right.blank, gap(left.right, right.left, self._is_compact))
        return blank or int(self._would_touch(before, left, piece, right))

    def _would_touch(self, before: Piece, left: Placed, piece: Piece, right: Placed) -> bool:
        first = piece.text[:1]
        if before.open_script and first.isalnum():
            return True
        if first == "(" and (before.open_script == "sup" or (before.open_script and left.right == "operator")):
            return True
        return words_touch(before.text, piece.text, left.node, right.node, self._glyphs)

    def _factor(self, part: Placed, before: Placed | None, after: Placed | None) -> Piece:
        """A part of a row, in brackets if its neighbors would tear it apart."""
        is_followed = after is not None and after.blank < QUAD and after.left in (*FACTORS, "slash")
        if isinstance(part.node, Root) and is_followed:
            return self._root(part.node, in_brackets=True)
        if not isinstance(part.node, Fraction):
            return self.write(part.node)
        follows = before is not None and part.blank < QUAD and not is_safe_before_fraction(before)
        small = self._small_fraction(part.node)
        if small and not follows and not (after and begins_with_digit(after.node)):
            return small
        quotient = self._quotient(part.node)
        is_second_sign = before is not None and _is_sign(before.node) and quotient.text[:1] in _SIGNS
        return bracketed(quotient) if follows or is_followed or is_second_sign else quotient

    def _small_fraction(self, node: Fraction) -> Piece | None:
        if self._glyphs.is_ascii or not (isinstance(node.above, Symbol) and isinstance(node.below, Symbol)):
            return None
        small = SMALL_FRACTIONS.get(f"{node.above.glyph}/{node.below.glyph}")
        return Piece((math_span(small),), Strength.ATOM) if small else None

    def _quotient(self, node: Fraction) -> Piece:
        above = at_least(self.write(node.above), Strength.PRODUCT)
        below = self.write(node.below)
        if not (is_derivative(node) and below.strength == Strength.PRODUCT):
            below = at_least(below, Strength.ROOT)
        return Piece((*above.spans, math_span("/"), *below.spans), Strength.QUOTIENT, below.open_script)

    def _script(self, node: Script) -> Piece:
        base = self.write(node.base)
        if base.spans:
            base = at_least(base, Strength.ATOM)
        sub, sup = self._sub(node.sub), self._sup(node.sup)
        last = sup if sup.spans else sub
        return Piece((*base.spans, *sub.spans, *sup.spans), Strength.SCRIPT, last.open_script)

    def _sub(self, node: Node | None) -> Piece:
        if node is None:
            return _NOTHING
        piece = _Writer(self._glyphs, is_compact=True).write(node)
        small = None if self._glyphs.is_ascii else lower_text(piece.text)
        if small is not None:
            return _in_style_of(piece, small)
        if _SIMPLE_SUB.fullmatch(piece.text):
            return Piece((math_span("_"), *piece.spans), Strength.ATOM, "sub")
        return Piece((math_span("_"), *once_bracketed(piece).spans), Strength.ATOM)

    def _sup(self, node: Node | None) -> Piece:
        if node is None:
            return _NOTHING
        primes, node = _split_primes(node)
        marks = tuple(symbol_span(prime, self._glyphs) for prime in primes)
        piece = _Writer(self._glyphs, is_compact=True).write(node)
        small = None if self._glyphs.is_ascii else raise_text(piece.text)
        if small is not None or not piece.text:
            return Piece((*marks, *_in_style_of(piece, small or "").spans), Strength.ATOM)
        if isinstance(node, Symbol) or _SIMPLE_SUP.fullmatch(piece.text):
            return Piece((*marks, math_span("^"), *piece.spans), Strength.ATOM, "sup")
        return Piece((*marks, math_span("^"), *once_bracketed(piece).spans), Strength.ATOM)

    def _fenced(self, node: Fenced) -> Piece:
        left, body, right = self.write(node.left), self.write(node.body), self.write(node.right)
        if bool(left.text) != bool(right.text):
            body = at_least(body, Strength.SCRIPT)
        return Piece((*left.spans, *body.spans, *right.spans), Strength.ATOM)

    def _root(self, node: Root, *, in_brackets: bool = False) -> Piece:
        if node.degree is not None:
            base = node.radicand if isinstance(node.radicand, Symbol) else _in_round_brackets(node.radicand)
            return self._script(Script(base, None, Row((Symbol("1", "1"), CHARACTERS["/"], node.degree))))
        radicand = self.write(node.radicand)
        if in_brackets or self._glyphs.is_ascii or radicand.strength < Strength.ATOM:
            closed = once_bracketed(radicand)
            return Piece((math_span("sqrt" if self._glyphs.is_ascii else "√"), *closed.spans), Strength.ATOM)
        return Piece((math_span("√"), *radicand.spans), Strength.ROOT)

    def _accent(self, node: Accent) -> Piece:
        base = self.write(node.base)
        if not self._glyphs.is_ascii and len(base.text) == 1:
            marked = unicodedata.normalize("NFC", base.text + _ACCENT_MARKS[node.mark])
            return Piece((Span(marked, base.spans[0].style),), Strength.ATOM)
        if self._glyphs.is_ascii and base.text.isalnum():
            return Piece((*base.spans, math_span(f"_{node.mark}")), Strength.ATOM, "sub")
        return Piece((math_span(node.mark), *bracketed(base).spans), Strength.ATOM)

    def _brace(self, node: Brace) -> Piece:
        base, label = self.write(node.base), self.write(node.label)
        if not label.spans:
            return base
        return Piece((math_span("{"), *base.spans, math_span(": "), *label.spans, math_span("}")), Strength.ATOM)

    def _grid(self, node: Grid) -> Piece:
        if node.kind == "aligned":
            return Piece(join([self._row(items).spans for items in equations(node)], "; "), Strength.LIST)
        if node.kind == "cases":
            rows = join([self._case(row) for row in node.rows], "; ")
            return Piece((math_span("{"), *rows, math_span("}")), Strength.ATOM)
        rows = join([join([self.write(cell).spans for cell in row], ", ") for row in node.rows], "; ")
        left, right = (node.left, node.right) if node.left.glyph else (CHARACTERS["["], CHARACTERS["]"])
        return Piece((symbol_span(left, self._glyphs), *rows, symbol_span(right, self._glyphs)), Strength.ATOM)

    def _case(self, row: tuple[Node, ...]) -> Line:
        value, *conditions = (self.write(cell).spans for cell in row)
        condition = join(conditions, " ")
        if not condition:
            return value
        between = "" if condition[0].text.startswith(" ") else " " if _begins_with_words(row[1]) else " if "
        return (*value, math_span(between), *condition)


def _begins_with_words(node: Node) -> bool:
    first = items_of(node)[0] if items_of(node) else node
    return isinstance(first, Text) or (isinstance(first, Symbol) and first.kind == "ordinary" and len(first.glyph) > 1)


def _is_sign(node: Node) -> bool:
    return isinstance(node, Symbol) and node.glyph in _SIGNS


def _in_style_of(piece: Piece, text: str) -> Piece:
    return Piece((Span(text, piece.spans[0].style),) if text else (), Strength.ATOM)


def _in_round_brackets(node: Node) -> Fenced:
    return Fenced(CHARACTERS["("], node, CHARACTERS[")"])


def _split_primes(node: Node) -> tuple[list[Symbol], Node]:
    """The primes of a raised script, and what else it has."""
    primes = [item for item in items_of(node) if isinstance(item, Symbol) and item.glyph == "′"]
    rest = tuple(item for item in items_of(node) if item not in primes)
    return primes, rest[0] if len(rest) == 1 else Row(rest)
