"""Numbers as people write them: 0.25, 1 024, 4.4e−8, 60 %, nan."""

from __future__ import annotations

import math
from typing import Final

PLAIN_FROM: Final = 1e-3
PLAIN_BELOW: Final = 1e6
MINUS: Final = "−"
GROUP: Final = "\u00a0"  # a blank that no line breaks at


def human(value: float, digits: int = 3) -> str:
    """`value` to `digits` significant digits: plain where it is of a usual size, else as 4.4e−8 (two digits)."""
    if not math.isfinite(value):
        return "nan" if math.isnan(value) else "inf" if value > 0 else f"{MINUS}inf"
    if value == 0:
        return "0"
    size = abs(value)
    text = _plain(size, digits) if PLAIN_FROM <= size < PLAIN_BELOW else scientific(size)
    return (MINUS if value < 0 else "") + text.replace("-", MINUS)


def percent(share: float, digits: int = 2) -> str:
    """`share` as 60 %, to `digits` significant digits."""
    return f"{human(100 * share, digits)}{GROUP}%"


def scientific(value: float, digits: int = 2) -> str:
    """`value` as 4.4e-8: no zeros that say nothing, no plus sign."""
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return f"{mantissa}e{int(exponent)}"


def count(number: int, noun: str) -> str:
    """`1 point`, `3 points`."""
    return f"{human(number, 6)} {noun}{'' if number == 1 else 's'}"


def _plain(size: float, digits: int) -> str:
    decimals = max(0, digits - 1 - math.floor(math.log10(size)))
    text = f"{size:,.{decimals}f}".replace(",", GROUP)
    return text.rstrip("0").rstrip(".") if "." in text else text
