"""The `tutor` command. `tutor` and `tutor open LESSON` go straight to the app, past the command line's imports."""

from __future__ import annotations

import os
import sys

from tutor.errors import TutorError
from tutor.opening import EXIT_FAILED, open_course


def main() -> None:
    """Runs what the command line asks for, and ends the process."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # two threads on two busy cores cost several times the wall time
    try:
        match sys.argv[1:]:
            case []:
                open_course()
            case ["open", lesson] if not lesson.startswith("-"):
                open_course(lesson)
        from tutor.cli import run_command

        run_command()
    except TutorError as error:
        print(f"tutor: {error}", file=sys.stderr)
        sys.exit(EXIT_FAILED)


if __name__ == "__main__":
    main()
