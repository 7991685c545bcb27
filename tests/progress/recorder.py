"""A program that records answers until it is told how many or is killed, and prints each id once it is safe."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from progress_samples import an_attempt

from tutor.progress.store import Store

if __name__ == "__main__":
    file, lesson, limit = sys.argv[1:]
    with Store.open(Path(file)) as store:
        assert store.notices == ()
        for number in count(1):
            credit = float(number % 3 > 0)
            print(store.record(an_attempt(lesson=lesson, question=f"q{number % 7}", credit=credit)), flush=True)
            if number == int(limit):
                break
