"""A lesson as the row of blocks that a learner walks through, one after the other, however it is shown."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from tutor.course.model import (
    Callout,
    CheckSection,
    ClaimSection,
    CommonMistake,
    Connection,
    ExampleSection,
    LabSection,
    Lesson,
    PlotSection,
    Practice,
    Section,
    Source,
    Step,
    TextSection,
)
from tutor.errors import ExpressionError
from tutor.labs.registry import entry
from tutor.quiz.questions import Question

if TYPE_CHECKING:
    from tutor.quiz.closures import Values

SUMMARY, MISTAKES, QUIZ, PRACTICE, NEXT = "Key takeaways", "Common mistakes", "Quiz", "Practice", "Where to go next"
FAREWELL = "/next"
"""The id of the block that ends a lesson."""


class Prose(Struct, frozen=True):
    """Text to read. Its gaps are filled when it is shown, so that opening a lesson costs no computing."""

    text: str
    callout: Callout | None = None

    @property
    def markdown(self) -> str:
        """The text with its gaps filled."""
        return fill_text(self.text)


class Claim(Struct, frozen=True):
    """A statement with a number that was recomputed."""

    section: ClaimSection

    @property
    def markdown(self) -> str:
        """The claim's text with its own numbers in the gaps: value, low and high."""
        section = self.section
        low, high = section.within or (math.nan, math.nan)
        value = math.nan if section.value is None else section.value
        return fill_text(section.text, {"value": value, "low": low, "high": high})

    @property
    def origin(self) -> str:
        """Where the number comes from: computed, measured, or said by theory."""
        section = self.section
        if section.lab is None:
            return f"computed: {section.expr}"
        if section.metric in entry(section.lab).theory:
            return f"theory, shown in {section.lab}"
        runs = f"{len(section.seeds)} seeds" if len(section.seeds) > 1 else "1 run"
        return f"measured in {section.lab}, {runs}"


Context = Literal["lesson", "quiz", "test"]


class Ask(Struct, frozen=True):
    """A question of a lesson; `context` says whether the lesson asks it, the quiz at its end, or a test."""

    question: Question
    lesson: str
    context: Context


class Score(Struct, frozen=True):
    """How the questions of a test were answered."""

    asks: tuple[Ask, ...]


Content = Prose | Claim | PlotSection | LabSection | Ask | Practice | Score


class Block(Struct, frozen=True):
    """One thing to show. `id` is unique in the lesson and stays when wording changes; places are stored by it.

    What the lesson does not name itself has an id that begins with a slash, as no name does.
    """

    id: str
    chapter: int  # which of the lesson's chapters it belongs to, from 0
    content: Content


class Flow(Struct, frozen=True):
    """The blocks of a lesson in order, and the titles of its chapters."""

    blocks: tuple[Block, ...]
    chapters: tuple[str, ...]

    def index(self, block_id: str) -> int | None:
        """Where a block stands, or None if the lesson has it no more."""
        return next((index for index, block in enumerate(self.blocks) if block.id == block_id), None)

    def chapter_start(self, chapter: int) -> int:
        """The index of a chapter's first block."""
        return next(index for index, block in enumerate(self.blocks) if block.chapter == chapter)


def flow_of(lesson: Lesson, title_of: Callable[[str], str] = str) -> Flow:
    """The whole walk through a lesson. `title_of`: lesson id -> title, for what to explore next."""
    blocks: list[Block] = []
    chapters: list[str] = []
    for title, block_id, content in _walk(lesson, title_of):
        if title and (not chapters or title != chapters[-1]):
            chapters.append(title)
        blocks.append(Block(block_id, max(0, len(chapters) - 1), content))
    return Flow(tuple(blocks), tuple(chapters))


Entry = tuple[str, str, Content]
"""The title of the chapter that starts here (or an empty string), the block's id, and what it shows."""


def _walk(lesson: Lesson, title_of: Callable[[str], str]) -> Iterator[Entry]:
    for section in lesson.file.sections:
        yield from _section(section, lesson)
    takeaways = "\n".join(f"- {takeaway.strip()}" for takeaway in lesson.file.key_takeaways)
    yield SUMMARY, "/takeaways", _headed(SUMMARY, takeaways)
    if lesson.file.common_mistakes:
        mistakes = "\n\n".join(_mistake(mistake) for mistake in lesson.file.common_mistakes)
        yield MISTAKES, "/mistakes", _headed(MISTAKES, mistakes)
    yield from _questions(lesson)
    for index, practice in enumerate(lesson.quiz.practice):
        if index == 0:
            yield PRACTICE, "/practice", _headed(PRACTICE, "Solve each on paper first; then hold yours against ours.")
        yield "", f"/practice/{practice.id}", practice
    if farewell := _farewell(lesson, title_of):
        yield NEXT, FAREWELL, _headed(NEXT, farewell)


def _section(section: Section, lesson: Lesson) -> Iterator[Entry]:
    match section:
        case TextSection():
            yield section.title, section.id, Prose(_under(section.title, section.body), section.callout)
        case ClaimSection():
            yield "", section.id, Claim(section)
        case ExampleSection():
            yield from _example(section, lesson.file.id)
        case CheckSection():
            by_id = {question.id: question for question in lesson.quiz.questions}
            for question_id in dict.fromkeys(section.questions):
                if question_id in by_id:
                    yield "", f"{section.id}/{question_id}", Ask(by_id[question_id], lesson.file.id, "lesson")
        case PlotSection():
            yield "", section.id, section
        case LabSection():
            yield "", section.id, section
            yield "", f"{section.id}/conclude", Prose(section.conclude)


def fill_text(text: str, values: Values | None = None) -> str:
    """The text with its gaps filled; where one cannot be, the text as it is and the reason, for a lesson goes on."""
    if "{{" not in text:
        return text
    from tutor.quiz.templates import fill  # many lessons begin without a computed number

    try:
        return fill(text, values or {})
    except ExpressionError as error:
        return f"{text}\n\n`[{error}]`"


def _example(section: ExampleSection, lesson: str) -> Iterator[Entry]:
    heading = f"Worked example: {section.title}" if section.title else "Worked example"
    yield "", section.id, Prose(f"### {heading}\n\n{section.problem}")
    for number, step in enumerate(section.steps, start=1):
        for part, content in _step(step, lesson):
            yield "", f"{section.id}/{number}-{part}", content
    if section.insight:
        yield "", f"{section.id}/insight", Prose(section.insight, "insight")


def _step(step: Step, lesson: str) -> Iterator[tuple[str, Content]]:
    if step.ask:
        yield "ask", Prose(f"*{step.ask.strip()}*")
    if step.answer is not None:
        yield "answer", Ask(step.answer, lesson, "lesson")
    told = "\n\n".join(text for text in (step.say, step.show) if text)
    if told:
        yield "show", Prose(told)


def _questions(lesson: Lesson) -> Iterator[Entry]:
    """The quiz: every question for it that no section has asked already."""
    asked = {
        question_id
        for section in lesson.file.sections
        if isinstance(section, CheckSection)
        for question_id in section.questions
    }
    left = [question for question in lesson.quiz.questions if question.use != "review" and question.id not in asked]
    if left:
        count = f"{len(left)} question{'s' * (len(left) != 1)}"
        yield QUIZ, "/quiz", _headed(QUIZ, f"{count}. Hints cost nothing; a guess is better than none.")
    for question in left:
        yield "", f"/quiz/{question.id}", Ask(question, lesson.file.id, "quiz")


def _mistake(mistake: CommonMistake) -> str:
    parts = (
        f"**{mistake.claim.strip()}**\n",
        f"- Symptom: {mistake.symptom.strip()}",
        f"- Why: {mistake.why.strip()}",
        f"- Fix: {mistake.fix.strip()}",
    )
    return "\n".join(parts)


def _farewell(lesson: Lesson, title_of: Callable[[str], str]) -> str:
    parts = ["\n".join(_connection(connection, title_of) for connection in lesson.file.connections)]
    if lesson.file.sources:
        parts.append("Sources\n\n" + "\n".join(f"- {cite(source)}" for source in lesson.file.sources))
    return "\n\n".join(part for part in parts if part)


def _connection(connection: Connection, title_of: Callable[[str], str]) -> str:
    name = title_of(connection.lesson) if connection.lesson else connection.topic
    return f"- **{name}**" + (f": {connection.why}" if connection.why else "")


def cite(source: Source) -> str:
    """A source as one line: authors, title, year, where."""
    who = f"{source.authors}. " if source.authors else ""
    year = f" ({source.year})" if source.year else ""
    return f"{who}*{source.title}*{year}{', ' + source.where if source.where else ''}"


def _headed(title: str, markdown: str) -> Prose:
    return Prose(_under(title, markdown))


def _under(title: str, markdown: str) -> str:
    return f"## {title}\n\n{markdown}" if title else markdown
