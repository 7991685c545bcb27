"""Predicted numbers: where they are marked, and what stands beside them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from course_samples import GOOD

from tutor.course.guesses import compared, marked
from tutor.course.loader import load_lesson
from tutor.labs.frame import Frame, Readout
from tutor.labs.running import outcome
from tutor.plots.figure import Axis, Bar, Bars, Chart, Figure, Mark, Series, numbers
from tutor.quiz.questions import Predict, Run

LESSON, _ = load_lesson(GOOD, "chains")
(QUESTION,) = (question for question in LESSON.quiz.questions if isinstance(question, Predict))
LOSS = Series("loss", "loss", numbers([0, 1]), numbers([1.0, 0.5]))
CHART = Chart("Loss", (LOSS,), Axis("step", low=0.0, high=1.0), Axis("loss", "log", 1e-4, 10.0))
FRAME = Frame((CHART,), (Readout("final_loss", "loss", 0.5), Readout("first", "first step", 1.0, axis="step")), (LOSS,))


def asking(metric: str, *names: str) -> Predict:
    """The sample question about another readout of these runs."""
    runs = tuple(Run(name=name, lab="product-of-slopes") for name in names or ("one",))
    return Predict(
        **{field: getattr(QUESTION, field) for field in ("id", "prompt", "explanation", "tests", "hints")},
        runs=runs,
        metric=metric,
        tolerance="10%",
    )


def marks(figure: Figure) -> tuple[Mark, ...]:
    assert isinstance(figure, Chart)
    return figure.marks


def test_guess_is_a_line_across_where_the_height_is_what_was_asked() -> None:
    (figure,) = marked(FRAME.figures, asking("final_loss"), [FRAME], 0.3)
    assert marks(figure) == (Mark("your guess", y=0.3),)
    assert (figure.y, figure.x) == (CHART.y, CHART.x)


def test_guess_is_an_upright_line_where_the_readout_names_that_axis() -> None:
    (figure,) = marked(FRAME.figures, asking("first"), [FRAME], 0.5)
    assert marks(figure) == (Mark("your guess", x=0.5),)


def test_guess_is_one_more_bar_among_bars() -> None:
    bars = Bars("Loss at the end", (Bar("he", 0.5),), Axis("loss"))
    (figure,) = marked([bars], asking("final_loss"), [FRAME], -0.3)
    assert isinstance(figure, Bars)
    assert figure.bars == (Bar("he", 0.5), Bar("your guess", -0.3))


@pytest.mark.parametrize("metric", ["final_loss / 2", "accuracy"])
def test_what_no_axis_measures_is_not_marked(metric: str) -> None:
    assert marked(FRAME.figures, asking(metric), [FRAME], 0.3) == FRAME.figures


@pytest.mark.parametrize("guess", [0.0, -1.0])
def test_guess_without_a_logarithm_is_not_marked_on_a_log_axis(guess: float) -> None:
    assert marked(FRAME.figures, asking("final_loss"), [FRAME], guess) == FRAME.figures


@pytest.mark.parametrize(("guess", "limits"), [(100.0, (1e-4, 100.0)), (1e-6, (1e-6, 10.0)), (1.0, (1e-4, 10.0))])
def test_axis_reaches_as_far_as_the_guess(guess: float, limits: tuple[float, float]) -> None:
    (figure,) = marked(FRAME.figures, asking("final_loss"), [FRAME], guess)
    assert isinstance(figure, Chart)
    assert (figure.y.low, figure.y.high) == limits


def test_readout_of_one_run_of_several_is_found_by_its_full_name() -> None:
    question = asking("far_final_loss", "near", "far")
    assert marked(FRAME.figures, question, [FRAME], 0.3) == FRAME.figures, "that run has not begun"
    (figure,) = marked(FRAME.figures, question, [FRAME, FRAME], 0.3)
    assert marks(figure) == (Mark("your guess", y=0.3),)


def test_guess_has_a_place_in_the_figure_of_a_lab() -> None:
    frame = outcome(QUESTION.runs[0].lab, QUESTION.runs[0].params)
    (figure,) = marked(frame.figures, QUESTION, [frame], 0.2)
    assert marks(figure) == (Mark("your guess", y=0.2),)
    check = outcome("gradient-check", {})
    (figure,) = marked(check.figures[:1], asking("best_h"), [check], 1e-4)
    assert Mark("your guess", x=1e-4) in marks(figure)


# --- beside the outcome


def told(question: Predict, frames: tuple[Frame, ...], guess: float | None) -> list[tuple[str, float]]:
    return [(readout.label, readout.value) for readout in compared(question, {"n": 2.0}, frames, guess)]


def test_outcome_stands_beside_the_guess_once_all_runs_have_ended() -> None:
    question = asking("n * far_final_loss", "near", "far")
    assert told(question, (FRAME,), 0.3) == [("your guess", 0.3)]
    assert told(question, (FRAME, replace(FRAME, is_final=False)), 0.3) == [("your guess", 0.3)]
    assert told(question, (FRAME, FRAME), 0.3) == [("your guess", 0.3), ("it was", 1.0)]


def test_outcome_is_told_without_a_guess_too() -> None:
    assert told(asking("final_loss"), (FRAME,), None) == [("it was", 0.5)]


def test_choice_between_outcomes_has_no_number_to_tell() -> None:
    slopes, _ = load_lesson(GOOD, "slopes")
    (choice,) = (question for question in slopes.quiz.questions if isinstance(question, Predict))
    assert told(choice, (FRAME, FRAME), None) == []
