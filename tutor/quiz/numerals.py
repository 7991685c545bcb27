"""Numbers as people type and read them.

Read: 0.25  .25  0,25  −3  1e-6  1·10^-6  1 x 10⁻⁶  10^-6  0.25^10  1/4  25%  2 754  2_754  1,234.5  1.234,5

A lone comma is a decimal comma (0,25; 3,1416; 0,125) unless it could as well group thousands: "1,000" is not
guessed at but asked back. A lone point is always decimal. Several equal separators group thousands.
"""

from __future__ import annotations

import math
import re
from typing import Final

from tutor.quiz.responses import UnreadableError
from tutor.quiz.vocabulary import divide, power

LONGEST: Final = 60  # characters: no number of a lesson needs more
EXAMPLES: Final = "Type it like 0.25, 1e-6 or 1/4."
DIGITS: Final = 4  # significant ones, where nobody asks for more
FIXED_FROM, FIXED_BELOW = -4, 6  # decimal exponents between which a number is written without a power of ten

PLAIN: Final = {
    **dict.fromkeys("−–‐‑", "-"),
    **dict.fromkeys("·⋅∙×*xX", "*"),
    **dict.fromkeys("\u00a0\u2009\u202f\t_", " "),
    "⁄": "/",
    "∞": "inf",
}
SUPERSCRIPTS: Final = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹", "-+0123456789")
WORDS: Final = {"inf": math.inf, "infinity": math.inf, "nan": math.nan}

POWER: Final = re.compile(r"(.+?)\^[({]?([+-]?)([0-9.,]+)[)}]?")
SCIENTIFIC: Final = re.compile(r"([0-9., ]+)(e[+-]?[0-9]+)?")
AMBIGUOUS: Final = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
SIMPLE: Final = re.compile(r"[0-9]+[.,]?[0-9]*|[.,][0-9]+")
GROUPED: Final = re.compile(r"[0-9]{1,3}([ .,])[0-9]{3}(?:\1[0-9]{3})*(?:(?!\1)[.,][0-9]*)?")


def read_number(text: str, unit: str = "") -> float:
    """The number that `text` writes; a trailing `unit` is ignored, and 25% is 0.25 unless the unit itself is %.

    Raises UnreadableError with an example of what can be read: also for inf, nan and what comes to them, for no answer
    is one, and who types 1/0 has slipped.
    """
    words, scale = _plain(text).removesuffix(_plain(unit)).rstrip(), 1.0
    if words.endswith("%"):
        words, scale = words.removesuffix("%").rstrip(), 0.01
    if not words or len(text) > LONGEST:
        raise _unreadable(text)
    numerator, slash, denominator = words.partition("/")
    try:
        number = scale * (divide(_signed(numerator), _signed(denominator)) if slash else _signed(numerator))
    except ValueError:
        raise _unreadable(text) from None
    if not math.isfinite(number):
        raise UnreadableError("That is not a finite number.", EXAMPLES)
    return number


def write_number(value: float, digits: int = DIGITS) -> str:
    """The number for people: `digits` significant ones, no trailing zeros, a true minus sign: 0.25, −3, 4.54e−5."""
    if not math.isfinite(value):
        return f"{value}".replace("-", "−")
    mantissa, _, exponent = f"{value:.{digits - 1}e}".partition("e")
    if FIXED_FROM <= int(exponent) < FIXED_BELOW:
        written = _trimmed(f"{value:.{max(digits - 1 - int(exponent), 0)}f}")
    else:
        written = f"{_trimmed(mantissa)}e{int(exponent)}"
    return "0" if written == "-0" else written.replace("-", "−")


def with_unit(value: float, unit: str) -> str:
    """The number and its unit, as one word: 3 layers, 25 %."""
    return f"{write_number(value)}\u00a0{unit}" if unit else write_number(value)


def _trimmed(decimal: str) -> str:
    return decimal.rstrip("0").rstrip(".") if "." in decimal else decimal


def _plain(text: str) -> str:
    """Lower case, ASCII signs, superscripts as powers, and no blanks around signs."""
    text = re.sub("[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda match: "^" + match[0].translate(SUPERSCRIPTS), text.strip())
    text = "".join(PLAIN.get(character, character) for character in text.replace("**", "^")).casefold()
    return re.sub(r" *([*/^]) *", r"\1", text)


def _signed(words: str) -> float:
    sign = -1.0 if words.startswith("-") else 1.0
    unsigned = re.sub("^[+-] ?", "", words)
    return sign * (WORDS[unsigned] if unsigned in WORDS else math.prod(map(_factor, unsigned.split("*"))))


def _factor(words: str) -> float:
    if match := POWER.fullmatch(words):
        return power(_decimal(match[1]), float(match[2] + "1") * _decimal(match[3]))
    return _decimal(words)


def _decimal(words: str) -> float:
    if match := SCIENTIFIC.fullmatch(words):
        return float(_with_decimal_point(match[1]) + (match[2] or ""))
    raise ValueError


def _with_decimal_point(words: str) -> str:
    """The digits with at most one separator, a point. Raises ValueError, and UnreadableError where it must ask."""
    if AMBIGUOUS.fullmatch(words):
        what = f"{words} can mean {words.replace(',', '')} or {words.replace(',', '.')}."
        raise UnreadableError(what, "Type it without a comma.")
    if SIMPLE.fullmatch(words):
        return words.replace(",", ".")
    if match := GROUPED.fullmatch(words):
        return words.replace(match[1], "").replace(",", ".")
    raise ValueError


def _unreadable(text: str) -> UnreadableError:
    shown = text.strip()[:LONGEST]
    what = f"I read no number in {shown!r}." if shown else "There is no number yet."
    return UnreadableError(what, EXAMPLES)
