"""What must hold of the texts in a file: no lost backslashes, formulas that parse, gaps that can be filled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tutor.course.document import Document
from tutor.course.lines import Path
from tutor.errors import ExpressionError
from tutor.quiz.templates import expressions_in, fill
from tutor.typeset.checking import check, formulas

MARKDOWN_KEYS: Final = frozenset(
    {
        "alt",
        "answers",
        "ask",
        "back",
        "body",
        "claim",
        "conclude",
        "distractors",
        "explanation",
        "feedback",
        "fix",
        "front",
        "goal",
        "hints",
        "idea",
        "insight",
        "key_takeaways",
        "model_answer",
        "objectives",
        "observe",
        "problem",
        "prompt",
        "rows",
        "say",
        "show",
        "solution",
        "symptom",
        "text",
        "why",
    }
)
"""A text stands at one of these keys, or in a list or table at one of them."""

PLAIN_KEYS: Final = frozenset({"blurb", "title"})
"""Shown in lists, where nothing is typeset: no Markdown."""

CLAIM_NAMES: Final = {"value": ("value",), "expr": ("value",), "within": ("low", "high"), "metric": ("low", "high")}
"""The keys of a claim -> what a gap in its text may name: its own numbers, also where one is yet to be added."""


@dataclass
class TextCounts:
    """How much of the texts was checked."""

    formulas: int = 0
    computed: int = 0  # gaps {{= }} outside of questions, where the checker of questions fills them


def check_texts(document: Document) -> TextCounts:
    """Notes every fault of the texts in a file."""
    counts = TextCounts()
    for path, line in document.positions.escaped.items():
        what = 'a backslash in "..." is an escape, and would be lost'
        document.report_at(line, path, what, "write '...' or '''...''' instead")
    for path, text in _texts(document.table, ()):
        keys = [step for step in path if isinstance(step, str)]
        if keys[-1] in PLAIN_KEYS and any(sign in text for sign in "$*`{"):
            document.report(path, "formulas and Markdown are not typeset here", "write plain words")
        if not MARKDOWN_KEYS.intersection(keys) or keys[-1] in ("id", "type", "expr", "when"):
            continue
        if "$" in text:  # else there is no formula, and nothing that should be one
            counts.formulas += len(formulas(text))
            for finding in check(text):
                document.report_in_text(path, finding.position, finding.what, finding.remedy or "write it otherwise")
        if "questions" not in keys and "answer" not in keys:
            counts.computed += _check_gaps(document, path, text)
    return counts


def _check_gaps(document: Document, path: Path, text: str) -> int:
    """Outside of questions a gap can hold nothing but a computation; in a claim also its own numbers."""
    section = document.value(path[:2])
    own = {name for key, names in CLAIM_NAMES.items() if isinstance(section, dict) and key in section for name in names}
    try:
        fill(text, dict.fromkeys(own, 1.0))
        return len(expressions_in(text))
    except ExpressionError as error:
        document.report_in_text(path, error.position, error.what, error.remedy)
        return 0


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))
    elif isinstance(value, str):
        yield path, value
