"""Small raised and lowered characters: which exist in Unicode (and in the common monospace fonts)."""

from __future__ import annotations

from typing import Final

_RAISED: Final = dict(
    zip(
        "0123456789+−=()⊤′*∗∘°abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵀ′**°°ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ",
        strict=True,
    )
)
_LOWERED: Final = dict(zip("0123456789+−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))

BACK_FROM_RAISED: Final = {small: full for full, small in _RAISED.items() if small not in "′*°"}
BACK_FROM_LOWERED: Final = {small: full for full, small in _LOWERED.items()}
"""Small character -> the one it stands for."""

SMALL_FRACTIONS: Final = {
    "1/2": "½",
    "1/3": "⅓",
    "2/3": "⅔",
    "1/4": "¼",
    "3/4": "¾",
    "1/5": "⅕",
    "2/5": "⅖",
    "3/5": "⅗",
    "4/5": "⅘",
    "1/6": "⅙",
    "5/6": "⅚",
    "1/8": "⅛",
    "3/8": "⅜",
    "5/8": "⅝",
    "7/8": "⅞",
}
"""Fractions of one character."""


def raise_text(text: str) -> str | None:
    """`text` in small raised characters, or None where one of them does not exist."""
    return _small(text, _RAISED)


def lower_text(text: str) -> str | None:
    """`text` in small lowered characters, or None where one of them does not exist."""
    return _small(text, _LOWERED)


def _small(text: str, characters: dict[str, str]) -> str | None:
    small = [characters.get(character) for character in text]
    return None if None in small else "".join(filter(None, small))
