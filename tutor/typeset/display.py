"""A displayed formula as rows that fit: in one piece, else broken at its relation signs, then at its sums."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from tutor.spans import Line
from tutor.typeset.boxes import INDENT, Box, beside, blank, text_box
from tutor.typeset.formula_layout import Part, join_parts, lay_out, lay_out_parts
from tutor.typeset.formula_tree import Grid, Node, Row, Symbol
from tutor.typeset.glyphs import Glyphs
from tutor.typeset.inline import write_line
from tutor.typeset.spacing import QUAD, equations
from tutor.typeset.wrapping import wrap

_HANG: Final = 2
"""How far the rest of a broken sum stands in from the relation sign it belongs to."""

_LONG_LEFT_SIDE: Final = 3
"""A left side that takes a third of the width is too long to align what follows behind it."""

_IMPLICATIONS: Final = frozenset("⇒⇔⇐")


def display(node: Node, width: int, glyphs: Glyphs) -> tuple[Line, ...]:
    """The formula as rows at most `width` wide. What no breaking makes narrow enough is written as wrapped text."""
    boxes = _fitting(node, width, glyphs)
    if not boxes:
        indent = min(INDENT, width // 4)
        return tuple((*blank(indent), *line) for line in wrap(write_line(node, glyphs), width - indent))
    indent = min(INDENT, width - max(box.width for box in boxes))
    is_airy = any(len(box.rows) > 1 for box in boxes)
    rows: list[Line] = []
    for box in boxes:
        rows += [()] * (is_airy and bool(rows))
        rows += [(*blank(indent), *row) for row in box.rows]
    return tuple(rows)


def _fitting(node: Node, width: int, glyphs: Glyphs) -> list[Box]:
    """Boxes to put one below the other, none wider than `width`; an empty list if there is no way."""
    box = lay_out(node, glyphs)
    if box.width <= width:
        return [box]
    if isinstance(node, Grid) and node.kind == "aligned":
        statements = [_fitting(Row(items), width, glyphs) for items in equations(node)]
    else:
        parts = lay_out_parts(node, glyphs)
        starts = [index for index in _outside(parts)[1:] if _begins_statement(parts, index)]
        statements = [_break_at_relations(statement, width) for statement in _cut(parts, starts)]
    return [box for boxes in statements for box in boxes] if all(statements) else []


def _begins_statement(parts: Sequence[Part], index: int) -> bool:
    return _is_implication(parts[index]) or (parts[index].blank >= QUAD and not _is_implication(parts[index - 1]))


def _is_implication(part: Part) -> bool:
    return isinstance(part.placed.node, Symbol) and part.placed.node.glyph in _IMPLICATIONS


def _break_at_relations(parts: Sequence[Part], width: int) -> list[Box]:
    relations = [index for index in _outside(parts) if parts[index].placed.left == "relation"]
    first = relations[0] if relations else 0
    column = _width(parts[:first]) + 1 if first else 0
    has_long_left_side = column > width // _LONG_LEFT_SIDE
    if has_long_left_side:
        column = _HANG
    else:
        relations = relations[1:]  # the first stays with its left side; the others stand below it
    lines = _fill(_cut(parts, relations), width, column)
    boxes: list[Box] = []
    for line in lines:
        pieces = _break_at_sums(line, width, start=column if boxes else 0, column=column + _HANG)
        if not pieces:
            return []
        boxes += pieces
    return boxes


def _break_at_sums(parts: Sequence[Part], width: int, start: int, column: int) -> list[Box]:
    if _width(parts) <= width - start:
        return [_moved(join_parts(parts), start)]
    signs = [index for index in _outside(parts) if parts[index].placed.left == "binary"]
    lines = _fill(_cut(parts, signs), width - start, column - start)
    boxes = [_moved(join_parts(line), column if index else start) for index, line in enumerate(lines)]
    return boxes if all(box.width <= width for box in boxes) else []


def _fill(chunks: Sequence[Sequence[Part]], width: int, column: int) -> list[list[Part]]:
    """The chunks in as few lines as hold them; every line but the first loses `column` cells."""
    lines: list[list[Part]] = []
    for chunk in chunks:
        room = width - (column if len(lines) > 1 else 0)
        if lines and _width([*lines[-1], *chunk]) <= room:
            lines[-1] += chunk
        else:
            lines.append([*chunk])
    return lines


def _width(parts: Sequence[Part]) -> int:
    return sum(part.blank + part.box.width for part in parts) - parts[0].blank


def _moved(box: Box, column: int) -> Box:
    return beside([text_box(" " * column), box]) if column else box


def _cut(parts: Sequence[Part], starts: Sequence[int]) -> list[Sequence[Part]]:
    """The parts in pieces that begin at the indices `starts`."""
    edges = [0, *(start for start in starts if start > 0), len(parts)]
    return [parts[begin:end] for begin, end in pairwise(edges)]


def _outside(parts: Sequence[Part]) -> list[int]:
    """The indices of the parts that stand outside of brackets."""
    outside: list[int] = []
    depth = 0
    for index, part in enumerate(parts):
        depth -= part.placed.left == "close"
        if depth <= 0:
            outside.append(index)
        depth += part.placed.right == "open"
    return outside
