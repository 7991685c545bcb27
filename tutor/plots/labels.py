"""Texts on figures: made safe for the terminal, for its characters and for the room there is."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from tutor.plots.look import Tier
from tutor.spans import cell_width

SUPERSCRIPTS: Final = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱˡ]+")
SPELLED: Final = {
    "−": "-",
    "–": "-",
    "—": "-",
    "×": "x",
    "·": "*",
    "≤": "<=",
    "≥": ">=",
    "≈": "~",
    "→": "->",
    "∞": "inf",
    "√": "sqrt",
    "′": "'",
    "‖": "||",
    "∂": "d",
    "▲": "^",
    "▼": "v",
    "▶": ">",
    "◀": "<",
}


@lru_cache(maxsize=1024)
def readable(text: str, tier: Tier) -> str:
    """The text on one line, without characters that steer a terminal, spelled in ASCII where the tier asks for it."""
    line = "".join(" " if _is_control(character) else character for character in text)
    if tier != "ascii" or line.isascii():
        return line
    powers = SUPERSCRIPTS.sub(lambda run: "^" + run.group(), line)
    return "".join(_spelled(character) for character in unicodedata.normalize("NFKD", powers))


def _is_control(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] == "C" or category in ("Zl", "Zp")


def _spelled(character: str) -> str:
    """`σ` as sigma, an accent as nothing, `?` where nothing comes close."""
    if character.isascii():
        return character
    if character in SPELLED:
        return SPELLED[character]
    words = unicodedata.name(character, "").split()
    if words[:1] == ["GREEK"] and "LETTER" in words:
        letter = words[words.index("LETTER") + 1]
        return letter.capitalize() if "CAPITAL" in words else letter.lower()
    return "" if cell_width(character) == 0 else "?"


def fit(text: str, width: int, ellipsis: str) -> str:
    """The text, cut to `width` cells with an ellipsis if it is longer."""
    if cell_width(text) <= width:
        return text
    kept, taken = 0, 0
    for character in text:
        taken += cell_width(character)
        if taken > width - 1:
            break
        kept += 1
    return text[:kept].rstrip() + ellipsis if width > 0 else ""
