"""Code -> lines of spans in the styles of its language's words."""

from __future__ import annotations

from typing import Any, Final

from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]
from pygments.token import Token  # type: ignore[import-untyped]
from pygments.util import ClassNotFound  # type: ignore[import-untyped]

from tutor.spans import Line, Span

_WORDS: Final = (
    (Token.Comment, "comment"),
    (Token.Keyword, "keyword"),
    (Token.Operator.Word, "keyword"),
    (Token.Operator, "operator"),
    (Token.Literal.String, "string"),
    (Token.Literal.Number, "number"),
    (Token.Name.Function, "function"),
    (Token.Name.Class, "function"),
    (Token.Name.Decorator, "function"),
    (Token.Name.Builtin, "builtin"),
)
"""Kind of token -> the word its style has besides "code"; the first that fits holds."""


def colored(code: str, language: str) -> list[Line]:
    """The lines of a piece of code; a language that is not known leaves them in one style."""
    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return [(Span(line, "code"),) for line in code.split("\n")]
    lines: list[list[Span]] = [[]]
    for kind, text in lexer.get_tokens(code):
        first, *others = (Span(part, _style(kind)) for part in text.split("\n"))
        lines[-1].append(first)
        lines += [[other] for other in others]
    return [tuple(span for span in line if span.text) for line in lines]


def _style(kind: Any) -> str:
    return next((f"code {word}" for parent, word in _WORDS if kind in parent), "code")
