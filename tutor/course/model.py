"""Courses and lessons as data: what the files say, read into immutable structs.

Key by key as the README's chapter on lesson files has it. Text fields hold Markdown with formulas and
`{{...}}` templates; expressions are strings in the small language of `tutor.quiz.expressions`.

Annotations are values here, as in `tutor.quiz.questions`.
"""

from typing import Annotated, Literal

from msgspec import Meta, field

from tutor.quiz.questions import Identifier, Item, Question, Scalar, Seed, Text

FORMAT_VERSION = 1

Level = Literal["beginner", "intermediate", "advanced"]
Callout = Literal["note", "warning", "insight", "definition", "sources-differ"]
Difficulty = Literal["easy", "medium", "hard"]
Status = Literal["draft", "ready"]


class Unit(Item, frozen=True, kw_only=True):
    """A chapter of the course: lessons in reading order."""

    title: Text
    lessons: Annotated[tuple[Identifier, ...], Meta(min_length=1)]


class Track(Item, frozen=True, kw_only=True):
    """A suggested path through some of the lessons."""

    id: Identifier
    title: Text
    lessons: Annotated[tuple[Identifier, ...], Meta(min_length=1)]
    blurb: str = ""


class CourseTest(Item, frozen=True, kw_only=True):
    """Questions of several lessons, asked in a row. Each is written as "lesson/question"."""

    id: Identifier
    title: Text
    questions: Annotated[tuple[Text, ...], Meta(min_length=1)]
    blurb: str = ""


class IndexEntry(Item, frozen=True, kw_only=True):
    """A question people ask, and the "lesson/section" that answers it."""

    question: Text
    where: Text


class Misconception(Item, frozen=True, kw_only=True):
    """A wrong belief, and the lab setting that refutes it."""

    id: Identifier
    claim: Text
    lab: Identifier | None = None
    params: dict[str, Scalar] = field(default_factory=dict)


class CourseFile(Item, frozen=True, kw_only=True):
    """What course.toml says."""

    format_version: int
    id: Identifier
    title: Text
    units: Annotated[tuple[Unit, ...], Meta(min_length=1)]
    blurb: str = ""
    tracks: tuple[Track, ...] = ()
    tests: tuple[CourseTest, ...] = ()
    index: tuple[IndexEntry, ...] = ()
    glossary: dict[str, str] = field(default_factory=dict)
    misconceptions: tuple[Misconception, ...] = ()


class Inventory(Item, frozen=True, kw_only=True):
    """What inventory.toml says: the entries that the course must cover, and those with nothing to teach (and why)."""

    entries: dict[str, Text]
    outside: dict[str, Text] = field(default_factory=dict)


class Head(Item, frozen=True, kw_only=True):
    """The keys of a lesson above its first table: all that a list of lessons needs."""

    format_version: int
    id: Identifier
    title: Text
    blurb: Text
    level: Level
    minutes: Annotated[int, Meta(ge=1, le=600)]
    key_takeaways: Annotated[tuple[Text, ...], Meta(min_length=1)]
    keywords: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    prerequisites: tuple[Identifier, ...] = ()
    status: Status = "ready"


class Connection(Item, frozen=True, kw_only=True):
    """What to explore next: a lesson of this course, or a topic outside it."""

    lesson: Identifier | None = None
    topic: str | None = None
    why: str = ""


class Source(Item, frozen=True, kw_only=True):
    """A publication that a section or question cites."""

    id: Identifier
    title: Text
    authors: str = ""
    year: int | None = None
    where: str = ""


class SectionBase(Item, frozen=True, kw_only=True):
    """What every section has. The title of a text opens a chapter; an example and a plot show theirs."""

    id: Identifier
    title: str = ""
    cites: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()


class TextSection(SectionBase, frozen=True, kw_only=True, tag_field="type", tag="text"):
    """Prose with formulas."""

    body: Text
    callout: Callout | None = None


class Curve(Item, frozen=True, kw_only=True):
    """A line of a plot: `expr` in x."""

    label: Text
    expr: Text


class PlotSection(SectionBase, frozen=True, kw_only=True, tag_field="type", tag="plot"):
    """A still figure: one of those that a lab shows at its end (counted from 1), or curves over the range `x`."""

    alt: Text
    plot: Identifier | None = None
    figure: Annotated[int, Meta(ge=1)] = 1
    params: dict[str, Scalar] = field(default_factory=dict)
    variants: tuple[str, ...] = ()
    seed: Seed = 0
    x: tuple[float, float] | None = None
    x_label: str = "x"
    scale: Literal["linear", "log"] = "linear"
    curves: Annotated[tuple[Curve, ...], Meta(max_length=4)] = ()


class Control(Item, frozen=True, kw_only=True):
    """A knob that the learner may turn here, and how far."""

    low: float | None = None
    high: float | None = None
    options: tuple[str, ...] | None = None


class LabSection(SectionBase, frozen=True, kw_only=True, tag_field="type", tag="lab"):
    """An experiment to turn and watch. Without `controls` every knob is free."""

    lab: Identifier
    conclude: Text
    params: dict[str, Scalar] = field(default_factory=dict)
    variants: tuple[str, ...] = ()
    seed: Seed = 0
    controls: dict[str, Control] = field(default_factory=dict)
    watch: tuple[str, ...] = ()
    goal: str = ""


class Step(Item, frozen=True, kw_only=True):
    """One step of a worked example: what to ask oneself first, what to say, what to show, and what may be graded."""

    say: str = ""
    show: str = ""
    ask: str = ""
    answer: Question | None = None


class ExampleSection(SectionBase, frozen=True, kw_only=True, tag_field="type", tag="example"):
    """A worked example, revealed step by step."""

    problem: Text
    steps: Annotated[tuple[Step, ...], Meta(min_length=1)]
    insight: str = ""


class CheckSection(SectionBase, frozen=True, kw_only=True, tag_field="type", tag="check"):
    """Questions asked inside the lesson."""

    questions: Annotated[tuple[Identifier, ...], Meta(min_length=1)]


class ClaimSection(SectionBase, frozen=True, kw_only=True, tag_field="type", tag="claim"):
    """A statement whose number is recomputed, from an expression or from lab runs (the median over `seeds`).

    `slow` runs take long: they are checked only when asked for.
    """

    text: Text
    expr: str | None = None
    value: float | None = None
    tolerance: float | str | None = None
    lab: Identifier | None = None
    params: dict[str, Scalar] = field(default_factory=dict)
    seeds: Annotated[tuple[Seed, ...], Meta(min_length=1)] = (0,)
    metric: str | None = None
    within: tuple[float, float] | None = None
    slow: bool = False


Section = TextSection | PlotSection | LabSection | ExampleSection | CheckSection | ClaimSection


class CommonMistake(Item, frozen=True, kw_only=True):
    """A mistake people make: how it shows, why it happens, how it is mended."""

    claim: Text
    symptom: Text
    why: Text
    fix: Text
    misconception: Identifier | None = None


class Practice(Item, frozen=True, kw_only=True):
    """A problem to solve on paper and to hold against the solution."""

    id: Identifier
    difficulty: Difficulty
    prompt: Text
    solution: Text
    hints: tuple[Text, ...] = ()


class Card(Item, frozen=True, kw_only=True):
    """A fact to recall in reviews."""

    id: Identifier
    front: Text
    back: Text
    tests: Identifier


class LessonFile(Head, frozen=True, kw_only=True):
    """What lesson.toml says."""

    objectives: Annotated[dict[Identifier, Text], Meta(min_length=1)]
    sections: Annotated[tuple[Section, ...], Meta(min_length=1)]
    connections: tuple[Connection, ...] = ()
    sources: tuple[Source, ...] = ()
    common_mistakes: tuple[CommonMistake, ...] = ()


class QuizFile(Item, frozen=True, kw_only=True):
    """What quiz.toml says."""

    questions: tuple[Question, ...] = ()
    practice: tuple[Practice, ...] = ()
    cards: tuple[Card, ...] = ()


class Lesson(Item, frozen=True, kw_only=True):
    """A whole lesson."""

    file: LessonFile
    quiz: QuizFile

    def questions(self) -> tuple[Question, ...]:
        """Every question, also those inside worked examples."""
        in_steps = (
            step.answer
            for section in self.file.sections
            if isinstance(section, ExampleSection)
            for step in section.steps
            if step.answer is not None
        )
        return (*self.quiz.questions, *in_steps)
