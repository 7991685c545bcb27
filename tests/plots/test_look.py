"""Which glyphs a terminal gets."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tutor.plots.look import choose_tier


@pytest.mark.parametrize("terminal", ["xterm-256color", "screen", "tmux-256color", "xterm-kitty", "vt320", "alacritty"])
def test_utf8_terminals_get_braille(terminal: str) -> None:
    assert choose_tier({"TERM": terminal}, "utf-8") == "braille"


@pytest.mark.parametrize("terminal", ["linux", "linux-16color", "vt100", "vt102", "vt220", "DUMB", "unknown", ""])
def test_terminals_without_braille_get_ascii(terminal: str) -> None:
    assert choose_tier({"TERM": terminal}, "utf-8") == "ascii"


def test_no_terminal_named_means_ascii() -> None:
    assert choose_tier({}, "utf-8") == "ascii"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "ANSI_X3.4-1968", "cp1252", "no such encoding"])
def test_other_encodings_get_ascii(encoding: str) -> None:
    assert choose_tier({"TERM": "xterm"}, encoding) == "ascii"


@pytest.mark.parametrize("encoding", ["utf-8", "UTF-8", "utf8", "UTF_8", "cp65001", "utf-8-sig"])
def test_every_name_of_utf8_is_known(encoding: str) -> None:
    assert choose_tier({"TERM": "xterm"}, encoding) == "braille"


def test_locale_alone_does_not_downgrade() -> None:
    assert choose_tier({"TERM": "xterm", "LANG": "C", "LC_ALL": "C"}, "utf-8") == "braille"


def test_look_is_imported_without_numpy() -> None:
    code = "import sys, tutor.plots.look; sys.exit('numpy' in sys.modules or 'plotext' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_live_figures_do_not_import_plotext() -> None:
    code = "import sys, tutor.plots.draw, tutor.plots.words; sys.exit('plotext' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
