"""Lines of spans broken into lines of a given width, between words; a formula is a word as long as it fits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from tutor.spans import Line, Span, cell_width, line_width

_FRAGMENTS: Final = re.compile(r"[ \t\n]+|[^ \t\n]+")
_BLANKS: Final = frozenset(" \t\n")
_NO_BLANK: Final = Span("")
_OPENING: Final = "([{⟨√"
_CLOSING: Final = ")]}⟩"
_LEAST_FILLED: Final = 3
"""A formula too long for a line fills at least one third of it before it is broken."""


def wrap(line: Line, width: int) -> tuple[Line, ...]:
    """The line in lines of at most `width` cells (at least 2, for a wide character)."""
    width = max(width, 2)
    if line_width(line) <= width:
        return (line,)
    lines: list[Sequence[Span]] = []
    row: list[Span] = []
    used = 0
    for blank, word, size in _fitting_words(line, width):
        if row and used + len(blank.text) + size > width:
            lines.append(row)
            row, used = [], 0
        elif row:
            row.append(blank)
            used += len(blank.text)
        row += word
        used += size
    return tuple(join_spans(row) for row in (*lines, row))


def longest_word(line: Line) -> int:
    """The cells of the widest word, a formula counting as one."""
    return max((word.size for word in _words(line)), default=0)


def hang(lines: Iterable[Line], first: Line, rest: Line | None = None) -> tuple[Line, ...]:
    """The lines behind a mark: `first` before the first, `rest` (else as many blanks) before the others."""
    behind = (Span(" " * line_width(first)),) if rest is None else rest
    return tuple((*(behind if index else first), *line) for index, line in enumerate(lines))


def fold(line: Line, width: int, mark: Span) -> tuple[Line, ...]:
    """The line cut after exactly `width` cells wherever that is; the mark begins what is cut off."""
    head, line = split_at(line, width)
    lines = [head]
    while line:
        head, line = split_at(line, width - cell_width(mark.text))
        lines.append(head)
    return hang(lines, (), (mark,))


def split_at(line: Line, width: int) -> tuple[Line, Line]:
    """The characters of a line that fit in `width` cells, and the rest."""
    head: list[Span] = []
    for index, span in enumerate(line):
        end, size = _fitting(span.text, width)
        if end < len(span.text):
            cut = (Span(span.text[:end], span.style),) if end else ()
            return (*head, *cut), (Span(span.text[end:], span.style), *line[index + 1 :])
        head.append(span)
        width -= size
    return tuple(head), ()


def join_spans(spans: Iterable[Span]) -> Line:
    """The same line with neighbors of one style made one."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].style == span.style:
            joined[-1] = Span(joined[-1].text + span.text, span.style)
        elif span.text:
            joined.append(span)
    return tuple(joined)


def is_math(span: Span) -> bool:
    """Whether the span is a part of a formula."""
    return "math" in span.style and "math" in span.style.split()


def _fitting(text: str, width: int) -> tuple[int, int]:
    """How many characters fit in `width` cells, and how many cells they take."""
    if text.isascii():
        count = min(len(text), width)
        return count, count
    used = 0
    for index, character in enumerate(text):
        size = cell_width(character)
        if used + size > width:
            return index, used
        used += size
    return len(text), used


class _Word(NamedTuple):
    """Spans that stay together, and the blank before them."""

    blank: Span
    spans: Line
    size: int


def _fitting_words(line: Line, width: int) -> Iterator[_Word]:
    """The words of a line, the ones that are too wide in pieces."""
    for word in _words(line):
        if word.size <= width:
            yield word
        else:
            yield from _pieces(word, width)


def _words(line: Line) -> Iterator[_Word]:
    blank, size = _NO_BLANK, 0
    word: list[Span] = []
    for span in line:
        for fragment in (span.text,) if is_math(span) else _FRAGMENTS.findall(span.text):
            if fragment[:1] not in _BLANKS or is_math(span):
                word.append(Span(fragment, span.style))
                size += cell_width(fragment)
                continue
            if word:
                yield _Word(blank, tuple(word), size)
                blank, word, size = _NO_BLANK, [], 0
            blank = Span(blank.text + fragment, span.style)
    if word:
        yield _Word(blank, tuple(word), size)


def _pieces(word: _Word, width: int) -> Iterator[_Word]:
    """A word that is too wide in pieces: a formula at its blanks where it has any, all else at the line's end."""
    blank, spans, size = word
    while size > width:
        head, spans = split_at(spans, _best_break(spans, width) or width)
        head_size = line_width(head)
        yield _Word(blank, head, head_size)
        blank = _NO_BLANK
        size -= head_size
        while spans and spans[0].text.startswith(" "):
            blank, spans = Span(" "), split_at(spans, 1)[1]
            size -= 1
    if spans:
        yield _Word(blank, spans, size)


def _best_break(spans: Line, width: int) -> int:
    """The cell of the blank to break at: outside of brackets if possible, rather before a sign than after it; or 0."""
    head, rest = split_at(spans, width)
    text = "".join(span.text for span in (*head, *rest[:2]))  # the blank at the end, and what follows it
    breaks: list[tuple[bool, int, bool, int]] = []
    depth = cell = 0
    for character, following in pairwise(f"{text} "):
        if cell > width:
            break
        if character == " " and cell:
            is_before_sign = not following.isalnum() and following not in _OPENING
            breaks.append((cell * _LEAST_FILLED >= width, -depth, is_before_sign, cell))
        depth += (character in _OPENING[:-1]) - (character in _CLOSING)
        cell += cell_width(character)
    return max(breaks)[-1] if breaks else 0
