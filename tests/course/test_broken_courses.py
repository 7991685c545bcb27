"""Each mistake an author can make is found, at its line, in words that say what to do; and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from broken_courses import TOPICS, Mistake, mistakes
from course_samples import FILES, GOOD, change, findings

MISTAKES = [pytest.param(mistake, id=mistake.title) for topic in TOPICS for mistake in mistakes(topic)]


@pytest.mark.parametrize("mistake", MISTAKES)
def test_checker_finds(mistake: Mistake, course: Path) -> None:
    mistake.make(course)
    assert sorted(findings(course)) == sorted(mistake.findings(course))


def test_all_mistakes_have_different_names() -> None:
    titles = [mistake.title for topic in TOPICS for mistake in mistakes(topic)]
    assert len(set(titles)) == len(titles) > 150


def test_checker_finds_missing_file(course: Path) -> None:
    (course / "chains/quiz.toml").unlink()
    assert findings(course) == [
        "chains/quiz.toml:1: the file is missing; create it, or take chains out of the course",
    ]


def test_checker_finds_folder_for_file(course: Path) -> None:
    (course / "chains/quiz.toml").unlink()
    (course / "chains/quiz.toml").mkdir()
    assert findings(course) == [
        "chains/quiz.toml:1: the file cannot be read (Is a directory); check its permissions",
    ]


def test_checker_finds_file_that_is_not_utf8(course: Path) -> None:
    quiz = course / "chains/quiz.toml"
    quiz.write_bytes(quiz.read_bytes().replace(b"And after one layer", b"And apr\xe8s one layer"))
    assert findings(course) == ["chains/quiz.toml:17: byte 0xe8 is not UTF-8; save the file as UTF-8"]


@pytest.mark.parametrize("levels", [30, 450, 5000])
@pytest.mark.parametrize("written", ["after = {0}{1}", "a{2} = 1"])
def test_checker_finds_what_is_nested_too_deeply(course: Path, levels: int, written: str) -> None:
    line = written.format("[" * levels, "]" * levels, ".a" * levels)
    change(course / "chains/quiz.toml", "after = [[1, 0], [2, 1], [3, 1]]", line)
    assert findings(course) == ["chains/quiz.toml:1: tables or lists are nested too deeply; flatten them"]


@pytest.mark.parametrize("file", FILES)
def test_checker_names_all_that_an_empty_file_lacks(course: Path, file: str) -> None:
    (course / file).write_text("")
    missing = {
        "course.toml": ["format_version", "id", "title", "units"],
        "inventory.toml": ["entries"],
        "lesson.toml": [
            *("blurb", "format_version", "id", "key_takeaways", "level"),
            *("minutes", "objectives", "sections", "title"),
        ],
        "quiz.toml": [],  # a lesson may do without questions
    }
    found = [finding for finding in findings(course) if finding.startswith(file)]
    assert [finding.split(": ")[1] for finding in found] == missing[Path(file).name]


def test_checker_reads_files_as_windows_writes_them(course: Path) -> None:
    for file in FILES:
        (course / file).write_bytes(b"\xef\xbb\xbf" + (GOOD / file).read_bytes().replace(b"\n", b"\r\n"))
    assert findings(course) == []
    change(course / "slopes/lesson.toml", "{{= sigmoid(-4):.3f}}", "{{= sigmod(-4):.3f}}")
    assert [finding.split(": ")[0] for finding in findings(course)] == ["slopes/lesson.toml:47"]
