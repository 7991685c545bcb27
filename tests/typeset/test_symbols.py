"""Every sign takes the cells that layout counts on, in every library that draws it."""

from __future__ import annotations

import unicodedata

from rich.cells import cell_len

from tutor.spans import cell_width
from tutor.typeset.delimiters import _PIECES, _POINTS
from tutor.typeset.glyphs import ASCII, UNICODE, Glyphs
from tutor.typeset.scripts import BACK_FROM_LOWERED, BACK_FROM_RAISED, SMALL_FRACTIONS
from tutor.typeset.symbols import CHARACTERS, COMMANDS, DOUBLE_STRUCK

OUTSIDE_DEJAVU_SANS_MONO = "ℓℒ∮≪≫∥⋮⋱⋰⟹⟺⟼⏞⏟⎰⎱ℜℑ∖⊨ᵝᵞᵟᵠᵡᵦᵧᵨᵩᵪ"
"""What one would reach for, and what shows as a box in a font that many terminals use."""


def drawing_characters(glyphs: Glyphs) -> str:
    return "".join("".join(field) for field in glyphs if not isinstance(field, bool))


GLYPHS = sorted(
    {symbol.glyph for symbol in (*COMMANDS.values(), *CHARACTERS.values())}
    | {*DOUBLE_STRUCK.values(), *SMALL_FRACTIONS.values(), *BACK_FROM_RAISED, *BACK_FROM_LOWERED}
    | {*"".join(_PIECES.values()), *_POINTS.values(), *drawing_characters(UNICODE), *"√┌│ᵀ"}
)


def test_every_character_is_one_cell_wide() -> None:
    for glyph in GLYPHS:
        assert cell_width(glyph) == cell_len(glyph) == len(glyph), glyph


def test_accents_take_no_cell() -> None:
    for mark in "\u0302\u0304\u0303\u0307\u0308\u030c\u0306":
        assert cell_width("x" + mark) == cell_len("x" + mark) == 1


def test_glyphs_are_in_the_common_fonts() -> None:
    assert not set("".join(GLYPHS)) & set(OUTSIDE_DEJAVU_SANS_MONO)
    assert all(unicodedata.category(character) not in ("Cn", "Co") for character in "".join(GLYPHS))


def test_every_sign_has_an_ascii_spelling() -> None:
    for name, symbol in COMMANDS.items():
        assert symbol.ascii.isascii(), name
        assert symbol.ascii, name
    assert drawing_characters(ASCII).isascii()


def test_ascii_and_unicode_draw_with_pieces_of_the_same_width() -> None:
    for one, other in zip(ASCII[1:], UNICODE[1:], strict=True):
        assert [*map(cell_width, one)] == [*map(cell_width, other)]
