"""Markdown -> tokens: CommonMark with tables and formulas between dollar signs. HTML is text like any other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

FORMULA: Final = re.compile(
    r"\$\$(?P<display>(?:[^$\\]|\\.)+)\$\$|(?<!\d)\$(?=\S)(?P<inline>(?:[^$\\]|\\.)+)(?<=\S)\$(?!\d)", re.DOTALL
)
"""$$ on both sides, or $ with no blank inside of it and no digit outside: "$5 or $6" is money."""


_MAX_NESTING: Final = 60
"""Lists and quotes nested deeper are left out by the parser, lest they exhaust Python's stack; a list takes two."""


def block_tokens(markdown: str) -> list[Token]:
    """The tokens of a text with paragraphs, lists and so on."""
    return _parser().parse(markdown)


def inline_tokens(markdown: str) -> Sequence[Token]:
    """The tokens of one line, in which nothing begins a list or a heading."""
    return _parser().parseInline(markdown)[0].children or ()


def elements(tokens: Sequence[Token]) -> Iterator[tuple[Token, Sequence[Token]]]:
    """The outermost blocks: the token that opens each, and the tokens in it."""
    index = 0
    while index < len(tokens):
        end = index
        if tokens[index].nesting > 0:
            while tokens[end].nesting >= 0 or tokens[end].level != tokens[index].level:
                end += 1
        yield tokens[index], tokens[index + 1 : end]
        index = end + 1


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _MAX_NESTING}).enable("table")
    parser.use(dollarmath_plugin, allow_labels=False, allow_blank_lines=False)
    # The plugin's rule for formulas in a line reads around the corner: in "$x$ is 2" it takes the last digit
    # for one before the first dollar.
    parser.inline.ruler.at("math_inline", _formula_rule)
    return parser


def _formula_rule(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "$":
        return False
    match = FORMULA.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        kind = "display" if match["display"] else "inline"
        token = state.push("math_inline_double" if kind == "display" else "math_inline", "math", 0)
        token.content, token.markup = match[kind], "$$" if kind == "display" else "$"
    state.pos = match.end()
    return True
