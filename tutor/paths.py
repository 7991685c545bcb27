"""Where things are on this computer. Nothing here creates a file or a folder."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).parent


def course_dir() -> Path:
    """The folder with `course.toml`: TUTOR_LESSONS if set, else the installed package's own, else the checkout's."""
    if chosen := os.environ.get("TUTOR_LESSONS"):
        return Path(chosen).expanduser()
    installed = PACKAGE / "lessons"
    return installed if installed.is_dir() else PACKAGE.parent / "lessons"


def data_dir() -> Path:
    """The folder for what the learner leaves behind: TUTOR_HOME if set, else the platform's place for user data."""
    if chosen := os.environ.get("TUTOR_HOME"):
        return Path(chosen).expanduser()
    from platformdirs import user_data_path

    return user_data_path("gradient-tutor", appauthor=False)


def progress_file() -> Path:
    """The file with the learner's answers."""
    return data_dir() / "progress.sqlite3"
