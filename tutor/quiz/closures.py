"""Nodes of Python's syntax tree to closures: what the expression language allows, and what each piece computes."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from tutor.errors import ExpressionError
from tutor.quiz.vocabulary import CONSTANTS, FUNCTIONS, divide, power
from tutor.suggest import did_you_mean

Value = float | str | bool
Values = Mapping[str, Value]
Step = Callable[[Values], Value]

DEEPEST: Final = 100  # nested nodes: keeps evaluation well inside Python's recursion limit

ARITHMETIC: Final[dict[type[ast.operator], Callable[[float, float], float]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: divide,
    ast.Pow: power,
}
EQUALITIES: Final[dict[type[ast.cmpop], Callable[[Value, Value], bool]]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
ORDERINGS: Final[dict[type[ast.cmpop], Callable[[float, float], bool]]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


class Builder:
    """Turns nodes into closures, and notes on the way which names they need and where each first stands."""

    def __init__(self, indent: int) -> None:
        self.indent = indent  # blanks cut off before the source was read
        self.depth = 0
        self.free: dict[str, int] = {}

    def build(self, node: ast.expr) -> Step:
        """The closure of a node and all below it. Raises ExpressionError."""
        position = self.indent + node.col_offset
        if self.depth == DEEPEST:
            raise ExpressionError("The expression is nested too deeply.", "Split it or simplify it.", position)
        self.depth += 1
        step = self._closure(node, position)
        self.depth -= 1
        return step

    def _closure(self, node: ast.expr, position: int) -> Step:
        build = self.build
        match node:
            case ast.Constant(value=str() | bool() as constant):
                return lambda values: constant
            case ast.Constant(value=int() | float() as constant):
                return _constant(constant)
            case ast.Name(id=name):
                return self._name(name, position)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return _negation(build(operand), position)
            case ast.UnaryOp(op=ast.USub() | ast.UAdd() as sign, operand=operand):
                return _signed(-1.0 if isinstance(sign, ast.USub) else 1.0, build(operand), position)
            case ast.BinOp(left=left, op=op, right=right) if type(op) in ARITHMETIC:
                return _arithmetic(ARITHMETIC[type(op)], build(left), build(right), position)
            case ast.BoolOp(op=op, values=parts):
                return _junction(isinstance(op, ast.And), [build(part) for part in parts], position)
            case ast.Compare(left=left, ops=ops, comparators=others) if all(
                type(op) in EQUALITIES or type(op) in ORDERINGS for op in ops
            ):
                return _comparison([type(op) for op in ops], [build(part) for part in (left, *others)], position)
            case ast.IfExp(test=test, body=body, orelse=other):
                return _choice(build(test), build(body), build(other), position)
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
                return self._call(name, [build(argument) for argument in arguments], position)
            case ast.Tuple():
                remedy = "Write 0.25 with a point; only the arguments of a function are parted by commas."
                raise ExpressionError("A comma does not belong here.", remedy, position)
        raise ExpressionError(
            "The expression uses something that is not part of the language.",
            "Use numbers, names, + - * / **, comparisons, and/or/not, x if y else z, and calls such as tanh(z).",
            position,
        )

    def _name(self, name: str, position: int) -> Step:
        if name in CONSTANTS:
            return _constant(CONSTANTS[name])
        if name in FUNCTIONS:
            raise ExpressionError(f"{name} is a function.", f"Write {name}(...).", position)
        self.free.setdefault(name, position)

        def look_up(values: Values) -> Value:
            if name not in values:
                raise unknown_name(name, values, position)
            return values[name]

        return look_up

    def _call(self, name: str, arguments: list[Step], position: int) -> Step:
        if name not in FUNCTIONS:
            hint = did_you_mean(name, FUNCTIONS) or f"To multiply, write {name}*(...)."
            raise ExpressionError(f'There is no function "{name}".', hint, position)
        function = FUNCTIONS[name]
        if not function.fewest <= len(arguments) <= function.most:
            takes = " to ".join(map(str, sorted({function.fewest, function.most})))
            what = f"{name}(...) takes {takes}, not {len(arguments)} arguments."
            raise ExpressionError(what, "Give it that many.", position)
        return lambda values: function.call(*[number(argument(values), position) for argument in arguments])


def _constant(constant: float) -> Step:
    try:
        number = float(constant)
    except OverflowError:  # a whole number beyond the range of floats
        number = math.inf
    return lambda values: number


def _negation(operand: Step, position: int) -> Step:
    return lambda values: not _truth(operand(values), position)


def _signed(sign: float, operand: Step, position: int) -> Step:
    return lambda values: sign * number(operand(values), position)


def _arithmetic(calculate: Callable[[float, float], float], left: Step, right: Step, position: int) -> Step:
    return lambda values: calculate(number(left(values), position), number(right(values), position))


def _junction(is_and: bool, parts: list[Step], position: int) -> Step:
    join = all if is_and else any
    return lambda values: join(_truth(part(values), position) for part in parts)


def _choice(test: Step, body: Step, other: Step, position: int) -> Step:
    return lambda values: body(values) if _truth(test(values), position) else other(values)


def _comparison(operators: list[type[ast.cmpop]], parts: list[Step], position: int) -> Step:
    def compare(values: Values) -> bool:
        left = parts[0](values)
        for kind, part in zip(operators, parts[1:], strict=True):
            right = part(values)
            if kind in EQUALITIES:
                holds = EQUALITIES[kind](left, right)
            else:
                holds = ORDERINGS[kind](number(left, position), number(right, position))
            if not holds:
                return False
            left = right
        return True

    return compare


def number(value: Value, position: int = 0) -> float:
    """The value as a float. Raises ExpressionError for a word."""
    if isinstance(value, str):
        raise ExpressionError(f"{value!r} is a word, not a number.", "Words can only be compared.", position)
    return float(value)


def _truth(value: Value, position: int) -> bool:
    return bool(number(value, position))


def unknown_name(name: str, known: Iterable[str], position: int) -> ExpressionError:
    """The error for a name that has no value, with the nearest known one."""
    known = sorted(known)
    hint = did_you_mean(name, [*known, *CONSTANTS])
    listing = f"Known here: {', '.join(known)}." if known else "No names are known here."
    return ExpressionError(f'There is no name "{name}".', hint or listing, position)
