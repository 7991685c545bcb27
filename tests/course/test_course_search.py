"""Words are found wherever a learner could have read them, and shown with what stands around them."""

from __future__ import annotations

from pathlib import Path

import pytest
from course_samples import GOOD, change

from tutor.course.loader import load_course
from tutor.course.search import EXCERPT, Passage, _plain, find, read_passages

PASSAGES = read_passages(load_course(GOOD))
LONG = Passage("slopes", "a", "Slopes decide: One", " ".join(f"word{number}" for number in range(60)))


def blocks(query: str) -> list[str]:
    return [f"{passage.lesson}/{passage.block}" for passage in find(PASSAGES, query, 99)]


@pytest.mark.parametrize(
    ("query", "block"),
    [
        ("pre-activation output flows", "slopes/two-neurons"),
        ("gate shut", "slopes/the-gate"),
        ("three bars", "slopes/gate-picture"),
        ("lets through", "slopes/gate-picture"),
        ("hump", "slopes/curves"),
        ("nowhere larger", "slopes/steepest"),
        ("gate-meter bias below", "slopes/turn-the-bias"),
        ("saturated", "slopes/turn-the-bias/conclude"),
        ("should say 1. find", "slopes/by-hand"),
        ("what does the neuron say", "slopes/by-hand/1-ask"),
        ("half quarter", "slopes/by-hand/insight"),
        ("larger step first neuron", "slopes/first-guess/who-moves"),
        ("how strongly loss react", "slopes/by-hand/2-ask"),
        ("leaky error left", "slopes//practice/leaky"),
        ("start where large", "slopes//mistakes"),
        ("nielsen", "slopes//next"),
        ("recurrent", "chains/aside"),
    ],
)
def test_words_are_found_in_every_kind_of_block(query: str, block: str) -> None:
    assert block in blocks(query)


def test_every_passage_needs_all_words_in_any_case_and_order() -> None:
    assert blocks("SHUT gate level") == blocks("level gate shut") == ["slopes/the-gate"]
    assert blocks("shut nowhere") == []


def test_passages_with_a_word_in_their_heading_come_first() -> None:
    found = find(PASSAGES, "chain", 99)
    in_heading = ["chain" in passage.heading.casefold() for passage in found]
    assert in_heading == sorted(in_heading, reverse=True)
    assert {True, False} == set(in_heading)


def test_no_more_passages_are_given_than_wanted() -> None:
    assert len(find(PASSAGES, "slope", 3)) == 3


def test_passages_are_words_without_markup_and_gaps() -> None:
    for passage in PASSAGES:
        assert not set("*`$\\{}") & set(passage.text), passage
        assert "  " not in passage.text
    (numeric,) = find(PASSAGES, "What is the slope of the sigmoid at z =", 1)
    assert numeric.text == "What is the slope of the sigmoid at z = …?"


def test_formulas_stay_true_in_one_line() -> None:
    assert plain("Where $|z| > 3$ and $a^{2}$, not $g_l$") == "Where |z| > 3 and a², not gₗ"
    assert plain("so\n\n$$\n\\sigma(z) = \\frac{1}{1 + e^{-z}}\n$$\n\nholds") == "so σ(z) = 1/(1 + e⁻ᶻ) holds"
    assert plain("| a | b |\n|---|---:|\n| $|x|$ | `c` |") == "a b |x| c"


def plain(markdown: str) -> str:
    """A text as search shows it."""
    return _plain(markdown)


def test_numbers_are_found_as_they_are_shown() -> None:
    assert "slopes/two-neurons" in blocks("0.018")
    assert "slopes/gate-picture" in blocks("−0.125 goes out")


@pytest.mark.parametrize("number", [0, 9, 30, 59])
def test_excerpt_is_around_the_first_word_that_was_looked_for(number: int) -> None:
    excerpt = LONG.excerpt(f"word{number}")
    assert f"word{number}" in excerpt.split()
    assert len(excerpt) <= EXCERPT + 2
    assert excerpt.startswith("…") == (number > 3)
    assert excerpt.endswith("…") == (number < 55)


def test_excerpt_holds_whole_words_only() -> None:
    for number in range(60):
        words = LONG.excerpt(f"word{number}").strip("…").split()
        assert set(words) <= set(LONG.text.split())


def test_excerpt_of_a_word_in_the_heading_is_the_beginning() -> None:
    assert LONG.excerpt("decide").startswith("word0 word1")


def test_lesson_that_cannot_be_read_is_passed_over(course: Path) -> None:
    change(course / "slopes/lesson.toml", '[[sections]]\ntype = "text"\nid = "two-neurons"', "[[sections]")
    assert {passage.lesson for passage in read_passages(load_course(course))} == {"chains"}


def test_word_as_it_stands_counts_more_than_the_beginning_of_another_and_the_heading_more_than_the_text() -> None:
    texts = {"a": ("Hence", "in it"), "b": ("One", "he init"), "c": ("He", "initial"), "d": ("One", "then init")}
    passages = [Passage("slopes", block, heading, text) for block, (heading, text) in texts.items()]
    assert [passage.block for passage in find(passages, "he init", 9)] == ["c", "b"]
    assert [passage.block for passage in find(passages, "he in", 9)] == ["a", "c", "b"]
