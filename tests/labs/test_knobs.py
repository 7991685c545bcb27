"""Knobs: what they accept, where they turn to, how they are shown."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.errors import LabError
from tutor.labs.knobs import Choice, Number

LOSS = Choice("loss", "loss", ("squared-error", "cross-entropy"), "squared-error")
BIAS = Number("b", "bias b", -20.0, 20.0, -1.0, 0.5)
DEPTH = Number("depth", "layers", 1, 50, 10, 1, is_integer=True)
RATE = Number("rate", "learning rate", 0.001, 10.0, 0.1, 3, "log")
WIDTH = Number("width", "width", 8, 256, 64, 8, is_integer=True)


@st.composite
def linear_knobs(draw: st.DrawFn) -> Number:
    """Any limits and steps, whether or not the steps meet the upper limit."""
    is_integer = draw(st.booleans())
    unit = 1.0 if is_integer else draw(st.sampled_from([0.1, 0.25, 0.5]))
    low = draw(st.integers(-50, 50))
    high = low + draw(st.integers(0, 60))
    default = draw(st.integers(low, high))
    limits = [int(edge) if is_integer else round(edge * unit, 12) for edge in (low, high, default)]
    step = unit * draw(st.integers(1, 9))
    return Number("k", "knob", *limits, step, is_integer=is_integer)


@st.composite
def log_knobs(draw: st.DrawFn) -> Number:
    """Any limits from 1e-12 to 1e6."""
    low = draw(st.floats(1e-12, 1e3))
    high = low * draw(st.floats(1.0, 1e6))
    return Number("k", "knob", low, high, low, draw(st.sampled_from([1, 3])), "log")


KNOBS = st.one_of(linear_knobs(), log_knobs())
FUZZ = settings(derandomize=True, max_examples=200, deadline=None)


@FUZZ
@given(KNOBS, st.lists(st.integers(-9, 9), max_size=8))
def test_turning_never_leaves_the_limits(knob: Number, turns: list[int]) -> None:
    value = knob.default
    for steps in turns:
        value = knob.turn(value, steps)
        assert knob.low <= value <= knob.high
        assert knob.check(value) == value
        assert isinstance(value, int) == knob.is_integer


@FUZZ
@given(KNOBS, st.floats(0.0, 1.0))
def test_turning_goes_strictly_on_until_the_limit(knob: Number, part: float) -> None:
    value = knob.low + part * (knob.high - knob.low)
    value = min(max(round(value) if knob.is_integer else value, knob.low), knob.high)
    for direction, limit in ((1, knob.high), (-1, knob.low)):
        turned = knob.turn(value, direction)
        assert turned == limit if value == limit else (turned - value) * direction > 0
        assert knob.turn(value, direction * 10_000) == limit


@FUZZ
@given(KNOBS, st.integers(0, 30))
def test_turning_back_undoes_a_turn(knob: Number, steps: int) -> None:
    stop = knob.turn(knob.low, steps)
    if stop != knob.high:
        assert knob.turn(knob.turn(stop, 1), -1) == stop


@FUZZ
@given(KNOBS, st.integers(-99, 99))
def test_what_is_shown_is_read_back_to_the_last_digit(knob: Number, steps: int) -> None:
    value = knob.turn(knob.default, steps)
    assert knob.check(knob.show(value)) == value
    assert ":" not in knob.show(value)


@FUZZ
@given(KNOBS, st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.lists(st.integers(-9, 9), max_size=5))
def test_a_narrowed_knob_stays_inside_its_new_limits(knob: Number, one: float, other: float, turns: list[int]) -> None:
    stops = [knob.turn(knob.low, round(60 * part)) for part in sorted((one, other))]
    narrowed = knob.narrowed(float(stops[0]), float(stops[1]), None)
    assert (narrowed.low, narrowed.high) == (stops[0], stops[1])
    value = narrowed.default
    assert stops[0] <= value <= stops[1]
    assert value == knob.default or knob.default != min(max(knob.default, stops[0]), stops[1])
    for steps in turns:
        value = narrowed.turn(value, steps)
        assert stops[0] <= value <= stops[1]
        assert narrowed.check(value) == knob.check(value) == value


@FUZZ
@given(st.lists(st.integers(-9, 9), max_size=8))
def test_a_choice_turns_round_the_corner(turns: list[int]) -> None:
    knob = Choice("k", "knob", ("a", "b", "c"), "b")
    value = knob.turn(knob.default, sum(turns))
    assert value == "abc"[(1 + sum(turns)) % 3]
    assert knob.check(knob.show(value)) == value


def test_a_choice_turns_to_its_first_option_from_what_is_none_of_them() -> None:
    """A lab may start where its narrowed knob does not reach."""
    narrowed = Choice("k", "knob", ("a", "b", "c"), "b").narrowed(None, None, ("b", "c"))
    assert [narrowed.turn("a", steps) for steps in (-1, 1)] == ["b", "b"]


def test_a_number_turns_into_its_limits_from_outside() -> None:
    assert [DEPTH.narrowed(5, 8, None).turn(20, steps) for steps in (-1, 1)] == [8, 8]
    assert [DEPTH.narrowed(5, 8, None).turn(2, steps) for steps in (-1, 1)] == [5, 5]


def test_linear_stops_are_free_of_rounding() -> None:
    start = Number("start", "start", -1.0, 1.0, 0.3, 0.1)
    assert [start.turn(-1.0, steps) for steps in range(21)] == [round(-1.0 + 0.1 * i, 1) for i in range(21)]


def test_log_stops_stand_at_1_2_and_5_of_each_decade() -> None:
    assert [RATE.turn(0.01, steps) for steps in range(-3, 4)] == [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1]
    tens = Number("k", "knob", 0.002, 50.0, 1.0, 1, "log")
    assert [tens.turn(0.002, steps) for steps in range(7)] == [0.002, 0.01, 0.1, 1.0, 10.0, 50.0, 50.0]


def test_from_between_two_stops_the_nearer_ones_come_first() -> None:
    assert (RATE.turn(0.03, 1), RATE.turn(0.03, -1)) == (0.05, 0.02)
    assert (BIAS.turn(0.3, 1), BIAS.turn(0.3, -1)) == (0.5, 0.0)


def test_the_limit_is_a_stop_even_if_no_step_meets_it() -> None:
    narrow = WIDTH.narrowed(8, 20, None)
    assert [narrow.turn(8, steps) for steps in range(4)] == [8, 16, 20, 20]


@pytest.mark.parametrize(
    ("value", "most", "near"),
    [
        (0.1, 4, (0.05, 0.1, 0.2, 0.5)),
        (0.1, 3, (0.05, 0.1, 0.2)),
        (0.001, 3, (0.001, 0.002, 0.005)),
        (10.0, 4, (1.0, 2.0, 5.0, 10.0)),
        (0.03, 3, (0.02, 0.03, 0.05)),
        (0.1, 99, (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)),
    ],
)
def test_around_a_number_lie_the_stops_next_to_it(value: float, most: int, near: tuple[float, ...]) -> None:
    assert RATE.around(value, most) == near


def test_around_a_whole_number_lie_whole_numbers() -> None:
    assert DEPTH.around(10, 4) == (9, 10, 11, 12)
    assert all(isinstance(value, int) for value in DEPTH.around(10, 4))


@pytest.mark.parametrize(
    ("value", "most", "near"),
    [("c", 9, "abcdef"), ("c", 6, "abcdef"), ("c", 3, "bcd"), ("a", 3, "abc"), ("f", 4, "cdef"), ("z", 3, "zab")],
)
def test_around_an_option_lie_its_neighbors_in_the_list(value: str, most: int, near: str) -> None:
    assert Choice("k", "knob", tuple("abcdef"), "a").around(value, most) == tuple(near)


@FUZZ
@given(KNOBS, st.integers(-99, 99), st.integers(1, 9))
def test_what_lies_around_a_number_rises_and_holds_it(knob: Number, steps: int, most: int) -> None:
    value = knob.turn(knob.default, steps)
    near = knob.around(value, most)
    assert value in near
    assert len(near) <= most
    assert list(near) == sorted(set(near))
    assert all(knob.check(other) == other for other in near)


def test_narrowing_moves_the_default_into_the_limits() -> None:
    assert DEPTH.narrowed(20, None, None).default == 20
    assert DEPTH.narrowed(None, 5, None).default == 5
    assert DEPTH.narrowed(3, 30, None).default == 10
    assert LOSS.narrowed(None, None, ("cross-entropy",)).default == "cross-entropy"
    assert LOSS.narrowed(None, None, None) == LOSS


@pytest.mark.parametrize(
    ("given_value", "checked"), [("3", 3.0), (3, 3.0), ("-0.25", -0.25), ("1e1", 10.0), (20, 20.0), (-20.0, -20.0)]
)
def test_numbers_are_read_as_people_type_them(given_value: str | float, checked: float) -> None:
    assert BIAS.check(given_value) == checked
    assert isinstance(BIAS.check(given_value), float)


def test_whole_numbers_become_integers() -> None:
    for value in (7, 7.0, "7", "7.0"):
        assert DEPTH.check(value) == 7
        assert isinstance(DEPTH.check(value), int)


@pytest.mark.parametrize(
    ("knob", "value", "message"),
    [
        (BIAS, "deep", "b takes a number, not 'deep'. Give a number from -20 to 20."),
        (BIAS, "", "b takes a number, not ''. Give a number from -20 to 20."),
        (BIAS, 20.5, "b = 20.5 is outside its range. Give a number from -20 to 20."),
        (BIAS, "-1e3", "b = -1e3 is outside its range. Give a number from -20 to 20."),
        (BIAS, math.nan, "b = nan is outside its range. Give a number from -20 to 20."),
        (BIAS, math.inf, "b = inf is outside its range. Give a number from -20 to 20."),
        (DEPTH, 7.5, "depth takes a whole number, not 7.5. Give a number from 1 to 50."),
        (DEPTH, 0, "depth = 0 is outside its range. Give a number from 1 to 50."),
        (RATE, 0.0, "rate = 0.0 is outside its range. Give a number from 0.001 to 10."),
        (LOSS, "cross-entrpy", "loss has no option 'cross-entrpy'. Did you mean \"cross-entropy\"?"),
        (LOSS, "hinge", "loss has no option 'hinge'. Choose one of: squared-error, cross-entropy."),
    ],
)
def test_what_does_not_fit_is_refused_with_a_remedy(knob: Number | Choice, value: str | float, message: str) -> None:
    with pytest.raises(LabError) as refused:
        knob.check(value)
    assert str(refused.value) == message


def test_a_number_beyond_all_floats_is_refused() -> None:
    with pytest.raises(LabError, match=r"^b takes a number, not 1000"):
        BIAS.check(10**400)


@pytest.mark.parametrize(
    ("knob", "limits", "message"),
    [
        (BIAS, (-30.0, None, None), "b = -30.0 is outside its range. Give a number from -20 to 20."),
        (BIAS, (3.0, 2.0, None), "b has no values from 3 to 2. Give a number from -20 to 20."),
        (BIAS, (None, None, ("1",)), "b is narrowed by low and high. Give a number from -20 to 20."),
        (LOSS, (1.0, None, None), "loss is narrowed by options. Choose some of: squared-error, cross-entropy."),
        (LOSS, (None, None, ("hinge",)), "loss has no option 'hinge'. Choose one of: squared-error, cross-entropy."),
    ],
)
def test_impossible_limits_are_refused(
    knob: Number | Choice, limits: tuple[float | None, float | None, tuple[str, ...] | None], message: str
) -> None:
    with pytest.raises(LabError) as refused:
        knob.narrowed(*limits)
    assert str(refused.value) == message


def test_knobs_describe_range_and_default() -> None:
    assert DEPTH.describe() == "layers: whole number 1 to 50 (default 10)"
    assert RATE.describe() == "learning rate: 0.001 to 10 (default 0.1)"
    assert LOSS.describe() == "loss: squared-error, cross-entropy (default squared-error)"


def test_numbers_are_told_with_a_true_minus_and_typed_with_a_hyphen() -> None:
    h = Number("h", "step size", 1e-12, 0.1, 1e-5, 3, "log")
    told = {1e-5: "1e−5", 1e-12: "1e−12", 0.001: "0.001", 0.05: "0.05"}
    assert {value: h.tell(value) for value in told} == told
    assert (h.show(1e-5), Number("b", "bias", -10, 10, 0, 0.5).show(-0.5)) == ("1e-05", "-0.5")
    assert Number("b", "bias", -10, 10, 0, 0.5).tell(-0.5) == "−0.5"
    assert Choice("f", "activation", ("relu", "leaky-relu"), "relu").tell("leaky-relu") == "leaky-relu"
