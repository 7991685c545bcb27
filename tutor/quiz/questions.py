"""The kinds of questions, as data: one struct a kind, read straight from lesson files.

Text fields hold Markdown, formulas and `{{...}}` templates. Expressions are strings in the small language of
`tutor.quiz.expressions`. Indices of options, items and rows always count in the order of the file; shuffling
is a matter of showing.

Annotations are values here, not strings: each string would be compiled when the first lesson is read.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Text = Annotated[str, Meta(min_length=1)]
Identifier = Annotated[str, Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
Name = Annotated[str, Meta(pattern="^[A-Za-z][A-Za-z0-9_]*$")]
Scalar = float | str | bool
Seed = Annotated[int, Meta(ge=0)]
Use = Literal["check", "quiz", "review"]


class Item(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of a lesson file: immutable, by keyword, and strict about unknown keys."""


class Parameter(Item, frozen=True, kw_only=True):
    """A number or word drawn from `choices`, or a number from min, min + step, ... max."""

    choices: Annotated[tuple[float | str, ...], Meta(min_length=1)] | None = None
    min: float | None = None
    max: float | None = None
    step: Annotated[float, Meta(gt=0)] | None = None


Parameters = dict[Name, Parameter | Scalar] | Annotated[tuple[dict[Name, Scalar], ...], Meta(min_length=1)]
"""Drawn one by one, or as whole rows of a table. A plain value is the same for everyone."""


Variables = Annotated[tuple[Name, ...], Meta(min_length=1)] | Annotated[dict[Name, Parameter], Meta(min_length=1)]
"""The names in a formula, each perhaps with its range."""


class Answer(Item, frozen=True, kw_only=True):
    """An option of a multiple-choice or multiple-select question, or a reason of a true-false one."""

    text: Text
    correct: bool = False
    feedback: str = ""
    misconception: Identifier | None = None


class Mistake(Item, frozen=True, kw_only=True):
    """A number that a known wrong way leads to."""

    feedback: Text
    value: float | None = None
    expr: str | None = None
    misconception: Identifier | None = None


class Idea(Item, frozen=True, kw_only=True):
    """What a free answer must contain; it counts as found when one of the keywords occurs."""

    idea: Text
    keywords: Annotated[tuple[Text, ...], Meta(min_length=1)]
    feedback: str = ""


class OrderedItem(Item, frozen=True, kw_only=True):
    """One of the things to put in order. `expr` lets the checker recompute the place: it rises, equal values tie."""

    text: Text
    expr: str | None = None


class Run(Item, frozen=True, kw_only=True):
    """A lab run whose readouts a predict question asks about."""

    name: Name
    lab: Identifier
    params: dict[str, Scalar] = {}
    seed: Seed = 0


class Outcome(Item, frozen=True, kw_only=True):
    """A prediction to choose from. It holds if `when`, an expression over the runs' readouts, is true."""

    text: Text
    when: Text
    feedback: str = ""


class QuestionBase(Item, frozen=True, kw_only=True):
    """What every question has."""

    id: Identifier
    prompt: Text
    explanation: Text
    tests: Identifier
    hints: Annotated[tuple[Text, ...], Meta(min_length=1)]
    use: Use = "quiz"
    cites: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    verify: str | None = None
    params: Parameters = {}
    lab: Identifier | None = None


class MultipleChoice(QuestionBase, frozen=True, kw_only=True, tag_field="type", tag="multiple-choice"):
    """One right option."""

    answers: Annotated[tuple[Answer, ...], Meta(min_length=2, max_length=9)]
    shuffle: bool = True


class MultipleSelect(QuestionBase, frozen=True, kw_only=True, tag_field="type", tag="multiple-select"):
    """Any number of right options; credit for each option judged rightly."""

    answers: Annotated[tuple[Answer, ...], Meta(min_length=2, max_length=9)]
    shuffle: bool = True


class TrueFalse(QuestionBase, frozen=True, kw_only=True, tag_field="type", tag="true-false"):
    """First true or false, then why."""

    answer: bool
    reasons: Annotated[tuple[Answer, ...], Meta(min_length=2, max_length=9)]


class Numeric(QuestionBase, frozen=True, kw_only=True, tag_field="type", tag="numeric"):
    """A number within a tolerance: absolute, or a share of the answer such as "2%"."""

    tolerance: float | str
    value: float | None = None
    expr: str | None = None
    unit: str = ""
    mistakes: tuple[Mistake, ...] = ()


class ShortAnswer(QuestionBase, frozen=True, kw_only=True, tag_field="type", tag="short-answer"):
    """A word or a name, compared without regard to spaces, hyphens and, unless said otherwise, case."""

    accept: Annotated[tuple[Text, ...], Meta(min_length=1)]
    accept_regex: str | None = None
    case_sensitive: bool = False


class Explain(QuestionBase, frozen=True, kw_only=True, tag_field="type", tag="explain"):
    """Free text, held against a list of ideas that the learner ticks off beside the model answer."""

    ideas: Annotated[tuple[Idea, ...], Meta(min_length=1, max_length=9)]
    model_answer: Text


class Ordering(QuestionBase, frozen=True, kw_only=True, tag_field="type", tag="ordering"):
    """Items to put in order: that of the file is right.

    Where only some of it matters, `after` holds pairs (i, j), counted from 0: i comes after j.
    """

    items: Annotated[tuple[OrderedItem, ...], Meta(min_length=2, max_length=9)]
    after: tuple[tuple[int, int], ...] | None = None


class Matching(QuestionBase, frozen=True, kw_only=True, tag_field="type", tag="matching"):
    """Rows of two or three cells that belong together; equal cells are interchangeable.

    The first cells stay, the others are to be placed; distractors are offered for the last column.
    """

    rows: Annotated[tuple[tuple[Text, ...], ...], Meta(min_length=2, max_length=9)]
    distractors: tuple[Text, ...] = ()


class Formula(QuestionBase, frozen=True, kw_only=True, tag_field="type", tag="formula"):
    """An expression in `vars`, compared with `answer` (and that with `verify`) at sampled points.

    A variable may say where it lies, from min to max, and in which steps: D = { min = 2, max = 9, step = 1 }.
    """

    answer: Text
    vars: Variables


class Predict(QuestionBase, frozen=True, kw_only=True, tag_field="type", tag="predict"):
    """A bet on the outcome of lab runs: one of `answers`, or the number `metric` within `tolerance`.

    `when` and `metric` are expressions over the readouts: `rms` where there is one run, `he_rms` for a run named
    "he" among several.
    """

    runs: Annotated[tuple[Run, ...], Meta(min_length=1)]
    answers: tuple[Outcome, ...] = ()
    metric: str | None = None
    tolerance: float | str | None = None
    observe: str = ""
    figure: Annotated[int, Meta(ge=1)] = 1  # which of each run's figures is shown, counted as in the lab
    slow: bool = False  # its runs take long: they are checked only when asked for


Question = (
    MultipleChoice
    | MultipleSelect
    | TrueFalse
    | Numeric
    | ShortAnswer
    | Explain
    | Ordering
    | Matching
    | Formula
    | Predict
)
KINDS: dict[str, type[Question]] = {str(kind.__struct_config__.tag): kind for kind in Question.__args__}
"""The `type` of a question in a lesson file -> its struct."""
