"""Tables to structs: all faults in one pass, in an author's words, and what is sound kept."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from msgspec import Meta, Struct

from tutor.course.convert import MESSAGES, convert
from tutor.course.lines import Path
from tutor.course.model import CourseFile, LessonFile, QuizFile


class Leaf(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table in a list."""

    name: Annotated[str, Meta(min_length=1)]
    size: float = 0.0


class Ant(Struct, frozen=True, kw_only=True, tag_field="type", tag="ant"):
    """One type of two."""

    legs: int


class Bee(Struct, frozen=True, kw_only=True, tag_field="type", tag="bee"):
    """The other."""

    wings: int


class Tree(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file."""

    kind: Literal["oak", "elm"]
    age: Annotated[int, Meta(ge=1)] = 1
    leaves: tuple[Leaf, ...] = ()
    rings: Annotated[tuple[float, ...], Meta(max_length=3)] = ()
    span: tuple[float, float] = (0.0, 1.0)
    labels: dict[Annotated[str, Meta(pattern="^[A-Z]+$")], Leaf | str] = {}
    guests: tuple[Ant | Bee, ...] = ()


def read(**table: Any) -> tuple[Tree | None, list[str]]:
    """The tree if enough was sound, and every fault as `path: what; remedy`."""
    faults: list[str] = []

    def report(path: Path, what: str, remedy: str) -> None:
        faults.append(f"{'.'.join(map(str, path))}: {what}; {remedy}")

    return convert(Tree, table, (), report), faults


def faults(**table: Any) -> list[str]:
    return read(kind="oak", **table)[1]


def test_all_faults_of_a_file_show_at_once() -> None:
    tree, found = read(
        kin="oak", age=0, leaves=[{"name": ""}, {"nme": "x", "size": "big"}, 5], rings=["a", 1.0, True], span=[1.0]
    )
    assert tree is None
    assert found == [
        'kin: unknown key; Did you mean "kind"?',
        'kind: missing; add kind = "oak" or "elm"',
        "age: it must be >= 1; write it as age = 1",
        'leaves.0.name: it is empty; write it as name = "..."',
        'leaves.1.nme: unknown key; Did you mean "name"?',
        'leaves.1.name: missing; add name = "..."',
        "leaves.1.size: expected a number, got text; write it as size = 0.5",
        "leaves.2: expected a table, got a whole number; write its keys in { } or under a [header]",
        "rings.0: expected a number, got text; write it as 0.5",
        "rings.2: expected a number, got true or false; write it as 0.5",
        "span: it needs 2 items and has 1; write it as span = [0.5, 0.5]",
    ]


def test_faulty_items_are_left_out_and_faulty_keys_take_their_default() -> None:
    tree, found = read(kind="elm", age="old", leaves=[{"name": "a"}, {"name": 1}, {"name": "c"}], other=1)
    assert len(found) == 3
    assert tree == Tree(kind="elm", leaves=(Leaf(name="a"), Leaf(name="c")))


def test_file_without_a_key_it_needs_is_nothing() -> None:
    assert read(age=2)[0] is None
    assert read(kind=5)[0] is None


def test_table_with_free_keys_says_which_key_and_which_value_is_wrong() -> None:
    tree, found = read(kind="oak", labels={"A": {"name": "x"}, "b": "y", "C": {"nam": "z"}, "D": 4, "E": "w"})
    assert [fault.partition(";")[0] for fault in found] == [
        "labels.b: a name is letters, digits and underscores, a letter first",
        "labels.C.nam: unknown key",
        "labels.C.name: missing",
        "labels.D: expected text or a table, got a whole number",
    ]
    assert tree is not None
    assert tree.labels == {"A": Leaf(name="x"), "E": "w"}


@pytest.mark.parametrize(
    ("guest", "fault"),
    [
        ({"legs": 6}, "guests.0.type: missing; choose one of: ant, bee"),
        ({"type": "be"}, 'guests.0.type: there is no type "be"; Did you mean "bee"?'),
        ({"type": "wasp"}, 'guests.0.type: there is no type "wasp"; choose one of: ant, bee'),
        ({"type": ["ant"]}, 'guests.0.type: there is no type "[\'ant\']"; Did you mean "ant"?'),
        ({"type": 7}, 'guests.0.type: there is no type "7"; choose one of: ant, bee'),
        ({"type": "ant", "wings": 2}, "guests.0.wings: unknown key; known keys: legs"),
        ("ant", "guests.0: expected a table, got text; write its keys in { } or under a [header]"),
    ],
)
def test_type_decides_which_keys_a_table_may_have(guest: object, fault: str) -> None:
    assert faults(guests=[guest])[0] == fault


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ({"leaves": {"name": "x"}}, "leaves: expected a list, got a table; write it as [[leaves]]"),
        ({"rings": 5}, "rings: expected a list, got a whole number; write it as rings = [0.5, ...]"),
        ({"rings": [1.0] * 4}, "rings: it may have at most 3 items and has 4; leave some out"),
        (
            {"labels": 5},
            'labels: expected a table, got a whole number; write it as labels = { name = { ... } or "..." }',
        ),
        ({"span": [1, "a"]}, "span.1: expected a number, got text; write it as span = [0.5, 0.5]"),
    ],
)
def test_wrong_form_is_told_with_the_right_one(table: dict[str, Any], fault: str) -> None:
    assert faults(**table) == [fault]


@pytest.mark.parametrize("value", [float("nan"), 10**400, -(2**70), "", [], {}, [[]], None, True])
def test_no_value_of_any_type_raises(value: object) -> None:
    for key in ("kind", "age", "leaves", "rings", "span", "labels", "guests", "other"):
        read(**{"kind": "oak", key: value})
        read(**{"kind": "oak", key: [value]})
        read(**{"kind": "oak", key: {"A": value, "type": value}})


def test_no_message_of_the_library_reaches_an_author() -> None:
    values: tuple[object, ...] = (1, 0, -1, 0.5, "", "A b", True, [], {}, [1], {"a": 1}, [[]], [[1, 2, 3]], ["", ""])
    said: list[str] = []
    for kind in (CourseFile, LessonFile, QuizFile):
        for name in kind.__struct_fields__:
            for value in values:
                convert(kind, {name: value}, (), lambda path, what, remedy: said.append(what))
    assert len(MESSAGES) > 0
    assert not [what for what in said if "`" in what or "Expected" in what or "Invalid" in what]
