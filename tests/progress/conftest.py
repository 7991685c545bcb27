"""Places for files of learners."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tutor.progress.store import Store

NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a learner's file will be; its folder is not there yet."""
    return tmp_path / "home" / "progress.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as store:
        yield store


@pytest.fixture
def folder_of_nobody() -> Iterator[Path]:
    """A folder to which permissions apply: the superuser, for whom none do, becomes nobody for the test."""
    is_superuser = os.geteuid() == 0
    if is_superuser:
        os.seteuid(NOBODY)
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    yield folder
    if is_superuser:
        os.seteuid(0)
    folder.chmod(0o700)
    shutil.rmtree(folder)
