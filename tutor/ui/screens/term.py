"""A word of the glossary: what it means, and which lessons treat it."""

from __future__ import annotations

from tutor.course.loader import Course
from tutor.spans import Line, Span
from tutor.typeset.page import typeset
from tutor.ui.screens.reader import ReaderScreen

MARGIN = 2


def term_screen(course: Course, term: str, *, is_ascii: bool) -> ReaderScreen:
    """A page with the definition of a term."""
    treated = [f"- {head.title}" for head in course.heads if _is_about(term, head.keywords)]
    lessons = "\n\nLessons about it\n\n" + "\n".join(treated) if treated else ""
    page = f"## {term}\n\n{course.file.glossary[term]}{lessons}"

    def draw(width: int) -> tuple[Line, ...]:
        lines = typeset(page, width - 2 * MARGIN, ascii_only=is_ascii)
        return ((), *((Span(" " * MARGIN), *line) for line in lines))

    return ReaderScreen("Glossary", draw)


def _is_about(term: str, keywords: tuple[str, ...]) -> bool:
    """Whether the word is one of the keywords, or a word of one."""
    return any(f" {term.casefold()} " in f" {keyword.casefold()} " for keyword in keywords)
