"""`tutor check`: everything at once, only what was asked for, and what it says at the end."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from course_samples import GOOD, change, findings

from tutor.course.checker import check_path
from tutor.errors import TutorError

CONCEPTUAL = (
    "slopes/name-of-z, slopes/why-slow, slopes/letters, chains/backward-pass, "
    "chains/first-in, chains/who-starves, chains/which-sum, chains/what-helps"
)


def break_three_files(course: Path) -> None:
    change(course / "course.toml", 'where = "slopes/two-neurons"', 'where = "slopes/three-neurons"')
    change(course / "slopes/quiz.toml", 'answer = "a * (1 - a)"', 'answer = "a * (2 - a)"')
    change(course / "slopes/lesson.toml", 'metric = "delta"', 'metric = "detla"')
    change(course / "chains/quiz.toml", "value = 0.25", "value = 0.5")


def places(found: list[str]) -> list[str]:
    return [finding.split(": ")[0].rpartition(":")[0] for finding in found]


def run_check(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tutor", "check", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60, check=False)


# --- everything in one run


def test_faults_of_all_files_show_in_one_run_in_order(course: Path) -> None:
    break_three_files(course)
    assert places(findings(course)) == ["chains/quiz.toml", "course.toml", "slopes/lesson.toml", "slopes/quiz.toml"]


def test_faults_of_one_lesson_show_all_whatever_their_kind(course: Path) -> None:
    lesson = course / "slopes/lesson.toml"
    change(lesson, "minutes = 10", "minute = 10")  # the head cannot be read
    change(lesson, 'callout = "insight"', 'callout = "inside"')
    change(lesson, "{{= sigmoid(-4):.3f}}", "{{= sigmod(-4):.3f}}")
    change(lesson, "and what flows back is\n\n$$", "and what flows back is\n$$")
    change(course / "slopes/quiz.toml", "prompt = '''What is the slope", "promt = '''What is the slope")
    assert [finding.split(": ")[1] for finding in findings(course / "slopes")] == [
        "minutes",
        "minute",
        "sections[two-neurons].body",
        "sections[two-neurons].body",
        "sections[the-gate].callout",
        "questions[slope-at-z].prompt",
        "questions[slope-at-z].promt",
    ]


def test_line_of_a_fault_is_right_below_an_item_that_was_left_out(course: Path) -> None:
    lesson = course / "slopes/lesson.toml"
    change(lesson, 'lesson = "chains"', "lesson = 1")
    change(lesson, 'topic = "Batch normalization"', 'lesson = "batch-norm"')
    change(course / "course.toml", 'claim = "A neuron that is far off takes a large step."', "claim = 1")
    change(course / "course.toml", 'id = "value-for-slope"', 'id = "value-for-slope"\nlab = "gate-metre"')
    found = findings(course)
    assert [finding.rsplit("; ")[0] for finding in found] == [
        "course.toml:36: misconceptions[large-error-large-step].claim: expected text, got a whole number",
        "course.toml:42: misconceptions[value-for-slope].lab: there is no lab 'gate-metre'",
        "slopes/lesson.toml:22: connections[1].lesson: expected text, got a whole number",
        'slopes/lesson.toml:26: connections[2].lesson: there is no lesson "batch-norm"',
    ]


# --- only what was asked for


@pytest.mark.parametrize(
    ("place", "files"),
    [
        (".", ["chains/quiz.toml", "course.toml", "slopes/lesson.toml", "slopes/quiz.toml"]),
        ("slopes", ["slopes/lesson.toml", "slopes/quiz.toml"]),
        ("slopes/quiz.toml", ["slopes/quiz.toml"]),
        ("chains/quiz.toml", ["chains/quiz.toml"]),
        ("chains/lesson.toml", []),
        ("course.toml", ["course.toml"]),
    ],
)
def test_check_of_a_place_reports_that_place_only(course: Path, place: str, files: list[str]) -> None:
    break_three_files(course)
    assert places(findings(course / place)) == files


@pytest.mark.parametrize(("inside", "place"), [("slopes", "."), ("slopes", "quiz.toml"), (".", "slopes/quiz.toml")])
def test_place_may_be_given_from_inside_the_course(
    course: Path, monkeypatch: pytest.MonkeyPatch, inside: str, place: str
) -> None:
    change(course / "slopes/quiz.toml", 'answer = "a * (1 - a)"', 'answer = "a * (2 - a)"')
    monkeypatch.chdir(course / inside)
    (finding,) = findings(Path(place))
    assert finding.startswith(f"{'' if inside == 'slopes' else 'slopes/'}quiz.toml:152: ")


def test_lesson_that_is_in_no_unit_yet_can_be_checked(course: Path) -> None:
    shutil.copytree(course / "chains", course / "fresh")
    change(course / "fresh/lesson.toml", 'id = "chains"', 'id = "fresh"')
    assert findings(course / "fresh") == []
    change(course / "fresh/quiz.toml", "value = 0.25", "value = 0.5")
    assert places(findings(course / "fresh")) == ["fresh/quiz.toml"]
    assert 'course.toml:6: units: the lesson "fresh" is in no unit; add it to one' in findings(course)


def test_lesson_of_a_course_that_cannot_be_read_is_never_called_clean(course: Path) -> None:
    change(course / "course.toml", 'title = "Two tiny lessons"', "title = Two tiny lessons")
    assert places(findings(course / "slopes")) == ["course.toml"]


def test_check_of_a_place_outside_of_any_course_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TutorError, match="belongs to no course"):
        check_path(tmp_path)
    with pytest.raises(TutorError, match=r"There is no .*nowhere"):
        check_path(tmp_path / "nowhere")


# --- the summary


def test_summary_counts_what_was_recomputed() -> None:
    assert check_path(GOOD, with_slow=True).summary() == (
        "2 lessons: no findings.\n"
        "Recomputed: 11 of 19 answer keys (58 %), 2 of them by running labs; 4 claims; 29 numbers in texts. "
        "Ran 2 labs, read 53 formulas.\n"
        f"Conceptual, not recomputed: {CONCEPTUAL}."
    )


def test_summary_of_one_lesson_counts_that_lesson_only() -> None:
    assert (
        check_path(GOOD / "chains", with_slow=True)
        .summary()
        .startswith(
            "1 lesson: no findings.\n"
            "Recomputed: 3 of 8 answer keys (38 %), 1 of them by running labs; 2 claims; 4 numbers in texts. "
            "Ran 1 lab, read 3 formulas.\n"
        )
    )


def test_long_experiments_are_run_only_when_asked_for() -> None:
    assert "Ran 1 lab" in check_path(GOOD / "chains").summary()
    assert "1 claim; 4 numbers" in check_path(GOOD / "chains").summary()
    assert "Left out: 2 long experiments" in check_path(GOOD / "chains").summary()


def test_summary_of_the_course_file_alone_speaks_of_no_lessons() -> None:
    assert check_path(GOOD / "course.toml").summary() == "course.toml: no findings."


def test_summary_tells_findings_from_warnings_and_names_lessons_it_could_not_read(course: Path) -> None:
    change(course / "chains/quiz.toml", 'verify = "sigmoid_slope(0)"\n', "")
    assert check_path(course).summary().startswith("2 lessons: 1 warning.\n")
    change(course / "slopes/lesson.toml", "minutes = 10", "minutes = 0")
    first, second, *_ = check_path(course).summary().splitlines()
    assert first == "2 lessons: 1 finding, 1 warning."
    assert second == "Not looked at any further: slopes."


# --- the command


def test_command_is_quiet_and_ends_with_0_where_all_is_well(tmp_path: Path) -> None:
    done = run_check(str(GOOD / "chains"), cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 lesson: no findings.\n")


def test_command_prints_findings_and_ends_with_1(course: Path) -> None:
    change(course / "chains/quiz.toml", "value = 0.25", "value = 0.5")
    done = run_check(".", cwd=course)
    assert done.returncode == 1
    assert done.stdout == (
        "chains/quiz.toml:22: questions[one-layer].verify: gives 0.25 where the key is 0.5; mend whichever is wrong\n"
    )
    assert done.stderr.startswith("2 lessons: 1 finding.\n")


def test_command_ends_with_0_where_there_are_warnings_only(course: Path) -> None:
    change(course / "chains/quiz.toml", 'verify = "sigmoid_slope(0)"\n', "")
    done = run_check("chains", cwd=course)
    assert done.returncode == 0
    assert done.stdout.startswith("chains/quiz.toml:21: warning: questions[one-layer].value: ")


def test_command_ends_with_2_where_it_could_not_run(tmp_path: Path) -> None:
    done = run_check("nowhere", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "tutor: There is no nowhere. Give a course folder, a lesson folder or a lesson file.\n"
