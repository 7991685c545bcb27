"""Styled lines as terminal escape codes, for what is printed rather than shown full-screen."""

from __future__ import annotations

from collections.abc import Iterable

from tutor.spans import Line, Span

RESET = "\x1b[0m"
ATTRIBUTES = {"bold": "1", "strong": "1", "dim": "2", "italic": "3", "emphasis": "3"}


def to_ansi(lines: Iterable[Line]) -> str:
    """The lines with their colours and weights as SGR codes, without trailing blanks that nobody sees."""
    return "\n".join("".join(_paint(span) for span in _trimmed(line)) for line in lines)


def _trimmed(line: Line) -> Line:
    """The line up to its last ink or ground."""
    if not line or _has_ground(line[-1]):
        return line
    end = line[-1]._replace(text=line[-1].text.rstrip())
    return (*line[:-1], end) if end.text else _trimmed(line[:-1])


def _paint(span: Span) -> str:
    codes = [code for word in span.style.split() if (code := _code(word))]
    is_seen = span.text.strip() or _has_ground(span)
    return f"\x1b[{';'.join(codes)}m{span.text}{RESET}" if codes and is_seen else span.text


def _has_ground(span: Span) -> bool:
    return "on:" in span.style


def _code(word: str) -> str:
    if word.startswith("#"):
        return "38;2;" + _rgb(word)
    if word.startswith("on:#"):
        return "48;2;" + _rgb(word[3:])
    return ATTRIBUTES.get(word, "")


def _rgb(color: str) -> str:
    return ";".join(str(int(color[i : i + 2], 16)) for i in (1, 3, 5))
