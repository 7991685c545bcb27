"""Without a terminal there is one line that says what to do, and a status that says it did not work."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from terminal import COURSE, TUTOR

NO_TERMINAL = 2


@pytest.mark.parametrize("arguments", ["", " open slopes"])
@pytest.mark.parametrize(
    ("redirection", "kind"),
    [
        pytest.param("< /dev/null", "xterm", id="input-from-a-file"),
        pytest.param("> $OUT", "xterm", id="output-to-a-file"),
        pytest.param("<&-", "xterm", id="input-closed"),
        pytest.param(">&-", "xterm", id="output-closed"),
        pytest.param("", "dumb", id="dumb-terminal"),
        pytest.param("", None, id="unknown-terminal"),
    ],
)
def test_it_says_so_in_one_line(redirection: str, kind: str | None, arguments: str, tmp_path: Path) -> None:
    output, said = tmp_path / "output", tmp_path / "said"
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment |= {"TUTOR_HOME": str(tmp_path / "home"), "TUTOR_LESSONS": str(COURSE), "OUT": str(output)}
    environment |= {"TERM": kind} if kind else {}
    master, slave = os.openpty()
    script = f"exec {TUTOR}{arguments} 2> {said} {redirection}"
    try:
        done = subprocess.run(["/bin/sh", "-c", script], env=environment, stdin=slave, stdout=slave, timeout=60)
        os.set_blocking(master, False)
        with pytest.raises(BlockingIOError):
            os.read(master, 1)
    finally:
        os.close(master)
        os.close(slave)
    assert done.returncode == NO_TERMINAL
    (line,) = said.read_text().splitlines()
    assert "needs an interactive terminal" in line
    assert not output.exists() or not output.read_bytes()
    assert not (tmp_path / "home").exists()
