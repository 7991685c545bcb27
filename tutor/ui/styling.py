"""The same styles in fewer bytes: an escape sequence says only what changes.

Textual writes each span as its whole style, the text, and a reset. On a page full of formulas these are two thirds of
all bytes, and over SSH each of them travels.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

SEQUENCE: Final = re.compile("\x1b\\[([0-9;]*)m")
"""Select Graphic Rendition (ECMA-48, section 8.3.117)."""

PART: Final = re.compile(r"[34]8;5;\d+|[34]8;2;\d+;\d+;\d+|\d+")
"""What is switched on by itself; a color of the palette and one of red, green and blue have more numbers than one."""

END: Final = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "9": "29"}
"""Attribute -> what ends it: bold, dim, italic, underline, blink, reverse, strike."""

FOREGROUND: Final = re.compile(r"38;.+|3[0-79]|9[0-7]")
BACKGROUND: Final = re.compile(r"48;.+|4[0-79]|10[0-7]")


class Style(NamedTuple):
    """What is switched on."""

    attributes: tuple[str, ...] = ()
    foreground: str = "39"  # the terminal's own
    background: str = "49"


def shortened(data: str) -> str:
    """Output with the same effect. It begins and ends without any style, as Textual's does."""
    first, *rest = SEQUENCE.split(data)
    pieces, current, wanted = [first], "", ""
    for parameters, text in zip(rest[::2], rest[1::2], strict=True):
        is_reset = parameters in ("", "0")
        wanted = "" if is_reset else f"{wanted};{parameters}".lstrip(";")
        if text:
            pieces += (_change(current, wanted), text)
            current = wanted
    return "".join((*pieces, _change(current, wanted)))


@lru_cache(maxsize=4096)
def _change(before: str, after: str) -> str:
    """What turns one style into another, each given as what a terminal without style has been sent."""
    if before == after:
        return ""
    whole = f"\x1b[{';'.join(filter(None, ('0', after)))}m"
    old, new = _style(before), _style(after)
    if not after or old is None or new is None:
        return whole
    ends = dict.fromkeys(END[attribute] for attribute in old.attributes if attribute not in new.attributes)
    begins = (a for a in new.attributes if a not in old.attributes or END[a] in ends)
    foreground = () if new.foreground == old.foreground else (new.foreground,)
    background = () if new.background == old.background else (new.background,)
    parts = ";".join((*ends, *begins, *foreground, *background))
    return min(f"\x1b[{parts}m", whole, key=len) if parts else ""


@lru_cache(maxsize=4096)
def _style(parameters: str) -> Style | None:
    """What parameters switch on, or None if one of them is not known here."""
    style = Style()
    for part in PART.findall(parameters):
        if part in END:
            style = style._replace(attributes=(*style.attributes, part))
        elif FOREGROUND.fullmatch(part):
            style = style._replace(foreground=part)
        elif BACKGROUND.fullmatch(part):
            style = style._replace(background=part)
        else:
            return None
    return style
