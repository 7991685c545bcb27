"""The good course, copies of it to break, and what the checker says of them."""

from __future__ import annotations

import shutil
from pathlib import Path

from tutor.course.checker import check_path

COURSES = Path(__file__).parent.parent / "data" / "courses"
GOOD = COURSES / "good"
FILES = tuple(sorted(str(file.relative_to(GOOD)) for file in GOOD.rglob("*.toml")))


def copy_course(folder: Path) -> Path:
    """A copy of the good course in that folder."""
    return Path(shutil.copytree(GOOD, folder / "course"))


def change(file: Path, old: str, new: str) -> None:
    """Writes `new` for `old`, which must stand in the file exactly once."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{file.name} holds {old!r} {text.count(old)} times"
    file.write_text(text.replace(old, new), encoding="utf-8")


def findings(place: Path) -> list[str]:
    """What `tutor check --slow` prints."""
    return [str(fault) for fault in check_path(place, with_slow=True).faults]
