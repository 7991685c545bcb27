"""Words are compared kindly, and no pattern of a lesson can hang the tutor."""

from __future__ import annotations

import time

import pytest
from quiz_samples import sample

from tutor.errors import ExpressionError
from tutor.quiz.wording import accepted_pattern, find_ideas, is_accepted


@pytest.mark.parametrize(
    "text", ["Xavier", " xavier ", "GLOROT", "Glo rot", "xavier init", "Glorot-initialization", "Xa-vier.", "xa_vier"]
)
def test_accepted_words_are_known_whatever_their_case_and_spaces(text: str) -> None:
    assert is_accepted(sample("short-answer"), text)


@pytest.mark.parametrize("text", ["He", "", "Xavier or He", "-Xavier", "Xavier-1", "xavierinitial", "x" * 10_000])
def test_other_words_are_not_accepted(text: str) -> None:
    assert not is_accepted(sample("short-answer"), text)


def test_case_counts_where_the_question_says_so() -> None:
    question = sample("short-answer", case_sensitive=True)
    assert is_accepted(question, "Xavier")
    assert not is_accepted(question, "xavier")
    assert is_accepted(question, "xavier init")
    assert not is_accepted(question, "XAVIER INIT")


@pytest.mark.parametrize(
    "pattern", ["(a+)+b", "(a|a)*b", "(a*\\\\)+", "a*a*a*b", "a{3}" * 3, "a?" * 9, "(a|b)" * 9, "x" * 121, "(", "a**"]
)
def test_patterns_that_could_run_long_or_are_wrong_are_refused(pattern: str) -> None:
    with pytest.raises(ExpressionError) as refusal:
        accepted_pattern(sample("short-answer", accept_regex=pattern))
    assert refusal.value.remedy


@pytest.mark.parametrize("pattern", ["(leaky[- ]?)?relu", r"(xavier|glorot)\s+\w*", r"\(a\)\+", "[+*]{1,2}", "gr[ae]y"])
def test_patterns_for_words_are_allowed(pattern: str) -> None:
    assert accepted_pattern(sample("short-answer", accept_regex=pattern)).pattern == pattern


def test_the_worst_allowed_pattern_is_quick() -> None:
    question = sample("short-answer", accept_regex="a*a*" + "a?" * 8 + "b")
    start = time.perf_counter()
    assert not is_accepted(question, "a" * 100)
    assert time.perf_counter() - start < 2


def found(keywords: list[str], text: str) -> bool:
    question = sample("explain", ideas=[{"idea": "it", "keywords": keywords}])
    return find_ideas(question, text) == (True,)


@pytest.mark.parametrize(
    ("keyword", "text"),
    [
        ("gradient", "The Gradients vanish."),
        ("zero mean", "weights are zero-mean"),
        ("zero-mean", "weights have\n zero   mean"),
        ("second moment", "Second moments survive"),
        ("1 - tanh", "it is 1 − tanh²"),
        ("σ'", "since σ′ ≤ 1/4"),
        ("(1-s)", "s(1−s)"),
        ("0.25", "at most 0.25."),
        ("Größe", "GRÖSSE"),
    ],
)
def test_an_idea_is_found_by_the_start_of_its_words(keyword: str, text: str) -> None:
    assert found([keyword], text)
    assert found(["nothing of it", keyword], text)


@pytest.mark.parametrize(
    ("keyword", "text"),
    [
        ("mean", "this is demeaning"),
        ("0.2", "at most 0.25"),
        ("2", "12"),
        ("0.25", "10.25"),
        ("5", "0.5"),
        ("second moment", "the second long moment"),
        ("gradient", ""),
    ],
)
def test_an_idea_is_not_found_inside_other_words_and_numbers(keyword: str, text: str) -> None:
    assert not found([keyword], text)
