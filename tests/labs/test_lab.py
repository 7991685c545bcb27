"""Settings and variants of a lab, and the command line that says them again."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from lab_samples import NAMES

from tutor.cli import cli
from tutor.errors import LabError
from tutor.labs.frame import Frame
from tutor.labs.knobs import Choice, Number
from tutor.labs.lab import Lab, Setting, Variants
from tutor.labs.registry import load


def run(setting: Setting) -> Iterator[Frame]:
    """No figures at all."""
    yield Frame((), (), ())


ACTIVATION = Choice("activation", "activation", ("sigmoid", "tanh", "relu"), "sigmoid")
DEPTH = Number("depth", "layers", 1, 50, 10, 1, is_integer=True)
RATE = Number("rate", "learning rate", 0.001, 10.0, 0.1, 3, "log")
PLAIN = Lab("plain", (ACTIVATION, RATE), run)
PAIRS = Lab("pairs", (ACTIVATION, DEPTH, RATE), run, Variants("pair", ("activation", "depth"), most=3))


def texts(lab: Lab, setting: Setting) -> list[str]:
    return [lab.write_variant(variant) for variant in setting.variants()]


def test_a_setting_starts_from_the_defaults() -> None:
    setting = PAIRS.setting({"depth": "12"}, seed=3)
    assert setting.values == (("activation", "sigmoid"), ("depth", 12), ("rate", 0.1))
    assert (setting.kept, setting.seed) == ((), 3)
    assert (setting.text("activation"), setting.whole("depth"), setting.number("rate")) == ("sigmoid", 12, 0.1)


def test_a_setting_can_be_turned_without_touching_the_old_one() -> None:
    setting = PAIRS.setting()
    turned = setting.turned({"depth": 20})
    assert (setting.whole("depth"), turned.whole("depth")) == (10, 20)
    assert turned.number("rate") == 0.1


def test_settings_are_equal_and_hash_alike_if_they_say_the_same() -> None:
    one, other = PAIRS.setting({"depth": 12.0}), PAIRS.setting({"depth": "12"})
    assert one == other
    assert len({one, other}) == 1


def test_the_last_variant_is_the_present_one() -> None:
    setting = PAIRS.setting({"rate": 1}, ["relu:3", "tanh:5"])
    assert (setting.text("activation"), setting.whole("depth")) == ("tanh", 5)
    assert texts(PAIRS, setting) == ["relu:3", "tanh:5"]
    assert all(variant.number("rate") == 1.0 and variant.kept == () for variant in setting.variants())


@pytest.mark.parametrize(
    ("given_variants", "drawn"),
    [
        (["relu:3", "relu:3"], ["relu:3"]),
        (["relu:3", "tanh:5", "relu:3"], ["tanh:5", "relu:3"]),
        (["relu:3", "relu:3.0", "tanh:5"], ["relu:3", "tanh:5"]),
    ],
)
def test_the_same_variant_is_drawn_once(given_variants: list[str], drawn: list[str]) -> None:
    assert texts(PAIRS, PAIRS.setting({}, given_variants)) == drawn


def test_keeping_lets_the_next_turn_start_another_variant() -> None:
    setting = PAIRS.keep(PAIRS.setting())
    assert texts(PAIRS, setting) == ["sigmoid:10"], "kept and present are still the same curve"
    setting = setting.turned({"activation": "relu"})
    assert texts(PAIRS, setting) == ["sigmoid:10", "relu:10"]
    assert texts(PAIRS, PAIRS.drop(setting)) == ["relu:10"]
    assert PAIRS.drop(PAIRS.drop(setting)) == PAIRS.drop(setting)


def test_keeping_twice_is_keeping_once() -> None:
    setting = PAIRS.keep(PAIRS.setting())
    assert PAIRS.keep(setting) == setting


def test_turning_a_knob_that_variants_share_turns_it_for_all() -> None:
    setting = PAIRS.keep(PAIRS.setting()).turned({"activation": "relu", "rate": 1.0})
    assert [variant.number("rate") for variant in setting.variants()] == [1.0, 1.0]


def test_no_more_variants_are_kept_than_fit_beside_the_present_one() -> None:
    setting = PAIRS.setting()
    for depth in (1, 2):
        setting = PAIRS.keep(setting.turned({"depth": depth}))
    with pytest.raises(LabError) as refused:
        PAIRS.keep(setting.turned({"depth": 3}))
    assert str(refused.value) == "At most 3 variants fit in one picture. Drop one first."
    assert len(setting.turned({"depth": 3}).variants()) == 3


@pytest.mark.parametrize(
    ("lab", "params", "variants", "seed", "message"),
    [
        (PAIRS, {"dept": 1}, [], 0, "The lab pairs has no knob 'dept'. Did you mean \"depth\"?"),
        (PAIRS, {"q": 1}, [], 0, "The lab pairs has no knob 'q'. It has: activation, depth, rate."),
        (PAIRS, {"depth": 99}, [], 0, "depth = 99 is outside its range. Give a number from 1 to 50."),
        (PAIRS, {}, ["relu"], 0, "'relu' is not a variant. Write it as ACTIVATION:DEPTH."),
        (PAIRS, {}, ["relu:1:2"], 0, "'relu:1:2' is not a variant. Write it as ACTIVATION:DEPTH."),
        (PAIRS, {}, ["rel:1"], 0, "activation has no option 'rel'. Did you mean \"relu\"?"),
        (PAIRS, {}, ["relu:0"], 0, "depth = 0 is outside its range. Give a number from 1 to 50."),
        (PAIRS, {}, [f"relu:{i}" for i in (1, 2, 3, 4)], 0, "At most 3 variants fit in one picture, not 4."),
        (PAIRS, {"depth": 3}, ["relu:3"], 0, "depth is said twice: by itself and in a variant. Say it once."),
        (PLAIN, {}, ["relu"], 0, "The lab plain draws one variant only."),
        (PAIRS, {}, [], -1, "There are no random numbers of seed -1. Give a whole number from 0 on."),
    ],
)
def test_impossible_settings_are_refused_with_a_remedy(
    lab: Lab, params: dict[str, float], variants: list[str], seed: int, message: str
) -> None:
    with pytest.raises(LabError) as refused:
        lab.setting(params, variants, seed)
    assert str(refused.value) == message


def test_a_lab_without_variants_keeps_none() -> None:
    with pytest.raises(LabError, match=r"^The lab plain draws one variant only\.$"):
        PLAIN.keep(PLAIN.setting())
    assert PLAIN.write_variant(PLAIN.setting()) == ""


def test_a_narrowed_lab_takes_only_what_is_left() -> None:
    narrowed = PAIRS.narrowed("depth", 2, 8).narrowed("activation", options=("relu", "tanh"))
    assert narrowed.setting().values == (("activation", "relu"), ("depth", 8), ("rate", 0.1))
    with pytest.raises(LabError, match="depth = 10 is outside its range"):
        narrowed.setting({"depth": 10})
    assert PAIRS.setting().whole("depth") == 10
    with pytest.raises(LabError, match="no knob 'deep'"):
        PAIRS.narrowed("deep", 1, 2)


@pytest.mark.parametrize(
    ("setting", "command"),
    [
        (PAIRS.setting(), "tutor lab pairs --seed 0"),
        (PAIRS.setting({"depth": 5, "rate": 0.02}, seed=7), "tutor lab pairs --depth 5 --rate 0.02 --seed 7"),
        (
            PAIRS.setting({"rate": 1}, ["relu:3", "tanh:5"]),
            "tutor lab pairs --rate 1 --pair relu:3 --pair tanh:5 --seed 0",
        ),
        (PAIRS.keep(PAIRS.setting({"depth": 5})), "tutor lab pairs --depth 5 --seed 0"),
    ],
)
def test_command_says_what_differs_from_the_defaults(setting: Setting, command: str) -> None:
    assert PAIRS.command(setting) == command


def test_command_of_a_lab_without_chance_has_no_seed() -> None:
    assert load("gate-meter").command(load("gate-meter").setting({"b": -3})) == "tutor lab gate-meter --b -3"


def test_another_seed_changes_nothing_else() -> None:
    setting = PAIRS.setting({"rate": 1}, ["relu:3", "tanh:5"])
    again = PAIRS.with_seed(setting, 4)
    assert (again.values, again.kept, again.seed) == (setting.values, setting.kept, 4)


@st.composite
def worked_settings(draw: st.DrawFn) -> tuple[Lab, Setting]:
    """A lab after somebody has turned its knobs, kept and dropped variants and drawn new random numbers."""
    lab = load(draw(st.sampled_from(NAMES)))
    setting = lab.setting()
    for _ in range(draw(st.integers(0, 8))):
        move = draw(st.sampled_from(["turn", "turn", "turn", "keep", "drop", "seed"]))
        if move == "turn":
            knob = draw(st.sampled_from(lab.knobs))
            value = dict(setting.values)[knob.name]
            setting = setting.turned({knob.name: knob.turn(value, draw(st.integers(-5, 5)))})
        elif move == "keep" and lab.variants and len(setting.kept) < lab.variants.most - 1:
            setting = lab.keep(setting)
        elif move == "drop":
            setting = lab.drop(setting)
        elif move == "seed" and lab.is_random:
            setting = lab.with_seed(setting, draw(st.integers(0, 2**40)))
    return lab, setting


@settings(derandomize=True, max_examples=150, deadline=None)
@given(worked_settings())
def test_command_reproduces_the_very_setting(worked: tuple[Lab, Setting]) -> None:
    lab, setting = worked
    program, *arguments = shlex.split(lab.command(setting))
    assert program == "tutor"
    with patch("tutor.labs.printing.print_lab", return_value="") as printed:
        result = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    (found_lab, found, _), _ = printed.call_args
    assert found_lab is lab
    assert found.variants() == setting.variants()
    assert found.seed == setting.seed
    assert lab.command(found) == lab.command(setting)
