"""Faults in the key of a question are found, kind by kind."""

from __future__ import annotations

from typing import Any

import pytest
from quiz_samples import SAMPLES, sample

from tutor.quiz.checking import check_question
from tutor.quiz.findings import Finding


def only_finding(kind: str, **changes: Any) -> Finding:
    (finding,) = check_question(sample(kind, **changes))
    assert finding.remedy
    return finding


def changed(kind: str, key: str, index: int, **keys: Any) -> list[dict[str, Any]]:
    entries = SAMPLES[kind][key]
    return [{**entry, **keys} if place == index else entry for place, entry in enumerate(entries)]


@pytest.mark.parametrize(
    ("kind", "changes", "path", "words"),
    [
        ("multiple-choice", {"index": 1, "correct": False, "feedback": "f"}, ("answers",), "0 are marked correct"),
        ("multiple-choice", {"index": 0, "correct": True}, ("answers",), "2 are marked correct"),
        ("multiple-choice", {"index": 2, "feedback": " "}, ("answers", 2, "feedback"), "is missing on a wrong answer"),
        ("multiple-choice", {"index": 2, "text": "{{error}}"}, ("answers", 2), "says the same as an earlier one"),
        ("multiple-select", {"index": 2, "feedback": ""}, ("answers", 2, "feedback"), "is missing"),
    ],
)
def test_options(kind: str, changes: dict[str, Any], path: tuple[Any, ...], words: str) -> None:
    finding = only_finding(kind, answers=changed(kind, "answers", **changes))
    assert (finding.path, finding.is_warning) == (path, False)
    assert words in finding.what


@pytest.mark.parametrize("correct", [True, False])
def test_multiple_select_that_is_all_or_nothing_is_doubtful(correct: bool) -> None:
    answers = [{"text": text, "correct": correct, "feedback": "f"} for text in "ab"]
    assert only_finding("multiple-select", answers=answers).is_warning


def test_true_false_has_one_right_reason_and_says_why_others_are_wrong() -> None:
    both = only_finding("true-false", reasons=changed("true-false", "reasons", 1, correct=True))
    assert both.path == ("reasons",)
    assert only_finding("true-false", reasons=changed("true-false", "reasons", 1, feedback="")).path == (
        "reasons",
        1,
        "feedback",
    )


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"expr": None}, ("value",), "needs either value or expr"),
        ({"value": 1}, ("value",), "needs either value or expr"),
        ({"expr": "0.25**q"}, ("expr",), 'no name "q" (at character 7)'),
        ({"expr": "log(3 - k)"}, ("expr",), "is −inf for k = 3"),
        ({"verify": "0.25**(k+1)"}, ("verify",), "gives 0.003906 where the key is 0.01562 for k = 3"),
        ({"verify": "0.25**"}, ("verify",), "ends too early"),
        ({"tolerance": "two"}, ("tolerance",), "is not a tolerance"),
        ({"tolerance": -1}, ("tolerance",), "is not a number from 0 on"),
        ({"expr": "k - 3", "verify": None, "mistakes": []}, ("tolerance",), "share of an answer that can be 0"),
        ({"mistakes": [{"feedback": "f"}]}, ("mistakes", 0), "needs either value or expr"),
        ({"mistakes": [{"feedback": "f", "expr": "1/(k-5)"}]}, ("mistakes", 0, "expr"), "is inf for k = 5"),
        ({"mistakes": [{"feedback": "f", "value": 0.0157}]}, ("mistakes", 0), "equals the right answer for k = 3"),
        (
            {"mistakes": [{"feedback": "f", "expr": "k"}, {"feedback": "f", "expr": "k**2 / 8"}]},
            ("mistakes", 1),
            "cannot be told from mistake 1 for k = 8",
        ),
        (
            {"mistakes": [{"feedback": "f", "value": 100}, {"feedback": "f", "value": 103}]},
            ("mistakes", 1),
            "cannot be told from mistake 1",
        ),
    ],
)
def test_numeric(changes: dict[str, Any], path: tuple[Any, ...], words: str) -> None:
    finding = only_finding("numeric", **changes)
    assert (finding.path, finding.is_warning) == (path, False)
    assert words in finding.what


def test_a_number_with_nothing_behind_it_is_doubtful() -> None:
    finding = only_finding("numeric", expr=None, verify=None, value=0.3, mistakes=[])
    assert (finding.path, finding.is_warning) == (("value",), True)
    assert check_question(sample("numeric", expr=None, value=0.3, verify="3/10", mistakes=[])) == ()


def test_mistakes_that_are_just_far_enough_apart_are_sound() -> None:
    mistakes = [{"feedback": "f", "value": 100}, {"feedback": "f", "value": 104.1}]
    assert check_question(sample("numeric", mistakes=mistakes)) == ()


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"accept": ["Xavier", " "]}, ("accept", 1)),
        ({"accept": ["x" * 101]}, ("accept", 0)),
        ({"accept_regex": "(a+)+"}, ("accept_regex",)),
    ],
)
def test_short_answer(changes: dict[str, Any], path: tuple[Any, ...]) -> None:
    assert only_finding("short-answer", **changes).path == path


def test_the_model_answer_passes_its_own_key() -> None:
    finding = only_finding("explain", model_answer="The rms is the mean. Gradients are tiny.")
    assert finding.path == ("ideas", 1)
    assert "not found in the model answer" in finding.what


def test_the_model_answer_passes_for_every_draw() -> None:
    model_answer = "The mean; no difference; gradients{{= ' gone' if k > 1 else ' left'}}."
    ideas = changed("explain", "ideas", 2, keywords=["gone"])
    finding = only_finding("explain", model_answer=model_answer, ideas=ideas, params={"k": {"choices": [2, 1]}})
    assert finding.path == ("ideas", 2)


def test_options_that_say_the_same_for_some_draw_are_found() -> None:
    answers = changed("multiple-choice", "answers", 2, text="{{= error - 0.4}}")
    finding = only_finding("multiple-choice", answers=answers, params={"error": {"choices": [0.9, 0.8, 4 / 9]}})
    assert finding.path == ("answers", 2)
    assert finding.what == "says the same as an earlier one for error = 0.4444"


def test_distractors_that_equal_a_right_cell_for_some_draw_are_found() -> None:
    finding = only_finding(
        "matching", rows=[["a", "1"], ["b", "2"]], distractors=["{{k}}"], params={"k": {"choices": [3, 2]}}
    )
    assert finding.path == ("distractors", 0)
    assert finding.what == "equals a right cell for k = 2"


def test_a_blank_keyword_is_found() -> None:
    finding = only_finding("explain", ideas=changed("explain", "ideas", 1, keywords=["difference", " "]))
    assert finding.path == ("ideas", 1, "keywords")


@pytest.mark.parametrize(
    ("items", "path", "words"),
    [
        (["1", "3", "2"], ("items", 2, "expr"), "is 2, item 2 before it 3"),
        (["2", "k", "9"], ("items", 1, "expr"), "is 1, item 1 before it 2 for k = 1"),
        (["1", "2", None], ("items",), "some have an expr and some have none"),
        (["1", "2", "log(-1)"], ("items", 2, "expr"), "is nan, item 1 before it 1"),
        (["1", "inf", "2"], ("items", 2, "expr"), "is 2, item 2 before it inf"),
        (["1", "2", "3 +"], ("items", 2, "expr"), "ends too early"),
    ],
)
def test_ordering_is_recomputed(items: list[str | None], path: tuple[Any, ...], words: str) -> None:
    entries = [{"text": f"item {place}", "expr": expr} for place, expr in enumerate(items)]
    finding = only_finding("ordering", items=entries, params={"k": {"choices": [3, 1]}})
    assert finding.path == path
    assert words in finding.what


def test_items_of_equal_value_may_stand_in_any_order() -> None:
    entries = [{"text": f"item {place}", "expr": expr} for place, expr in enumerate(["1", "0.1 * 10", "inf", "inf"])]
    assert check_question(sample("ordering", items=entries)) == ()


@pytest.mark.parametrize(
    ("after", "words"),
    [
        ([[1, 0], [0, 1]], "in a circle"),
        ([[0, 1]], "against the order"),
        ([[1, 1]], "in a circle"),
        ([[4, 0]], "do not exist"),
        ([[-1, 0]], "do not exist"),
        ([], "names no pairs"),
    ],
)
def test_a_partial_order_fits_the_items(after: list[list[int]], words: str) -> None:
    finding = only_finding("ordering", after=after)
    assert finding.path == ("after",)
    assert words in finding.what


def test_a_sound_partial_order_has_no_findings_and_is_recomputed_in_its_pairs_only() -> None:
    entries = [{"text": f"item {place}", "expr": expr} for place, expr in enumerate(["1", "5", "2"])]
    assert check_question(sample("ordering", items=entries, after=[[1, 0], [2, 0]])) == ()
    finding = only_finding("ordering", items=entries, after=[[2, 1]])
    assert finding.path == ("items", 2, "expr")


def test_items_with_the_same_text_are_found() -> None:
    assert only_finding("ordering", items=[{"text": "a"}, {"text": "a"}]).path == ("items", 1)


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"rows": [["a", "b"], ["c", "d", "e"]]}, ("rows",), "are not all of two cells"),
        ({"rows": [["a"], ["c"]]}, ("rows",), "are not all of two cells"),
        ({"rows": [["a", "b"], ["a", "d"]]}, ("rows", 1), "says the same"),
        ({"distractors": ["ReLU"]}, ("distractors", 0), "equals a right cell"),
        ({"distractors": ["x", "x"]}, ("distractors", 1), "says the same"),
    ],
)
def test_matching(changes: dict[str, Any], path: tuple[Any, ...], words: str) -> None:
    finding = only_finding("matching", **changes)
    assert finding.path == path
    assert words in finding.what


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"answer": "sigmoid(x)"}, ("answer",), 'no name "x"'),
        ({"answer": "sigmoid(z"}, ("answer",), "cannot be read"),
        ({"answer": "log(-abs(z))"}, ("answer",), "finite at only 0 sampled points"),
        ({"verify": "sigmoid(z)"}, ("verify",), "differs from the answer for z = "),
        ({"verify": "sigmoid(q)"}, ("verify",), 'no name "q"'),
        ({"answer": "w * z", "params": {"w": "relu"}, "verify": None}, ("answer",), "is a word"),
        ({"vars": ["z", "pi"]}, ("vars", 1), "already a parameter or a constant"),
        ({"params": {"z": 2}}, ("vars", 0), "already a parameter or a constant"),
        ({"vars": {"z": {"min": 1, "max": -1}}}, ("vars", "z"), "is no range"),
        ({"vars": {"z": {"min": 1}}}, ("vars", "z"), "is no range"),
        ({"vars": {"z": {"choices": [1, 2]}}}, ("vars", "z"), "is no range"),
        ({"vars": {"z": {"min": -2, "max": -1}}, "answer": "log(z)", "verify": None}, ("answer",), "finite at only 0"),
    ],
)
def test_formula(changes: dict[str, Any], path: tuple[Any, ...], words: str) -> None:
    finding = only_finding("formula", **changes)
    assert finding.path == path
    assert words in finding.what
