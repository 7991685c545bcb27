"""No figure, however nasty, breaks a line, takes long or eats the memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("fuzz_figures.py")
ROOT = Path(__file__).parents[2]


def run(first_seed: int, count: int, seconds: float) -> None:
    """Draw so many figures in a process with a cap on its memory, within so many seconds."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}  # a thread reserves its stack
    command = [sys.executable, str(PROGRAM), str(first_seed), str(count)]
    done = subprocess.run(command, env=environment, timeout=seconds, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_nasty_figures_are_drawn() -> None:
    run(0, 120, 60)


@pytest.mark.slow
def test_thousands_of_nasty_figures_are_drawn() -> None:
    run(1000, 4000, 600)
