"""How figures are to look on a terminal: glyphs, theme, color. Imports nothing heavy: a first paint needs it."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

Tier = Literal["braille", "blocks", "ascii"]
TIERS: Final[tuple[Tier, ...]] = ("braille", "blocks", "ascii")
ThemeKind = Literal["dark", "light"]

PLAIN_TERMINALS: Final = frozenset({"", "linux", "vt100", "vt102", "vt220", "dumb", "unknown"})


class Look(NamedTuple):
    """`is_colored` False: no color words at all; letters and textures tell things apart instead."""

    tier: Tier = "braille"
    theme: ThemeKind = "dark"
    is_colored: bool = True


def choose_tier(environment: Mapping[str, str], encoding: str) -> Tier:
    """The finest glyphs this terminal can be trusted with.

    The output's encoding decides, not the locale: LANG=C says nothing about what the terminal can show.
    """
    terminal = environment.get("TERM", "").casefold()
    is_plain = terminal.split("-")[0] in PLAIN_TERMINALS  # "linux-16color", "vt220-8bit"
    return "ascii" if is_plain or not _is_utf8(encoding) else "braille"


def _is_utf8(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding).name.startswith("utf-8")
    except LookupError:
        return False
