"""The keys that hold here, from the table of all keys."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.spans import Line, Span
from tutor.typeset.page import hang, wrap
from tutor.ui.keys import COMMANDS, EVERYWHERE, called
from tutor.ui.screens.reader import ReaderScreen

KEY_WIDTH = 22


def help_screen(contexts: tuple[str, ...], is_ascii: bool) -> ReaderScreen:
    """A page with the commands of each context, the most special first."""
    return ReaderScreen("The keys here", lambda width: tuple(_lines((*contexts, EVERYWHERE), width, is_ascii)))


def _lines(contexts: tuple[str, ...], width: int, is_ascii: bool) -> Iterator[Line]:
    for context in contexts:
        yield ()
        yield (Span(f"  {context[0].upper()}{context[1:]}", "heading"),)
        for command in COMMANDS[context]:
            first = (Span(f"  {called(command.shown_as, is_ascii)}".ljust(KEY_WIDTH), "key"),)
            yield from hang(wrap((Span(command.help),), max(10, width - KEY_WIDTH - 2)), first)
