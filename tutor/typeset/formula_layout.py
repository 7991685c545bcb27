"""The tree of a formula -> a box of cells: fractions with bars, scripts and limits above and below, tall brackets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from tutor.typeset.boxes import Box, beside, line_box, stacked, text_box, widened
from tutor.typeset.delimiters import fence
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
    items_of,
)
from tutor.typeset.glyphs import Glyphs
from tutor.typeset.inline import write_line
from tutor.typeset.misreading import begins_with_digit, symbol_span, words_touch
from tutor.typeset.scripts import lower_text, raise_text
from tutor.typeset.spacing import Placed, arrange, gap
from tutor.typeset.symbols import CHARACTERS

_COLUMN_GAPS: Final = {"matrix": 2, "cases": 3, "aligned": 4}
_WIDE_MARKS: Final = {"hat": "^", "tilde": "~", "dot": "·", "ddot": "··", "check": "v", "breve": "u"}
_EMPTY: Final = Symbol("", "")


class Part(NamedTuple):
    """One part of a row: what it is, how it looks, and how many blanks stand before it."""

    placed: Placed
    box: Box
    blank: int


def lay_out(node: Node, glyphs: Glyphs) -> Box:
    """The formula as a box, as wide as it comes out."""
    return _Layout(glyphs).box(node)


def lay_out_parts(node: Node, glyphs: Glyphs) -> list[Part]:
    """The parts of a formula's outermost row, for one who has to break it."""
    return _Layout(glyphs).parts(items_of(node))


def join_parts(parts: Sequence[Part]) -> Box:
    """Parts beside each other; the blanks before the first are left out."""
    boxes: list[Box] = []
    for part in parts:
        if boxes and part.blank:
            boxes.append(text_box(" " * part.blank))
        boxes.append(part.box)
    return beside(boxes) if boxes else text_box("")


class _Layout:
    def __init__(self, glyphs: Glyphs) -> None:
        self._glyphs = glyphs

    def box(self, node: Node) -> Box:
        match node:
            case Symbol():
                return line_box((symbol_span(node, self._glyphs),))
            case Row(items):
                return join_parts(self.parts(items))
            case Fraction():
                return self._fraction(node)
            case Script():
                return self._limits(node) if node.has_limits else self._script(node)
            case Fenced(left, body, right):
                return fence(left, self.box(body), right, self._glyphs)
            case Root():
                return self._root(node)
            case Accent():
                return self._accent(node)
            case Brace():
                return self._brace(node)
            case Stack(base, over, under):
                return self._limits(Script(base, under, over))
            case Grid():
                return self._grid(node)
            case _:
                return self._line(node)

    def parts(self, items: tuple[Node, ...]) -> list[Part]:
        parts: list[Part] = []
        arranged = arrange(items)
        for index, placed in enumerate(arranged):
            box = self.box(_full_size_beside_digits(arranged, index))
            if placed.left == "fraction" and len(box.rows) == 1:  # a fraction of one character is like a letter
                placed = placed._replace(left="ordinary", right="ordinary")
            parts.append(Part(placed, box, self._blank(parts[-1], placed, box) if parts else placed.blank))
        return parts

    def _blank(self, before: Part, placed: Placed, box: Box) -> int:
        blank = max(placed.blank, gap(before.placed.right, placed.left, is_compact=False))
        return blank or int(self._would_touch(before, placed, box))

    def _would_touch(self, before: Part, placed: Placed, box: Box) -> bool:
        left, right = _baseline_text(before.box), _baseline_text(box)
        node = before.placed.node
        if isinstance(node, Fenced | Grid | Brace) and len(before.box.rows) > 1:
            return placed.left == "ordinary"
        if isinstance(placed.node, Grid):
            return before.placed.right in ("ordinary", "close")
        if before.placed.right == "sign" and placed.left == "fraction":
            return True  # the sign would look like a part of the bar
        if self._glyphs.is_ascii and isinstance(node, Script | Accent) and left[-1:].isalnum():
            return right[:1].isalnum() or (right[:1] == "(" and isinstance(node, Script) and node.sup is not None)
        return words_touch(left, right, node, placed.node, self._glyphs)

    def _line(self, node: Node, *, is_compact: bool = False) -> Box:
        return line_box(write_line(node, self._glyphs, is_compact=is_compact))

    def _fraction(self, node: Fraction) -> Box:
        if node.is_small:
            small = self._line(node)
            if small.width == 1:
                return small
        above, below = self.box(node.above), self.box(node.below)
        bar = text_box(self._glyphs.rule * (max(above.width, below.width) + 2), "math")
        return stacked([above, bar, below], base=1)

    def _script(self, node: Script) -> Box:
        base = self.box(node.base)
        if self._glyphs.is_ascii and len(base.rows) == 1:
            return self._line(node)
        sub, sup = self._small(node.sub, lower_text), self._small(node.sup, raise_text)
        if len(base.rows) == 1 and sub.is_small and sup.is_small:
            return beside([base, sub.box, sup.box])
        return _beside_scripts(base, sub, sup)

    def _small(self, node: Node | None, make_small: Callable[[str], str | None]) -> _ScriptBox:
        line = () if node is None else write_line(node, self._glyphs, is_compact=True)
        text = "".join(span.text for span in line)
        small = None if self._glyphs.is_ascii else make_small(text)
        if small is None:
            return _ScriptBox(line_box(line), not text)
        return _ScriptBox(text_box(small, line[0].style if line else ""), True)

    def _limits(self, node: Script) -> Box:
        base = self.box(node.base)
        over = [self._line(node.sup, is_compact=True)] if node.sup else []
        under = [self._line(node.sub, is_compact=True)] if node.sub else []
        return stacked([*over, base, *under], base=len(over))

    def _root(self, node: Root) -> Box:
        radicand = self.box(node.radicand)
        if self._glyphs.is_ascii:
            if len(radicand.rows) == 1 or node.degree is not None:
                return self._line(node)
            return beside([text_box("sqrt", "math"), fence(CHARACTERS["("], radicand, CHARACTERS[")"], self._glyphs)])
        index = self._small(node.degree, raise_text).box
        roof = text_box("┌" + "─" * radicand.width, "math")
        walls = [text_box("│", "math")] * len(radicand.rows)
        room = stacked([roof, beside([stacked(walls, radicand.baseline), radicand])], 1, "left")
        feet = [index, *[text_box("")] * (len(walls) - 1), text_box("√", "math")]
        return beside([stacked(feet, base=room.baseline, align="right"), room])

    def _accent(self, node: Accent) -> Box:
        base = self.box(node.base)
        if len(base.rows) == 1 and (base.width == 1 or self._glyphs.is_ascii):
            return self._line(node)
        mark = self._glyphs.low_rule * base.width if node.mark == "bar" else _WIDE_MARKS[node.mark]
        return stacked([text_box(mark, "math"), base], base=1)

    def _brace(self, node: Brace) -> Box:
        base, label = self.box(node.base), self.box(node.label)
        left, point, right = self._glyphs.over_brace if node.is_over else self._glyphs.under_brace
        arms = max(base.width - 3, 0)
        drawn = f"{left}{self._glyphs.rule * (arms // 2)}{point}{self._glyphs.rule * (arms - arms // 2)}{right}"
        brace = text_box(drawn, "math")
        return stacked([label, brace, base] if node.is_over else [base, brace, label], base=2 if node.is_over else 0)

    def _grid(self, node: Grid) -> Box:
        rows = [[self._cell(node, column, cell) for column, cell in enumerate(row)] for row in node.rows]
        count = max(len(row) for row in rows)
        rows = [row + [text_box("")] * (count - len(row)) for row in rows]
        widths = [max(row[column].width for row in rows) for column in range(count)]
        lines = [_grid_row(node, row, widths) for row in rows]
        is_airy = any(len(line.rows) > 1 for line in lines) or (node.kind == "cases" and len(lines) == 2)
        if is_airy:
            lines = [part for line in lines for part in (text_box(""), line)][1:]
        body = stacked(lines, 0, "left")
        body = body._replace(baseline=(len(body.rows) - 1) // 2)
        left, right = (text_box(" " * bool(bracket.glyph)) for bracket in (node.left, node.right))
        return fence(node.left, beside([left, body, right]), node.right, self._glyphs)

    def _cell(self, grid: Grid, column: int, cell: Node) -> Box:
        if grid.kind == "aligned" and column % 2:
            # Something empty on its left gives a relation sign that begins the cell its usual blank.
            return self.box(Row((_EMPTY, *items_of(cell))))
        return self.box(cell)


def _full_size_beside_digits(arranged: Sequence[Placed], index: int) -> Node:
    """The part at `index`; 1/2 as one character beside a digit would be read as two and a half."""
    node = arranged[index].node
    neighbors = (*arranged[max(index - 1, 0) : index], *arranged[index + 1 : index + 2])
    if isinstance(node, Fraction) and any(begins_with_digit(neighbor.node) for neighbor in neighbors):
        return node._replace(is_small=False)
    return node


class _ScriptBox(NamedTuple):
    """A script; if it is small it may stand on a row of its base, otherwise it needs a row of its own."""

    box: Box
    is_small: bool


def _beside_scripts(base: Box, sub: _ScriptBox, sup: _ScriptBox) -> Box:
    """A raised script at the top right corner of its base, a lowered one at the bottom right corner."""
    sup_row = 0 if sup.is_small else -1
    sub_row = len(base.rows) - sub.is_small
    first, last = min(0, sup_row), max(len(base.rows) - 1, sub_row)
    rows = [
        sup.box if row == sup_row else sub.box if row == sub_row else text_box("") for row in range(first, last + 1)
    ]
    return beside([base, stacked(rows, base=base.baseline - first, align="left")])


def _grid_row(grid: Grid, cells: list[Box], widths: list[int]) -> Box:
    parts: list[Box] = []
    for column, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        if column and not (grid.kind == "aligned" and column % 2):
            parts.append(text_box(" " * _COLUMN_GAPS[grid.kind]))
        parts.append(widened(cell, width, _alignment(grid, column, len(widths))))
    return beside(parts)


def _alignment(grid: Grid, column: int, columns: int) -> str:
    if grid.kind == "matrix" or columns == 1:
        return "center"
    return "left" if grid.kind == "cases" or column % 2 else "right"


def _baseline_text(box: Box) -> str:
    return "".join(span.text for span in box.rows[box.baseline])
