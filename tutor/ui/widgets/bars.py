"""The two lines that every screen has: where one is at the top, what the keys do at the bottom."""

from __future__ import annotations

from tutor.spans import Line, Span, line_width
from tutor.ui.keys import Labels, bar, labels
from tutor.ui.marks import Marks
from tutor.ui.widgets.lines import Lines


class TitleBar(Lines):
    """A title at the left and a fact at the right."""

    DEFAULT_CSS = "TitleBar { height: 1; }"

    def __init__(self, title: str, fact: str = "") -> None:
        super().__init__()
        self._title, self._fact = title, fact

    def say(self, title: str, fact: str) -> None:
        """Another title or fact."""
        self._title, self._fact = title, fact
        self.redraw()

    def lines_at(self, width: int) -> tuple[Line, ...]:
        """One line; the title gives way to the fact."""
        room = max(0, width - len(self._fact) - 4)
        title = (
            self._title
            if len(self._title) <= room
            else self._title[: max(0, room - 1)] + ("~" if self.is_ascii else "…")
        )
        gap = " " * (width - len(title) - len(self._fact) - 2)
        return ((Span(" "), Span(title, "strong"), Span(gap), Span(self._fact, "dim"), Span(" ")),)


class KeyBar(Lines):
    """The keys that matter here. As many as fit, and in any case the last: that shows them all."""

    DEFAULT_CSS = "KeyBar { height: 1; dock: bottom; }"

    def __init__(self, context: str) -> None:
        super().__init__()
        self._labels = labels(context)
        self._notice = ""

    def show(self, shown: Labels, notice: str = "") -> None:
        """Other keys, or a notice in their place until something else is shown."""
        self._labels, self._notice = shown, notice
        self.redraw()

    def change(self, shown: Labels) -> None:
        """Other keys, below a notice if there is one and nothing new to say."""
        if shown != self._labels:
            self.show(shown)

    def say(self, notice: str) -> None:
        """A notice in place of the keys, until something else is shown."""
        self.show(self._labels, notice)

    def lines_at(self, width: int) -> tuple[Line, ...]:
        """One line."""
        if self._notice:
            return ((Span(f" {self._notice}", "warning"),),)
        *parts, last = bar(self._labels, self.is_ascii)
        spans: list[Span] = []
        room = width - line_width(last)
        for part in parts:
            if (room := room - line_width(part)) < 0:
                break
            spans += part
        return ((*spans, *last),)


class ProgressLine(Lines):
    """A thin line that shows how much of a lesson has been revealed."""

    DEFAULT_CSS = "ProgressLine { height: 1; }"

    def __init__(self, signs: Marks) -> None:
        super().__init__()
        self._marks = signs
        self._share = 0.0

    def show(self, share: float) -> None:
        """From 0 to 1."""
        self._share = share
        self.redraw()

    def lines_at(self, width: int) -> tuple[Line, ...]:
        """One line."""
        done = round(self._share * width)
        return ((Span(self._marks.done * done, "accent"), Span(self._marks.rule * (width - done), "rule")),)
