"""Markdown with LaTeX formulas -> lines of styled spans that fit a width: the door of this room.

The words that styles are made of are in `tutor.typeset.styles`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, Literal

from tutor.spans import Line, Span
from tutor.typeset.blocks import Blocks, Room
from tutor.typeset.glyphs import ASCII, UNICODE
from tutor.typeset.inline_text import Look, one_line
from tutor.typeset.markdown import block_tokens, inline_tokens
from tutor.typeset.wrapping import hang, join_spans, wrap

__all__ = ["CALLOUT_LABELS", "Callout", "hang", "typeset", "typeset_inline", "wrap"]

Callout = Literal["note", "warning", "insight", "definition", "sources-differ"]

CALLOUT_LABELS: Final[dict[Callout, str]] = {
    "note": "Note",
    "warning": "Warning",
    "insight": "Insight",
    "definition": "Definition",
    "sources-differ": "Sources differ",
}
"""Kind of callout -> what stands above its text."""

_NARROWEST: Final = 20


def typeset(
    markdown: str,
    width: int,
    *,
    callout: Callout | None = None,
    ascii_only: bool = False,
    show_source: bool = False,
) -> tuple[Line, ...]:
    """The page as lines of at most `width` cells (at least 20), with one blank line between blocks.

    `callout` puts a bar beside the text and its label above. `show_source` shows formulas as LaTeX. A formula that
    cannot be read is shown as it is written, with the reason; nothing is raised.
    """
    return _page(markdown, max(width, _NARROWEST), callout, Look(ASCII if ascii_only else UNICODE, show_source))


@lru_cache(maxsize=256)  # what is in view is asked for again and again, with other marks beside it
def _page(markdown: str, width: int, callout: Callout | None, look: Look) -> tuple[Line, ...]:
    blocks = Blocks(look)
    tokens = block_tokens(markdown)
    room = Room(width)
    if callout is None:
        return _finished(blocks.lines(tokens, room), look)
    bar = (Span(f"{look.glyphs.callout_bar} ", f"callout {callout}"),)
    label = (Span(CALLOUT_LABELS[callout], f"callout {callout}"),)
    lines = blocks.lines(tokens, room._replace(width=room.width - len(bar[0].text)))
    return _finished(hang([label, *lines], bar, bar), look)


def typeset_inline(markdown: str, *, ascii_only: bool = False, show_source: bool = False) -> Line:
    """One line of any width, for titles, answer options and cells. Nothing in it begins a list or a heading."""
    return _row(markdown, Look(ASCII if ascii_only else UNICODE, show_source))


@lru_cache(maxsize=256)
def _row(markdown: str, look: Look) -> Line:
    lines = _finished([one_line(inline_tokens(markdown), look)], look)
    return lines[0] if lines else ()


def _finished(lines: Iterable[Line], look: Look) -> tuple[Line, ...]:
    """Lines with long spans, without blanks at their ends, and without characters that would steer a terminal."""
    finished = [_finished_line(line, look) for line in lines]
    while finished and not finished[-1]:
        finished.pop()
    return tuple(finished)


def _finished_line(line: Line, look: Look) -> Line:
    spans = join_spans(span if span.text.isprintable() else _harmless(span, look) for span in line)
    while spans and not spans[-1].text.rstrip(" "):
        spans = spans[:-1]
    return spans


def _harmless(span: Span, look: Look) -> Span:
    unknown = "?" if look.glyphs.is_ascii else "\ufffd"
    return Span("".join(_visible(character, unknown) for character in span.text), span.style)


def _visible(character: str, unknown: str) -> str:
    match unicodedata.category(character):
        case "Cf":  # takes no cell; among these are the marks that turn the direction of text
            return ""
        case "Zl" | "Zp":
            return " "
        case "Cc" | "Cn" | "Co" | "Cs":
            return " " if character == "\t" else unknown
        case _:
            return character
