"""Parameters are drawn the same way every time, and differently from attempt to attempt."""

from __future__ import annotations

import subprocess
import sys

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.quiz.parameters import all_draws, check_parameters, draw, parameter_names
from tutor.quiz.questions import Parameter, Parameters

WIDE = {"z": Parameter(min=-4, max=4, step=0.1), "n": Parameter(choices=(50.0, 200.0)), "activation": "relu"}
ROWS = ({"a": 3.0, "b": 4.0}, {"a": 5.0, "b": 12.0}, {"a": 8.0, "b": 15.0})


def test_toml_values_become_numbers_words_and_truths() -> None:
    table = {"n": {"choices": [50, "he"]}, "k": 3, "w": "relu", "t": True, "z": {"min": 0, "max": 1, "step": 1}}
    parameters = msgspec.convert(table, type=Parameters)
    values = {name: {repr(row[name]) for row in all_draws(parameters, 9)} for name in table}
    assert values == {"n": {"50.0", "'he'"}, "k": {"3.0"}, "w": {"'relu'"}, "t": {"True"}, "z": {"0.0", "1.0"}}


def test_the_same_seed_text_draws_the_same_values_in_another_process() -> None:
    code = (
        "from tutor.quiz.parameters import draw; from tutor.quiz.questions import Parameter;"
        "print(draw({'z': Parameter(min=-4, max=4, step=0.1), 'n': Parameter(choices=(50.0, 200.0))}, 'anna/q', 3))"
    )
    elsewhere = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert elsewhere.strip() == str({name: draw(WIDE, "anna/q", 3)[name] for name in ("z", "n")})


def test_these_values_are_drawn_for_ever() -> None:
    assert [draw(WIDE, "anna/q", attempt) for attempt in range(3)] == [
        {"z": -2.1, "n": 200.0, "activation": "relu"},
        {"z": 0.0, "n": 50.0, "activation": "relu"},
        {"z": 2.0, "n": 200.0, "activation": "relu"},
    ]


def test_learners_and_questions_draw_differently() -> None:
    drawn = {str(draw(WIDE, f"{learner}/{question}")) for learner in "abcdefgh" for question in "12345"}
    assert len(drawn) > 30  # of 40, from 162 combinations


@pytest.mark.parametrize("parameters", [WIDE, ROWS, {"n": Parameter(choices=(1.0, 2.0))}])
def test_every_combination_comes_once_before_any_comes_again(parameters: Parameters) -> None:
    count = len(all_draws(parameters, 10_000))
    rounds = [str(draw(parameters, "anna/q", attempt)) for attempt in range(2 * count)]
    assert len(set(rounds[:count])) == count
    assert rounds[count:] == rounds[:count]


@settings(derandomize=True, max_examples=100)
@given(st.lists(st.integers(1, 5), max_size=4), st.text(max_size=5), st.integers(0, 50))
def test_two_attempts_in_a_row_differ_wherever_there_is_a_choice(
    sizes: list[int], seed_text: str, attempt: int
) -> None:
    parameters = {f"p{i}": Parameter(choices=tuple(map(float, range(size)))) for i, size in enumerate(sizes)}
    now, then = draw(parameters, seed_text, attempt), draw(parameters, seed_text, attempt + 1)
    assert (now != then) == any(size > 1 for size in sizes)
    assert now in all_draws(parameters, 10_000)


def test_steps_fall_on_the_numbers_of_the_file() -> None:
    drawn = [row["x"] for row in all_draws({"x": Parameter(min=0.1, max=0.7, step=0.2)}, 9)]
    assert drawn == [0.1, 0.3, 0.5, 0.7]


def test_a_sample_keeps_the_ends_and_reaches_every_value() -> None:
    grid = {name: Parameter(min=0, max=9, step=1) for name in "abc"}
    sample = all_draws(grid, 60)
    assert 59 <= len(sample) <= 60
    assert sample[0] == dict.fromkeys("abc", 0.0)
    assert sample[-1] == dict.fromkeys("abc", 9.0)
    for name in "abc":
        assert len({row[name] for row in sample}) == 10


def test_a_range_of_millions_is_sampled_at_once() -> None:
    assert len(all_draws({"x": Parameter(min=0, max=1e9, step=0.001)}, 50)) >= 49


def test_no_parameters_are_one_draw_of_nothing() -> None:
    assert all_draws({}, 5) == ({},)
    assert draw({}, "anna/q", 7) == {}
    assert parameter_names({}) == frozenset()


def test_rows_are_drawn_whole() -> None:
    assert {str(draw(ROWS, "anna/q", attempt)) for attempt in range(3)} == set(map(str, ROWS))
    assert parameter_names(ROWS) == {"a", "b"}


@pytest.mark.parametrize(
    ("parameters", "key", "words"),
    [
        ({"n": Parameter()}, "n", "cannot be drawn"),
        ({"n": Parameter(min=1, max=2)}, "n", "cannot be drawn"),
        ({"n": Parameter(choices=(1.0,), min=1)}, "n", "choices and a range"),
        ({"n": Parameter(choices=(1.0, 1.0))}, "n", "same choice twice"),
        ({"n": Parameter(min=2, max=1, step=1)}, "n", "min above max"),
        ({"n": Parameter(min=float("nan"), max=1, step=1)}, "n", "not finite"),
        ({"pi": 3.0}, "pi", "constant or function"),
        ({"tanh": 3.0}, "tanh", "constant or function"),
        (({"a": 1.0}, {"b": 1.0}), 1, "other names"),
        (({"a": 1.0}, {"a": 2.0}, {"a": 1.0}), 2, "repeats"),
    ],
)
def test_parameters_that_cannot_be_drawn_are_named(parameters: Parameters, key: str | int, words: str) -> None:
    (fault,) = check_parameters(parameters)
    assert fault.key == key
    assert words in fault.what
    assert fault.remedy


def test_sound_parameters_have_no_faults() -> None:
    assert check_parameters(WIDE) == check_parameters(ROWS) == check_parameters({}) == ()
    assert check_parameters({"n": Parameter(min=2, max=2, step=1)}) == ()
