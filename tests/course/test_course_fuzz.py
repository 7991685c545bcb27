"""Whatever a file is turned into, the checker finds faults or none, and the loader opens it or says why not."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from course_samples import FILES, GOOD, copy_course

from tutor.course.checker import Result, check_path
from tutor.course.flow import flow_of
from tutor.course.loader import load_course, load_lesson
from tutor.course.search import read_passages
from tutor.errors import LessonError

FEW, MANY = 30, 300  # mutations a file
KEY = re.compile(rb"[a-z_]+ = ")
HOSTILE = (
    *(b'"', b"'''", b'"""', b"[", b"]]", b"{{", b"}}", b"$", b"$$", b"\\", b"=", b",", b"#", b"\n", b"\x00"),
    *(
        b"nan",
        b"inf",
        b"-1",
        b"0",
        b"1e999",
        b"9" * 30,
        b"true",
        b"[]",
        b"{}",
        b'""',
        b"2020-01-01",
        b"\xf0\x9f\x92\xa5",
    ),
)
VALUES = (
    b"[]",
    b"{}",
    b'""',
    b"[[]]",
    b"-1",
    b"0.5",
    b"nan",
    b"1e400",
    b"true",
    b"'x'",
    b"[1, 'a', {}]",
    b"2020-01-01",
)


def flip(content: bytes, rng: random.Random) -> bytes:
    """A few bytes changed."""
    changed = bytearray(content)
    for _ in range(rng.randint(1, 3)):
        changed[rng.randrange(len(changed))] = rng.choice([rng.randrange(256), rng.randrange(32, 127)])
    return bytes(changed)


def insert(content: bytes, rng: random.Random) -> bytes:
    """Something put where it may hurt."""
    place = rng.randrange(len(content))
    return content[:place] + rng.choice(HOSTILE) + content[place + rng.randint(0, 4) :]


def cut(content: bytes, rng: random.Random) -> bytes:
    """The end gone."""
    return content[: rng.randrange(len(content))]


def shuffle_lines(content: bytes, rng: random.Random) -> bytes:
    """A line deleted, given twice, moved or swapped with another."""
    lines = content.split(b"\n")
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    action = rng.randrange(4)
    if action == 0:
        del lines[one : one + rng.randint(1, 4)]
    elif action == 1:
        lines.insert(other, lines[one])
    elif action == 2:
        lines[one], lines[other] = lines[other], lines[one]
    else:
        lines[one:one] = lines[other : other + rng.randint(1, 20)]
    return b"\n".join(lines)


def replace_value(content: bytes, rng: random.Random) -> bytes:
    """The value of a one-line key replaced by one of another type, so that the file stays TOML."""
    lines = content.split(b"\n")
    number = rng.choice([n for n, line in enumerate(lines) if KEY.match(line) and line[-1:] not in b"[{'"] or [0])
    lines[number] = lines[number].partition(b" = ")[0] + b" = " + rng.choice(VALUES)
    return b"\n".join(lines)


def change_name(content: bytes, rng: random.Random) -> bytes:
    """A letter of a key changed, so that keys are unknown and others missing."""
    lines = content.split(b"\n")
    number = rng.choice([n for n, line in enumerate(lines) if KEY.match(line)] or [0])
    key, equals, value = lines[number].partition(b" = ")
    lines[number] = key[:-1] + rng.choice([b"x", b"", b".x", b"-"]) + equals + value
    return b"\n".join(lines)


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(flip, insert, insert, cut, shuffle_lines),
    *(shuffle_lines, replace_value, replace_value, change_name),
)


def mutated(file: str, seed: int) -> bytes:
    rng = random.Random(f"{file} {seed}")
    content = (GOOD / file).read_bytes()
    for _ in range(rng.choice([1, 1, 2, 5])):
        content = rng.choice(MUTATIONS)(content, rng) or b"\n"
    return content


def check_all_uses(course: Path, place: Path) -> Result:
    """Checks a part of the course, then uses it as the app does."""
    result = check_path(place)
    assert result.summary()
    for fault in result.faults:
        assert fault.line >= 1
        assert fault.what
        assert fault.remedy
        if fault.file.is_file():
            assert fault.line <= fault.file.read_bytes().count(b"\n") + 1
    with suppress(LessonError):
        listed = load_course(course)
        read_passages(listed)
        lesson, faults = load_lesson(course, place.name)
        assert set(faults) <= set(result.faults)
        assert len(flow_of(lesson).blocks) > 0
    return result


def fuzz(course: Path, file: str, seeds: range) -> int:
    """How many of the mutations had findings."""
    found = 0
    for seed in seeds:
        content = mutated(file, seed)
        (course / file).write_bytes(content)
        try:
            found += bool(check_all_uses(course, (course / file).parent).faults)
        except Exception as error:
            error.add_note(f"{file}, seed {seed}")
            raise
    (course / file).write_bytes((GOOD / file).read_bytes())
    return found


@pytest.mark.parametrize("file", FILES)
def test_no_mutation_of_a_file_ends_in_a_traceback(file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert fuzz(copy_course(tmp_path), file, range(FEW)) > FEW // 3


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES)
def test_none_of_many_mutations_ends_in_a_traceback(file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert fuzz(copy_course(tmp_path), file, range(FEW, MANY)) > MANY // 3
