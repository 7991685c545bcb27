"""The rows of a formula: letters, numbers, groups in braces, and what stands raised or lowered beside them."""

from __future__ import annotations

import string
from abc import ABC, abstractmethod
from typing import Final

from tutor.errors import FormulaError
from tutor.typeset.formula_commands import SAY_NOTHING, SPACES
from tutor.typeset.formula_tokens import END, Token, TokenReader
from tutor.typeset.formula_tree import Fenced, Fraction, Node, Row, Script, Space, Symbol, items_of
from tutor.typeset.spelling import spell
from tutor.typeset.symbols import CHARACTERS, COMMANDS

MAX_DEPTH: Final = 40
"""How many rows and arguments may stand in each other: more than anyone reads, far less than Python's stack holds."""

NOTHING: Final = Row(())
_DIGITS: Final = frozenset(string.digits)
_LETTERS: Final = frozenset(string.ascii_letters)
_ROW_ENDS: Final = frozenset({END, "}", "&", "\\\\", "\\right", "\\end"})


class RowParser(ABC):
    """Reads rows of letters, numbers, groups and scripts; what a command makes, a child class knows."""

    def __init__(self, source: str) -> None:
        self.reader = TokenReader(source)
        self._font: str | None = None  # None: letters are variables
        self._depth = 0

    @abstractmethod
    def command(self, token: Token) -> Node:
        """What a command and its arguments make."""

    def formula(self) -> Node:
        """The whole formula. Raises FormulaError."""
        row = self.row()
        token = self.reader.peek()
        if token.text is END:
            return row
        if token.text in ("&", "\\\\"):
            remedy = "Put the lines between \\begin{aligned} and \\end{aligned}."
            raise FormulaError(f"{token.text} stands outside of an environment", remedy, token.position)
        raise FormulaError(f"{token.text} has no beginning", "Remove it, or open what it closes.", token.position)

    def row(self, also_ends: str = END) -> Node:
        """All up to the end of a group, a cell or the formula; that end is not taken."""
        self._go_deeper()
        items: list[Node] = []
        while (token := self.reader.peek()).text not in _ROW_ENDS and token.text != also_ends:
            if token.text in SAY_NOTHING:
                self.reader.take()
            else:
                items += items_of(self._scripted())
        self._depth -= 1
        return _row_of(items)

    def _scripted(self) -> Node:
        base = NOTHING if self.reader.peek().text in ("^", "_", "'") else self._atom()
        sub: Node | None = None
        sup: list[Node] = []
        has_limits = isinstance(base, Symbol) and base.has_limits
        has_power = False
        while (token := self.reader.peek()).text in ("^", "_", "'", "\\limits", "\\nolimits"):
            self.reader.take()
            if token.text == "'":
                sup.append(COMMANDS["prime"])
            elif token.text == "^" and not has_power:
                has_power = True
                sup += items_of(self.argument(token))
            elif token.text == "_" and sub is None:
                sub = self.argument(token)
            elif token.text in "^_":
                raise FormulaError(f"a second {token.text} on one base", "Group with braces.", token.position)
            else:
                has_limits = token.text == "\\limits"
        return _with_scripts(base, sub, _row_of(sup) if has_power or sup else None, has_limits)

    def _go_deeper(self) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            remedy = "Give a part of the formula a name of its own."
            raise FormulaError("nested too deep", remedy, self.reader.peek().position)

    def _atom(self) -> Node:
        token = self.reader.take()
        text = token.text
        if text == "{":
            return _without_blanks(self._group(token))
        if text in SPACES:
            return Space(SPACES[text])
        if text.startswith("\\"):
            return self.command(token)
        if text in _DIGITS:
            return self.styled(plain(text + self._run_of(_DIGITS | {"."})))
        if text in _LETTERS and self._font == "":
            return plain(text + self._run_of(_LETTERS | _DIGITS))
        return self._character(token)

    def in_font(self, token: Token, font: str) -> Node:
        """The argument of a command that sets its letters in a font."""
        outer, self._font = self._font, font
        argument = self.argument(token)
        self._font = outer
        return argument

    def _character(self, token: Token) -> Node:
        text = token.text
        if text in CHARACTERS:
            return self.styled(CHARACTERS[text])
        if text == "%":
            raise FormulaError("% begins a comment in LaTeX", "Write \\%.", token.position)
        if text in ("#", "$"):
            raise FormulaError(f"{text} alone means nothing in a formula", f"Write \\{text}.", token.position)
        is_variable = text in _LETTERS and self._font is None
        return self.styled(plain(text)._replace(style="italic" if is_variable else ""))

    def styled(self, symbol: Symbol) -> Symbol:
        """A letter or number in the font that holds here; signs have none."""
        return symbol._replace(style=self._font) if self._font and symbol.kind == "ordinary" else symbol

    def _run_of(self, characters: frozenset[str]) -> str:
        run = ""
        while self.reader.peek().text in characters:
            run += self.reader.take().text
        return run

    def _group(self, opening: Token) -> Node:
        row = self.row()
        self.close("}", opening, "this brace is never closed", "Add a }.")
        return row

    def close(self, closing: str, opening: Token, what: str, remedy: str) -> None:
        """Takes what closes `opening`. Raises FormulaError, at `opening`, if something else comes."""
        if not self.reader.take_if(closing):
            raise FormulaError(what, remedy, opening.position)

    def argument(self, command: Token) -> Node:
        """The argument of a command: a group, one digit, one letter or another command. Raises FormulaError."""
        token = self.reader.peek()
        if token.text in _ROW_ENDS or token.text in ("^", "_"):
            raise FormulaError(f"{command.text} has no argument", "Write it in braces.", command.position)
        if token.text in _DIGITS | _LETTERS:
            return self._character(self.reader.take())
        self._go_deeper()
        argument = self._group(self.reader.take()) if token.text == "{" else self._atom()
        self._depth -= 1
        return argument


def plain(text: str) -> Symbol:
    """Upright letters or digits."""
    return Symbol(text, spell(text))


def _without_blanks(node: Node) -> Node:
    """A sign alone in braces stands like a letter, which is how authors write 10{,}000."""
    if isinstance(node, Symbol) and node.kind not in ("operator", "sum"):
        return node._replace(kind="ordinary")
    return node


def _row_of(items: list[Node]) -> Node:
    return items[0] if len(items) == 1 else Row(tuple(items))


def _with_scripts(base: Node, sub: Node | None, sup: Node | None, has_limits: bool) -> Node:
    """The base with what stands beside it, if anything. A base of several parts gets the brackets it means."""
    if sub is None and sup is None:
        return base
    if isinstance(base, Script) and not (base.sub and sub) and not (base.sup and sup):
        return base._replace(sub=base.sub or sub, sup=base.sup or sup)
    if isinstance(base, Fraction | Script) or (isinstance(base, Row) and base.items):
        base = Fenced(CHARACTERS["("], base, CHARACTERS[")"])
    return Script(base, sub, sup, has_limits)
