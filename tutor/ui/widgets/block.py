"""What all blocks of a lesson share: the column they stand in, and how some of them are entered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from textual.message import Message

from tutor.spans import Line, Span
from tutor.ui.keys import Labels
from tutor.ui.marks import Marks
from tutor.ui.widgets.column import Column
from tutor.ui.widgets.lines import Lines, Sized

if TYPE_CHECKING:
    from tutor.plots.figure import Figure
    from tutor.ui.navigation import LabRequest

MARGIN: Final = 2
BAR_WIDTH: Final = 2
LOOK_AGAIN: Final = "look again"  # what Enter does with what is done already


class Enterable(Sized):
    """A block that Enter enters, or that opens something."""

    class Changed(Message):
        """Other keys matter now, or more is to be seen."""

    class Left(Message):
        """It is to be left as it is."""

    class Finished(Message):
        """Everything was read; on to what comes next."""

    class ScrollWanted(Message):
        """There is more to read above or below."""

        def __init__(self, steps: int) -> None:
            super().__init__()
            self.steps = steps

    is_target = False

    def aim(self, is_target: bool) -> None:
        """Shows that Enter would enter it, or no longer."""
        if is_target != self.is_target:
            self.is_target = is_target
            self.redraw_head()

    def redraw_head(self) -> None:
        """Draws its first rows again."""
        raise NotImplementedError

    @property
    def opens(self) -> str:
        """What Enter does, in a word or two; empty where there is nothing to enter."""
        return ""

    @property
    def waits(self) -> bool:
        """Whether it waits for an answer."""
        return False

    @property
    def labels(self) -> Labels:
        """What the keys do while it is entered."""
        return ()

    @property
    def figure(self) -> Figure | None:
        """What it shows, if that is a figure."""
        return None

    @property
    def experiment(self) -> LabRequest | None:
        """The experiment that it shows or speaks of, if there is one."""
        return None

    def enter(self) -> None:
        """Its own keys hold from now on, or what it opens is shown."""


class EnterableLines(Lines, Enterable):
    """A block of lines that Enter enters."""

    def redraw_head(self) -> None:
        """Only the rows that changed are painted."""
        self.redraw()


class Pictured(EnterableLines):
    """A block whose figure comes when it has been computed."""

    def redraw_in_place(self) -> None:
        """Draws it again. It may have grown, which nobody has asked for: what is in view stays, before the next key."""
        self.redraw()
        for node in self.ancestors:
            if isinstance(node, Column):
                node.keep_place()


def in_column(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines with the column's margin, and a blank one after them."""
    margin = Span(" " * MARGIN)
    return (*((margin, *line) if line else () for line in lines), ())


def beside_bar(lines: Iterable[Line], signs: Marks, is_entered: bool, is_target: bool = False) -> tuple[Line, ...]:
    """The lines with a bar at their left that says: this can be entered, Enter would do so now, or it is entered."""
    margin = Span(" " * MARGIN)
    bar = Span(f"{signs.entered if is_entered else signs.bar} ", "accent" if is_entered else "rule")
    first = Span(f"{signs.cursor} ", "accent") if is_target and not is_entered else bar
    return tuple((margin, bar if row else first, *line) for row, line in enumerate(lines))


def beside_pointer(lines: Iterable[Line], signs: Marks, is_target: bool) -> tuple[Line, ...]:
    """The lines as far in as those beside a bar, but with nothing there except a pointer, if Enter goes there."""
    blank, pointer = Span(" " * BAR_WIDTH), Span(f"{signs.cursor} ", "accent")
    margin = Span(" " * MARGIN)
    return tuple((margin, pointer if is_target and not row else blank, *line) for row, line in enumerate(lines))


def column_width(width: int) -> int:
    """The room for text and figures in a widget of that width: something, however narrow the window."""
    return max(1, width - 2 * MARGIN)


def width_beside_bar(width: int) -> int:
    """The room beside a bar in a widget of that width."""
    return max(1, column_width(width) - BAR_WIDTH)
