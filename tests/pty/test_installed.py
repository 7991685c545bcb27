"""Installed as the README says, on a machine with nothing but Python: the lessons come along."""

from __future__ import annotations

import os
import shutil
import subprocess
import venv
from pathlib import Path

import pytest
from terminal import Terminal

CHECKOUT = Path(__file__).parents[2]
TITLE, EDITED = "The derivative is the gate", "A title of today"
NO_OTHER_COURSE = {"TUTOR_LESSONS": None}

pytestmark = pytest.mark.slow


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The files of the project, without what tools have left there."""
    copy = tmp_path / "checkout"
    shutil.copytree(CHECKOUT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", "dist"))
    return copy


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """The folder with the programs of an empty environment."""
    venv.create(tmp_path / "venv", with_pip=True)
    return tmp_path / "venv" / "bin"


def run(folder: Path, *command: object) -> None:
    """Runs a command that has to succeed."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "TUTOR"))}
    done = subprocess.run([str(word) for word in command], cwd=folder, env=clean, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_wheel_brings_its_lessons(checkout: Path, programs: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    run(checkout, programs / "pip", "wheel", "--no-deps", "--wheel-dir", elsewhere, ".")
    (wheel,) = elsewhere.glob("*.whl")
    shutil.rmtree(checkout)
    run(elsewhere, programs / "pip", "install", wheel)
    run(elsewhere, programs / "tutor", "check")
    with Terminal(tmp_path, command=programs / "tutor", environment=NO_OTHER_COURSE) as terminal:
        terminal.wait_for(TITLE)
        terminal.press("enter")
        terminal.wait_for("? keys")
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0


def test_editable_installation_shows_the_lessons_of_the_checkout(
    checkout: Path, programs: Path, tmp_path: Path
) -> None:
    run(checkout, programs / "pip", "install", "--editable", ".")
    lesson = checkout / "lessons" / "derivative-gate" / "lesson.toml"
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text.replace(TITLE, EDITED), encoding="utf-8")
    with Terminal(tmp_path, command=programs / "tutor", environment=NO_OTHER_COURSE) as terminal:
        terminal.wait_for(EDITED)
        terminal.press("q")
        assert terminal.wait_for_end() == 0
