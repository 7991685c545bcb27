"""The looks of the app: what each style word of a span becomes in the dark, light and high-contrast theme."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from rich.style import Style
from textual.theme import Theme


class Shades(NamedTuple):
    """Colours as #rrggbb; all of ink on background and on panel have a contrast of at least 4.5 to 1."""

    background: str
    panel: str  # the ground of code, and of what is entered
    ink: str
    strong: str
    muted: str
    line: str  # rules and frames: seen, not read
    accent: str
    math: str
    code: str
    right: str
    wrong: str
    warning: str


SHADES: Final[dict[str, Shades]] = {
    "dark": Shades(
        background="#15171c",
        panel="#1f232b",
        ink="#d5dae3",
        strong="#ffffff",
        muted="#929baa",
        line="#485063",
        accent="#56b4e9",
        math="#f3cf8e",
        code="#a8d8b0",
        right="#4cc38a",
        wrong="#ff8577",
        warning="#e8b339",
    ),
    "light": Shades(
        background="#fbfbf9",
        panel="#eef0f2",
        ink="#23272f",
        strong="#000000",
        muted="#5c6470",
        line="#b4bac4",
        accent="#00619e",
        math="#7b4300",
        code="#1f5f37",
        right="#006b3c",
        wrong="#b3261e",
        warning="#7d5600",
    ),
    "high-contrast": Shades(
        background="#000000",
        panel="#1a1a1a",
        ink="#ffffff",
        strong="#ffffff",
        muted="#d0d0d0",
        line="#a0a0a0",
        accent="#4fd0ff",
        math="#ffe08a",
        code="#b6ffb6",
        right="#5dff9b",
        wrong="#ff9d8f",
        warning="#ffd84d",
    ),
}


def textual_theme(name: str) -> Theme:
    """The same colours for Textual's own widgets: the palette, text fields, scroll bars."""
    shades = SHADES[name]
    return Theme(
        name=name,
        primary=shades.accent,
        secondary=shades.accent,
        accent=shades.accent,
        warning=shades.warning,
        error=shades.wrong,
        success=shades.right,
        foreground=shades.ink,
        background=shades.background,
        surface=shades.background,
        panel=shades.panel,
        dark=name != "light",
        variables={
            "scrollbar": shades.line,
            "scrollbar-hover": shades.muted,
            "scrollbar-active": shades.accent,
            "scrollbar-background": shades.background,
            "scrollbar-background-hover": shades.background,
            "scrollbar-background-active": shades.background,
        },
    )


@lru_cache(maxsize=2048)
def style_of(words: str, theme: str, is_colored: bool) -> Style:
    """The Rich style of a span: the base ink on the background, changed by each of its words in turn."""
    style = _style(theme, is_colored, "ink", "background")
    for word in words.split():
        style += _word_style(word, theme, is_colored)
    return style


def _word_style(word: str, theme: str, is_colored: bool) -> Style:
    if word.startswith("#"):
        return Style(color=word)
    if word.startswith("on:#"):
        return Style(bgcolor=word[3:])
    ink, ground, attributes = LOOKS.get(word, ("", "", ""))
    return _style(theme, is_colored, ink, ground) + Style.parse(attributes)


def _style(theme: str, is_colored: bool, ink: str, ground: str) -> Style:
    if not is_colored:
        return Style()
    shades = SHADES[theme]
    return Style(color=getattr(shades, ink) if ink else None, bgcolor=getattr(shades, ground) if ground else None)


LOOKS: Final[dict[str, tuple[str, str, str]]] = {
    # what the typesetter marks
    "heading": ("accent", "", "bold"),
    "heading1": ("strong", "", "bold"),
    "heading2": ("", "", ""),
    "heading3": ("strong", "", ""),
    "strong": ("strong", "", "bold"),
    "emphasis": ("", "", "italic"),
    "code": ("code", "panel", ""),
    "keyword": ("accent", "", ""),
    "function": ("math", "", ""),
    "builtin": ("accent", "", ""),
    "string": ("right", "", ""),
    "number": ("math", "", ""),
    "comment": ("muted", "", "italic"),
    "operator": ("ink", "", ""),
    "math": ("math", "", ""),
    "italic": ("", "", "italic"),
    "bold": ("", "", "bold"),
    "link": ("accent", "", "underline"),
    "quote": ("muted", "", "italic"),
    "callout": ("accent", "", "bold"),
    "note": ("accent", "", ""),
    "warning": ("warning", "", ""),
    "insight": ("right", "", ""),
    "definition": ("math", "", ""),
    "sources-differ": ("warning", "", ""),
    "bullet": ("accent", "", ""),
    "rule": ("line", "", ""),
    "dim": ("muted", "", ""),
    "error": ("wrong", "", ""),
    # what the app adds
    "accent": ("accent", "", ""),
    "right": ("right", "", ""),
    "wrong": ("wrong", "", ""),
    "panel": ("", "panel", ""),
    "key": ("accent", "", "bold"),
    "cursor": ("strong", "panel", "bold"),
    "reverse": ("", "", "reverse"),
}
"""Style word -> ink, ground and attributes; an empty ink or ground leaves what is there."""
