"""The course that other tests use is sound, and uses everything the format has."""

from __future__ import annotations

import types
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest
import tomli
from course_samples import FILES, GOOD

from tutor.course.checker import check_path
from tutor.course.convert import convert
from tutor.course.model import Callout, CourseFile, Difficulty, Inventory, LessonFile, QuizFile, Section
from tutor.quiz.questions import KINDS, Use

KIND_OF_FILE = {
    "course.toml": CourseFile,
    "inventory.toml": Inventory,
    "lesson.toml": LessonFile,
    "quiz.toml": QuizFile,
}
FIRST_LESSON = tomli.loads((GOOD / "slopes/lesson.toml").read_text(encoding="utf-8"))
FIRST_QUIZ = tomli.loads((GOOD / "slopes/quiz.toml").read_text(encoding="utf-8"))


def is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def structs_in(kind: Any) -> Iterator[type[msgspec.Struct]]:
    """Every struct that a value of that kind may hold."""
    if is_struct(kind):
        yield kind
        for hint in get_type_hints(kind, include_extras=True).values():
            yield from structs_in(hint)
    elif get_origin(kind) is not Literal:
        for argument in get_args(kind):
            yield from structs_in(argument)


def keys_used(kind: Any, value: Any, used: dict[type, set[str]]) -> None:
    """Adds the keys of every table in `value` to those of its struct."""
    origin, arguments = get_origin(kind), get_args(kind)
    if is_struct(kind) and isinstance(value, dict):
        used[kind] |= value.keys()
        for key, hint in get_type_hints(kind, include_extras=True).items():
            if key in value:
                keys_used(hint, value[key], used)
    elif origin is Annotated:
        keys_used(arguments[0], value, used)
    elif origin is tuple and isinstance(value, list):
        for item in value:
            keys_used(arguments[0], item, used)
    elif origin is dict and isinstance(value, dict):
        for item in value.values():
            keys_used(arguments[1], item, used)
    elif origin in (Union, types.UnionType):
        for option in arguments:
            if not is_struct(option) or option.__struct_config__.tag in (None, value_type(value)):
                keys_used(option, value, used)


def value_type(value: Any) -> Any:
    return value.get("type") if isinstance(value, dict) else None


def test_good_course_has_no_findings() -> None:
    assert check_path(GOOD, with_slow=True).faults == ()


def test_good_course_uses_every_key_of_every_table() -> None:
    used: dict[type, set[str]] = defaultdict(set)
    for name in FILES:
        keys_used(KIND_OF_FILE[Path(name).name], tomli.loads((GOOD / name).read_text(encoding="utf-8")), used)
    everywhere = {struct for kind in KIND_OF_FILE.values() for struct in structs_in(kind)}
    assert everywhere == used.keys()
    for struct in everywhere:
        own = set(struct.__annotations__)
        shared = {key for base in struct.__mro__[1:] for key in getattr(base, "__annotations__", {})}
        assert own - shared <= used[struct], struct
    for shared_key in {"title", "cites", "covers"}:
        assert any(shared_key in used[kind] for kind in get_args(Section))
    for shared_key in {"use", "cites", "covers", "verify", "params", "lab"}:
        assert any(shared_key in used[kind] for kind in KINDS.values())


def test_first_lesson_asks_one_question_of_each_kind() -> None:
    assert sorted(question["type"] for question in FIRST_QUIZ["questions"]) == sorted(KINDS)


def test_first_lesson_has_every_type_of_section_and_each_sort_of_plot_and_claim() -> None:
    sections = FIRST_LESSON["sections"]
    assert {section["type"] for section in sections} == {kind.__struct_config__.tag for kind in get_args(Section)}
    plots = [section for section in sections if section["type"] == "plot"]
    assert {section.get("scale", section.get("plot")) for section in plots} == {"linear", "log", "gate-meter"}
    assert {"expr", "lab"} <= {key for section in sections if section["type"] == "claim" for key in section}
    assert any("answer" in step for section in sections for step in section.get("steps", ()))


def test_good_course_uses_every_word_of_its_lists_of_words() -> None:
    texts = "".join((GOOD / name).read_text(encoding="utf-8") for name in FILES)
    for key, words in [("callout", Callout), ("difficulty", Difficulty), ("use", Use)]:
        for word in get_args(words):
            assert f'{key} = "{word}"' in texts


@pytest.mark.parametrize("name", FILES)
def test_reading_item_by_item_gives_the_same_as_reading_at_once(name: str) -> None:
    table = tomli.loads((GOOD / name).read_text(encoding="utf-8"))
    kind = KIND_OF_FILE[Path(name).name]
    faults: list[object] = []
    assert convert(kind, table, (), lambda *fault: faults.append(fault)) == msgspec.convert(table, kind)
    assert faults == []
