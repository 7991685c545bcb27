"""Small signs of the app, in Unicode or ASCII."""

from __future__ import annotations

from typing import NamedTuple

from tutor.spans import Line, Span


class Marks(NamedTuple):
    """Signs that tell a state without colour; each is one cell, options are three."""

    untouched: str
    begun: str
    proficient: str
    mastered: str
    cursor: str
    held: str  # at what moves with the cursor
    right: str
    wrong: str
    bar: str  # beside what can be entered
    entered: str  # beside what is entered
    rule: str
    done: str  # of the line that shows how far one is
    left_turn: str
    right_turn: str
    bullet: str
    steps: str  # of a level, from the first to the last
    no_step: str  # in place of one that is not reached

    def level(self, reached: int) -> Line:
        """How far a level is, out of four."""
        return (Span(self.steps[:reached], "right"), Span(self.no_step * (len(self.steps) - reached), "rule"))

    def radio(self, is_chosen: bool) -> str:
        """One of many."""
        return f"({self.bullet if is_chosen else ' '})"

    def checkbox(self, is_ticked: bool) -> str:
        """Any of many."""
        return f"[{'x' if is_ticked else ' '}]"


UNICODE = Marks("○", "◐", "●", "★", "▸", "↕", "✓", "✗", "│", "┃", "─", "━", "‹", "›", "•", "▁▃▅▇", "·")
ASCII = Marks(".", "o", "@", "*", ">", "^", "+", "x", "|", "#", "-", "=", "<", ">", "*", "1234", ".")


def marks(is_ascii: bool) -> Marks:
    """The signs for a terminal."""
    return ASCII if is_ascii else UNICODE
