"""`tutor lab` as people use it: in-process where that tells the truth, and as a real command where it matters."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pexpect
import pytest

from tutor.__main__ import main
from tutor.course.loader import load_course, load_lesson
from tutor.labs.catalog import ENTRIES
from tutor.labs.registry import load
from tutor.paths import course_dir, progress_file
from tutor.progress.records import Attempt
from tutor.progress.store import Store
from tutor.spans import plain_text
from tutor.typeset.page import typeset_inline

ROOT = Path(__file__).parent.parent
USUAL = ("activation-explorer", "gate-meter", "gradient-check", "product-of-slopes", "depth-profile", "depth-race")
NAMES = [entry.name if entry.name in USUAL else pytest.param(entry.name, marks=pytest.mark.slow) for entry in ENTRIES]
QUICK = {"depth-race": ["--steps", "100", "--depth", "1"]}
COMMAND = [sys.executable, "-m", "tutor"]


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


class Tutor:
    """Runs the command in this process, as the shell would."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *arguments: str) -> Done:
        self._monkeypatch.setattr(sys, "argv", ["tutor", *arguments])
        try:
            main()
            code = 0
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        return Done(code, *self._capsys.readouterr())


@pytest.fixture
def tutor(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Tutor:
    for name, value in {"TERM": "xterm-256color", "COLUMNS": "76", "TUTOR_HOME": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    return Tutor(monkeypatch, capsys)


def shell(*arguments: str, **environment: str) -> Done:
    """The command in a process of its own, its output in a pipe."""
    usual = {"TERM": "xterm-256color", "PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [*COMMAND, *arguments], capture_output=True, env=usual | environment, cwd=ROOT, timeout=60, check=False
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def terminal(*arguments: str, **environment: str) -> str:
    """What the command writes to a terminal."""
    usual = {"TERM": "xterm-256color", "PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8"}
    command = shlex.join([*COMMAND, *arguments])
    output, code = pexpect.run(
        command, withexitstatus=True, env=usual | environment, cwd=str(ROOT), timeout=60, encoding="utf-8"
    )
    assert code == 0, output
    return str(output)


def test_lab_alone_lists_every_lab_and_knob(tutor: Tutor) -> None:
    done = tutor("lab")
    assert (done.code, done.err) == (0, "")
    for name in (entry.name for entry in ENTRIES):
        assert f"\n{name}: " in f"\n{done.out}"
        for knob in load(name).knobs:
            assert f"--{knob.name} " in done.out


@pytest.mark.parametrize("name", NAMES)
def test_lab_prints_its_figure_words_and_readouts_and_how_to_get_them_again(tutor: Tutor, name: str) -> None:
    done = tutor("lab", name, *QUICK.get(name, []))
    assert (done.code, done.err) == (0, "")
    assert "\x1b" not in done.out
    again = shlex.split(done.out.splitlines()[-1])
    assert again[:3] == ["tutor", "lab", name]
    assert tutor(*again[1:]) == done


@pytest.mark.parametrize("name", NAMES)
def test_help_of_a_lab_lists_its_knobs(tutor: Tutor, name: str) -> None:
    done = tutor("lab", name, "--help")
    assert done.code == 0
    assert done.out.isascii(), "it is written as it stands, whatever the terminal can show"
    for knob in load(name).knobs:
        assert f"--{knob.name} VALUE" in done.out
    assert "--seed" in done.out
    assert "--json" in done.out


@pytest.mark.parametrize("name", NAMES)
def test_glyphs_ascii_leaves_only_ascii(tutor: Tutor, name: str) -> None:
    out = tutor("--glyphs", "ascii", "lab", name, *QUICK.get(name, [])).out
    assert out.isascii()
    if "?" in out:  # which marks what is not a number, and nothing else
        assert out.count("?") == tutor("lab", name, *QUICK.get(name, [])).out.count("?")


@pytest.mark.parametrize("name", NAMES)
def test_json_is_the_whole_output(tutor: Tutor, name: str) -> None:
    done = tutor("lab", name, "--json", *QUICK.get(name, []))
    assert (done.code, done.err) == (0, "")
    assert list(json.loads(done.out)) == ["lab", "params", "seed", "readouts", "series", "notes"]


def test_script_prints_by_itself_what_the_lab_measures(tutor: Tutor) -> None:
    setting = ["depth-profile", "--pair", "tanh:xavier", "--depth", "4", "--seed", "7"]
    script = tutor("lab", *setting, "--script").out
    done = subprocess.run([sys.executable, "-"], input=script, capture_output=True, text=True, check=True)
    printed = dict(line.split(" = ") for line in done.stdout.splitlines())
    readouts = json.loads(tutor("lab", *setting, "--json").out)["readouts"]
    assert "delta_ratio" in printed
    for name, value in printed.items():
        assert float(value) == pytest.approx(readouts[name], rel=1e-9)


def test_options_reach_the_lab(tutor: Tutor) -> None:
    words = "lab depth-profile --pair relu:he --pair tanh:xavier --depth 4 --width 16 --scale 0.5 --seed 7 --json"
    found = json.loads(tutor(*words.split()).out)
    assert found["seed"] == 7
    expected = {"activation": "tanh", "init": "xavier", "scale": 0.5, "depth": 4, "width": 16, "show": "delta"}
    assert found["params"] == expected | {"pair": ["relu:he", "tanh:xavier"]}
    assert len(found["series"]["delta[relu:he]"]["y"]) == 4


def test_exploding_and_undefined_results_are_results(tutor: Tutor) -> None:
    exploded = json.loads(tutor("lab", "depth-race", "--rate", "10", "--json").out)
    assert exploded["readouts"]["final_loss"] is None
    assert "diverged at step" in exploded["notes"][0]
    done = tutor("lab", "depth-race", "--rate", "10")
    assert done.code == 0
    assert "relu he 10 diverged at step" in done.out
    silent = json.loads(tutor("lab", "depth-profile", "--init", "zeros", "--json").out)
    assert silent["readouts"]["delta_ratio"] is None
    assert "readout delta_ratio is nan" in silent["notes"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("lab depth-profil", "Did you mean"),
        ("lab depth-profil", '"depth-profile"'),
        ("lab nope", "tutor: There is no lab 'nope'. `tutor lab` lists them all."),
        ("lab gate-meter --targt 1", "'--target'"),
        ("lab gate-meter --activation rleu", "tutor: activation has no option 'rleu'. Did you mean \"relu\"?"),
        ("lab depth-profile --pair relu:hee", "tutor: init has no option 'hee'. Did you mean \"he\"?"),
        ("lab depth-profile --pair relu", "tutor: 'relu' is not a variant. Write it as ACTIVATION:INIT."),
        ("lab gate-meter --w 99", "tutor: w = 99 is outside its range. Give a number from -10 to 10."),
        ("lab gate-meter --w deep", "tutor: w takes a number, not 'deep'. Give a number from -10 to 10."),
        ("lab depth-profile --depth 2.5", "tutor: depth takes a whole number, not 2.5. Give a number from 1 to 50."),
        ("lab depth-profile --seed x", "'x' is not a valid integer"),
        ("lab depth-profile --seed -1", "tutor: There are no random numbers of seed -1."),
        ("lab depth-profile --pair relu:he --init he", "tutor: init is said twice"),
        ("lab activation-explorer --variant relu --variant elu --variant selu", "tutor: At most 2 variants fit"),
        ("lab gate-meter extra", "unexpected extra argument (extra)"),
        ("lab gate-meter --pair relu:he", "No such option '--pair'"),
        ("--glyphs dots lab", "'dots' is not one of"),
        ("lba", "Did you mean 'lab'?"),
    ],
)
def test_bad_input_is_refused_with_a_hint_and_status_2(tutor: Tutor, arguments: str, message: str) -> None:
    done = tutor(*arguments.split())
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("arguments", [("--help",), ("lab", "--help")])
def test_no_line_of_help_is_cut(tutor: Tutor, arguments: tuple[str, ...]) -> None:
    done = tutor(*arguments)
    assert done.code == 0
    assert "..." not in done.out.split("Commands:")[1]


def test_progress_names_every_lesson_and_says_its_objectives_in_words(tutor: Tutor) -> None:
    done = tutor("progress")
    assert (done.code, done.err) == (0, "")
    course = load_course(course_dir())
    text = " ".join(done.out.split())
    for head in course.heads:
        assert head.title in text
        for sentence in load_lesson(course.directory, head.id)[0].file.objectives.values():
            assert f"not begun {plain_text((typeset_inline(sentence),))}" in text


def test_progress_tells_level_and_right_answers_of_what_was_begun(tutor: Tutor) -> None:
    course = load_course(course_dir())
    head = course.heads[0]
    first, *others = load_lesson(course_dir(), head.id)[0].file.objectives
    answer = Attempt(
        course=course.file.id,
        lesson=head.id,
        question="q",
        objective=first,
        attempted_at=datetime(2025, 3, 1, tzinfo=UTC),
        context="lesson",
        credit=1.0,
        attempt_number=1,
        key_digest="0",
        response_json="{}",
    )
    with Store.open(progress_file()) as store:
        store.save_outline(course.file.id, head.id, [first, first, *others])
        store.record(answer)
    out = tutor("progress").out.split("\n\n")[0]
    assert out.count("attempted, 1 of 2 ") == 1
    assert out.count("not begun ") == len(others)


def test_words_of_the_gate_meter_state_the_gate_and_the_sign_of_the_error(tutor: Tutor) -> None:
    text = " ".join(tutor("lab", "gate-meter", "--b", "-3").out.split())
    assert "error in ∂L/∂a: −0.881; gate f′(z): 0.105; error out δ: −0.0925." in text


def test_a_real_pipe_gets_text_without_escape_codes() -> None:
    done = shell("lab", "gate-meter")
    assert (done.code, done.err) == (0, "")
    assert "\x1b" not in done.out
    assert "δ = ∂L/∂z" in done.out


def test_a_real_command_refuses_with_status_2() -> None:
    done = shell("lab", "gate-meter", "--activation", "rleu")
    assert (done.code, done.out) == (2, "")
    assert done.err == "tutor: activation has no option 'rleu'. Did you mean \"relu\"?\n"


@pytest.mark.parametrize("environment", [{"PYTHONIOENCODING": "ascii"}, {"TERM": "dumb"}, {"TERM": "linux"}])
def test_where_only_ascii_can_be_shown_only_ascii_is_written(environment: dict[str, str]) -> None:
    done = shell("lab", "gate-meter", **environment)
    assert (done.code, done.err) == (0, "")
    assert done.out.isascii()


def test_a_reader_who_leaves_early_sees_no_traceback() -> None:
    command = [*COMMAND, "lab", "activation-explorer", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.read(10) == b'{"lab": "a'
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()


def test_a_terminal_gets_colors_unless_it_says_no() -> None:
    assert re.search(r"\x1b\[38;2;\d+;\d+;\d+m", terminal("lab", "gate-meter"))
    assert "\x1b" not in terminal("lab", "gate-meter", NO_COLOR="1")
    dumb = terminal("lab", "gate-meter", TERM="dumb")
    assert "\x1b" not in dumb
    assert dumb.isascii()


def test_same_seed_prints_the_same_in_another_process(tutor: Tutor) -> None:
    arguments = ["lab", "depth-profile", "--json", "--seed"]
    assert shell(*arguments, "3") == tutor(*arguments, "3") != tutor(*arguments, "4")
