"""Lists read heads only, faults stay where they are, and what is sound can be used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from course_samples import FILES, GOOD, change

from tutor.course.document import read_top
from tutor.course.loader import load_course, load_lesson
from tutor.errors import LessonError

GARBAGE = "\n[[sections]]\nthis is = = no TOML ]] '''\n\x00"


def head_end(text: str) -> int:
    return text.index("[objectives]")


# --- the list


def test_list_holds_the_heads_in_reading_order() -> None:
    course = load_course(GOOD)
    assert [head.id for head in course.heads] == ["slopes", "chains"]
    assert [head.title for head in course.heads] == ["Slopes decide", "Slopes multiply"]
    assert course.head("chains") == course.heads[1]
    assert course.head("ghost") is None
    assert course.faults == ()


def test_list_is_unharmed_by_whatever_stands_below_the_heads(course: Path) -> None:
    whole = load_course(course).heads
    for lesson in ("slopes/lesson.toml", "chains/lesson.toml"):
        text = (course / lesson).read_text(encoding="utf-8")
        (course / lesson).write_text(text[: head_end(text)] + GARBAGE, encoding="utf-8")
    listed = load_course(course)
    assert listed.heads == whole
    assert listed.faults == ()


def test_list_needs_no_quizzes(course: Path) -> None:
    (course / "slopes/quiz.toml").unlink()
    (course / "chains/quiz.toml").write_text(GARBAGE)
    assert [head.id for head in load_course(course).heads] == ["slopes", "chains"]


@pytest.mark.parametrize(
    "takeaways",
    [
        "key_takeaways = [\n'''\n[objectives]\nnot-one = 1\n''', 'two',\n]",
        'key_takeaways = ["""\n[[sections]]\n""", \'two\']',
        "key_takeaways = [\n'one', # [objectives]\n'two'\n  ]",
        "keywords = [\n  'a [', # (\n]\nkey_takeaways = ['''\n  [x]''',\n\n'two']",
    ],
)
def test_bracket_inside_a_text_or_list_does_not_end_the_head(tmp_path: Path, takeaways: str) -> None:
    lesson = tmp_path / "lesson.toml"
    lesson.write_text(f"id = 'a'\n{takeaways}\nlevel = 'beginner'\n{GARBAGE}")
    top = read_top(lesson)
    assert top.faults == []
    assert len(top.table["key_takeaways"]) == 2
    assert top.table["level"] == "beginner"


@pytest.mark.parametrize("header", ["[objectives]", "  [objectives]", "\t[[sections]]", "[ 'a b' . c ]"])
def test_head_ends_at_the_first_table_however_it_is_written(tmp_path: Path, header: str) -> None:
    lesson = tmp_path / "lesson.toml"
    lesson.write_text(f"id = 'a'\n{header}\n{GARBAGE}")
    assert read_top(lesson).table == {"id": "a"}


def test_head_of_a_file_without_tables_is_all_of_it(tmp_path: Path) -> None:
    lesson = tmp_path / "lesson.toml"
    lesson.write_text("id = 'a'\nlevel = 'beginner'")
    assert read_top(lesson).table == {"id": "a", "level": "beginner"}


def test_what_may_stand_below_the_head_may_stand_in_it(course: Path) -> None:
    lesson = course / "chains/lesson.toml"
    change(lesson, 'status = "draft"', 'status = "draft"\nconnections = [\n    { lesson = "slopes" },\n]')
    assert [head.id for head in load_course(course).heads] == ["slopes", "chains"]
    assert load_course(course).faults == ()
    assert load_lesson(course, "chains")[0].file.connections[0].lesson == "slopes"


def test_lesson_whose_head_cannot_be_used_leaves_the_others_in_the_list(course: Path) -> None:
    change(course / "slopes/lesson.toml", 'level = "beginner"', 'level = "beginer"')
    listed = load_course(course)
    assert [head.id for head in listed.heads] == ["chains"]
    assert [str(fault).partition(": ")[0] for fault in listed.faults] == ["slopes/lesson.toml:5"]


def test_lesson_with_a_needless_key_in_its_head_is_listed(course: Path) -> None:
    change(course / "slopes/lesson.toml", 'keywords = ["slope", "sigmoid"]', 'keyword = ["slope", "sigmoid"]')
    listed = load_course(course)
    assert [head.id for head in listed.heads] == ["slopes", "chains"]
    assert [fault.key_path for fault in listed.faults] == ["keyword"]


def test_lesson_that_is_missing_leaves_the_others_in_the_list(course: Path) -> None:
    change(course / "course.toml", 'lessons = ["chains"]', 'lessons = ["ghost", "chains", "slopes"]')
    listed = load_course(course)
    assert [head.id for head in listed.heads] == ["slopes", "chains"]
    assert [fault.what for fault in listed.faults] == ["the file is missing"]


@pytest.mark.parametrize("text", ["", "format_version = 2", "format_version = 1", "a = = 1", "a = " + "[" * 9999])
def test_course_that_cannot_be_used_says_why(course: Path, text: str) -> None:
    (course / "course.toml").write_text(text)
    with pytest.raises(LessonError, match=r"^course.toml:1: .*Run `tutor check` to see every finding\.$"):
        load_course(course)


def test_folder_that_is_no_course_says_so(tmp_path: Path) -> None:
    with pytest.raises(LessonError, match=r"course.toml:1: the file is missing"):
        load_course(tmp_path)


# --- a lesson


def test_lesson_holds_all_that_its_files_say() -> None:
    lesson, faults = load_lesson(GOOD, "slopes")
    assert faults == ()
    text = "".join((GOOD / name).read_text(encoding="utf-8") for name in FILES if name.startswith("slopes"))
    assert len(lesson.file.sections) == text.count("[[sections]]")
    assert len(lesson.quiz.questions) == text.count("[[questions]]")
    assert len(lesson.questions()) == text.count("[[questions]]") + text.count("[sections.steps.answer]")
    assert len(lesson.quiz.practice) == text.count("[[practice]]")
    assert len(lesson.quiz.cards) == text.count("[[cards]]")


@pytest.mark.parametrize(
    ("file", "old", "new", "left_out"),
    [
        ("slopes/lesson.toml", 'callout = "insight"', 'callout = "inside"', "the-gate"),
        ("slopes/lesson.toml", "watch = [", "watches = [", "turn-the-bias"),
        ("slopes/lesson.toml", "ask = '''How", "asks = '''How", "by-hand"),
        ("slopes/quiz.toml", 'answer = "a * (1 - a)"', 'answers = "a * (1 - a)"', "slope-from-output"),
        ("slopes/quiz.toml", "prompt = '''A leaky", "promt = '''A leaky", "leaky"),
        ("slopes/quiz.toml", "front = '''What is", "frnt = '''What is", "what-is-delta"),
    ],
)
def test_faulty_item_is_left_out_and_the_rest_is_there(
    course: Path, file: str, old: str, new: str, left_out: str
) -> None:
    def ids() -> list[str]:
        lesson, _ = load_lesson(course, "slopes")
        quiz = lesson.quiz
        return [item.id for item in (*lesson.file.sections, *quiz.questions, *quiz.practice, *quiz.cards)]

    whole = ids()
    change(course / file, old, new)
    assert load_lesson(course, "slopes")[1] != ()
    assert ids() == [item_id for item_id in whole if item_id != left_out]


def test_faulty_question_inside_an_example_takes_the_example_with_it(course: Path) -> None:
    change(course / "slopes/lesson.toml", 'tests = "follow-error"', "tests = 1")
    lesson, (fault,) = load_lesson(course, "slopes")
    assert fault.key_path == "sections[by-hand].steps[2].answer.tests"
    assert "by-hand" not in [section.id for section in lesson.file.sections]


@pytest.mark.parametrize("text", [None, "", "a = = 1", "questions = 5"])
def test_lesson_opens_without_its_quiz(course: Path, text: str | None) -> None:
    (course / "slopes/quiz.toml").unlink()
    if text is not None:
        (course / "slopes/quiz.toml").write_text(text)
    lesson, faults = load_lesson(course, "slopes")
    assert lesson.quiz.questions == ()
    assert len(faults) == (text != "")
    assert len(lesson.file.sections) == len(load_lesson(GOOD, "slopes")[0].file.sections)


@pytest.mark.parametrize("text", ["", "a = = 1", "format_version = 2", "sections = []"])
def test_lesson_of_which_too_little_is_left_says_why(course: Path, text: str) -> None:
    (course / "slopes/lesson.toml").write_text(text)
    with pytest.raises(LessonError, match=r"^slopes/lesson\.toml:1: ") as raised:
        load_lesson(course, "slopes")
    assert raised.value.faults


def test_lesson_that_does_not_exist_says_so(course: Path) -> None:
    with pytest.raises(LessonError, match="the file is missing"):
        load_lesson(course, "ghost")


TOGETHER = """
import sys, threading
from pathlib import Path
from tutor.course.loader import load_lesson

sys.setswitchinterval(1e-6)
start = threading.Barrier(4)

def read():
    start.wait()
    load_lesson(Path(sys.argv[1]), "slopes")

threads = [threading.Thread(target=read) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


def test_threads_may_read_the_first_lessons_at_once() -> None:
    """As home and the search do; in an interpreter of its own, that has read none yet."""
    assert subprocess.run([sys.executable, "-c", TOGETHER, str(GOOD)], check=False).returncode == 0
