"""The blanks between the parts of a formula, by what each part is: TeX's rules, in whole cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from tutor.typeset.formula_tree import (
    Brace,
    Fenced,
    Fraction,
    Grid,
    Kind,
    Node,
    Script,
    Space,
    Stack,
    Symbol,
    Text,
    items_of,
)

Place = Kind | Literal["fraction", "text", "sign", "edge"]
"""What a part is where it stands: "sign" is a plus or minus with nothing to its left, "edge" the end of a row."""


class Placed(NamedTuple):
    """A part of a row, what it is to its left and its right neighbor, and the blank asked for before it."""

    node: Node
    left: Place
    right: Place
    blank: int


_MAKES_A_SIGN: Final = frozenset(
    {"edge", "operator", "sum", "binary", "relation", "open", "punctuation", "sign", "slash"}
)
_ENDS_A_SIGN: Final = frozenset({"edge", "relation", "close", "punctuation"})
FACTORS: Final = frozenset({"ordinary", "operator", "sum", "open", "fraction"})
"""What is multiplied with, or is the argument of, what stands to its left without a sign."""

QUAD: Final = 2
"""A blank of so many cells parts two statements."""


def arrange(items: Sequence[Node]) -> list[Placed]:
    """The parts of a row without its spaces, each with its place; bars open and close in turn."""
    placed: list[Placed] = []
    blank, bars = 0, _bars_in_turn(items)
    for item in items:
        if isinstance(item, Space):
            blank += item.cells
            continue
        left, right = _kinds(item)
        if left == "bar":
            left = right = bars.pop(0)
        if left == "binary" and (placed[-1].right if placed else "edge") in _MAKES_A_SIGN:
            left = right = "sign"
        if left in _ENDS_A_SIGN and placed and placed[-1].left == "binary":
            placed[-1] = placed[-1]._replace(left="sign", right="sign")
        placed.append(Placed(item, left, right, blank))
        blank = 0
    return placed


def equations(grid: Grid) -> list[tuple[Node, ...]]:
    """The statements of aligned rows; a row that begins with a relation sign goes on with the one before it."""
    statements: list[tuple[Node, ...]] = []
    for row in grid.rows:
        items = tuple(item for cell in row for item in items_of(cell))
        first = arrange(items)[:1]
        if statements and first and first[0].left == "relation":
            statements[-1] += items
        else:
            statements.append(items)
    return statements


def gap(left: Place, right: Place, is_compact: bool) -> int:
    """How many blanks stand between two parts. Compact is for scripts, where only names keep their distance."""
    if "edge" in (left, right) or (left, right) == ("relation", "relation"):
        return 0
    if left in ("operator", "sum") and right in FACTORS:
        return int(left == "sum" or right != "open")
    if right in ("operator", "sum") and left in ("ordinary", "close", "fraction"):
        return 1
    if is_compact:
        return 0
    if "relation" in (left, right) or "binary" in (left, right) or left == "punctuation":
        return 1
    return int((left == "fraction" and right in FACTORS) or (right == "fraction" and left in ("ordinary", "close")))


def _kinds(node: Node) -> tuple[Place, Place]:
    match node:
        case Symbol():
            return node.kind, node.kind
        case Fenced() | Grid():
            return "open", "close"
        case Fraction():
            return "fraction", "fraction"
        case Text():
            return "text", "text"
        case Script(base) | Stack(base) | Brace(base):
            return _kinds(base)
        case _:
            return "ordinary", "ordinary"


def _bars_in_turn(items: Sequence[Node]) -> list[Place]:
    count = sum(_kinds(item)[0] == "bar" for item in items)
    if count % 2:
        return ["ordinary"] * count
    return ["open", "close"] * (count // 2)
