"""What screens and widgets ask the app for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from tutor.course.model import LabSection
    from tutor.labs.knobs import Value
    from tutor.plots.figure import Figure


class OpenLesson(Message):
    """Shows a lesson, at one of its blocks or where the learner left off."""

    def __init__(self, lesson: str, block: str | None = None) -> None:
        super().__init__()
        self.lesson = lesson
        self.block = block


class OpenLab(Message):
    """Shows an experiment with some knobs set: that of a lesson's section, or any."""

    def __init__(
        self,
        lab: str,
        params: Mapping[str, Value] | None = None,
        variants: Iterable[str] = (),
        seed: int = 0,
        section: LabSection | None = None,
    ) -> None:
        super().__init__()
        self.lab = lab
        self.params = dict(params or {})
        self.variants = tuple(variants)
        self.seed = seed
        self.section = section


class OpenSearch(Message):
    """Searches all lessons."""


class OpenLabs(Message):
    """Chooses an experiment."""


class OpenProgress(Message):
    """Shows what was learned so far."""


class ShowWords(Message):
    """Says a figure in words and numbers."""

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        self.figure = figure


class GoHome(Message):
    """Back to the list of lessons."""
