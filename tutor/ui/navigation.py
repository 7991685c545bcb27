"""Where screens and widgets can ask the app to go.

They call it rather than send it a message: the next key, typed ahead, must find the new screen in place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from textual.widget import Widget

if TYPE_CHECKING:
    from tutor.course.model import LabSection
    from tutor.labs.knobs import Value
    from tutor.plots.figure import Figure


class LabRequest(NamedTuple):
    """An experiment with some knobs set: that of a lesson's section, or any."""

    lab: str
    params: Mapping[str, Value] = {}
    variants: tuple[str, ...] = ()
    seed: int = 0
    section: LabSection | None = None
    goal: str = ""  # what to look for, where no section says so


class Navigator(Protocol):
    """The app, as far as it takes the learner somewhere."""

    def open_lesson(self, lesson: str, block: str | None = None) -> None:
        """A lesson, at one of its blocks or where the learner left off."""

    def open_lab(self, request: LabRequest) -> None:
        """An experiment."""

    def open_labs(self) -> None:
        """The list of experiments."""

    def open_search(self) -> None:
        """The search through all lessons."""

    def open_paths(self) -> None:
        """The tracks and tests."""

    def open_index(self) -> None:
        """Questions people ask."""

    def open_progress(self) -> None:
        """What was learned so far."""

    def show_words(self, figure: Figure) -> None:
        """A figure in words and numbers."""

    def show_script(self, request: LabRequest) -> None:
        """An experiment as a script, also copied where the terminal allows it."""

    def go_home(self) -> None:
        """Back to the list of lessons."""


def navigator(widget: Widget) -> Navigator:
    """The app of a widget."""
    return cast("Navigator", widget.app)
