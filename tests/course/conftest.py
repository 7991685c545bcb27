"""A course to break."""

from __future__ import annotations

from pathlib import Path

import pytest
from course_samples import copy_course


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the good course, as the working directory."""
    folder = copy_course(tmp_path)
    monkeypatch.chdir(folder)
    return folder
