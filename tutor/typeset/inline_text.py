"""The inside of a paragraph -> spans: emphasis, code, links and formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from markdown_it.token import Token

from tutor.errors import FormulaError
from tutor.spans import Line, Span
from tutor.typeset.glyphs import Glyphs

_BLANKS: Final = re.compile(r"[ \t\n]+")
_BREAKS: Final = ("hardbreak", "math_inline_double")


class Look(NamedTuple):
    """What to draw with, and whether formulas are shown as their LaTeX source."""

    glyphs: Glyphs
    shows_source: bool = False

    def spelled(self, text: str) -> str:
        """An author's text in the characters that may come out."""
        if not self.glyphs.is_ascii:
            return text
        from tutor.typeset.spelling import spell  # few terminals need it

        return spell(text)


class Display(NamedTuple):
    """The LaTeX source of a formula that stands on rows of its own."""

    source: str


def text_parts(children: Sequence[Token], look: Look, style: str = "") -> Iterator[Line | Display]:
    """Lines as the author broke them, and the displayed formulas between them."""
    return _InlineText(look, style).parts(children)


def one_line(children: Sequence[Token], look: Look, style: str = "") -> Line:
    """The same as a single line, displayed formulas included."""
    spans: list[Span] = []
    for part in text_parts(children, look, style):
        line = formula_line(part.source, look, style) if isinstance(part, Display) else part
        spans += (Span(" "), *line) if spans else line
    return tuple(spans)


def formula_line(source: str, look: Look, style: str) -> Line:
    """A formula in a line of text; one that cannot be read is shown as it is, with the reason."""
    if look.shows_source:
        return (Span(look.spelled(f"${source.strip()}$"), join_styles(style, "code")),)
    from tutor.typeset.formula_parser import parse  # many lessons begin without a formula
    from tutor.typeset.inline import write_line

    try:
        line = write_line(parse(source), look.glyphs)
    except FormulaError as error:
        return (Span(look.spelled(f"{source.strip()} {complaint(error)}"), join_styles(style, "error")),)
    return tuple(Span(text, join_styles(style, words)) for text, words in line)


def complaint(error: FormulaError) -> str:
    """What is wrong with a formula, in brackets; its characters are counted from 1."""
    remedy = f"; {error.remedy[:1].lower()}{error.remedy[1:].rstrip('.')}" if error.remedy else ""
    return f"[formula: {error.what} at {error.position + 1}{remedy}]"


def join_styles(*styles: str) -> str:
    """The words of all styles in one."""
    return " ".join(filter(None, styles))


class _InlineText:
    def __init__(self, look: Look, style: str) -> None:
        self._look = look
        self._styles = [style]
        self._address = ""
        self._link_text = ""

    def parts(self, children: Sequence[Token]) -> Iterator[Line | Display]:
        spans: list[Span] = []
        for token in children:
            if token.type not in _BREAKS:
                spans += self._spans(token)
                continue
            if line := _trimmed(spans):
                yield line
            spans = []
            if token.content:
                yield Display(token.content)
        if line := _trimmed(spans):
            yield line

    def _spans(self, token: Token) -> Line:
        match token.type:
            case "text" | "text_special":
                return self._words(token.content)
            case "softbreak":
                return self._words(" ")
            case "code_inline":
                return self._words(token.content, "code")
            case "math_inline":
                return formula_line(token.content, self._look, join_styles(*self._styles))
            case "image":
                return self._words(f"[{token.content}]", "dim")
            case "link_open":
                self._address, self._link_text = str(token.attrs["href"]), ""
                self._styles.append("link")
            case "em_open" | "strong_open":
                self._styles.append("emphasis" if token.type == "em_open" else "strong")
            case "link_close":
                address = self._words(f" ({self._address})") if self._address != self._link_text else ()
                self._styles.pop()
                return address
            case _:
                self._styles.pop()
        return ()

    def _words(self, text: str, style: str = "") -> Line:
        self._link_text += text
        return (Span(self._look.spelled(_BLANKS.sub(" ", text)), join_styles(*self._styles, style)),)


def _trimmed(spans: list[Span]) -> Line:
    if spans:
        spans[0] = Span(spans[0].text.lstrip(" "), spans[0].style)
        spans[-1] = Span(spans[-1].text.rstrip(" "), spans[-1].style)
    return tuple(span for span in spans if span.text)
