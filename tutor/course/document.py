"""One TOML file with its faults: read, cut to its head, and spoken of by line."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tutor.course.convert import convert
from tutor.course.lines import Path as KeyPath
from tutor.course.lines import Positions, find_positions
from tutor.errors import Fault


@dataclass
class Document:
    """A file's text and tables, and what has been found wrong with it so far."""

    file: Path
    source: str = ""
    table: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @cached_property
    def positions(self) -> Positions:
        """The line of every key; found when the first fault asks for it."""
        return find_positions(self.source)

    def report(self, path: KeyPath, what: str, remedy: str, *, is_warning: bool = False) -> None:
        """Notes a fault at a key."""
        self.report_at(self.positions.line(path), path, what, remedy, is_warning=is_warning)

    def report_at(self, line: int, path: KeyPath, what: str, remedy: str, *, is_warning: bool = False) -> None:
        """Notes a fault at a line."""
        fault = Fault(_display(self.file), line, self.name(path), _clause(what), _clause(remedy), is_warning)
        self.faults.append(fault)

    def report_in_text(self, path: KeyPath, offset: int, what: str, remedy: str) -> None:
        """Notes a fault at a character of the text stored at `path`."""
        self.report_at(self.positions.line_in_text(path, str(self.value(path)), offset), path, what, remedy)

    def read_as(self, kind: Any) -> Any:
        """The whole table as a struct, or None where too little of it is right."""
        return convert(kind, self.table, (), self.report)

    def value(self, path: KeyPath) -> Any:
        """What stands at a key, or None."""
        value: Any = self.table
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def name(self, path: KeyPath) -> str:
        """A key as people write it, with an item's id in place of its number: `questions[he-std].tolerance`."""
        words = ""
        for length, step in enumerate(path, start=1):
            if isinstance(step, int):
                item = self.value(path[:length])
                own_id = item.get("id") if isinstance(item, dict) else None
                words += f"[{own_id if isinstance(own_id, str) else step}]"
            else:
                words += f".{step}" if words else step
        return words


def read_document(file: Path) -> Document:
    """The file as tables; with a fault and no tables where it cannot be read."""
    document = Document(file)
    source = _read_text(document)
    return document if source is None else _parse(document, source)


def read_top(file: Path) -> Document:
    """The keys above a file's first table, which are enough for a list, without parsing the rest."""
    document = Document(file)
    source = _read_text(document)
    if source is None:
        return document
    import tomli

    end = 0
    while (end := source.find("\n[", end) + 1) > 0:
        try:
            document.table = tomli.loads(source[:end])
        except tomli.TOMLDecodeError:
            continue  # this bracket stands inside a text or a list
        document.source = source[:end]
        return document
    return _parse(document, source)


def _read_text(document: Document) -> str | None:
    try:
        return document.file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        document.report((), "the file is missing", f"create it, or take {document.file.parent.name} out of the course")
    except UnicodeDecodeError as error:
        what = f"byte {error.start} is not UTF-8"
        document.report((), what, "save the file as UTF-8")
    except OSError as error:
        document.report((), f"the file cannot be read ({error.strerror})", "check its permissions")
    return None


def _parse(document: Document, source: str) -> Document:
    import tomli

    try:
        document.table = tomli.loads(source)
    except tomli.TOMLDecodeError as error:
        what = f"not TOML: {error.msg[:1].lower()}{error.msg[1:]} (column {error.colno})"
        document.faults.append(Fault(_display(document.file), error.lineno, "", what, "mend the syntax there"))
    except RecursionError:
        document.report((), "brackets are nested too deeply", "flatten them")
    else:
        document.source = source
    return document


def _clause(sentence: str) -> str:
    """A sentence as a part of a longer one: no capital (unless a name begins it), no period."""
    clause = sentence.rstrip(".")
    return clause[:1].lower() + clause[1:] if clause[1:2].islower() or clause[1:2] == " " else clause


def _display(file: Path) -> Path:
    """The path as seen from the working directory, where that is shorter."""
    relative = os.path.relpath(file)
    return file if relative.startswith("..") else Path(relative)
