"""Every kind of answer gets the credit it deserves, and says why."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quiz_samples import KINDS_OF_SAMPLES, OUTCOMES, right_response, sample

from tutor.quiz.grading import Feedback, Grade, grade
from tutor.quiz.parameters import all_draws
from tutor.quiz.responses import Chosen, Judged, Matched, Ordered, Ticked, Typed, UnreadableError


def graded(kind: str, response: Any, values: dict[str, Any] | None = None, **changes: Any) -> Grade:
    return grade(sample(kind, **changes), response, values or {}, OUTCOMES.get(kind))


def marks(judged: Grade) -> list[bool]:
    return [beside.is_right for beside in judged.feedback]


@pytest.mark.parametrize("kind", KINDS_OF_SAMPLES)
def test_the_right_answer_gets_full_credit_for_every_draw(kind: str) -> None:
    question, outcome = sample(kind), OUTCOMES.get(kind, {})
    for values in all_draws(question.params, 100):
        judged = grade(question, right_response(question, values, outcome), values, outcome)
        assert judged.credit == 1
        assert judged.is_right
        assert judged.message
        assert judged.misconceptions == ()


@pytest.mark.parametrize("kind", KINDS_OF_SAMPLES)
@pytest.mark.parametrize(
    "response", [Chosen((99,)), Judged(True, 99), Typed(""), Ordered(()), Matched(()), Ticked("", ())]
)
def test_an_answer_that_does_not_fit_is_a_slip_and_no_wrong_answer(kind: str, response: Any) -> None:
    with pytest.raises(UnreadableError):
        graded(kind, response, {"k": 3.0, "error": 0.8})


# --- choosing


def test_multiple_choice_is_right_or_wrong_and_all_options_show_their_feedback() -> None:
    values = {"error": 0.8}
    judged = graded("multiple-choice", Chosen((0,)), values)
    assert judged.credit == 0
    assert judged.misconceptions == ("gate-open",)
    assert judged.feedback == (
        Feedback(0, "The gate is not open below zero.", False),
        Feedback(1, "", True),
        Feedback(2, "That would be ReLU.", False),
        Feedback(3, "That multiplies by the value; the slope is wanted.", False),
    )
    assert marks(graded("multiple-choice", Chosen((1,)), values)) == marks(judged)


@pytest.mark.parametrize("indices", [(), (0, 1), (4,), (-1,)])
def test_multiple_choice_wants_exactly_one_option(indices: tuple[int, ...]) -> None:
    with pytest.raises(UnreadableError, match="Choose one"):
        graded("multiple-choice", Chosen(indices), {"error": 0.8})


@pytest.mark.parametrize(
    ("indices", "credit"), [((0, 1, 3), 1), ((3, 1, 0), 1), ((0, 1), 0.75), ((), 0.25), ((2,), 0), ((0, 1, 2, 3), 0.75)]
)
def test_multiple_select_gives_each_option_its_share(indices: tuple[int, ...], credit: float) -> None:
    judged = graded("multiple-select", Chosen(indices))
    assert judged.credit == credit
    assert judged.misconceptions == (("stuck-explodes",) if 2 in indices else ())


@pytest.mark.parametrize(
    ("verdict", "reason", "credit", "message"),
    [
        (False, 0, 1.0, "Right."),
        (False, 1, 0.5, "It is false, but for another reason."),
        (True, 0, 0.0, "No: the statement is false."),
        (True, 1, 0.0, "No: the statement is false."),
    ],
)
def test_true_false_is_half_verdict_half_reason(verdict: bool, reason: int, credit: float, message: str) -> None:
    judged = graded("true-false", Judged(verdict, reason))
    assert (judged.credit, judged.message) == (credit, message)
    assert marks(judged) == [True, False]


# --- typing


@pytest.mark.parametrize("text", ["0.015625", "1.5625e-2", "1/64", "0,0157", "0.25^3", "1.56%"])
def test_numeric_accepts_every_way_of_writing_the_number(text: str) -> None:
    judged = graded("numeric", Typed(text), {"k": 3.0})
    assert judged.is_right
    assert judged.message == "Right: 0.01562."


def test_a_known_mistake_gets_its_own_feedback() -> None:
    judged = graded("numeric", Typed("0.126"), {"k": 3.0})
    assert judged.credit == 0
    assert judged.message == "That is the value at 0; the slope is wanted. The answer is 0.01562."
    assert judged.misconceptions == ("value-for-slope",)


def test_another_number_is_told_the_answer_with_its_unit() -> None:
    assert graded("numeric", Typed("7 ms"), {"k": 3.0}, unit="ms").message == "Not 7: the answer is 0.01562\u00a0ms."
    as_percent = graded("numeric", Typed("7"), {}, expr=None, value=25, unit="%", mistakes=[], params={})
    assert as_percent.message == "Not 7: the answer is 25\u00a0%."


@pytest.mark.parametrize("text", ["1/0", "1e400", "nan", "inf"])
@pytest.mark.parametrize("kind", ["numeric", "predicted-number"])
def test_a_number_that_is_not_finite_is_a_slip_and_tells_nothing(kind: str, text: str) -> None:
    with pytest.raises(UnreadableError) as slip:
        graded(kind, Typed(text), {"k": 3.0})
    assert str(slip.value) == "That is not a finite number. Type it like 0.25, 1e-6 or 1/4."


def test_no_number_is_a_slip() -> None:
    with pytest.raises(UnreadableError, match="I read no number in 'small'"):
        graded("numeric", Typed("small"), {"k": 3.0})


def test_short_answer_names_the_first_accepted_word_when_wrong() -> None:
    assert graded("short-answer", Typed("glorot init")).is_right
    assert graded("short-answer", Typed("He")).message == "No: Xavier."


def test_explain_is_credited_by_the_learners_own_ticks() -> None:
    judged = graded("explain", Ticked("whatever", (False, True, True)))
    assert judged.credit == pytest.approx(2 / 3)
    assert judged.message == "2 of 3 ideas, by your own judgment."
    assert judged.feedback[0] == Feedback(0, "0.51 is nearly all mean.", False)
    assert marks(judged) == [False, True, True]


@pytest.mark.parametrize(
    "text", ["s'(z)".replace("s", "σ"), "σ(z)(1−σ(z))", "e^(-z)/(1+e^-z)^2", "sigmoid(z)-sigmoid(z)²"]
)
def test_formula_accepts_every_form_of_the_same_function(text: str) -> None:
    assert graded("formula", Typed(text)).is_right


def test_a_wrong_formula_is_told_where_it_differs() -> None:
    judged = graded("formula", Typed("σ(z)"))
    assert judged.credit == 0
    assert "at z = 3.3" in judged.message
    assert "yours gives 0.96" in judged.message


def test_a_wrong_formula_is_shown_the_key_in_print_and_judged_where_its_letters_live() -> None:
    key = {"answer": "1 - a**2", "vars": {"a": {"min": -1, "max": 1}}, "verify": None}
    judged = graded("formula", Typed("1 - a"), **key)
    assert judged.message.startswith("Not the same as $1 - a^{2}$: at a = ")
    assert abs(float(re.findall(r"a = (\S+) yours", judged.message)[0].replace("−", "-"))) <= 1
    assert graded("formula", Typed("(1-a)(1+a)"), **key).is_right


@pytest.mark.parametrize(("text", "words"), [("σ(x)", '"x"'), ("σ(z", "cannot be read"), ("s(z)", "no function")])
def test_an_unreadable_formula_is_a_slip(text: str, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        graded("formula", Typed(text))


# --- arranging


def test_ordering_credit_is_the_share_of_pairs_in_order() -> None:
    credits = {order: graded("ordering", Ordered(order)).credit for order in itertools.permutations(range(4))}
    assert credits[0, 1, 2, 3] == 1
    assert credits[3, 2, 1, 0] == 0
    assert [order for order, credit in credits.items() if credit == 1] == [(0, 1, 2, 3), (0, 2, 1, 3)]


def test_a_swapped_neighbour_costs_one_pair_and_is_marked() -> None:
    judged = graded("ordering", Ordered((0, 1, 3, 2)))
    assert judged.credit == pytest.approx(4 / 5)
    assert judged.message == "4 of 5 pairs stand in the right order."
    assert marks(judged) == [True, True, False, True], "moving one item is enough"


def test_only_the_items_that_must_be_moved_are_marked() -> None:
    items = [{"text": name} for name in "abcdef"]
    last_first = graded("ordering", Ordered((5, 0, 1, 2, 3, 4)), items=items, after=None)
    assert marks(last_first) == [True] * 5 + [False]
    backward = graded("ordering", Ordered((5, 4, 3, 2, 1, 0)), items=items, after=None)
    assert marks(backward).count(True) == 1


def test_a_partial_order_leaves_the_rest_free() -> None:
    items = [{"text": name} for name in "abcd"]
    for order in itertools.permutations(range(4)):
        judged = graded("ordering", Ordered(order), items=items, after=[[1, 0], [2, 1]])
        assert judged.is_right == (order.index(0) < order.index(1) < order.index(2))


def test_matching_takes_equal_cells_for_one_another() -> None:
    by_file = ((0, 0), (1, 1), (2, 2), (3, 3))
    assert graded("matching", Matched(by_file)).is_right
    assert graded("matching", Matched(((0, 0), (3, 1), (2, 2), (1, 3)))).is_right


def test_matching_credit_is_the_share_of_whole_rows() -> None:
    judged = graded("matching", Matched(((0, 4), (1, 1), (2, 0), (3, 3))))
    assert judged.credit == 0.5
    assert judged.message == "2 of 4 rows are right."
    assert marks(judged) == [False, True, False, True]
    assert judged.feedback[0].text == "Here belongs: tanh, not softmax."
    assert [said.wrong_cells for said in judged.feedback] == [(1,), (), (1,), ()]


@pytest.mark.parametrize("rows", [((0, 0),) * 3, ((0,),) * 4, ((0, 5),) * 4, ((4, 0),) * 4])
def test_matching_wants_every_row_filled_with_cells_that_exist(rows: tuple[tuple[int, ...], ...]) -> None:
    with pytest.raises(UnreadableError, match="still empty"):
        graded("matching", Matched(rows))


# --- predicting


def test_a_prediction_is_judged_by_what_happened_in_neutral_words() -> None:
    right, wrong = graded("predict", Chosen((1,))), graded("predict", Chosen((0,)))
    assert (right.credit, right.message) == (1, "As you expected.")
    assert (wrong.credit, wrong.message) == (0, "It came out differently.")
    assert marks(wrong) == [False, True, False]
    assert wrong.feedback[0].text == "He is made for ReLU."


@pytest.mark.parametrize(("text", "credit"), [("4", 1), ("4.8", 1), ("3.2", 1), ("5", 0)])
def test_a_predicted_number_is_held_against_the_metric(text: str, credit: float) -> None:
    judged = graded("predicted-number", Typed(text))
    assert judged.credit == credit
    assert judged.message == f"You expected {text}; it came out as 4."


# --- in general


@settings(derandomize=True, max_examples=100)
@given(st.data())
def test_the_right_answer_to_a_random_question_gets_full_credit(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(RANDOM)))
    question = sample(kind, **data.draw(RANDOM[kind]))
    for values in all_draws(question.params, 20):
        assert grade(question, right_response(question, values, {}), values).credit == 1


TEXTS = st.lists(
    st.text("abc{$`σ", min_size=1, max_size=6).filter(lambda text: "{{" not in text), min_size=2, max_size=9
)


@st.composite
def options(draw: st.DrawFn, single: bool) -> list[dict[str, Any]]:
    texts = draw(TEXTS)
    right = {draw(st.integers(0, len(texts) - 1))} if single else draw(st.sets(st.integers(0, len(texts) - 1)))
    return [{"text": text, "correct": index in right, "feedback": "f"} for index, text in enumerate(texts)]


FORMULAS = st.recursive(
    st.sampled_from(["a", "b", "2", "0.5"]),
    lambda part: st.one_of(
        st.builds("({} {} {})".format, part, st.sampled_from("+-*/"), part), st.builds("tanh({})".format, part)
    ),
    max_leaves=6,
)
NUMBERS = st.floats(-1e6, 1e6, allow_subnormal=False)
RANDOM = {
    "multiple-choice": st.fixed_dictionaries({"answers": options(True), "verify": st.none(), "prompt": st.just("?")}),
    "multiple-select": st.fixed_dictionaries({"answers": options(False)}),
    "true-false": st.fixed_dictionaries({"answer": st.booleans(), "reasons": options(True)}),
    "numeric": st.fixed_dictionaries(
        {"value": NUMBERS, "expr": st.none(), "tolerance": st.sampled_from([0.0, "1%", 0.1]), "mistakes": st.just([])}
    ),
    "ordering": st.fixed_dictionaries(
        {"items": TEXTS.map(lambda texts: [{"text": text, "expr": str(i // 2)} for i, text in enumerate(texts)])}
    ),
    "matching": st.fixed_dictionaries(
        {"rows": TEXTS.map(lambda texts: [[text, text[::-1]] for text in texts]), "distractors": st.just([])}
    ),
    "formula": st.fixed_dictionaries({"answer": FORMULAS, "vars": st.just(["a", "b"]), "verify": st.none()}),
}
