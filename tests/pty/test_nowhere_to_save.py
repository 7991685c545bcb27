"""Where progress cannot be kept the program says so, and runs."""

from __future__ import annotations

from pathlib import Path

from permissions import obey_permissions
from terminal import Terminal
from ways import RIGHT, WRONG, answer, answers, enter_again, open_question, quit_from_here

SAID = "Progress cannot be saved"


def test_read_only_folder_is_said_and_what_is_in_it_is_known(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        open_question(terminal)
        answer(terminal, WRONG)
        quit_from_here(terminal)
    kept = answers(tmp_path)

    tmp_path.chmod(0o500)
    with Terminal(tmp_path, before=obey_permissions) as terminal:
        terminal.wait_for(SAID)
        terminal.press("enter")
        enter_again(terminal)
        terminal.press("r")
        terminal.wait_for("hint")
        answer(terminal, RIGHT)
        quit_from_here(terminal)
    tmp_path.chmod(0o700)
    assert answers(tmp_path) == kept


def test_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("no folder")
    with Terminal(file / "home") as terminal:
        terminal.wait_for(SAID)
        open_question(terminal)
        answer(terminal, RIGHT)
        quit_from_here(terminal)
    assert file.read_text() == "no folder"
