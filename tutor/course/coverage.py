"""The inventory of a course: what it promises to teach, entry by entry, and where each entry is taught."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from textwrap import fill
from typing import Final, NamedTuple

from tutor.course.document import Document, read_document
from tutor.course.flow import Ask, Claim, Prose, flow_of
from tutor.course.loader import load_course, load_lesson
from tutor.course.model import Inventory, Lesson
from tutor.course.structure import LessonFiles, Names, numbered, question_places
from tutor.errors import LessonError

WORDS_A_MINUTE: Final = 180
"""Of a text with formulas, read to be understood."""

WIDTH: Final = 100
INDENT: Final = " " * 8


def read_inventory(directory: Path) -> tuple[Document, Inventory | None]:
    """The course's inventory.toml, or None if it has none or it cannot be read; its faults are in the document."""
    file = directory / "inventory.toml"
    if not file.is_file():
        return Document(file), None
    document = read_document(file)
    inventory: Inventory | None = document.read_as(Inventory)
    return document, inventory


def check_coverage(document: Document, inventory: Inventory, lessons: Mapping[str, LessonFiles]) -> None:
    """Notes what is said to be covered and is no entry, and entries that nothing covers."""
    entries = Names("entry of the inventory", tuple(inventory.entries), (document,))
    covered: set[str] = set()
    for files in lessons.values():
        if files.lesson is None:
            continue
        for index, section in numbered(files.lesson_document, "sections", files.lesson.file.sections):
            covered.update(section.covers)
            entries.check_all(files.lesson_document, ("sections", index, "covers"), section.covers)
        for home, path, question in question_places(files, files.lesson):
            covered.update(question.covers)
            entries.check_all(home, (*path, "covers"), question.covers)
    homes = [home for files in lessons.values() for home in files.documents]
    if any(home.left_out or not home.is_usable for home in homes):
        return  # what was left out may cover the rest
    for entry in inventory.entries:
        if entry not in covered:
            document.report(("entries", entry), "nothing covers this entry", f'add covers = ["{entry}"] where it is')


class Size(NamedTuple):
    """How long a lesson is."""

    words: int
    questions: int
    practice: int

    @property
    def reading_minutes(self) -> float:
        """For the texts alone."""
        return self.words / WORDS_A_MINUTE


def size_of(lesson: Lesson) -> Size:
    """Words of the texts, questions (those inside worked examples too) and problems."""
    contents = [block.content for block in flow_of(lesson).blocks]
    texts = [content.markdown for content in contents if isinstance(content, Prose | Claim)]
    texts += [content.question.prompt for content in contents if isinstance(content, Ask)]
    return Size(sum(len(text.split()) for text in texts), len(lesson.questions()), len(lesson.quiz.practice))


def tell_coverage(directory: Path) -> Iterator[str]:
    """The size of each lesson, and each entry of the inventory with its places, line by line. Raises LessonError."""
    course = load_course(directory)
    lessons = {lesson_id: load_lesson(directory, lesson_id)[0] for lesson_id in course.lesson_ids}
    yield f"{'lesson':<28}{'minutes':>8}{'reading':>9}{'words':>8}{'questions':>11}{'practice':>10}"
    sizes = {lesson_id: size_of(lesson) for lesson_id, lesson in lessons.items()}
    for lesson_id, size in sizes.items():
        minutes = lessons[lesson_id].file.minutes
        yield _row(lesson_id, minutes, size)
    total = Size(*(sum(column) for column in zip(*sizes.values(), strict=True)))
    yield _row("all", sum(lesson.file.minutes for lesson in lessons.values()), total)
    document, inventory = read_inventory(directory)
    if document.faults:
        raise LessonError(tuple(document.faults))
    if inventory is not None:
        yield ""
        yield from _tell_entries(inventory, lessons)


def _row(name: str, minutes: int, size: Size) -> str:
    reading = f"{size.reading_minutes:.0f}"
    return f"{name:<28}{minutes:>8}{reading:>9}{size.words:>8}{size.questions:>11}{size.practice:>10}"


def _tell_entries(inventory: Inventory, lessons: Mapping[str, Lesson]) -> Iterator[str]:
    places = _places(lessons)
    for entry, what in inventory.entries.items():
        where = ", ".join(places.get(entry, ())) or "NOWHERE"
        yield fill(f"{entry:<8}{what}", WIDTH, subsequent_indent=INDENT)
        yield fill(
            f"-> {where}", WIDTH, initial_indent=INDENT, subsequent_indent=INDENT + "   ", break_on_hyphens=False
        )
    for entry, why in inventory.outside.items():
        yield fill(f"{entry:<8}(not taught: {why})", WIDTH, subsequent_indent=INDENT)
    covered = sum(entry in places for entry in inventory.entries)
    outside = len(inventory.outside)
    yield f"\n{covered} of {len(inventory.entries)} entries are taught; {outside} more have nothing to teach."


def _places(lessons: Mapping[str, Lesson]) -> Mapping[str, list[str]]:
    """Entry -> the sections (`lesson#section`) and questions (`lesson/question`) that cover it."""
    places: dict[str, list[str]] = defaultdict(list)
    for lesson_id, lesson in lessons.items():
        named: Iterable[tuple[str, tuple[str, ...]]] = (
            *((f"{lesson_id}#{section.id}", section.covers) for section in lesson.file.sections),
            *((f"{lesson_id}/{question.id}", question.covers) for question in lesson.questions()),
        )
        for place, covers in named:
            for entry in covers:
                places[entry].append(place)
    return places
