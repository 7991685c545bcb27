"""LaTeX cut into tokens, and the place where a reader of tokens stands."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from tutor.errors import FormulaError

_TOKEN: Final = re.compile(r"\\[A-Za-z]+|\\.|\S", re.DOTALL)
_WORDS: Final = re.compile(r"[^{}\\$]+|\\[_%#&$ {},]|\{|\}")

END: Final = ""
"""The text of the token after the last."""


class Token(NamedTuple):
    """A command with its backslash or one character, and where it starts in the source."""

    text: str
    position: int


class TokenReader:
    """Hands out the tokens of a formula one by one."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._tokens = [Token(match[0], match.start()) for match in _TOKEN.finditer(source)]
        self._tokens.append(Token(END, len(source)))
        self._index = 0

    def peek(self) -> Token:
        """The next token; it stays the next."""
        return self._tokens[self._index]

    def take(self) -> Token:
        """The next token, and one step on; the end is handed out for ever."""
        token = self._tokens[self._index]
        if token.text is not END:
            self._index += 1
        return token

    def take_if(self, text: str) -> bool:
        """Whether the next token is `text`; if so it is taken."""
        if self.peek().text != text:
            return False
        self._index += 1
        return True

    def take_words(self, command: Token) -> str:
        """The argument of a command whose braces hold words and not mathematics. Raises FormulaError."""
        if not self.take_if("{"):
            token = self.take()
            if len(token.text) != 1 or token.text in "}^_&":
                raise FormulaError(f"{command.text} has no argument", "Write it in braces.", command.position)
            return token.text
        return self._words_until_brace(self._tokens[self._index - 1].position + 1)

    def _words_until_brace(self, start: int) -> str:
        words, position, depth = "", start, 1
        while match := _WORDS.match(self._source, position):
            position = match.end()
            depth += (match[0] == "{") - (match[0] == "}")
            if depth == 0:
                self._skip_to(position)
                return re.sub(r"[\s~]+", " ", words)
            words += "" if match[0] in "{}" else " " if match[0] == "\\," else match[0].removeprefix("\\")
        if position < len(self._source):
            raise FormulaError("commands do not work among words", "Close the words' brace before it.", position)
        raise FormulaError("this brace is never closed", "Add a }.", start - 1)

    def _skip_to(self, position: int) -> None:
        while self._tokens[self._index].position < position and self._tokens[self._index].text is not END:
            self._index += 1
