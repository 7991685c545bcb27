"""Brackets as tall as what they hold."""

from __future__ import annotations

from typing import Final

from tutor.typeset.boxes import Box, beside, stacked, text_box
from tutor.typeset.formula_tree import Symbol
from tutor.typeset.glyphs import Glyphs

_PIECES: Final = {
    "(": "⎛⎜⎝",
    ")": "⎞⎟⎠",
    "[": "⎡⎢⎣",
    "]": "⎤⎥⎦",
    "⌈": "⎡⎢⎢",
    "⌉": "⎤⎥⎥",
    "⌊": "⎢⎢⎣",
    "⌋": "⎥⎥⎦",
    "{": "⎧⎪⎩",
    "}": "⎫⎪⎭",
    "|": "│││",
    "‖": "║║║",
}
"""Bracket -> its top, middle and bottom piece; the others stay small, on the baseline."""

_POINTS: Final = {"{": "⎨", "}": "⎬"}
_TALL_IN_ASCII: Final = frozenset("()[]{}|‖")


def fence(left: Symbol, body: Box, right: Symbol, glyphs: Glyphs) -> Box:
    """The body between brackets of its height; a brace needs at least three rows for its point."""
    if len(body.rows) > 1 and {left.glyph, right.glyph} & _POINTS.keys():
        body = _with_room_for_a_point(body)
    return beside([_grown(left, body, glyphs), body, _grown(right, body, glyphs)])


def _with_room_for_a_point(body: Box) -> Box:
    boxes = [text_box(""), body, text_box("")]
    begin, end = int(body.baseline > 0), 3 - int(body.below > 0)
    return stacked(boxes[begin:end], base=1 - begin, align="left")


def _grown(bracket: Symbol, body: Box, glyphs: Glyphs) -> Box:
    text = bracket.ascii if glyphs.is_ascii else bracket.glyph
    if glyphs.is_ascii and bracket.glyph in _TALL_IN_ASCII:
        column = [text] * len(body.rows)
    elif len(body.rows) > 1 and not glyphs.is_ascii and bracket.glyph in _PIECES:
        column = _drawn(bracket.glyph, body)
    else:
        return text_box(text, "math")
    return stacked([text_box(piece, "math") for piece in column], base=body.baseline)


def _drawn(glyph: str, body: Box) -> list[str]:
    pieces = _PIECES[glyph]
    column = [pieces[0], *[pieces[1]] * (len(body.rows) - 2), pieces[2]]
    if glyph in _POINTS:
        column[body.baseline] = _POINTS[glyph]
    return column
