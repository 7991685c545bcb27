"""Where in a TOML file each key stands, so that a fault can name its line.

The parser reports lines for syntax errors only. This scan walks over a text that the parser has already
accepted, so it may assume that the syntax is right.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Step = str | int
Path = tuple[Step, ...]
"""The way to a value: keys and list indices from 0."""

BARE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
BLANK = " \t\r\n"


@dataclass
class Positions:
    """Where keys and texts stand; lines and columns count from 1."""

    keys: dict[Path, int] = field(default_factory=dict)  # their lines
    texts: dict[Path, tuple[int, int]] = field(default_factory=dict)  # line and column of the first character
    escaped: dict[Path, int] = field(default_factory=dict)  # texts in "..." with a backslash: the line of the first

    def line(self, path: Path) -> int:
        """The line of a key, or of the nearest thing around it that has one."""
        while path:
            if path in self.keys:
                return self.keys[path]
            path = path[:-1]
        return 1

    def place_in_text(self, path: Path, text: str, offset: int) -> tuple[int, int]:
        """Line and column of the character at `offset` of the text stored at `path`, which has no escapes."""
        line, column = self.texts.get(path, (self.line(path), 1))
        before = text[:offset].split("\n")
        return line + len(before) - 1, len(before[-1]) + (column if len(before) == 1 else 1)


def find_positions(source: str) -> Positions:
    """Every key and list item of a TOML text that parses, with its line."""
    return _Scanner(source).scan()


class _Scanner:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.found = Positions()
        self.counts: dict[Path, int] = {}  # how many [[tables]] of that name there have been

    def scan(self) -> Positions:
        table: Path = ()
        while self._skip_blanks():
            if self.source.startswith("[[", self.at):
                table = self._open_table_of_list()
            elif self.source[self.at] == "[":
                self.at += 1
                table = self._resolve(self._key())
                self._note(table, self._line())
                self._expect("]")
            else:
                self._pair(table)
        return self.found

    def _open_table_of_list(self) -> Path:
        line = self._line()
        self.at += 2
        name = self._resolve(self._key())
        self._expect("]]")
        index = self.counts.get(name, 0)
        self.counts[name] = index + 1
        self._note((*name, index), line)
        return (*name, index)

    def _resolve(self, name: Path) -> Path:
        """`[questions.params]` means the params of the last of the [[questions]]."""
        resolved: Path = ()
        for position, step in enumerate(name):
            resolved = (*resolved, step)
            if resolved in self.counts and position < len(name) - 1:
                resolved = (*resolved, self.counts[resolved] - 1)
        return resolved

    def _pair(self, table: Path) -> None:
        line = self._line()
        path = (*table, *self._key())
        self._note(path, line)
        self._expect("=")
        self._value(path)

    def _note(self, path: Path, line: int) -> None:
        """The line of a key, and of all around it that has none yet: `[a.b]` and `a.b = 1` begin `a` as well."""
        for length in range(1, len(path) + 1):
            self.found.keys.setdefault(path[:length], line)

    def _value(self, path: Path) -> None:
        self._skip_blanks()
        first = self.source[self.at]
        if first in "\"'":
            self._text(path)
        elif first == "[":
            self._list(path)
        elif first == "{":
            self._inline_table(path)
        else:
            while self.at < len(self.source) and self.source[self.at] not in ",]}#\n":
                self.at += 1

    def _list(self, path: Path) -> None:
        self.at += 1
        index = 0
        while self._skip_blanks() and self.source[self.at] != "]":
            self.found.keys[(*path, index)] = self._line()
            self._value((*path, index))
            index += 1
            self._skip_comma()
        self.at += 1

    def _inline_table(self, path: Path) -> None:
        self.at += 1
        while self._skip_blanks() and self.source[self.at] != "}":
            self._pair(path)
            self._skip_comma()
        self.at += 1

    def _text(self, path: Path) -> None:
        quote = self.source[self.at]
        is_long = self.source.startswith(quote * 3, self.at)
        self.at += 3 if is_long else 1
        if is_long and self.source.startswith(("\n", "\r\n"), self.at):  # TOML drops this line break
            self.at = self.source.index("\n", self.at) + 1
        start = self.at
        self.found.texts[path] = self._line(), start - self.source.rfind("\n", 0, start)
        end = self._end_of_text(quote, is_long)
        backslash = self.source.find("\\", start, end)
        if quote == '"' and backslash >= 0:
            self.found.escaped[path] = self.source.count("\n", 0, backslash) + 1
        self.at = end + (3 if is_long else 1)

    def _end_of_text(self, quote: str, is_long: bool) -> int:
        closing = quote * 3 if is_long else quote
        at = self.at
        while not self.source.startswith(closing, at):
            at += 2 if quote == '"' and self.source[at] == "\\" else 1
        while is_long and self.source.startswith(quote, at + 3):  # a long text may end in one or two quotes
            at += 1
        return at

    def _key(self) -> Path:
        steps: list[Step] = []
        while True:
            self._skip_blanks()
            quote = self.source[self.at]
            if quote in "\"'":
                self.at += 1
                end = self._end_of_text(quote, is_long=False)
                steps.append(self.source[self.at : end])
                self.at = end + 1
            else:
                start = self.at
                while self.at < len(self.source) and self.source[self.at] in BARE:
                    self.at += 1
                steps.append(self.source[start : self.at])
            self._skip_blanks()
            if self.source[self.at] != ".":
                return tuple(steps)
            self.at += 1

    def _expect(self, token: str) -> None:
        self.at = self.source.index(token, self.at) + len(token)

    def _skip_comma(self) -> None:
        if self._skip_blanks() and self.source[self.at] == ",":
            self.at += 1

    def _skip_blanks(self) -> bool:
        """Moves past blanks, line ends and comments; whether anything is left."""
        while self.at < len(self.source):
            if self.source[self.at] == "#":
                end = self.source.find("\n", self.at)
                self.at = len(self.source) if end < 0 else end
            elif self.source[self.at] in BLANK:
                self.at += 1
            else:
                return True
        return False

    def _line(self) -> int:
        return self.source.count("\n", 0, self.at) + 1
