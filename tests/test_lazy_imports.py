"""What is not needed for the first picture is not imported before it: seen in a fresh interpreter."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

LATE = {"numpy", "plotext", "asyncssh", "markdown_it", "fsrs", "pygments"}


def modules_after(code: str, home: Path) -> set[str]:
    """The modules that a fresh interpreter has loaded after running some code."""
    script = f"{code}\nimport json, sys; print(json.dumps(sorted(sys.modules)))"
    environment = {"TUTOR_HOME": str(home), "PATH": "/usr/bin:/bin", "TERM": "xterm-256color"}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


HOME_PAINTED = """
import asyncio
from tutor.ui import app
from tutor.ui.run import make_app
from tutor.ui.screens import home

app.WARM_UP_AFTER = home.REST = 60  # what comes after the paint stays out of it, however busy the machine is

async def paint():
    app = make_app(None, "braille")
    async with app.run_test(size=(80, 24)):
        rows = ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]
        assert any("Neurons that learn" in row for row in rows), rows

asyncio.run(paint())
"""


def test_home_paints_before_anything_slow_is_imported(tmp_path: Path) -> None:
    loaded = modules_after(HOME_PAINTED, tmp_path)
    assert not LATE & loaded
    labs = {name for name in loaded if name.startswith(("tutor.labs.", "tutor.nn", "tutor.typeset.page"))}
    assert labs <= {"tutor.labs.knobs"}, labs


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["check", "--help"], ["lab", "gate-meter"]])
def test_the_command_line_needs_no_textual(arguments: list[str], tmp_path: Path) -> None:
    code = f"""
import sys
sys.argv = ["tutor", *{arguments!r}]
from tutor.__main__ import main
try:
    main()
except SystemExit:
    pass
"""
    loaded = modules_after(code, tmp_path)
    assert "click" in loaded
    assert not {"textual", "rich", "asyncssh"} & {name.split(".")[0] for name in loaded}


@pytest.mark.parametrize("arguments", [["--version"], ["--help"]])
def test_version_and_help_need_nothing_at_all(arguments: list[str], tmp_path: Path) -> None:
    code = f"""
import sys
sys.argv = ["tutor", *{arguments!r}]
from tutor.__main__ import main
try:
    main()
except SystemExit:
    pass
"""
    loaded = {name.split(".")[0] for name in modules_after(code, tmp_path)}
    assert not {"numpy", "msgspec", "tomli", "sqlite3", "markdown_it"} & loaded
