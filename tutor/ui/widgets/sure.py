"""One line between the answer and the verdict: how sure are you?"""

from __future__ import annotations

from textual.message import Message

from tutor.spans import Line, Span
from tutor.ui.keys import SURE, bindings
from tutor.ui.marks import Marks
from tutor.ui.widgets.block import beside_bar
from tutor.ui.widgets.lines import Lines

LEVELS = ("guess", "think so", "sure")


class SureLine(Lines, can_focus=True, inherit_bindings=False):
    """Asks, and says what was chosen."""

    CONTEXT = SURE
    BINDINGS = bindings(SURE)

    class Rated(Message):
        """1 a guess, 2 think so, 3 sure."""

        def __init__(self, confidence: int) -> None:
            super().__init__()
            self.confidence = confidence

    class Reconsidered(Message):
        """Back to the answer."""

    def __init__(self, signs: Marks) -> None:
        super().__init__()
        self._marks = signs
        self.display = False

    def lines_at(self, width: int) -> tuple[Line, ...]:
        """The question and its three answers."""
        spans = [Span("How sure?", "accent")]
        for number, level in enumerate(LEVELS, start=1):
            spans += [Span(f"  {number} ", "key"), Span(level)]
        return beside_bar((tuple(spans),), self._marks, is_entered=True)

    def action_sure(self, confidence: int) -> None:
        """A digit, or Enter for the middle."""
        self.post_message(self.Rated(confidence))

    def action_reconsider(self) -> None:
        """Escape."""
        self.post_message(self.Reconsidered())
