"""The lessons that come with the program: what `tutor check` cannot know."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tutor.course.flow import Claim, flow_of
from tutor.course.loader import load_course, load_lesson
from tutor.course.model import ExampleSection, Lesson, Misconception
from tutor.labs.frame import Frame
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


REFUTED: dict[str, Callable[[Frame], bool]] = {
    "scores-are-shares": lambda frame: frame.readout("p1") > 0.6 > 7 / (7 + 6 + 5),
    "common-shift-matters": lambda frame: 0.66 < frame.readout("p1") < 0.67,
    "softmax-allows-two": lambda frame: frame.readout("p1") == frame.readout("p2") <= 0.5,
    "any-loss-will-do": lambda frame: frame.readout("squared_error_half") > 1000 * frame.readout("cross_entropy_half"),
    "large-error-large-step": lambda frame: frame.readout("error") < -0.99 and 0 < frame.readout("step") < 1e-5,
    "errors-pass-unchanged": lambda frame: abs(frame.readout("delta")) < 0.02 * abs(frame.readout("error")),
    "small-output-shut-gate": lambda frame: frame.readout("a") == 0 and frame.readout("slope") == 1,
    "value-for-slope": lambda frame: frame.readout("value") > 0.9 and frame.readout("slope") < 0.1,
    "tanh-slope-from-z": lambda frame: 0 < frame.readout("slope") < 0.1,
    "half-at-the-corner": lambda frame: frame.readout("analytic") == 0 and frame.readout("numeric") == 0.5,
    "layers-add-up": lambda frame: frame.readout("derivative") == 0.5**10,
    "slopes-alone": lambda frame: frame.readout("slope") == 1 and frame.readout("derivative") < 1e-5,
    "weight-four-cancels": lambda frame: frame.readout("derivative") < 1e-6,
    "level-gradients-are-healthy": lambda frame: (
        frame.readout("delta_ratio") < 1e-6 and 0.5 < frame.readout("weight_gradient_ratio") < 2
    ),
    "stuck-by-a-large-rate": lambda frame: 0.69 < frame.readout("final_loss") < 0.7,
    "accuracy-means-learning": lambda frame: frame.readout("accuracy") > 0.7 and frame.readout("final_loss") > 0.693,
    "depth-without-bend": lambda frame: frame.readout("largest_difference") < 1e-12,
    "width-without-bend": lambda frame: frame.readout("right") == 0,
    "bend-changes-everywhere": lambda frame: 0.9 < frame.readout("agree_share") < 1,
    "activations-must-squash": lambda frame: frame.readout("share_right") > 0.9,
    "representable-is-learnable": lambda frame: 0 < frame.readout("share_right") < 0.5,
    "latest-hinge-alone": lambda frame: frame.readout("last_slope") == -1,
    "one-corner-a-unit": lambda frame: frame.readout("pieces") > 10 * frame.readout("one_layer_most"),
    "depth-always-multiplies": lambda frame: frame.readout("pieces") < frame.readout("neurons"),
    "levels-off-far-away": lambda frame: frame.readout("slope") == -1,
    "warning-means-wrong": lambda frame: frame.readout("warnings") == 1 and frame.readout("relative_error") == 0,
    "silence-means-right": lambda frame: frame.readout("warnings") == 0 and frame.readout("right_digits") == 0,
    "stable-code-cures-saturation": lambda frame: 0 < frame.readout("stable") < 1e-17,
    "lost-means-underflow": lambda frame: frame.readout("step") > 0 and frame.readout("final") == 1,
    "mean-costs-nothing": lambda frame: frame.readout("condition") == 19 and frame.readout("steps") > 100,
    "batches-free-the-signs": lambda frame: frame.readout("locked_share") > 0.5 > 100 * frame.readout("chance"),
    "leaky-centers": lambda frame: 0.39 < frame.readout("mean") < 0.399,
    "mirror-is-weaker": lambda frame: frame.readout("largest_difference") == 0,
    "gelu-has-a-plateau": lambda frame: abs(frame.readout("value")) < 1e-20 and frame.readout("lowest") < -0.16,
    "zeros-regularize": lambda frame: frame.readout("train_accuracy") > 0.98 and frame.readout("test_accuracy") < 0.86,
    "zero-is-neutral": lambda frame: 0.693 < frame.readout("final_loss") < 0.694 and frame.readout("accuracy") == 0.5,
    "data-part-units": lambda frame: frame.readout("distinct") == 1,
    "biases-must-differ": lambda frame: frame.readout("distinct") == 8,
    "below-one-shrinks": lambda frame: frame.readout("activation_top") > 1e5,
    "small-is-safe": lambda frame: frame.readout("activation_top") < 1e-9,
    "flat-means-vanishing": lambda frame: frame.readout("flat_share") > 0.85 and frame.readout("delta_ratio") > 1e6,
    "elu-always-smooth": lambda frame: frame.readout("value") == 0 and frame.readout("slope") == 2,
    "gelu-always-rises": lambda frame: frame.readout("slope") < -0.08,
    "any-slope-rescues": lambda frame: frame.readout("slope_start") != 0 and frame.readout("crossing") == float("inf"),
    "slope-at-start-decides": lambda frame: frame.readout("slope_start") < 0.01 and frame.readout("crossing") < 1000,
    "lower-loss-better-net": lambda frame: frame.readout("train_loss") < 0.001 and frame.readout("test_nll") > 2,
    "honest-means-zero": lambda frame: frame.readout("ece") > 0.05,
    "temperature-mends-answers": lambda frame: (
        abs(frame.readout("accuracy_after") - frame.readout("accuracy")) < 1e-9 and frame.readout("ece_after") < 0.02
    ),
    "temperature-travels": lambda frame: frame.readout("ece_after") > 3 * frame.readout("ece_after_home"),
    "unsure-far-away": lambda frame: frame.readout("confidence_relu") > 0.99,
    "average-speaks-for-all": lambda frame: (
        frame.readout("accuracy") > 0.96 and frame.readout("accuracy_minority_high") < 0.86
    ),
    "variance-is-what-counts": lambda frame: abs(frame.readout("q_next") - 1) < 1e-9,
    "xavier-suits-sigmoid": lambda frame: frame.readout("delta_ratio") < 1e-25 < frame.readout("activation_top"),
    "two-suits-all-relatives": lambda frame: frame.readout("activation_top") < 0.01,
    "held-signal-held-error": lambda frame: frame.readout("q_top") > 0.99 and frame.readout("chi_top") < 0.2,
    "recipe-holds-for-each-net": lambda frame: frame.readout("rms_median") < 0.05 < frame.readout("rms_mean_square"),
    "zeros-are-dead": lambda frame: frame.readout("dead_share") == 0 and 0.49 < frame.readout("active_share") < 0.51,
    "mostly-off-is-dead": lambda frame: frame.readout("dead_share") == 0 and frame.readout("active_share") < 0.02,
    "large-loss-wakes": lambda frame: frame.readout("error") == -5 and frame.readout("step") == 0,
    "leak-rescues-at-once": lambda frame: frame.readout("crossing") > 4000,
    "death-means-failure": lambda frame: frame.readout("dead_top") > 0.5 and frame.readout("accuracy") > 0.99,
    "examples-keep-apart": lambda frame: frame.readout("x_hat3") < -0.2,
    "sample-variance-inside": lambda frame: frame.readout("variance") == 3.5,
    "error-stays-at-home": lambda frame: abs(frame.readout("dx2")) > 0.4,
    "averages-know-at-once": lambda frame: frame.readout("x_hat3") == 0 and frame.readout("evaluated3") > 2,
    "norm-straightens": lambda frame: frame.readout("accuracy") > 0.99,
    "bias-shifts-the-output": lambda frame: frame.readout("accuracy") > 0.99,
    "only-averages-suffer": lambda frame: frame.readout("accuracy_batches") < frame.readout("accuracy") < 0.9,
    "left-in-training": lambda frame: frame.readout("accuracy_alone") == 0.5 < 0.97 < frame.readout("accuracy"),
    "size-survives-the-norm": lambda frame: (
        abs(frame.readout("loss_ratio") - 1) < 1e-9 and abs(frame.readout("gradient_ratio") - 0.5) < 1e-9
    ),
    "too-large-is-too-large": lambda frame: frame.readout("final_loss") < 0.02 and frame.readout("accuracy") > 0.98,
    "norm-tames-depth": lambda frame: frame.readout("delta_ratio") > 1000,
    "fixed-steps-arrive": lambda frame: frame.readout("high") > 0.09 and frame.readout("plain_end") < 0.01,
    "any-head-will-do": lambda frame: frame.readout("floor") > 1 and frame.readout("best_loss") > 1,
    "activation-first": lambda frame: frame.readout("final_loss") > 0.1,
    "nearly-open-keeps": lambda frame: frame.readout("gate") > 0.95 and frame.readout("memory") < 0.01,
    "half-open-is-neutral": lambda frame: frame.readout("gate") == 0.5 and frame.readout("memory") < 1e-11,
    "kaiming-means-he": lambda frame: frame.readout("activation_first") < 0.5 > 1000 * frame.readout("activation_top"),
    "size-means-signal": lambda frame: frame.readout("activation_top") > 0.03 > 1e9 * frame.readout("spread_top"),
    "shape-decides": lambda frame: 0.5 < frame.readout("rms_uniform") / frame.readout("rms_normal") < 2,
    "first-loss-proves-start": lambda frame: 0.693 < frame.readout("final_loss") < 0.694,
    "skips-hold-any-branch": lambda frame: frame.readout("stream_top") > 1e9,
    "empty-branches-block": lambda frame: frame.readout("delta_ratio") == 1 and 0.9 < frame.readout("stream_top") < 1.1,
    "value-keeps-direction": lambda frame: frame.readout("angle_by_norm") == 0 and frame.readout("angle_by_value") > 5,
    "clip-cures-vanishing": lambda frame: 0.693 < frame.readout("final_loss") < 0.694,
    "adam-cures-vanishing": lambda frame: 0.693 < frame.readout("final_loss") < 0.694,
}
"""A misconception -> what its lab must show to speak against it."""


@pytest.mark.slow
@pytest.mark.parametrize("misconception", load_course(LESSONS).file.misconceptions, ids=lambda m: m.id)
def test_lab_of_a_misconception_speaks_against_it(misconception: Misconception) -> None:
    assert misconception.lab is not None
    assert REFUTED[misconception.id](outcome(misconception.lab, misconception.params))


def test_answers_tell_of_every_misconception() -> None:
    told = {
        answer.misconception
        for lesson_id in IDS
        for question in questions(lesson_of(lesson_id))
        for key in ("answers", "reasons", "mistakes")
        for answer in getattr(question, key, ())
        if not isinstance(question, Predict)
    }
    assert told - {None} == {misconception.id for misconception in load_course(LESSONS).file.misconceptions}


@pytest.mark.parametrize("file", sorted(LESSONS.glob("*/*.toml")), ids=lambda file: f"{file.parent.name}/{file.name}")
def test_texts_keep_to_the_words_and_signs_of_the_program(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    text = re.sub(r"\$\$.*?\$\$", "", text, flags=re.DOTALL)
    prose = re.sub(r"keywords = \[[^]]*\]|\$[^$]*\$|`[^`]*`|^where = .*$", "", text, flags=re.MULTILINE)
    assert not re.search(r"\b(chapters?|pages?)\b", prose)
    assert not re.search(r"(?:σ|tanh|\b[a-z])'(?!\w|'')", prose), "a prime is written ′"
    assert not re.search(r"[0-9]%", re.sub(r"tolerance = .*|\{\{[^}]*\}\}", "", prose)), "a blank before %"
