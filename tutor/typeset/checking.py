"""Where the formulas of a text are, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from markdown_it.token import Token

from tutor.errors import FormulaError
from tutor.typeset.formula_parser import parse
from tutor.typeset.markdown import FORMULA, block_tokens

_LINE_END: Final = re.compile(r"\r\n?|\n")
_BETWEEN_LINES: Final = r"[ \t>]*(?:\r\n?|\n)[ \t>]*"  # with the bars of quotes, which tokens leave out
_LONE_DOLLARS: Final = re.compile(r"(?<!\\)\$\$")
_COMMAND: Final = re.compile(r"\\[A-Za-z]+")
_KINDS: Final[dict[str, Literal["inline", "display"]]] = {
    "math_inline": "inline",
    "math_inline_double": "display",
    "math_block": "display",
}


class Formula(NamedTuple):
    """A formula of a text. `position` is where its LaTeX starts, counted in characters from 0."""

    source: str
    position: int
    kind: Literal["inline", "display"]


class Finding(NamedTuple):
    """Something to mend in a text. `position` counts its characters from 0."""

    position: int
    what: str
    remedy: str


def formulas(markdown: str) -> tuple[Formula, ...]:
    """The formulas of a text in their order."""
    return tuple(formula for _, formula in _located(markdown, block_tokens(markdown)))


def check(markdown: str) -> tuple[Finding, ...]:
    """What an author should mend: formulas that cannot be read, are split by a table, glued to a paragraph or text."""
    tokens = block_tokens(markdown)
    findings = [*_split_in_tables(markdown, tokens), *_not_a_formula(markdown, tokens)]
    for token, formula in _located(markdown, tokens):
        if token.type == "math_inline_double":
            remedy = "Put a blank line before and after the $$ formula."
            findings.append(Finding(formula.position - 2, "$$ inside of a paragraph", remedy))
        findings += _unreadable(markdown, formula)
    return tuple(sorted(findings))


def _unreadable(markdown: str, formula: Formula) -> Iterator[Finding]:
    try:
        parse(formula.source)
    except FormulaError as error:
        after_fault = _follow(markdown, formula.position, formula.source[: error.position + 1])
        yield Finding(max(formula.position, after_fault - 1), f"formula: {error.what}", error.remedy)


def _located(markdown: str, tokens: Sequence[Token]) -> Iterator[tuple[Token, Formula]]:
    """The formulas and their tokens. Tokens know their lines; within these a formula is looked for in turn."""
    starts = _line_starts(markdown)
    position = 0
    for token in tokens:
        if token.map:
            position = max(position, starts[token.map[0]])
        for part in (token, *(token.children or ())):
            if part.type == "code_inline":
                position = _find(markdown, part.content, position)
                position = _follow(markdown, position, part.content)
            elif part.type in _KINDS:
                position = _find(markdown, f"{part.markup}{part.content}", position) + len(part.markup)
                yield part, Formula(part.content, position, _KINDS[part.type])
                position = _follow(markdown, position, part.content) + len(part.markup)


def _split_in_tables(markdown: str, tokens: Sequence[Token]) -> Iterator[Finding]:
    starts = _line_starts(markdown)
    for token in tokens:
        if token.type == "tr_open" and token.map:
            row = markdown[starts[token.map[0]] : starts[token.map[1]]]
            for match in FORMULA.finditer(row):
                if "|" in match[0]:
                    position = starts[token.map[0]] + match.start() + match[0].index("|")
                    remedy = "Write \\vert, \\mid or \\Vert."
                    yield Finding(position, "a | in a formula splits the table's cell", remedy)


def _not_a_formula(markdown: str, tokens: Sequence[Token]) -> Iterator[Finding]:
    starts = _line_starts(markdown)
    for token in tokens:
        words = [child.content for child in token.children or () if child.type == "text"]
        begin, end = (starts[line] for line in token.map or (0, 0))
        if any("$$" in text for text in words) and (match := _LONE_DOLLARS.search(markdown, begin, end)):
            remedy = "Close it with $$, and leave no blank line inside."
            yield Finding(match.start(), "$$ is never closed", remedy)
        for command in (match[0] for text in words if "$" in text for match in _COMMAND.finditer(text)):
            remedy = "Close it with $, with no blank before that $ and no digit outside of the two."
            yield Finding(_find(markdown, command, begin), f"{command} is not in a formula", remedy)


def _line_starts(markdown: str) -> list[int]:
    """Where each line begins, and the end of the text for lines beyond the last."""
    return [0, *(match.end() for match in _LINE_END.finditer(markdown)), len(markdown)]


def _find(markdown: str, text: str, position: int) -> int:
    """Where `text` begins at or after `position`, line ends and escaped bars being as the author wrote them."""
    lines = (re.escape(line).replace(r"\|", r"\\?\|") for line in text.split("\n"))
    match = re.compile(_BETWEEN_LINES.join(lines)).search(markdown, position)
    return match.start() if match else position


def _follow(markdown: str, position: int, text: str) -> int:
    """Where `text` ends that begins at `position`, whatever blanks and bars stand between its characters."""
    for character in text:
        if not character.isspace():
            position = max(position, markdown.find(character, position) + 1)
    return position
