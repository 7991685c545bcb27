"""One TOML file with its faults: read, cut to its head, and spoken of by line."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, Final

import msgspec

from tutor.course.convert import convert
from tutor.course.lines import Path as KeyPath
from tutor.course.lines import Positions, find_positions
from tutor.errors import Fault

HEADER: Final = re.compile(r"^[ \t]*\[", re.MULTILINE)
"""Where a table may begin."""

DEEPEST: Final = 20
"""Levels of tables and lists: lessons need nine, and whatever walks over them calls itself."""

ONE_AT_A_TIME: Final = Lock()
"""msgspec looks into a type when it first meets it; a thread that meets it meanwhile would end the program."""


@dataclass
class Document:
    """A file's text and tables, and what has been found wrong with it so far."""

    file: Path
    source: str = ""
    table: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    left_out: set[KeyPath] = field(default_factory=set)  # items at the top of the file that have faults
    is_usable: bool = False  # whether it was read as what it should be

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
        line, column = self.positions.place_in_text(path, str(self.value(path)), offset)
        self.report_at(line, path, f"{what.rstrip('.')} (column {column})", remedy)

    def read_as(self, kind: Any) -> Any:
        """The whole table as a struct, or None where too little of it is right.

        What has no fault is read in one go, a hundred times faster than item by item.
        """
        if self.faults:  # it could not even be parsed
            return None
        with ONE_AT_A_TIME:
            try:
                struct = msgspec.convert(self.table, kind)
            except msgspec.ValidationError:
                struct = convert(kind, self.table, (), self._report_and_leave_out)
        self.is_usable = struct is not None
        return struct

    def _report_and_leave_out(self, path: KeyPath, what: str, remedy: str) -> None:
        self.left_out.add(path[:2])
        self.report(path, what, remedy)

    def kept(self, key: str) -> Iterator[int]:
        """The indices in the file of those items of a list that were not left out."""
        if (key,) in self.left_out:
            return iter(())
        return (index for index in range(len(self.table.get(key, ()))) if (key, index) not in self.left_out)

    def may_hold(self, name: str) -> bool:
        """Whether a name may stand in a part of this file that was left out."""
        return not self.is_usable or any(name in path or name in _words(self.value(path)) for path in self.left_out)

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
        """A key as people write it, with an item's id in place of its number: `questions[he-std].tolerance`.

        Items without an id count from 1, as they do in the words of findings.
        """
        words = ""
        for length, step in enumerate(path, start=1):
            if isinstance(step, int):
                item = self.value(path[:length])
                own_id = item.get("id") if isinstance(item, dict) else None
                words += f"[{own_id if isinstance(own_id, str) else step + 1}]"
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
    for header in HEADER.finditer(source):
        top = _parse(Document(file), source[: header.start()])
        if not top.faults:  # else this bracket stands inside a text or a list
            return top
    return _parse(document, source)


def _read_text(document: Document) -> str | None:
    try:
        return document.file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        document.report((), "the file is missing", f"create it, or take {document.file.parent.name} out of the course")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        document.report_at(line, (), f"byte 0x{error.object[error.start]:02x} is not UTF-8", "save the file as UTF-8")
    except OSError as error:
        document.report((), f"the file cannot be read ({error.strerror})", "check its permissions")
    return None


def _parse(document: Document, source: str) -> Document:
    import tomli

    try:
        table = tomli.loads(source)
    except tomli.TOMLDecodeError as error:
        reason = error.msg.replace("Cannot overwrite a value", "This key is there already")
        what = f"not TOML: {reason[:1].lower()}{reason[1:]} (column {error.colno})"
        document.faults.append(Fault(_display(document.file), error.lineno, "", what, "mend it, or close a text above"))
        return document
    except RecursionError:
        table = None
    if table is None or _is_deeper(table, DEEPEST):
        document.report((), "tables or lists are nested too deeply", "flatten them")
    else:
        document.source, document.table = source, table
    return document


def _is_deeper(table: dict[str, Any], limit: int) -> bool:
    level: list[Any] = [table]
    for _ in range(limit):
        level = [
            item
            for value in level
            if isinstance(value, dict | list)
            for item in (value.values() if isinstance(value, dict) else value)
        ]
    return bool(level)


def _words(value: object) -> Iterator[str]:
    """Every key and text inside a value."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _words(item)
    elif isinstance(value, list):
        for item in value:
            yield from _words(item)
    elif isinstance(value, str):
        yield value


def _clause(sentence: str) -> str:
    """A sentence as a part of a longer one: no capital (unless a name begins it), no period."""
    clause = sentence.rstrip(".")
    return clause[:1].lower() + clause[1:] if clause[1:2].islower() or clause[1:2] == " " else clause


def _display(file: Path) -> Path:
    """The path as seen from the working directory, where that is shorter."""
    relative = os.path.relpath(file)
    return file if relative.startswith("..") else Path(relative)
