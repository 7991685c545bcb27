"""What screens and widgets ask the app for."""

from __future__ import annotations

from textual.message import Message


class OpenLesson(Message):
    """Shows a lesson, at one of its blocks or where the learner left off."""

    def __init__(self, lesson: str, block: str | None = None) -> None:
        super().__init__()
        self.lesson = lesson
        self.block = block
