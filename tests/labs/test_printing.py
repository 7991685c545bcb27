"""Labs on paper: figures, words and readouts as text, and all data as JSON."""

from __future__ import annotations

import json
import math
import re
from typing import Any

import pytest
from lab_samples import EXPERIMENTS, USUAL, quick

from tutor.labs.catalog import ENTRIES
from tutor.labs.printing import list_labs, print_lab, to_json
from tutor.labs.registry import load
from tutor.labs.running import last_frame
from tutor.plots.look import TIERS, Tier
from tutor.spans import cell_width

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
KEYS = ["lab", "params", "seed", "readouts", "series", "notes"]


@pytest.fixture(autouse=True)
def usual_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "76")
    monkeypatch.setenv("TERM", "xterm-256color")


def printed(
    name: str, tier: Tier | None = "braille", *, is_colored: bool = False, variants: tuple[str, ...] = (), **params: Any
) -> str:
    lab = load(name)
    return print_lab(lab, lab.setting(quick(name) | params, variants), tier, is_colored=is_colored)


def data(name: str, *variants: str, **params: Any) -> dict[str, Any]:
    lab = load(name)
    found = json.loads(to_json(lab, lab.setting(quick(name) | params, variants)), parse_constant=pytest.fail)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("name", USUAL)
def test_print_holds_title_figures_words_readouts_and_the_command(name: str) -> None:
    lab, text = load(name), printed(name)
    frame = last_frame(lab, lab.setting(quick(name)))
    assert text.startswith(next(f"{entry.title}: {entry.blurb}\n" for entry in ENTRIES if entry.name == name))
    assert text.endswith("\n" + lab.command(lab.setting(quick(name))))
    for figure in frame.figures:
        assert f"{figure.title}." in " ".join(text.split()), "the words begin with the title"
    for readout in frame.readouts:
        assert readout.label in text


@pytest.mark.parametrize("name", USUAL)
def test_lines_keep_to_the_width_of_the_terminal(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in ("48", "76", "240"):
        monkeypatch.setenv("COLUMNS", columns)
        _, *lines, command = printed(name).split("\n")
        assert max(map(cell_width, lines)) <= min(int(columns), 100)
        assert command.startswith("tutor lab ")


@pytest.mark.parametrize("name", USUAL)
def test_without_color_there_are_no_escape_codes(name: str) -> None:
    assert all(character.isprintable() for line in printed(name).split("\n") for character in line.replace("\xa0", " "))


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("name", USUAL)
def test_color_changes_no_word(name: str, tier: Tier) -> None:
    colored = printed(name, tier, is_colored=True)
    assert "\x1b[38;2;" in colored
    assert len(ESCAPE.findall(colored)) == 2 * colored.count("\x1b[0m")
    bare, plain = ESCAPE.sub("", colored).split("\n"), printed(name, tier).split("\n")
    assert len(bare) == len(plain)
    words = [line for line in plain if re.fullmatch(r"\w[^.]+\.", line)]
    assert words
    assert set(words) <= set(bare)


def test_shaded_stretches_keep_their_ground_in_color() -> None:
    assert re.search(r"48;2;[0-9;]+m +\x1b\[0m", printed("activation-explorer", is_colored=True))


VIEWS: list[tuple[str, tuple[str, ...], dict[str, Any]]] = [
    *((name, (), {}) for name in EXPERIMENTS),
    *(("depth-profile", (), {"show": show}) for show in ("weight-gradient", "activation", "all", "histogram")),
    ("depth-profile", ("relu:he", "tanh:xavier"), {"depth": 3}),
    ("product-of-slopes", ("relu:1:0:0.3", "tanh:-1:0:0.3"), {}),
    ("gradient-check", (), {"where": "kink"}),
    ("gate-meter", (), {"b": -10, "target": -5, "loss": "cross-entropy"}),
    ("gate-meter", (), {"activation": "tanh", "loss": "cross-entropy"}),
    ("depth-race", (), {"rate": 10}),
]


@pytest.mark.parametrize(("name", "variants", "params"), VIEWS)
def test_ascii_holds_nothing_but_ascii_and_nothing_unspelled(
    name: str, variants: tuple[str, ...], params: dict[str, Any]
) -> None:
    text = printed(name, "ascii", variants=variants, **params)
    assert text.isascii()
    assert "?" not in text


def test_ascii_spells_greek_and_signs() -> None:
    text = printed("gate-meter", "ascii", b=-10)
    assert "delta = dL/dz" in text
    assert "dL/dw = delta*x" in text
    assert "-1.2e-4" in text
    assert "mean of f^2" in printed("activation-explorer", "ascii")


def test_without_a_word_the_terminal_decides_about_glyphs(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not printed("gate-meter", None).isascii()
    monkeypatch.setenv("TERM", "dumb")
    assert printed("gate-meter", None).isascii()


def test_long_sentences_are_wrapped_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    text = printed("gradient-check")
    start = text.index("sigmoid: |")
    sentence = text[start : text.index("\nMarked", start)].split("\n")
    assert len(sentence) > 1
    assert all(45 < len(line) <= 60 for line in sentence[:-1])


@pytest.mark.parametrize("name", USUAL)
def test_json_says_the_same_as_the_last_frame_to_the_last_bit(name: str) -> None:
    lab, found = load(name), data(name)
    setting = lab.setting(quick(name))
    frame = last_frame(lab, setting)
    assert list(found) == KEYS
    assert (found["lab"], found["seed"], found["notes"]) == (name, 0, [])
    assert found["params"] == dict(setting.values)
    assert found["readouts"] == {readout.name: readout.value for readout in frame.readouts}
    assert list(found["series"]) == [line.name for line in frame.series]
    for line in frame.series:
        assert found["series"][line.name] == {"x": line.x.tolist(), "y": line.y.tolist()}


@pytest.mark.parametrize("name", USUAL)
def test_json_is_one_line_of_ascii(name: str) -> None:
    lab = load(name)
    text = to_json(lab, lab.setting(quick(name)))
    assert text.isascii()
    assert "\n" not in text


def test_json_of_an_explosion_has_nulls_and_says_why() -> None:
    found = data("depth-race", rate=10, depth=10)
    assert found["readouts"]["final_loss"] is None
    losses = found["series"]["loss"]["y"]
    assert losses[-1] is None
    assert None not in losses[:-1]
    last = len(losses) - 1
    assert found["notes"][0].startswith(f"relu he 10 diverged at step {last}: the pre-activations of layer ")
    assert "readout final_loss is nan" in found["notes"]
    assert f"loss: y at x = {last} is nan" in found["notes"]


def test_json_of_zero_weights_has_nulls_where_nothing_is_divided_by_nothing() -> None:
    found = data("depth-profile", init="zeros", depth=2)
    assert found["series"]["delta"] == {"x": [1, 2], "y": [0, 0]}
    missing = [name for name, value in found["readouts"].items() if value is None]
    assert missing == ["delta_ratio", "delta_ratio_theory", "weight_gradient_ratio"]
    assert found["notes"] == [f"readout {name} is nan" for name in missing]


def test_json_of_an_unbounded_activation_says_inf_in_words() -> None:
    found = data("activation-explorer", activation="identity")
    assert (found["readouts"]["lowest"], found["readouts"]["highest"]) == (None, None)
    assert found["notes"] == ["readout lowest is -inf", "readout highest is inf"]


def test_json_of_several_variants_lists_them_and_names_their_series() -> None:
    found = data("depth-profile", "relu:he", "tanh:xavier", depth=3)
    assert found["params"]["pair"] == ["relu:he", "tanh:xavier"]
    measured = [name for name in found["series"] if not name.startswith("theory")]
    kinds = ("delta", "weight_gradient", "activation")
    assert measured == [f"{kind}[{pair}]" for pair in ("relu:he", "tanh:xavier") for kind in kinds]
    assert all(line["x"] == [1, 2, 3] for line in found["series"].values())


def test_json_of_one_variant_is_that_of_its_knobs() -> None:
    found = data("depth-profile", "tanh:xavier", depth=3)
    assert found == data("depth-profile", activation="tanh", init="xavier", depth=3)
    assert found["params"].keys() == {"activation", "init", "scale", "depth", "width", "show"}


def test_list_names_every_lab_and_knob() -> None:
    text = list_labs()
    assert text.isascii()
    for part, entry in zip(text.split("\n\n"), ENTRIES, strict=True):
        lab = load(entry.name)
        title, *rows = part.split("\n")
        assert title == f"{entry.name}: {entry.blurb}"
        knobs = [*(knob.name for knob in lab.knobs), *([lab.variants.option] if lab.variants else [])]
        assert [row.split()[0] for row in rows] == [f"--{name}" for name in knobs]
        for knob, row in zip(lab.knobs, rows, strict=False):
            assert row.endswith(knob.describe())


def test_floats_survive_json() -> None:
    value = data("product-of-slopes", depth=50)["readouts"]["derivative"]
    frame = last_frame(load("product-of-slopes"), load("product-of-slopes").setting({"depth": 50}))
    assert value == frame.readout("derivative")
    assert 0.0 < value < 1e-30
    assert math.frexp(value) == math.frexp(frame.readout("derivative"))
