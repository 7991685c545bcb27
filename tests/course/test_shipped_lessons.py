"""The lessons that come with the program: what `tutor check` cannot know."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tutor.course.flow import Claim, flow_of
from tutor.course.loader import load_course, load_lesson
from tutor.course.model import ExampleSection, Lesson
from tutor.labs.running import outcome
from tutor.plots.figure import Chart
from tutor.quiz.questions import Formula, Predict, Question

LESSONS = Path(__file__).parents[2] / "lessons"
IDS = [head.id for head in load_course(LESSONS).heads]
SHOWN = {"delta": "delta_", "weight_gradient": "weight_gradient_", "activation": "activation_"}
"""A line of the depth profile -> how the readouts begin that speak of it."""


def lesson_of(lesson_id: str) -> Lesson:
    return load_lesson(LESSONS, lesson_id)[0]


def questions(lesson: Lesson) -> list[Question]:
    """All of them, those inside worked examples too."""
    steps = [step for section in lesson.file.sections if isinstance(section, ExampleSection) for step in section.steps]
    return [*lesson.quiz.questions, *(step.answer for step in steps if step.answer)]


@pytest.mark.parametrize("lesson_id", IDS)
def test_what_a_prediction_is_judged_by_is_in_its_figure(lesson_id: str) -> None:
    for question in questions(lesson_of(lesson_id)):
        if not isinstance(question, Predict) or question.runs[0].lab != "depth-profile":
            continue
        run = question.runs[0]
        chart = outcome(run.lab, run.params, run.seed).figures[0]
        assert isinstance(chart, Chart)
        asked = " ".join(answer.when for answer in question.answers)
        wanted = {line for line, beginning in SHOWN.items() if beginning in asked}
        assert wanted <= {line.name for line in chart.series}, question.id


@pytest.mark.parametrize("lesson_id", IDS)
def test_variables_that_mean_a_tanh_or_a_count_say_where_they_lie(lesson_id: str) -> None:
    for question in questions(lesson_of(lesson_id)):
        if isinstance(question, Formula):
            assert isinstance(question.vars, dict), question.id


@pytest.mark.parametrize("lesson_id", IDS)
def test_a_claim_of_theory_says_so(lesson_id: str) -> None:
    for block in flow_of(lesson_of(lesson_id)).blocks:
        if isinstance(block.content, Claim) and block.content.origin.startswith("theory"):
            assert "theory" in block.content.markdown.casefold(), block.id


@pytest.mark.parametrize("file", sorted(LESSONS.rglob("*.toml")), ids=lambda file: f"{file.parent.name}/{file.name}")
def test_texts_keep_to_the_words_and_signs_of_the_program(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    text = re.sub(r"\$\$.*?\$\$", "", text, flags=re.DOTALL)
    prose = re.sub(r"keywords = \[[^]]*\]|\$[^$]*\$|`[^`]*`|^where = .*$", "", text, flags=re.MULTILINE)
    assert not re.search(r"\b(chapters?|pages?)\b", prose)
    assert not re.search(r"(?:σ|tanh|\b[a-z])'(?!\w|'')", prose), "a prime is written ′"
    assert not re.search(r"[0-9]%", re.sub(r"tolerance = .*|\{\{[^}]*\}\}", "", prose)), "a blank before %"
