"""What was acknowledged is in the file: after kill -9 at any moment, and with two programs at once."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from progress_samples import COURSE

import tutor
from tutor.progress.connection import connect
from tutor.progress.store import Store

RECORDER = Path(__file__).with_name("recorder.py")
FOREVER = -1


def start_recorder(path: Path, lesson: str = "saturation", limit: int = FOREVER) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(Path(tutor.__file__).parents[1])}
    command = [sys.executable, str(RECORDER), str(path), lesson, str(limit)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def record_until_killed(path: Path, chance: random.Random) -> list[int]:
    """The ids that the program printed before it was killed, after some answers and some part of another."""
    with start_recorder(path) as recorder:
        assert recorder.stdout is not None
        printed = [recorder.stdout.readline() for _ in range(chance.randrange(12))]
        time.sleep(chance.uniform(0, 0.004))  # a transaction takes one or two milliseconds
        recorder.kill()
        printed += recorder.stdout.readlines()
    return [int(line) for line in printed if line.endswith("\n")]


def kill_many_times(path: Path, kills: int) -> None:
    chance = random.Random(kills)
    acknowledged: set[int] = set()
    for _ in range(kills):
        acknowledged.update(record_until_killed(path, chance))
        with closing(connect(path)) as another:
            assert another.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    with Store.open(path) as store:
        assert store.notices == ()
        assert acknowledged <= {attempt.id for attempt in store.attempts()}
        assert_levels_are_right(store)
    assert len(acknowledged) > kills


def assert_levels_are_right(store: Store) -> None:
    kept = store.levels(COURSE)
    store.rebuild_levels()
    assert store.levels(COURSE) == kept != ()


def test_no_acknowledged_answer_is_lost_to_kill_9(path: Path) -> None:
    kill_many_times(path, 20)


@pytest.mark.slow
def test_no_acknowledged_answer_is_lost_to_many_kills(path: Path) -> None:
    kill_many_times(path, 150)


@pytest.mark.parametrize("lessons", [("saturation", "saturation"), ("saturation", "dead-relus")])
def test_two_programs_at_once_lose_nothing_and_keep_levels_right(path: Path, lessons: tuple[str, str]) -> None:
    each = 100
    recorders = [start_recorder(path, lesson, each) for lesson in lessons]  # both make the file, too
    ids = [int(line) for recorder in recorders for line in recorder.communicate()[0].splitlines()]
    assert [recorder.returncode for recorder in recorders] == [0, 0]
    assert sorted(ids) == list(range(1, 2 * each + 1))
    with Store.open(path) as store:
        assert [attempt.id for attempt in store.attempts()] == sorted(ids)
        assert_levels_are_right(store)
