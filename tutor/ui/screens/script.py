"""An experiment as a script in plain numpy: to read, to run, to change."""

from __future__ import annotations

from tutor.labs.lab import Lab, Setting
from tutor.labs.registry import entry
from tutor.spans import Line, Span
from tutor.typeset.page import typeset
from tutor.ui.screens.reader import ReaderScreen

MARGIN = 2


def script_screen(lab: Lab, setting: Setting, text: str, *, is_ascii: bool) -> ReaderScreen:
    """A page with the script of a lab at a setting, and how to run it."""
    how = f"Copied. It needs numpy only; run it with `{lab.command(setting)} --script | python3`"
    page = f"{how}\n\n```python\n{text}```"

    def draw(width: int) -> tuple[Line, ...]:
        lines = typeset(page, width - 2 * MARGIN, ascii_only=is_ascii)
        return ((), *((Span(" " * MARGIN), *line) for line in lines))

    return ReaderScreen(f"{entry(lab.name).title} as a script", draw)
