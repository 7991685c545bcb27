"""Palettes of what a course holds beside its lessons: paths and tests, questions people ask, the glossary."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from tutor.course.walks import walk_id_of
from tutor.spans import plain_text
from tutor.typeset.page import typeset_inline
from tutor.ui.palette import Entry, EntryProvider, Palette, questions_asked

if TYPE_CHECKING:
    from tutor.ui.app import TutorApp

EVERY_LESSON = "All lessons"


class PathProvider(EntryProvider):
    """Tracks to follow, tests to take."""

    def entries(self, app: TutorApp) -> Iterable[Entry]:
        """The whole course, then shorter ways, then the tests."""
        file = app.session.course.file
        yield Entry(EVERY_LESSON, file.blurb, partial(app.choose_track, ""))
        for track in file.tracks:
            yield Entry(f"Track: {track.title}", track.blurb, partial(app.choose_track, track.id))
        for test in file.tests:
            yield Entry(f"Test: {test.title}", test.blurb, partial(app.open_lesson, walk_id_of(test)))


class IndexProvider(EntryProvider):
    """Questions people ask."""

    def entries(self, app: TutorApp) -> Iterable[Entry]:
        """In the order of the course."""
        return questions_asked(app)


class GlossaryProvider(EntryProvider):
    """The words of the field."""

    def entries(self, app: TutorApp) -> Iterable[Entry]:
        """From A to Z, with as much of the definition as there is room for."""
        glossary = app.session.course.file.glossary
        for term in sorted(glossary, key=str.casefold):
            words = plain_text((typeset_inline(glossary[term], ascii_only=app.session.is_ascii),))
            yield Entry(term, words, partial(app.show_term, term))


def path_palette() -> Palette:
    """Tracks and tests."""
    return Palette([PathProvider], placeholder="Which way through the course?")


def index_palette() -> Palette:
    """Questions people ask."""
    return Palette([IndexProvider], placeholder="Questions people ask")


def glossary_palette() -> Palette:
    """Words."""
    return Palette([GlossaryProvider], placeholder="Look a word up")
