"""From the command line to the app and back to a clean shell."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

gc.disable()  # until the first paint: imports make much that stays and nothing to collect
os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ.setdefault("TEXTUAL_FPS", "240")  # after a frame the next may wait two periods: with 60, 33 ms for a key
os.environ.setdefault("ESCDELAY", "50")  # milliseconds; enough for an escape sequence that comes in two packets

from tutor.course.loader import load_course  # noqa: E402
from tutor.errors import TutorError  # noqa: E402
from tutor.paths import course_dir, progress_file  # noqa: E402
from tutor.plots.look import TIERS, Tier, choose_tier  # noqa: E402
from tutor.progress.store import Store  # noqa: E402
from tutor.suggest import did_you_mean  # noqa: E402
from tutor.ui.app import TutorApp  # noqa: E402
from tutor.ui.driver import DirectDriver  # noqa: E402
from tutor.ui.session import Session  # noqa: E402


def make_app(lesson: str | None, tier: Tier | None) -> TutorApp:
    """The app with its course and store, not yet running; without a tier, as chosen earlier. Raises TutorError."""
    course = load_course(course_dir())
    if lesson is not None and lesson not in course.lesson_ids:
        there_are = f"There are: {', '.join(course.lesson_ids)}."
        raise TutorError(f"There is no lesson {lesson!r}.", did_you_mean(lesson, course.lesson_ids) or there_are)
    store = Store.open(progress_file())
    return TutorApp(Session(course, store, tier or _usual_tier(store)), lesson)


def _usual_tier(store: Store) -> Tier:
    """What the terminal can show; of several, what the learner chose last."""
    possible = choose_tier(os.environ, sys.stdout.encoding)
    chosen = next((tier for tier in TIERS if tier == store.setting("glyphs")), possible)
    return "ascii" if possible == "ascii" else chosen


def run(lesson: str | None, tier: Tier | None) -> NoReturn:
    """Runs the app until the learner quits, and ends the process. Raises TutorError if it cannot start."""
    app = make_app(lesson, tier)
    app.driver_class = DirectDriver
    status = app.run()
    app.session.store.close()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status or app.return_code or 0)
