"""Markdown's blocks -> lines of spans: headings, paragraphs, lists, quotes, tables, code and displayed formulas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final, NamedTuple

from markdown_it.token import Token

from tutor.errors import FormulaError
from tutor.spans import Line, Span, line_width
from tutor.typeset.boxes import INDENT, blank
from tutor.typeset.inline_text import Display, Look, complaint, join_styles, one_line, text_parts
from tutor.typeset.markdown import elements
from tutor.typeset.table import Table, draw_table
from tutor.typeset.wrapping import fold, hang, wrap

_LOWEST_HEADING: Final = 3
_LIST_INDENT: Final = 2
_CODE_INDENT: Final = 2
_TAB: Final = 4

_NARROWEST: Final = 10
"""Lists and quotes nested so deep that less would be left are no longer set in."""


class Room(NamedTuple):
    """Where blocks stand: how many cells they have, their style, and how many lists they are in."""

    width: int
    style: str = ""
    depth: int = 0


class Blocks:
    """Sets blocks one below the other with a blank line between them."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._glyphs = look.glyphs

    def lines(self, tokens: Sequence[Token], room: Room, *, is_tight: bool = False) -> list[Line]:
        """The blocks of `tokens`; tight ones have no blank lines between them."""
        lines: list[Line] = []
        for token, inner in elements(tokens):
            block = self._block(token, inner, room)
            if lines and block and not is_tight:
                lines.append(())
            lines += block
        return lines

    def _block(self, token: Token, inner: Sequence[Token], room: Room) -> Sequence[Line]:
        match token.type:
            case "paragraph_open":
                return self._paragraph(inner[0], room)
            case "heading_open":
                return self._heading(inner[0], room, min(int(token.tag[1]), _LOWEST_HEADING))
            case "bullet_list_open" | "ordered_list_open":
                return self._list(token, [tokens for _, tokens in elements(inner)], room)
            case "blockquote_open":
                bar = (Span(f"{self._glyphs.quote_bar} ", "rule"),)
                return self._behind(bar, bar, inner, room._replace(style=join_styles(room.style, "quote")))
            case "table_open":
                return draw_table(self._table(inner, room), room.width, self._glyphs)
            case "math_block":
                return self._display(token.content, room)
            case "hr":
                return [(Span(self._glyphs.rule * room.width, "rule"),)]
            case _:
                return self._code(token, room.width)

    def _paragraph(self, token: Token, room: Room) -> Sequence[Line]:
        lines: list[Line] = []
        after_display = False
        for part in text_parts(token.children or (), self._look, room.style):
            is_display = isinstance(part, Display)
            if lines and (is_display or after_display):
                lines.append(())
            lines += self._display(part.source, room) if isinstance(part, Display) else wrap(part, room.width)
            after_display = is_display
        return lines

    def _heading(self, token: Token, room: Room, level: int) -> Sequence[Line]:
        style = join_styles(room.style, f"heading heading{level}")
        line = one_line(token.children or (), self._look, style)
        if not line:
            return ()
        lines = wrap(line, room.width)
        if level == _LOWEST_HEADING:
            return lines
        rule = self._glyphs.heading_rules[level - 1] * max(map(line_width, lines))
        return (*lines, (Span(rule, style),))

    def _list(self, token: Token, items: Sequence[Sequence[Token]], room: Room) -> Sequence[Line]:
        is_tight = all(first.hidden for item in items for first, _ in elements(item) if first.type == "paragraph_open")
        blocks: list[Sequence[Line]] = []
        for mark, item in zip(self._marks(token, len(items), room.depth), items, strict=True):
            first = (*blank(0 if room.depth else _LIST_INDENT), Span(mark, "bullet"))
            blocks.append(self._behind(first, None, item, room._replace(depth=room.depth + 1), is_tight=is_tight))
        is_airy = not is_tight or any(map(_is_blank, chain(*blocks)))
        lines: list[Line] = []
        for block in blocks:
            lines += [()] * (is_airy and bool(lines))
            lines += block
        return lines

    def _marks(self, token: Token, count: int, depth: int) -> list[str]:
        if token.type == "bullet_list_open":
            return [f"{self._glyphs.bullets[depth % len(self._glyphs.bullets)]} "] * count
        start = int(token.attrs.get("start", 1))
        longest = len(str(start + count - 1))
        return [f"{number:>{longest}}. " for number in range(start, start + count)]

    def _behind(
        self, first: Line, rest: Line | None, tokens: Sequence[Token], room: Room, *, is_tight: bool = False
    ) -> Sequence[Line]:
        inner = room._replace(width=room.width - line_width(first))
        if inner.width < _NARROWEST:
            return (*wrap(first, room.width), *self.lines(tokens, room, is_tight=is_tight))
        return hang(self.lines(tokens, inner, is_tight=is_tight) or [()], first, rest)

    def _table(self, tokens: Sequence[Token], room: Room) -> Table:
        rows = [row for _, section in elements(tokens) for _, row in elements(section)]
        cells = [[(cell, inner[0].children or ()) for cell, inner in elements(row)] for row in rows]
        style = join_styles(room.style, "strong")
        return Table(
            head=[one_line(children, self._look, style) for _, children in cells[0]],
            rows=[[one_line(children, self._look, room.style) for _, children in row] for row in cells[1:]],
            alignments=[str(cell.attrs.get("style", "left")).removeprefix("text-align:") for cell, _ in cells[0]],
        )

    def _display(self, source: str, room: Room) -> Sequence[Line]:
        if self._look.shows_source:
            return self._source(source, room, "code")
        from tutor.typeset.display import display  # many lessons begin without a formula
        from tutor.typeset.formula_parser import parse

        try:
            rows = display(parse(source), room.width, self._glyphs)
        except FormulaError as error:
            reason = wrap((Span(self._look.spelled(complaint(error)), "error"),), room.width - INDENT)
            return (*self._source(source, room, "error"), *hang(reason, blank(INDENT)))
        return [tuple(Span(text, join_styles(room.style, words)) for text, words in row) for row in rows]

    def _source(self, source: str, room: Room, style: str) -> Sequence[Line]:
        text = self._look.spelled(source.strip().expandtabs(_TAB))
        return self._folded([(Span(line, style),) for line in text.splitlines()], room.width, INDENT)

    def _code(self, token: Token, width: int) -> Sequence[Line]:
        code = self._look.spelled(token.content.rstrip("\n").expandtabs(_TAB))
        language = token.info.split(maxsplit=1)[0] if token.info.strip() else ""
        if not language:
            return self._folded([(Span(line, "code"),) for line in code.split("\n")], width, _CODE_INDENT)
        from tutor.typeset.code import colored  # the lexers are heavy, and most pages hold no code

        return self._folded(colored(code, language), width, _CODE_INDENT)

    def _folded(self, lines: Iterable[Line], width: int, indent: int) -> Sequence[Line]:
        mark = Span(f"{self._glyphs.fold} ", "dim")
        return [(*blank(indent), *row) for line in lines for row in fold(line, width - indent, mark)]


def _is_blank(line: Line) -> bool:
    return not any(span.text.strip() for span in line)
