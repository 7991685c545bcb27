"""The rooms of the house, and the one direction in which they import."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "tutor"

RANKS = {
    "nn": 0,
    "plots": 0,
    "quiz": 0,
    "typeset": 0,
    "labs": 1,
    "course": 2,
    "progress": 2,
    "ui": 3,
    "opening": 4,
    "cli": 5,
    "__main__": 6,
}
BASE = {"errors", "paths", "functions", "spans", "suggest", "ansi", ""}
HOMES = {
    "textual": {"ui"},
    "rich": {"ui"},
    "asyncssh": {"classroom"},
    "sqlite3": {"progress"},
    "numpy": {"nn", "labs", "plots"},
    "msgspec": {"quiz", "course", "progress"},
    "markdown_it": {"typeset"},
    "mdit_py_plugins": {"typeset"},
    "pygments": {"typeset"},
    "tomli": {"course"},
    "click": {"cli"},
}
FILES = sorted(PACKAGE.rglob("*.py"))


def room_of(file: Path) -> str:
    """The room of a file, or the file's own name in the package's top folder."""
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return "" if parts == ("__init__",) else parts[0]


def imports_of(file: Path) -> set[str]:
    """Every module that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            found.add(node.module or "")
    return found


def wrong_direction(file: Path, module: str) -> bool:
    """Whether a file imports a room that is not below its own."""
    own, other = room_of(file), [*module.split("."), ""][1]
    if module.split(".")[0] != "tutor" or other == own or other in BASE:
        return False
    return own in BASE or RANKS[other] >= RANKS[own]


def test_imports_point_to_lower_rooms_only() -> None:
    assert not [(str(file), module) for file in FILES for module in imports_of(file) if wrong_direction(file, module)]


def test_libraries_stay_in_their_rooms() -> None:
    for file in FILES:
        for module in imports_of(file):
            homes = HOMES.get(module.split(".")[0])
            assert homes is None or room_of(file) in homes, f"{file} imports {module}, which belongs to {homes}"


def test_plotext_is_imported_by_one_file() -> None:
    importers = [file for file in PACKAGE.rglob("*.py") if any(m.split(".")[0] == "plotext" for m in imports_of(file))]
    assert [file.name for file in importers] == ["plotext_renderer.py"]


def test_the_check_sees_an_import_in_the_wrong_direction(tmp_path: Path) -> None:
    file = tmp_path / "wrong.py"
    file.write_text("def late():\n    from tutor.ui import app\n")
    assert imports_of(file) == {"tutor.ui"}
    assert wrong_direction(PACKAGE / "nn" / "network.py", "tutor.ui")
    assert wrong_direction(PACKAGE / "nn" / "network.py", "tutor.plots.draw")
    assert wrong_direction(PACKAGE / "spans.py", "tutor.nn")
    assert not wrong_direction(PACKAGE / "ui" / "app.py", "tutor.labs.lab")
