"""Expressions as LaTeX, so that an answer key is shown in print and not as code."""

from __future__ import annotations

import ast
import re
import unicodedata
from typing import Final, NamedTuple

PRINTED: Final = {
    "sigmoid": r"\sigma",
    "relu": r"\mathrm{ReLU}",
    "gelu": r"\mathrm{GELU}",
    "normal_cdf": r"\Phi",
    "normal_pdf": r"\varphi",
    "log": r"\ln",
    **{name: rf"\{name}" for name in ("tanh", "sin", "cos", "min", "max")},
}
NAME: Final = re.compile(r"([A-Za-z]+?)_?([0-9]*)")

SUM, PRODUCT, POWER, ATOM = range(4)
"""How tightly the parts of what is written hold together."""


class Piece(NamedTuple):
    """Some LaTeX and how tightly it holds together."""

    latex: str
    strength: int = ATOM

    def within(self, strength: int) -> str:
        """The piece as a part of something of that strength: in round brackets if it holds less tightly."""
        return self.latex if self.strength >= strength else f"({self.latex})"


class _UnprintableError(Exception):
    """Something that is read better as code."""


def in_print(source: str) -> str:
    """An expression of the small language as Markdown: `1 - a**2` as a formula, comparisons and choices as code."""
    try:
        return f"${_piece(ast.parse(source.strip(), mode='eval').body).latex}$"
    except _UnprintableError:
        return f"`{source}`"


def _piece(node: ast.expr) -> Piece:
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return _number(value)
        case ast.Name(id=name):
            return Piece(_name(name))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return Piece(f"-{_piece(operand).within(PRODUCT)}", SUM)
        case ast.BinOp(left=left, op=op, right=right):
            return _operation(_piece(left), op, _piece(right))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return _call(name, [_piece(argument) for argument in arguments])
    raise _UnprintableError


def _operation(left: Piece, op: ast.operator, right: Piece) -> Piece:
    match op:
        case ast.Add():
            return Piece(f"{left.latex} + {right.within(SUM)}", SUM)
        case ast.Sub():
            return Piece(f"{left.latex} - {right.within(PRODUCT)}", SUM)
        case ast.Mult():
            factor = right.within(PRODUCT)
            sign = r"\cdot" if factor[0].isdigit() else r"\,"
            return Piece(f"{left.within(PRODUCT)} {sign} {factor}", PRODUCT)
        case ast.Div():
            return Piece(rf"\frac{{{left.latex}}}{{{right.latex}}}", PRODUCT)
        case ast.Pow():
            return Piece(f"{left.within(ATOM)}^{{{right.latex}}}", POWER)
    raise _UnprintableError


def _call(name: str, arguments: list[Piece]) -> Piece:
    inside = ", ".join(argument.latex for argument in arguments)
    match name:
        case "sqrt":
            return Piece(rf"\sqrt{{{inside}}}")
        case "exp":
            return Piece(f"e^{{{inside}}}", POWER)
        case "abs":
            return Piece(f"|{inside}|")
    function = name.removesuffix("_slope")
    prime = "'" if function != name else ""
    printed = PRINTED.get(function) or rf"\text{{{function.replace('_', '-')}}}"
    return Piece(f"{printed}{prime}({inside})")


def _number(value: float) -> Piece:
    mantissa, e, exponent = f"{value:.12g}".partition("e")
    return Piece(rf"{mantissa} \cdot 10^{{{int(exponent)}}}", PRODUCT) if e else Piece(mantissa)


def _name(name: str) -> str:
    """`w3` as w with an index, `delta` as a Greek letter, a longer word upright."""
    match = NAME.fullmatch(name)
    letters, index = match.groups() if match else (name.replace("_", "-"), "")
    if name == "inf":
        printed = r"\infty"
    elif _is_greek(letters):
        printed = rf"\{letters}"
    else:
        printed = letters if len(letters) == 1 else rf"\text{{{letters}}}"
    return f"{printed}_{{{index}}}" if index else printed


def _is_greek(letters: str) -> bool:
    try:
        return bool(unicodedata.lookup(f"GREEK SMALL LETTER {letters}"))
    except KeyError:
        return False
