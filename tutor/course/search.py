"""Looking for words in all lessons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Final

from tutor.course.flow import Ask, Claim, Content, Prose, Score, fill_text, flow_of
from tutor.course.loader import Course, load_lesson
from tutor.course.model import LabSection, PlotSection, Practice
from tutor.errors import LessonError
from tutor.typeset.page import typeset_inline

EXCERPT: Final = 70
"""Characters shown of a passage, around the first word that was looked for."""

GAP: Final = re.compile(r"\{\{[^{}]*\}\}")
FORMULA: Final = re.compile(r"\$\$(.+?)\$\$|\$([^$]+)\$", re.DOTALL)
MARKUP: Final = re.compile(r"(?m:^\s*[-+] )|[*`#>|]+|\\|:?-{3,}:?")
LOOSE: Final = re.compile(r"\s+(?=[,.;:?!)])|(?<=\()\s+")


@dataclass(frozen=True)
class Passage:
    """A block of a lesson as plain words."""

    lesson: str
    block: str
    heading: str  # lesson and chapter
    text: str

    def excerpt(self, query: str) -> str:
        """The words around the first one looked for."""
        folded = self.text.casefold()
        places = [match.start() for word in query.casefold().split() if (match := _start_of(word).search(folded))]
        first = min(places, default=0)
        start = self.text.rfind(" ", 0, max(0, first - EXCERPT // 3)) + 1
        return "…" * bool(start) + shorten(self.text[start:], EXCERPT, placeholder="…")


def read_passages(course: Course) -> tuple[Passage, ...]:
    """Every block of every lesson that can be read."""
    return tuple(_passages(course))


def _passages(course: Course) -> Iterator[Passage]:
    for head in course.heads:
        try:
            lesson, _ = load_lesson(course.directory, head.id)
        except LessonError:
            continue
        flow = flow_of(lesson, course.title)
        for block in flow.blocks:
            text = _words_of(block.content)
            chapter = flow.chapters[block.chapter] if flow.chapters else ""
            yield Passage(head.id, block.id, f"{head.title}: {chapter}", _plain(text))


def _plain(markdown: str) -> str:
    """Words, and formulas in one line, without what makes them look like something; three dots for a gap."""
    parts, end = [], 0
    text = GAP.sub("…", markdown)
    for match in FORMULA.finditer(text):
        parts += [MARKUP.sub(" ", text[end : match.start()]), _in_one_line(match[1] or match[2])]
        end = match.end()
    words = "".join(parts) + MARKUP.sub(" ", text[end:])
    return LOOSE.sub("", " ".join(words.split()))


def _in_one_line(latex: str) -> str:
    return "".join(span.text for span in typeset_inline(f"${' '.join(latex.split())}$"))


def _words_of(content: Content) -> str:
    match content:
        case Prose() | Claim():
            return content.markdown
        case Ask():
            return content.question.prompt
        case PlotSection():
            return f"{content.title} {fill_text(content.alt)}"
        case LabSection():
            return f"{content.lab} {fill_text(content.goal)}"
        case Practice():
            return fill_text(content.prompt)
        case Score():
            return ""


def find(passages: Sequence[Passage], query: str, most: int) -> tuple[Passage, ...]:
    """The passages where every word of the query begins a word, first those that have more of them, more exactly.

    A word counts more in the heading than in the text, and more as it stands than as the beginning of another.
    """
    words = query.casefold().split()
    starts = [_start_of(word) for word in words]
    wholes = [re.compile(start.pattern + r"(?!\w)") for start in starts]
    ranked = []
    for passage in passages:
        heading, text = passage.heading.casefold(), passage.text.casefold()
        if not all(word in heading or word in text for word in words):  # spares most of the work
            continue
        tests = ((4, wholes, heading), (3, starts, heading), (2, wholes, text), (1, starts, text))
        found = [[worth * bool(word.search(where)) for word in patterns] for worth, patterns, where in tests]
        values = [max(column) for column in zip(*found, strict=True)]
        if all(values):
            ranked.append((sum(values), passage))
    ranked.sort(key=lambda hit: hit[0], reverse=True)
    return tuple(passage for _, passage in ranked[:most])


def _start_of(word: str) -> re.Pattern[str]:
    """Where a word begins that begins like this."""
    return re.compile(rf"(?<!\w){re.escape(word)}")
