"""Text in ASCII alone, for terminals and logs that know no more: sigma for the letter, <= for the sign, x^2 for
the small raised 2."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from tutor.typeset.scripts import BACK_FROM_LOWERED, BACK_FROM_RAISED, SMALL_FRACTIONS
from tutor.typeset.symbols import CHARACTERS, DOUBLE_STRUCK

_SPELLINGS: Final[dict[str, str]] = (
    {character: symbol.ascii for character, symbol in CHARACTERS.items() if not character.isascii()}
    | {glyph: letter for letter, glyph in DOUBLE_STRUCK.items()}
    | {glyph: fraction for fraction, glyph in SMALL_FRACTIONS.items()}
    | {"–": "-", "—": "--", "‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "•": "*"}
    | {"√": "sqrt", "⋮": ":", "⋱": "\\", "ℓ": "l", "ϵ": "epsilon", "ϕ": "phi", "≲": "<~", "≳": ">~", "\u00a0": " "}
    | {"✓": "yes", "✗": "no", "▲": "^", "▼": "v", "ß": "ss", "æ": "ae", "ø": "o", "\u200b": "", "\u00ad": ""}
    | {"\u0302": "_hat", "\u0304": "_bar", "\u0303": "_tilde"}
)
_RAISED: Final = re.compile(f"[{''.join(map(re.escape, BACK_FROM_RAISED))}]+")
_LOWERED: Final = re.compile(f"[{''.join(map(re.escape, BACK_FROM_LOWERED))}]+")
_ONE_RAISED: Final = re.compile(r"[+-]?\d+|\(.*\)|\w")
_ONE_LOWERED: Final = re.compile(r"\w+")


def spell(text: str) -> str:
    """`text` with every character that is not ASCII written out; an unknown one becomes a question mark."""
    if text.isascii():
        return text
    text = _RAISED.sub(lambda match: _script("^", match[0], BACK_FROM_RAISED, _ONE_RAISED), text)
    text = _LOWERED.sub(lambda match: _script("_", match[0], BACK_FROM_LOWERED, _ONE_LOWERED), text)
    spelled = ""
    for index, character in enumerate(text):
        word = _spell_character(character)
        before, after = spelled[-1:], text[index + 1 : index + 2]
        spelled += f"{' ' * _needs_blank(before, word)}{word}"
        if len(word) > 1 and word[-1].isalpha() and after.isascii() and after.isalnum():
            spelled += " "
    return spelled


def _script(mark: str, small: str, back: dict[str, str], needs_no_brackets: re.Pattern[str]) -> str:
    full = "".join(_spell_character(back[character]) for character in small)
    return f"{mark}{full}" if needs_no_brackets.fullmatch(full) else f"{mark}({full})"


def _spell_character(character: str) -> str:
    if character.isascii():
        return character
    if character in _SPELLINGS:
        return _SPELLINGS[character]
    if unicodedata.combining(character):
        return ""
    plain = "".join(part for part in unicodedata.normalize("NFKD", character) if part.isascii())
    return plain or "?"


def _needs_blank(before: str, word: str) -> bool:
    """Whether `word` would run together with what is before it: 3 and 1/2, alpha and beta."""
    return len(word) > 1 and word[0].isalnum() and before.isalnum()
