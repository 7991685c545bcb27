"""Styled runs of text: what every room that draws gives back, whatever shows it in the end.

A style is a string of words separated by spaces. A word is a name the theme knows ("strong", "math",
"heading", "error", ...) or a colour: "#rrggbb" for the ink, "on:#rrggbb" for the ground.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple


class Span(NamedTuple):
    """A run of characters in one style."""

    text: str
    style: str = ""


Line = tuple[Span, ...]


@lru_cache(maxsize=4096)
def cell_width(text: str) -> int:
    """How many terminal cells `text` takes: 0 for a combining mark, 2 for a wide character, else 1 each."""
    if text.isascii():
        return len(text)
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def line_width(line: Iterable[Span]) -> int:
    """How many cells a line takes."""
    return sum(cell_width(span.text) for span in line)


def plain_text(lines: Iterable[Line]) -> str:
    """The characters alone, one row a line, without trailing blanks."""
    return "\n".join("".join(span.text for span in line).rstrip() for line in lines)
