"""LaTeX -> the tree of a formula."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tutor.errors import FormulaError
from tutor.suggest import did_you_mean
from tutor.typeset.formula_commands import ACCENTS, DELIMITERS, ENVIRONMENTS, FONTS, NO_BRACKET, SIZES, WORDS
from tutor.typeset.formula_rows import NOTHING, RowParser, plain
from tutor.typeset.formula_tokens import END, Token
from tutor.typeset.formula_tree import Accent, Brace, Fenced, Fraction, Grid, Node, Root, Stack, Symbol, Text
from tutor.typeset.spelling import spell
from tutor.typeset.symbols import COMMANDS, DOUBLE_STRUCK


def parse(source: str) -> Node:
    """The tree of a formula. Raises FormulaError, with the position in `source`, for what is not known here."""
    return _Parser(source).formula()


class _Parser(RowParser):
    def command(self, token: Token) -> Node:
        name = token.text
        if name[1:] in COMMANDS:
            return self.styled(COMMANDS[name[1:]])
        if name in FONTS:
            return self.in_font(token, FONTS[name])
        if name in ACCENTS:
            return Accent(self.argument(token), ACCENTS[name])
        if name in WORDS:
            return _words_of(self.reader.take_words(token))
        if name in SIZES:
            return self._delimiter(token)
        if name in _BUILDERS:
            return _BUILDERS[name](self, token)
        raise FormulaError(f"unknown command {name}", did_you_mean(name, _KNOWN), token.position)

    def _double_struck(self, token: Token) -> Node:
        letters = self.reader.take_words(token)
        return Symbol("".join(DOUBLE_STRUCK.get(letter, letter) for letter in letters), spell(letters))

    def _function(self, token: Token) -> Node:
        has_limits = self.reader.take_if("*")
        name = self.reader.take_words(token)
        return Symbol(name, spell(name), "operator", has_limits=has_limits)

    def _fraction(self, token: Token) -> Node:
        return Fraction(self.argument(token), self.argument(token), is_small=token.text == "\\tfrac")

    def _root(self, token: Token) -> Node:
        index = None
        opening = self.reader.peek()
        if self.reader.take_if("["):
            index = self.row(also_ends="]")
            self.close("]", opening, "this bracket is never closed", "Add a ].")
        return Root(self.argument(token), index)

    def _brace(self, token: Token) -> Node:
        base = self.argument(token)
        is_over = token.text == "\\overbrace"
        has_label = self.reader.take_if("^" if is_over else "_")
        return Brace(base, self.argument(token) if has_label else NOTHING, is_over)

    def _stack(self, token: Token) -> Node:
        small, base = self.argument(token), self.argument(token)
        return Stack(base, under=small) if token.text == "\\underset" else Stack(base, over=small)

    def _lines(self, token: Token) -> Node:
        if not self.reader.take_if("{"):
            raise FormulaError("\\substack has no argument", "Write it in braces.", token.position)
        rows = self._grid_rows()
        self.close("}", token, "\\substack is never closed", "Add a }.")
        return Grid("aligned", rows, NO_BRACKET, NO_BRACKET)

    def _delimiter(self, command: Token) -> Symbol:
        token = self.reader.take()
        if token.text not in DELIMITERS:
            raise FormulaError(f"{command.text} needs a bracket after it", "Use . for none.", command.position)
        return DELIMITERS[token.text]

    def _divider(self, token: Token) -> Node:
        return self._delimiter(token)._replace(kind="relation")

    def _fenced(self, token: Token) -> Node:
        left = self._delimiter(token)
        body = self.row()
        closing = self.reader.peek()
        self.close("\\right", token, "\\left has no \\right", "Close it with \\right) or \\right. for none.")
        return Fenced(left, body, self._delimiter(closing))

    def _environment(self, token: Token) -> Node:
        name = self.reader.take_words(token)
        if name not in ENVIRONMENTS:
            raise FormulaError(f"unknown environment {name}", did_you_mean(name, ENVIRONMENTS), token.position)
        rows = self._grid_rows()
        closing = self.reader.peek()
        if not self.reader.take_if("\\end") or self.reader.take_words(closing) != name:
            raise FormulaError(f"\\begin{{{name}}} is never ended", f"Add \\end{{{name}}}.", token.position)
        return Grid(ENVIRONMENTS[name].kind, rows, ENVIRONMENTS[name].left, ENVIRONMENTS[name].right)

    def _grid_rows(self) -> tuple[tuple[Node, ...], ...]:
        rows: list[tuple[Node, ...]] = []
        cells: list[Node] = []
        while True:
            cells.append(self.row())
            if self.reader.take_if("&"):
                continue
            rows.append(tuple(cells))
            cells = []
            end = self.reader.peek()
            if not self.reader.take_if("\\\\"):
                break
            self._skip_gap(end.position + len("\\\\"))
        return tuple(rows[:-1] if len(rows) > 1 and rows[-1] == (NOTHING,) else rows)

    def _skip_gap(self, position: int) -> None:
        """A distance right behind the end of a row, as in \\\\[1ex]: rows of cells have one distance only."""
        opening = self.reader.peek()
        if opening.position == position and self.reader.take_if("["):
            while self.reader.peek().text not in ("]", END):
                self.reader.take()
            self.close("]", opening, "this bracket is never closed", "Add a ].")


_BUILDERS: Final[dict[str, Callable[[_Parser, Token], Node]]] = {
    "\\frac": _Parser._fraction,
    "\\dfrac": _Parser._fraction,
    "\\tfrac": _Parser._fraction,
    "\\sqrt": _Parser._root,
    "\\left": _Parser._fenced,
    "\\middle": _Parser._divider,
    "\\begin": _Parser._environment,
    "\\operatorname": _Parser._function,
    "\\mathbb": _Parser._double_struck,
    "\\underbrace": _Parser._brace,
    "\\overbrace": _Parser._brace,
    "\\overset": _Parser._stack,
    "\\stackrel": _Parser._stack,
    "\\underset": _Parser._stack,
    "\\substack": _Parser._lines,
}
_KNOWN: Final = (
    *(f"\\{name}" for name in COMMANDS),
    *FONTS,
    *ACCENTS,
    *WORDS,
    *_BUILDERS,
)


def _words_of(text: str) -> Node:
    return Text(text) if " " in text else plain(text)
