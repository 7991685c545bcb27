"""What every screen of one run shares: the course, the learner's store and the look of the terminal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

from tutor.course.loader import Course
from tutor.course.model import Track
from tutor.plots.look import Look, Tier
from tutor.progress.records import Place
from tutor.progress.store import Store


def utc_now() -> datetime:
    """The time, as the store keeps it."""
    return datetime.now(UTC)


class Session(NamedTuple):
    """The course and the learner, and how to draw for them."""

    course: Course
    store: Store
    tier: Tier
    now: Callable[[], datetime] = utc_now

    @property
    def course_id(self) -> str:
        """The id under which the store keeps answers."""
        return self.course.file.id

    @property
    def is_ascii(self) -> bool:
        """Whether the terminal shows ASCII only."""
        return self.tier == "ascii"

    @property
    def track(self) -> Track | None:
        """The track that the learner follows, if the course (still) has it."""
        chosen = self.store.setting("track")
        return next((track for track in self.course.file.tracks if track.id == chosen), None)

    @property
    def path(self) -> tuple[str, ...]:
        """The lessons that the learner goes through, in that order."""
        return self.track.lessons if self.track is not None else self.course.lesson_ids

    def look(self, theme: str, is_colored: bool) -> Look:
        """How figures are to be drawn under a theme of the app."""
        return Look(self.tier, "light" if theme == "light" else "dark", is_colored)

    def seed_text(self, lesson: str, question: str) -> str:
        """What the numbers of a question are drawn from: learner, lesson and question."""
        return f"{self.store.seed}/{self.course_id}/{lesson}/{question}"

    def save_place(self, lesson: str, unit: str, furthest_unit: str, reached: int, total: int) -> None:
        """Remembers where the learner stands in a lesson."""
        place = Place(
            course=self.course_id,
            lesson=lesson,
            unit=unit,
            furthest_unit=furthest_unit,
            reached=reached,
            total=total,
            updated_at=self.now(),
        )
        self.store.save_place(place)
