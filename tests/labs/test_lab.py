"""Settings and variants of a lab, and the command line that says them again."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import replace
from unittest.mock import patch

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from lab_samples import NAMES

from tutor.cli import cli
from tutor.errors import LabError
from tutor.labs.frame import Frame
from tutor.labs.knobs import Choice, Knob, Number
from tutor.labs.lab import Lab, Setting, Variants
from tutor.labs.playground import LAB as PLAYGROUND
from tutor.labs.registry import load
from tutor.labs.running import last_frame


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


def test_race_draws_the_values_around_the_present_one_which_is_last() -> None:
    along_depth = PAIRS.race(PAIRS.setting(), DEPTH)
    assert texts(PAIRS, along_depth) == ["sigmoid:9", "sigmoid:11", "sigmoid:10"]
    along_activation = PAIRS.race(along_depth.turned({"activation": "relu"}), ACTIVATION)
    assert texts(PAIRS, along_activation) == ["sigmoid:10", "tanh:10", "relu:10"], "nothing else is kept"


def test_race_leaves_the_present_setting_where_it_is() -> None:
    setting = PAIRS.setting({"depth": 50, "rate": 1.0}, seed=3)
    raced = PAIRS.race(setting, DEPTH)
    assert (raced.values, raced.seed) == (setting.values, 3)
    assert texts(PAIRS, raced) == ["sigmoid:48", "sigmoid:49", "sigmoid:50"]


def test_all_that_race_turn_with_every_other_knob() -> None:
    raced = PAIRS.race(PAIRS.setting(), DEPTH).turned({"activation": "tanh", "rate": 1.0})
    assert texts(PAIRS, raced) == ["tanh:9", "tanh:11", "tanh:10"]
    assert {variant.number("rate") for variant in raced.variants()} == {1.0}


def test_race_is_held_to_what_is_left_of_a_narrowed_knob() -> None:
    raced = PAIRS.race(PAIRS.setting({"activation": "relu"}), ACTIVATION.narrowed(None, None, ("relu", "tanh")))
    assert texts(PAIRS, raced) == ["tanh:10", "relu:10"]


@pytest.mark.parametrize(
    ("lab", "knob", "message"),
    [
        (PLAIN, RATE, "The lab plain draws one variant only. Turn one knob after the other."),
        (PAIRS, RATE, "learning rate is the same for all variants. Race along one of: activation, layers."),
        (PAIRS, DEPTH.narrowed(10, 10, None), "layers has one value only. Race along another knob."),
    ],
)
def test_impossible_races_are_refused_with_a_remedy(lab: Lab, knob: Knob, message: str) -> None:
    with pytest.raises(LabError) as refused:
        lab.race(lab.setting(), knob)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("lab", "params", "knob", "command"),
    [
        (
            "depth-profile",
            {"depth": 20},
            "init",
            "tutor lab depth-profile --depth 20 --pair relu:xavier-uniform --pair relu:he-uniform --pair relu:lecun "
            "--pair relu:he --seed 0",
        ),
        (
            "depth-race",
            {"steps": 100},
            "depth",
            "tutor lab depth-race --steps 100 --variant relu:he:9 --variant relu:he:11 --variant relu:he:12 "
            "--variant relu:he:10 --seed 0",
        ),
    ],
)
def test_command_says_a_whole_race(lab: str, params: dict[str, float], knob: str, command: str) -> None:
    racing = load(lab)
    assert racing.command(racing.race(racing.setting(params), racing.knob(knob))) == command


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


def test_command_says_that_what_was_drawn_at_first_has_gone() -> None:
    lab = replace(PAIRS, drawn=("relu:10", "sigmoid:10"))
    assert lab.command(lab.setting()) == "tutor lab pairs --pair relu:10 --pair sigmoid:10 --seed 0"
    alone = lab.drop(lab.setting())
    assert lab.command(alone) == "tutor lab pairs --activation sigmoid --seed 0"
    assert lab.setting({"activation": "sigmoid"}) == alone
    assert lab.command(alone.turned({"depth": 3})) == "tutor lab pairs --depth 3 --seed 0"


def test_command_of_a_lab_without_chance_has_no_seed() -> None:
    assert load("gate-meter").command(load("gate-meter").setting({"b": -3})) == "tutor lab gate-meter --b -3"


def test_another_seed_changes_nothing_else() -> None:
    setting = PAIRS.setting({"rate": 1}, ["relu:3", "tanh:5"])
    again = PAIRS.with_seed(setting, 4)
    assert (again.values, again.kept, again.seed) == (setting.values, setting.kept, 4)


@st.composite
def worked_settings(draw: st.DrawFn) -> tuple[Lab, Setting]:
    """A lab after somebody has turned its knobs, kept, raced and dropped variants and drawn new random numbers."""
    lab = load(draw(st.sampled_from(NAMES)))
    setting = lab.setting()
    for _ in range(draw(st.integers(0, 8))):
        move = draw(st.sampled_from(["turn", "turn", "turn", "keep", "race", "drop", "seed"]))
        if move == "turn":
            knob = draw(st.sampled_from(lab.knobs))
            value = dict(setting.values)[knob.name]
            setting = setting.turned({knob.name: knob.turn(value, draw(st.integers(-5, 5)))})
        elif move == "keep" and lab.variants and len(setting.kept) < lab.variants.most - 1:
            setting = lab.keep(setting)
        elif move == "race" and lab.variants:
            setting = lab.race(setting, lab.knob(draw(st.sampled_from(lab.variants.knobs))))
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


# --- presets, and variants that are written by name


def test_a_preset_is_its_experiment_with_other_defaults_and_fewer_knobs() -> None:
    preset = PLAYGROUND.preset("small", {"depth": 1, "width": 4, "rate": 1.0}, ("rate", "steps"))
    assert [(knob.name, knob.default) for knob in preset.knobs] == [("rate", 1.0), ("steps", 1000.0)]
    there = last_frame(preset, preset.setting({"steps": 100}, seed=3))
    here = last_frame(PLAYGROUND, PLAYGROUND.setting({"depth": 1, "width": 4, "rate": 1.0, "steps": 100}, seed=3))
    assert [(r.name, r.value) for r in there.readouts] == [(r.name, r.value) for r in here.readouts]
    assert preset.script == "playground"


def test_a_preset_starts_with_its_variants_unless_one_is_asked_for() -> None:
    variants = Variants("variant", ("rate",), most=3)
    preset = PLAYGROUND.preset("rates", {"depth": 1}, ("rate", "steps"), variants, drawn=("0.1", "1", "3"))
    assert [variant.number("rate") for variant in preset.setting().variants()] == [0.1, 1.0, 3.0]
    assert [variant.name for variant in preset.setting().variants()] == ["0.1", "1", "3"]
    assert [variant.number("rate") for variant in preset.setting({"rate": 0.5}).variants()] == [0.5]
    assert [variant.number("rate") for variant in preset.setting({}, ["2"]).variants()] == [2.0]


def test_a_preset_refuses_what_its_experiment_has_not() -> None:
    with pytest.raises(LabError, match="has no knob 'dept'"):
        PLAYGROUND.preset("typo", {"dept": 1}, ("rate",))


def test_variants_of_many_knobs_are_told_by_what_differs() -> None:
    setting = PLAYGROUND.setting({}, ["init=xavier,rate=1", "init=he"])
    assert [variant.name for variant in setting.variants()] == ["init=xavier,rate=1", "init=he,rate=0.1"]
    assert [variant.label for variant in setting.variants()] == ["xavier rate 1", "he rate 0.1"]
    assert PLAYGROUND.setting().variants()[0].label == ""


def test_command_of_named_variants_draws_the_same_curves() -> None:
    setting = PLAYGROUND.setting({"depth": 5}, ["norm=batch", "rate=1"])
    command = PLAYGROUND.command(setting)
    drawn = ("rate=0.1,norm=batch", "rate=1,norm=none")
    assert command == f"tutor lab playground --depth 5 --variant {drawn[0]} --variant {drawn[1]} --seed 0"
    again = PLAYGROUND.setting({"depth": 5}, drawn)
    assert again.variants() == setting.variants()


@pytest.mark.parametrize(
    ("text", "what"),
    [("he", "'he' is not a variant"), ("data=xor", "'data=xor' is not a variant"), ("rate=x", "takes a number")],
)
def test_a_named_variant_that_is_none_is_refused(text: str, what: str) -> None:
    with pytest.raises(LabError, match=what):
        PLAYGROUND.setting({}, [text])
