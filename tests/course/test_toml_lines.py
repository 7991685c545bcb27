"""The line of every key of every text that is TOML."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import tomli
from course_samples import FILES, GOOD
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.course.lines import Path, find_positions

SCALARS = (
    "1",
    "-0.5",
    "true",
    "inf",
    "1979-05-27 07:32:00",
    "'a = [1]'",
    '"b # no comment"',
    r'"a \" quote"',
    r'"a back\\slash\\"',
    "''''quoted''''",
    '"""\n[not-a-table]\nno = "key"\n"""',
    "'''\none\n\n'two' ''three\n'''",
    '"""two quotes at the end"""""',
    r'"""escaped \""" inside"""',
    '""',
    "''''''",
)
FRAGMENTS = (
    "a = 1",
    "b = 'x' # [c]",
    "  c.d = '''\n[x]\ny = 1'''",
    "c.e.f = [\n  1, # one, [two\n  [2, 3],\n\n]",
    "g = { h = { i = '}' }, j = [1, { k = 2 }] }",
    'l = """\n\\"""\n"""',
    '"m n" = 1\n',
    "'o.p'.q = { }",
    "r = [{ s = 1 },\n     { s = 2, t = '''\n''' },]",
    "u = 2020-01-01 10:00:00 # when",
    "# only a comment = [",
    "",
    "[v]",
    "[ w . x ]",
    "[[y]]",
    "[[y.z]]",
    "  [y.z.aa]",
    "[[bb.cc]]",
    "[bb.dd]",
)


def keys_of(value: object, path: Path = ()) -> Iterator[Path]:
    """The path of every key and list item."""
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in items:
        yield (*path, step)
        yield from keys_of(item, (*path, step))


def assert_keys_stand_at_their_lines(source: str) -> None:
    positions = find_positions(source)
    lines = source.split("\n")
    for path in keys_of(tomli.loads(source)):
        line = positions.keys[path]
        if isinstance(path[-1], str):
            assert path[-1] in lines[line - 1], path
        assert positions.line(path) >= positions.line(path[:-1])


@st.composite
def texts_with_lines(draw: Callable[..., Any]) -> tuple[str, dict[Path, int]]:
    """A TOML text, written key by key, and the line at which each key was written."""
    source, lines, counts = "", {}, {"list": 0}

    def write(text: str) -> None:
        nonlocal source
        source += text

    def note(path: Path) -> None:
        lines[path] = source.count("\n") + 1

    def write_value(path: Path, depth: int) -> None:
        form = draw(st.sampled_from(["scalar", "list", "table"])) if depth else "scalar"
        if form == "scalar":
            write(draw(st.sampled_from(SCALARS)))
            return
        break_line = draw(st.sampled_from([" ", "\n", " # [{\n\n  "]))
        write("[{"[form == "table"] + break_line)
        for index in range(draw(st.integers(0, 3))):
            item = (*path, index if form == "list" else f"key-{index}")
            note(item)
            write(f"key-{index} = " * (form == "table"))
            write_value(item, depth - 1)
            write("," + break_line)
        write("]}"[form == "table"])

    def write_keys(path: Path) -> None:
        for index in range(draw(st.integers(0, 3))):
            key = (*path, f"key_{index}")
            write(draw(st.sampled_from(["", "\n", "# key_0 = 1\n", "  "])))
            note(key)
            write(f"{key[-1]} = ")
            write_value(key, 2)
            write(draw(st.sampled_from(["\n", " # [x]\n"])))

    write_keys(())
    for index in range(draw(st.integers(0, 4))):
        write(draw(st.sampled_from(["", "\n\n", "\t"])))
        if draw(st.booleans()):
            lines.setdefault(("list",), source.count("\n") + 1)
            table: Path = ("list", counts["list"])
            counts["list"] += 1
            note(table)
            write("[[list]]\n")
            write_keys(table)
            write("[list.below]\n")
            lines[(*table, "below")] = source.count("\n")
            write_keys((*table, "below"))
        else:
            note((f"table-{index}",))
            note((f"table-{index}", "in ner"))
            write(f"[table-{index}.'in ner']\n")
            write_keys((f"table-{index}", "in ner"))
    return source, lines


@settings(max_examples=150, derandomize=True, deadline=None)
@given(texts_with_lines())
def test_every_key_has_the_line_at_which_it_was_written(written: tuple[str, dict[Path, int]]) -> None:
    source, lines = written
    assert set(keys_of(tomli.loads(source))) <= lines.keys()
    found = find_positions(source)
    assert {path: found.line(path) for path in lines} == lines


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=8, unique=True), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_every_text_that_the_parser_accepts_is_scanned(fragments: list[str], line_end: str) -> None:
    source = line_end.join(fragments)
    try:
        tomli.loads(source)
    except tomli.TOMLDecodeError:
        return
    assert_keys_stand_at_their_lines(source)


@pytest.mark.parametrize("file", FILES)
def test_every_key_of_a_lesson_has_its_line(file: str) -> None:
    assert_keys_stand_at_their_lines((GOOD / file).read_text(encoding="utf-8"))


@pytest.mark.parametrize("scalar", SCALARS)
def test_scan_goes_on_right_behind_every_kind_of_value(scalar: str) -> None:
    source = f"a = {scalar}\nb = [{scalar}, {{ c = {scalar} }}]\nd = 1"
    assert find_positions(source).keys[("d",)] == source.count("\n") + 1


def test_place_in_a_text_counts_lines_and_columns_of_the_file() -> None:
    source = "a = 1\nb = '''\none\ntwo'''\n  c = 'three'\nd = '''four\nfive'''\n"
    positions = find_positions(source)
    values = tomli.loads(source)
    for key, offset, place in [
        ("b", 0, (3, 1)),
        ("b", 6, (4, 3)),
        ("c", 2, (5, 10)),
        ("d", 0, (6, 8)),
        ("d", 5, (7, 1)),
    ]:
        assert positions.place_in_text((key,), values[key], offset) == place
        line, column = place
        assert source.split("\n")[line - 1][column - 1] == values[key][offset]


def test_line_of_something_without_one_is_that_of_the_nearest_thing_around_it() -> None:
    positions = find_positions("a = 1\n[b]\nc = { d = 2 }\n")
    assert positions.line(("b", "c", "e", 3)) == 3
    assert positions.line(("b", "e")) == 2
    assert positions.line(("e",)) == 1
    assert positions.line(()) == 1


def test_texts_with_escapes_are_listed_with_the_line_of_the_first() -> None:
    source = 'a = \'\\n\'\nb = "c"\nd = """\ne\n\\n \\\\\n"""\nf = ["\\u00e9"]'
    assert find_positions(source).escaped == {("d",): 5, ("f", 0): 7}
