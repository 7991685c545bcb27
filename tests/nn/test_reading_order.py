"""The package says in which order to read it, and leaves no file out."""

from __future__ import annotations

import re
from pathlib import Path

import tutor.nn


def test_reading_order_names_every_file_once() -> None:
    text = tutor.nn.__doc__ or ""
    named = re.findall(r"`(\w+)`", text)
    files = [file.stem for file in Path(tutor.nn.__file__).parent.glob("*.py") if file.stem != "__init__"]
    assert sorted(named) == sorted(files)
