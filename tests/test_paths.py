"""Where lessons and progress are, for an installed package, a checkout, and whoever says otherwise."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from tutor import paths


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TUTOR_LESSONS", raising=False)
    monkeypatch.delenv("TUTOR_HOME", raising=False)


def test_checkout_reads_its_top_level_lessons(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(paths, "PACKAGE", tmp_path / "tutor")
    assert paths.course_dir() == tmp_path / "lessons"


def test_installed_package_reads_the_lessons_it_brought(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "tutor" / "lessons").mkdir(parents=True)
    monkeypatch.setattr(paths, "PACKAGE", tmp_path / "tutor")
    assert paths.course_dir() == tmp_path / "tutor" / "lessons"


def test_variable_chooses_the_lessons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUTOR_LESSONS", "~/my-course")
    assert paths.course_dir() == Path.home() / "my-course"


def test_variable_chooses_the_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUTOR_HOME", "~/tutor-data")
    assert paths.data_dir() == Path.home() / "tutor-data"
    assert paths.progress_file() == Path.home() / "tutor-data" / "progress.sqlite3"


@pytest.mark.parametrize("variable", ["TUTOR_HOME", "TUTOR_LESSONS"])
def test_empty_variable_is_no_variable(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    usual = paths.data_dir(), paths.course_dir()
    monkeypatch.setenv(variable, "")
    assert (paths.data_dir(), paths.course_dir()) == usual


def test_data_is_where_the_platform_keeps_it_and_nothing_is_created(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert paths.data_dir() == platformdirs.user_data_path("gradient-tutor", appauthor=False)
    assert paths.progress_file().name == "progress.sqlite3"
    assert list(tmp_path.iterdir()) == []
