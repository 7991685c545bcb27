"""Small signs of the app, in Unicode or ASCII."""

from __future__ import annotations

from typing import NamedTuple


class Marks(NamedTuple):
    """Signs that tell a state without colour; each is one cell, options are three."""

    untouched: str
    begun: str
    proficient: str
    mastered: str
    cursor: str
    right: str
    wrong: str
    bar: str  # beside what can be entered
    entered: str  # beside what is entered
    rule: str
    done: str  # of the line that shows how far one is
    left_turn: str
    right_turn: str
    bullet: str
    steps: str  # empty to full

    def radio(self, is_chosen: bool) -> str:
        """One of many."""
        return f"({self.bullet if is_chosen else ' '})"

    def checkbox(self, is_ticked: bool) -> str:
        """Any of many."""
        return f"[{'x' if is_ticked else ' '}]"


UNICODE = Marks("○", "◐", "●", "★", "▸", "✓", "✗", "│", "┃", "─", "━", "‹", "›", "•", "▁▃▅▇")
ASCII = Marks(".", "o", "@", "*", ">", "+", "x", "|", "#", "-", "=", "<", ">", "*", ".-=#")


def marks(is_ascii: bool) -> Marks:
    """The signs for a terminal."""
    return ASCII if is_ascii else UNICODE
