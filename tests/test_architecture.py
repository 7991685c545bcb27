"""The rooms of the house, and the one direction in which they import."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

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
FILES = [pytest.param(file, id=str(file.relative_to(PACKAGE))) for file in sorted(PACKAGE.rglob("*.py"))]


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


@pytest.mark.parametrize("file", FILES)
def test_imports_point_to_lower_rooms_only(file: Path) -> None:
    own = room_of(file)
    for module in imports_of(file):
        if module.split(".")[0] != "tutor":
            continue
        other = [*module.split("."), ""][1]
        if other == own or other in BASE:
            continue
        assert own not in BASE, f"{file} is a base module and imports {module}"
        assert RANKS[other] < RANKS[own], f"{file} (rank {RANKS[own]}) imports {module} (rank {RANKS[other]})"


@pytest.mark.parametrize("file", FILES)
def test_libraries_stay_in_their_rooms(file: Path) -> None:
    own = room_of(file)
    for module in imports_of(file):
        homes = HOMES.get(module.split(".")[0])
        assert homes is None or own in homes, f"{file} imports {module}, which belongs to {sorted(homes or ())}"


def test_plotext_is_imported_by_one_file() -> None:
    importers = [file for file in PACKAGE.rglob("*.py") if any(m.split(".")[0] == "plotext" for m in imports_of(file))]
    assert [file.name for file in importers] == ["plotext_renderer.py"]


def test_the_check_sees_an_import_in_the_wrong_direction(tmp_path: Path) -> None:
    file = tmp_path / "wrong.py"
    file.write_text("def late():\n    from tutor.ui import app\n")
    assert imports_of(file) == {"tutor.ui"}
    assert RANKS["ui"] > RANKS["nn"]
