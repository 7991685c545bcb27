"""What a formula is made of: a small frozen tree."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal[
    "ordinary",
    "operator",
    "sum",
    "binary",
    "relation",
    "slash",
    "open",
    "close",
    "punctuation",
    "bar",
]
"""How a part stands to its neighbors. "operator" is a named function, "sum" a big sign such as a sum, a product
or an integral, "bar" a stroke that opens or closes, depending on where it stands."""


class Symbol(NamedTuple):
    """A letter, a number, a sign or the name of a function. `style` is "", "italic" or "bold"."""

    glyph: str
    ascii: str
    kind: Kind = "ordinary"
    style: str = ""
    has_limits: bool = False


class Text(NamedTuple):
    """Words with their spaces, as they are."""

    text: str


class Space(NamedTuple):
    """Blank cells asked for by the author."""

    cells: int


class Row(NamedTuple):
    """Parts one after another."""

    items: tuple[Node, ...]


class Fraction(NamedTuple):
    """One part over another. `is_small` prefers the one-character form of fractions such as 1/2."""

    above: Node
    below: Node
    is_small: bool = False


class Root(NamedTuple):
    """A root; without a degree it is the square root."""

    radicand: Node
    degree: Node | None = None


class Script(NamedTuple):
    """A base with what stands lower and higher at its right, or below and above a sign that has limits."""

    base: Node
    sub: Node | None
    sup: Node | None
    has_limits: bool = False


class Accent(NamedTuple):
    """A mark over a part: "hat", "bar", "tilde", "dot", "ddot", "check", "breve"."""

    base: Node
    mark: str


class Brace(NamedTuple):
    """A brace under (or over) a part, and what is written beside it."""

    base: Node
    label: Node
    is_over: bool


class Stack(NamedTuple):
    """A base with something small right above or below it."""

    base: Node
    over: Node | None = None
    under: Node | None = None


class Fenced(NamedTuple):
    """A part between brackets that grow with it. A bracket's glyph is empty where none is drawn."""

    left: Symbol
    body: Node
    right: Symbol


class Grid(NamedTuple):
    """Rows of cells: a matrix, cases, or equations aligned at their relation signs."""

    kind: Literal["matrix", "cases", "aligned"]
    rows: tuple[tuple[Node, ...], ...]
    left: Symbol
    right: Symbol


Node = Symbol | Text | Space | Row | Fraction | Root | Script | Accent | Brace | Stack | Fenced | Grid


def items_of(node: Node) -> tuple[Node, ...]:
    """The parts of a row; of anything else, itself."""
    return node.items if isinstance(node, Row) else (node,)
