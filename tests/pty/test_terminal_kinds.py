"""Terminals of every kind: what they can show, and whose they are."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from permissions import obey_permissions
from terminal import TUTOR, Terminal
from ways import HOME, RIGHT, answer, open_lab, open_palette, open_question, quit_from_here

CONTROL_SEQUENCE = re.compile(rb"\x1b(\[[0-9;?$<>]*[a-zA-Z]|\][^\x07]*\x07)")
SGR = re.compile(rb"\x1b\[([0-9;]*)m")
COLORED = re.compile(rb"(^|;)(3[0-8]|4[0-8]|9[0-7]|10[0-7])(;|$)")  # 39 and 49 are the terminal's own


def printed(terminal: Terminal) -> bytes:
    """What the program has sent, without control sequences."""
    return CONTROL_SEQUENCE.sub(b"", terminal.output)


def see_everything(terminal: Terminal) -> None:
    """A question, formulas, plots, one of them in words, a lab, the palette, help and progress, and out again."""
    open_question(terminal)
    answer(terminal, RIGHT)
    terminal.press("escape")
    for chapter in range(2, 6):
        terminal.press("right")
        terminal.wait_for(f"{chapter}/7")
    terminal.press("left", "left", "left")
    terminal.wait_for("1.0")  # an axis
    terminal.press("d")
    terminal.wait_for("in words")
    terminal.press("escape", "f1")
    terminal.wait_for("The keys here")
    terminal.press("escape")
    open_palette(terminal)
    terminal.press("escape", "escape")
    terminal.wait_for(HOME)
    terminal.press("s")
    terminal.wait_for("My progress")
    terminal.press("escape")
    terminal.wait_for(HOME)
    open_lab(terminal, "Depth profile")
    terminal.settle()
    quit_from_here(terminal)


@pytest.mark.parametrize("kind", ["xterm-256color", "screen", "tmux-256color"])
def test_lesson_is_worked_at_on(kind: str, tmp_path: Path) -> None:
    with Terminal(tmp_path, environment={"TERM": kind}) as terminal:
        open_question(terminal)
        answer(terminal, RIGHT)
        quit_from_here(terminal)
        assert not printed(terminal).isascii()


@pytest.mark.parametrize(
    ("environment", "arguments"),
    [
        pytest.param({"TERM": "vt100"}, [], id="vt100"),
        pytest.param({"TERM": "linux-16color"}, [], id="console"),
        pytest.param({"PYTHONIOENCODING": "latin-1"}, [], id="latin-1"),
        pytest.param({"LANG": "C", "LC_ALL": "C"}, ["--glyphs", "ascii"], id="asked-for"),
    ],
)
def test_terminal_that_shows_no_more_gets_ascii(
    environment: dict[str, str], arguments: list[str], tmp_path: Path
) -> None:
    with Terminal(tmp_path, *arguments, environment=environment) as terminal:
        open_question(terminal)
        answer(terminal, RIGHT)
        quit_from_here(terminal)
        assert printed(terminal).isascii()


@pytest.mark.slow
def test_ascii_is_enough_everywhere(tmp_path: Path) -> None:
    with Terminal(tmp_path, "--glyphs", "ascii") as terminal:
        see_everything(terminal)
        assert not [character for character in printed(terminal).decode() if not character.isascii()]


def test_colors_come_unless_they_are_unwanted(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        terminal.wait_for(HOME)
        assert any(COLORED.search(codes) for codes in SGR.findall(terminal.output))


def test_no_color_is_sent_where_it_is_unwanted(tmp_path: Path) -> None:
    with Terminal(tmp_path, environment={"NO_COLOR": "1"}) as terminal:
        open_question(terminal)
        answer(terminal, RIGHT)
        terminal.press("l")
        terminal.wait_for("0.0")  # an axis
        open_palette(terminal)
        quit_from_here(terminal)
        assert not {codes for codes in SGR.findall(terminal.output) if COLORED.search(codes)}


def test_terminal_of_another_user_is_as_good(tmp_path: Path) -> None:
    """As after `su`: the terminal may be read and written, but not opened by its name."""

    def lock_the_terminal() -> None:
        os.fchmod(0, 0)
        obey_permissions()

    only_if_it_cannot_be_opened = f': 2> /dev/null > "$(tty)" || exec {TUTOR}'
    with Terminal(
        tmp_path, "-c", only_if_it_cannot_be_opened, command="/bin/bash", before=lock_the_terminal
    ) as terminal:
        terminal.wait_for(HOME)
        terminal.press("q")
        assert terminal.wait_for_end() == 0
