"""From a shell to the app, if there is a terminal to show it on."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from tutor.plots.look import Tier

NO_TERMINAL: Final = (
    "tutor needs an interactive terminal; without one, try: tutor lab, tutor check, tutor progress --json"
)
EXIT_FAILED: Final = 2


def open_course(lesson: str | None = None, glyphs: Tier | None = None) -> NoReturn:
    """Runs the app, at a lesson if one is named, and ends the process. Raises TutorError if it cannot start."""
    if not (os.isatty(0) and os.isatty(1)) or os.environ.get("TERM", "dumb") == "dumb":
        print(NO_TERMINAL, file=sys.stderr)
        sys.exit(EXIT_FAILED)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # while it starts Ctrl+C is no error to be shown, but an end
    from tutor.ui.run import run

    run(lesson, glyphs)
