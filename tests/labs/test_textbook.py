"""The textbook scripts: each prints, with plain numpy alone, the very numbers of its lab."""

from __future__ import annotations

import ast
import io
import random
import re
import subprocess
import sys
import warnings
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path

import pytest
from lab_samples import NAMES, USUAL, anywhere, ends

from tutor.labs.knobs import Value
from tutor.labs.lab import Lab, Setting
from tutor.labs.registry import load
from tutor.labs.running import last_frame
from tutor.labs.scripts import FOLDER, script

FILES = sorted(FOLDER.glob("*.py"))
RANDOM_SETTINGS = 3
CHAOTIC = {"rate-range": 0.05, "skip-or-not": 0.05}
"""Labs in which hundreds of steps magnify the last digit (batch norm in ten layers; skips that grow): by how much."""

REPEATED = ("steps", "nets")
"""Knobs that say how often the same is done."""


def printed_by(text: str) -> dict[str, float]:
    """The `name = value` lines that a script prints."""
    output = io.StringIO()
    with redirect_stdout(output), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # overflow may be what the experiment is about
        exec(compile(text, "script", "exec"), {"__name__": "__main__"})
    return read(output.getvalue())


def read(output: str) -> dict[str, float]:
    """Names and values of the lines `name = value`."""
    return {name: float(value) for name, _, value in (line.partition(" = ") for line in output.splitlines())}


def tame(lab: Lab, values: dict[str, Value]) -> Setting:
    """The lab with these values, nothing repeated more often than can be helped.

    What trains does so at its usual rate: at a high one descent is chaotic, and rounding decides where it ends.
    """
    held = {knob.name: ends(knob)[0] for knob in lab.knobs if knob.name in REPEATED}
    held |= {knob.name: knob.default for knob in lab.knobs if knob.name == "rate" and lab.is_live}
    return replace(lab.setting(values | held), kept=())


def random_settings(lab: Lab) -> list[Setting]:
    """The same ones every time."""
    rng = random.Random(lab.name)
    settings = [tame(lab, {knob.name: anywhere(knob, rng) for knob in lab.knobs}) for _ in range(RANDOM_SETTINGS)]
    return [replace(setting, seed=rng.randrange(100)) for setting in settings]


def assert_prints_what_the_lab_shows(lab: Lab, setting: Setting, rel: float = 1e-9) -> None:
    """Each line is a readout of the last frame, to all digits that matter."""
    printed = printed_by(script(lab, setting))
    frame = last_frame(lab, setting)
    assert printed
    assert printed == pytest.approx({name: frame.readout(name) for name in printed}, rel=rel, abs=0.0, nan_ok=True)


@pytest.mark.parametrize("name", USUAL)
def test_script_prints_the_numbers_of_its_lab(name: str) -> None:
    lab = load(name)
    for setting in (tame(lab, {}), *(() if lab.is_live else random_settings(lab))):
        assert_prints_what_the_lab_shows(lab, setting)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_script_prints_the_numbers_of_its_lab_after_all_steps_and_anywhere(name: str) -> None:
    lab = load(name)
    for setting in (replace(lab.setting(), kept=()), *random_settings(lab)):
        assert_prints_what_the_lab_shows(lab, setting, CHAOTIC.get(name, 1e-9))


@pytest.mark.parametrize("name", NAMES)
def test_only_the_knobs_differ_between_two_settings(name: str) -> None:
    lab = load(name)
    knobs = {knob.name for knob in lab.knobs} | {held for held, _ in lab.held} | {"seed"}
    usual = script(lab, lab.setting()).splitlines()
    assert set(knob_lines(usual)) <= knobs
    for setting in random_settings(lab):
        other = script(lab, setting).splitlines()
        changed = {number for number, (a, b) in enumerate(zip(usual, other, strict=True)) if a != b}
        assert changed <= set(knob_lines(usual).values())


def knob_lines(lines: list[str]) -> dict[str, int]:
    """The first paragraph of assignments: names and where they are."""
    first = next(number for number, line in enumerate(lines) if re.match(r"\w+ = ", line))
    end = lines.index("", first)
    return {lines[number].partition(" = ")[0]: number for number in range(first, end)}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_script_needs_numpy_alone_and_any_terminal_shows_it(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.isascii()
    tree = ast.parse(text)
    imported = {node.names[0].name for node in ast.walk(tree) if isinstance(node, ast.Import)}
    assert imported <= {"math", "numpy"}
    assert not any(isinstance(node, ast.ImportFrom) for node in ast.walk(tree))
    assert ast.get_docstring(tree)


def test_script_runs_as_a_file_of_its_own(tmp_path: Path) -> None:
    lab = load("depth-profile")
    setting = lab.setting({"activation": "tanh", "init": "xavier"}, seed=7)
    file = tmp_path / "depth-profile.py"
    file.write_text(script(lab, setting), encoding="utf-8")
    done = subprocess.run([sys.executable, "-I", file], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert read(done.stdout)["delta_ratio"] == pytest.approx(last_frame(lab, setting).readout("delta_ratio"), rel=1e-9)
    assert done.stderr == ""
