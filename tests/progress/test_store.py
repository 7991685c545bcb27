"""The store: what is put in comes out, answers are only ever added, and nothing leaves the disk half written."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from msgspec.structs import replace
from progress_samples import COURSE, DAY, NOON, an_attempt

import tutor
from tutor.errors import StoreError
from tutor.progress.connection import connect, make_strict
from tutor.progress.migrations import MIGRATIONS, migrate
from tutor.progress.records import Level, Place
from tutor.progress.schema import APPLICATION_ID
from tutor.progress.store import Store

FULL_ATTEMPT = an_attempt(
    attempt_number=3,
    context="test",
    response_json='{"text":"σ′ = ¼"}',
    values_json='{"n":200}',
    credit=0.5,
    is_solution_shown=True,
    hints_used=2,
    confidence=1,
    misconceptions=("bigger-is-better", "zero-is-off"),
    seconds=12.5,
)
A_PLACE = Place(course=COURSE, lesson="saturation", unit="u2", furthest_unit="u5", reached=5, total=9, updated_at=NOON)


@pytest.mark.parametrize("attempt", [an_attempt(), FULL_ATTEMPT])
def test_attempt_comes_back_as_it_was_recorded(store: Store, attempt: object) -> None:
    assert isinstance(attempt, type(FULL_ATTEMPT))
    attempt_id = store.record(attempt)
    assert store.attempts() == (replace(attempt, id=attempt_id),)


def test_time_of_any_zone_is_kept_in_utc_to_the_millisecond(store: Store, path: Path) -> None:
    there = (NOON + timedelta(microseconds=123_456)).astimezone(timezone(timedelta(hours=-7)))
    store.record(an_attempt(attempted_at=there))
    with closing(connect(path)) as another:
        assert another.execute("SELECT attempted_at FROM attempts").fetchone() == ("2026-11-21T12:00:00.123Z",)


def test_attempts_are_found_by_course_lesson_and_question(store: Store) -> None:
    for lesson in ("a", "b"):
        for question in ("x", "y"):
            store.record(an_attempt(lesson=lesson, question=question))
    store.record(an_attempt(course="another", lesson="a", question="x"))
    assert len(store.attempts()) == 5
    assert len(store.attempts(COURSE)) == 4
    assert [attempt.question for attempt in store.attempts(COURSE, "b")] == ["x", "y"]
    assert [attempt.course for attempt in store.attempts(lesson="a", question="x")] == [COURSE, "another"]


def test_latest_attempt_is_the_latest_in_time_and_carries_its_key(store: Store) -> None:
    store.record(an_attempt(attempted_at=NOON + DAY, key_digest="new"))
    store.record(an_attempt(attempted_at=NOON, key_digest="old"))
    assert [attempt.key_digest for attempt in store.latest_attempts(COURSE, "saturation")] == ["new"]


def test_retracted_attempt_counts_no_longer_and_frees_its_number(store: Store) -> None:
    store.record(an_attempt(credit=0.0))
    slip = store.record(an_attempt(attempt_number=2))
    assert store.attempt_count(COURSE, "saturation", "slope-at-zero") == 2
    store.retract(slip, NOON)
    store.retract(slip, NOON + DAY)
    assert store.attempt_count(COURSE, "saturation", "slope-at-zero") == 1
    assert [attempt.credit for attempt in store.latest_attempts(COURSE, "saturation")] == [0.0]
    assert [level.level for level in store.levels(COURSE)] == [Level.ATTEMPTED]


def test_unknown_attempt_cannot_be_retracted(store: Store) -> None:
    with pytest.raises(StoreError, match="no answer number 17"):
        store.retract(17, NOON)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE attempts SET credit = 1",
        "DELETE FROM attempts",
        "UPDATE retractions SET retracted_at = ''",
        "DELETE FROM retractions",
    ],
)
def test_attempts_and_retractions_are_only_ever_added_to(store: Store, path: Path, statement: str) -> None:
    store.retract(store.record(an_attempt()), NOON)
    with closing(connect(path)) as another, pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
        another.execute(statement)


@pytest.mark.parametrize(
    "nonsense",
    [
        {"credit": 1.1},
        {"credit": float("nan")},
        {"credit": "full"},
        {"confidence": 4},
        {"context": "dream"},
        {"attempt_number": 0},
        {"hints_used": -1},
        {"seconds": -1.0},
        {"question": ""},
    ],
)
def test_impossible_attempt_is_refused_and_leaves_nothing(store: Store, nonsense: dict[str, object]) -> None:
    with pytest.raises(StoreError, match="could not be saved"):
        store.record(an_attempt(**nonsense))
    assert store.attempts() == ()
    assert store.levels(COURSE) == ()


def test_answer_and_levels_are_saved_together_or_not_at_all(store: Store, path: Path) -> None:
    with closing(connect(path)) as another:
        another.execute("DROP TABLE levels")
    with pytest.raises(StoreError, match="could not be saved"):
        store.record(an_attempt())
    assert store.attempts() == ()


def test_place_is_overwritten_and_the_latest_one_found(store: Store) -> None:
    store.save_place(A_PLACE)
    store.save_place(replace(A_PLACE, lesson="dead-relus", updated_at=NOON + DAY))
    assert store.last_place(COURSE) == replace(A_PLACE, lesson="dead-relus", updated_at=NOON + DAY)
    moved = replace(A_PLACE, unit="u6", furthest_unit="u6", reached=6, updated_at=NOON + 2 * DAY)
    store.save_place(moved)
    assert store.place(COURSE, "saturation") == moved
    assert store.last_place(COURSE) == moved
    assert len(store.places(COURSE)) == 2
    assert store.place(COURSE, "unknown") is None
    assert store.last_place("another") is None


def test_setting_is_kept_until_set_again(store: Store) -> None:
    assert store.setting("theme") is None
    store.set_setting("theme", "dark")
    store.set_setting("theme", "high-contrast")
    assert store.setting("theme") == "high-contrast"


def test_draft_is_kept_until_dropped(store: Store, path: Path) -> None:
    store.save_draft("neurons/saturation/why", "because the sl", NOON)
    store.save_draft("neurons/saturation/why", "because the slope", NOON)
    store.close()
    with Store.open(path) as again:
        assert again.draft("neurons/saturation/why") == "because the slope"
        again.drop_draft("neurons/saturation/why")
        assert again.draft("neurons/saturation/why") is None


def test_seed_is_the_learners_own_and_for_life(store: Store, path: Path, tmp_path: Path) -> None:
    with Store.open(path) as again, Store.open(tmp_path / "another.sqlite3") as another:
        assert again.seed == store.seed != another.seed
    assert 0 <= store.seed < 2**64


def test_file_and_folder_are_the_learners_alone(store: Store, path: Path) -> None:
    store.record(an_attempt())
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in [path.parent, *path.parent.iterdir()]}
    assert modes == {
        "home": 0o700,
        "progress.sqlite3": 0o600,
        "progress.sqlite3-wal": 0o600,
        "progress.sqlite3-shm": 0o600,
    }


def test_closed_store_leaves_one_file(store: Store, path: Path) -> None:
    store.record(an_attempt())
    store.close()
    assert list(path.parent.iterdir()) == [path]


def test_file_says_whose_it_is_and_every_table_is_strict(store: Store, path: Path) -> None:
    with closing(connect(path)) as another:
        assert another.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert another.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert another.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        tables = another.execute("SELECT name, strict FROM pragma_table_list WHERE name NOT LIKE 'sqlite_%'")
        assert {strict for _, strict in tables} == {1}


def test_disk_full_is_said_and_the_store_goes_on(path: Path) -> None:
    path.parent.mkdir()
    connection = connect(path)
    make_strict(connection)
    migrate(connection, path, MIGRATIONS)
    with Store(connection, path) as store:
        store.record(an_attempt())
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match=r"could not be saved: the disk .* is full\. Free some space"):
            store.record(an_attempt(response_json='"' + "x" * 100_000 + '"'))
        assert len(store.attempts()) == 1
        connection.execute(f"PRAGMA max_page_count = {pages + 100}")
        store.record(an_attempt())
        assert len(store.attempts()) == 2


def test_lock_of_another_process_is_said(path: Path) -> None:
    with Store.open(path, patience=0.01) as store, closing(connect(path)) as another:
        another.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"another program keeps .* locked"):
            store.record(an_attempt())
        another.execute("ROLLBACK")
        store.record(an_attempt())


def test_closed_store_refuses_with_a_sentence(store: Store) -> None:
    store.close()
    with pytest.raises(StoreError, match="could not be read"):
        store.attempts()


def test_import_is_light_and_touches_nothing(tmp_path: Path) -> None:
    program = (
        "import sys, tutor.progress.store\n"
        "print(*({name.partition('.')[0] for name in sys.modules} - {name for name in sys.stdlib_module_names}))\n"
        "print(*(sys.modules.keys() & {'json', 'secrets', 'tempfile', 'shutil', 'tutor.progress.rescue'}))\n"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(tutor.__file__).parents[1]), "HOME": str(tmp_path)}
    output = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    ).stdout
    loaded, late = output.splitlines()
    assert set(loaded.split()) <= {"tutor", "__main__", "msgspec", "typing_extensions", "_distutils_hack"}
    assert late == ""
    assert list(tmp_path.iterdir()) == []
