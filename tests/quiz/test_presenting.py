"""A question is shown the same to the same learner, in an order that gives nothing away."""

from __future__ import annotations

import pytest
from quiz_samples import KINDS_OF_SAMPLES, right_response, sample

from tutor.quiz.grading import grade
from tutor.quiz.presenting import Presented, present
from tutor.quiz.responses import Matched, Ordered

LEARNERS = [f"learner-{number}/lesson/question" for number in range(40)]


def indices(presented: Presented) -> tuple[int, ...]:
    return tuple(option.index for option in presented.options)


@pytest.mark.parametrize("kind", KINDS_OF_SAMPLES)
def test_the_same_learner_sees_the_same_question_again(kind: str) -> None:
    assert present(sample(kind), "anna/q", 2) == present(sample(kind), "anna/q", 2)


@pytest.mark.parametrize("kind", KINDS_OF_SAMPLES)
def test_no_gap_is_left_in_what_is_shown(kind: str) -> None:
    assert "{{" not in repr(present(sample(kind), "anna/q"))


def test_all_texts_are_filled_with_the_values_that_go_on_to_grading() -> None:
    presented = present(sample("multiple-choice", hints=["{{error}}!"], explanation="{{= 2 * error}}"), "anna/q")
    error = presented.values["error"]
    assert presented.hints == (f"{error}!",)
    assert presented.explanation == f"{2 * float(error)}"
    assert f"{{{error}}}" in presented.prompt
    assert sorted(option.text for option in presented.options if option.index < 1) == [str(error)]


@pytest.mark.parametrize("kind", ["multiple-choice", "multiple-select", "true-false", "ordering"])
def test_shown_options_are_those_of_the_file_in_many_orders(kind: str) -> None:
    shown = [indices(present(sample(kind), learner)) for learner in LEARNERS]
    assert {tuple(sorted(order)) for order in shown} == {tuple(range(len(shown[0])))}
    assert len(set(shown)) > 1
    assert len({order[0] for order in shown}) > 1


def test_another_attempt_is_shuffled_anew() -> None:
    assert len({indices(present(sample("multiple-select"), "anna/q", attempt)) for attempt in range(10)}) > 1


def test_options_stay_where_shuffling_is_off_and_predictions_always() -> None:
    for question in (sample("multiple-choice", shuffle=False), sample("predict"), sample("explain")):
        for learner in LEARNERS:
            shown = indices(present(question, learner))
            assert shown == tuple(range(len(shown)))


@pytest.mark.parametrize("count", [2, 3, 4])
def test_items_are_never_shown_in_a_right_order(count: int) -> None:
    question = sample("ordering", items=[{"text": text} for text in "abcd"[:count]])
    tied = sample("ordering")
    for learner in LEARNERS:
        for shown in (question, tied):
            presented = present(shown, learner)
            assert not grade(shown, Ordered(indices(presented)), presented.values).is_right


def test_items_that_all_tie_are_shown_all_the_same() -> None:
    question = sample("ordering", items=[{"text": text, "expr": "1"} for text in "abc"])
    assert sorted(indices(present(question, "anna/q"))) == [0, 1, 2]


@pytest.mark.parametrize("rows", [[["a", "1"], ["b", "2"]], [["a", "1", "x"], ["b", "2", "x"], ["c", "2", "y"]]])
def test_cells_are_never_shown_beside_their_rows(rows: list[list[str]]) -> None:
    question = sample("matching", rows=rows, distractors=None)
    for learner in LEARNERS:
        presented = present(question, learner)
        assert presented.rows == tuple(row[0] for row in rows)
        as_shown = Matched(tuple(zip(*[[cell.index for cell in column] for column in presented.columns], strict=True)))
        assert not grade(question, as_shown, {}).is_right
        for place, column in enumerate(presented.columns, start=1):
            assert sorted(cell.text for cell in column) == sorted(row[place] for row in rows)


def test_distractors_are_offered_with_the_last_column() -> None:
    presented = present(sample("matching"), "anna/q")
    assert [len(column) for column in presented.columns] == [4, 5]
    assert {cell.text for cell in presented.columns[1] if cell.index == 4} == {"softmax"}


def test_explain_brings_its_ideas_and_model_answer_and_predict_what_to_observe() -> None:
    explain = present(sample("explain"), "anna/q")
    assert explain.options[0].text == "the rms is the mean"
    assert explain.more.startswith("The rms is just")
    assert present(sample("predict"), "anna/q").more == "Where does the curve go?"


@pytest.mark.parametrize("kind", ["multiple-choice", "multiple-select", "true-false", "ordering", "matching"])
def test_a_response_in_indices_of_the_file_is_judged_alike_however_it_was_shown(kind: str) -> None:
    question = sample(kind)
    for learner in LEARNERS[:5]:
        values = present(question, learner).values
        assert grade(question, right_response(question, values, {}), values).is_right
