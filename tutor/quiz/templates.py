r"""Texts with gaps: `{{n}}` shows a parameter, `{{= sqrt(2/n):.4f}}` the value of an expression.

A number is written to suit the place where it stands:
    in prose         50    −3      4.5e−8              60 %    inf
    in `code`        50    -3      4.5e-8              60%     inf
    in $formulas$    {50}  {-3}    {4.5\cdot 10^{-8}}  {60\,\%}  {\infty}
In formulas the braces keep x^{{n}} and \frac{{a}}{{b}} whole, and a negative number or a power of ten that an
operator or an exponent touches gets round brackets, so that {{w}}^2 is (-3)^2 and never -3^2.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from tutor.errors import ExpressionError
from tutor.quiz.closures import Value, Values, number
from tutor.quiz.expressions import Expression, parse

GAP: Final = re.compile(r"\{\{(?P<computed>=?)(?P<source>[^{}]*?)(?::(?P<format>[^{}:]*))?\}\}|\{\{=")
NAME: Final = re.compile(r"\s*[A-Za-z][A-Za-z0-9_]*\s*")
FORMAT: Final = re.compile(r"(?:\.[0-9]{1,2})?[feg%]|d")
SHORTEST: Final = ".12g"  # every digit a person may care about, without the noise of floats
REGION: Final = re.compile(r"\\.|(?P<ticks>`+).+?(?P=ticks)|(?P<formula>\$\$.+?\$\$|\$[^$]+\$)", re.DOTALL)
OPERATOR_BEFORE: Final = re.compile(r"(?:[-+*/]|\\cdot|\\times)\s*$")
EXPONENT_AFTER: Final = re.compile(r"\s*\^")


class Gap(NamedTuple):
    """One gap of a text: what it computes, how it writes that, and from where to where it stands."""

    expression: Expression
    source_start: int
    format: str
    start: int
    end: int


def fill(text: str, values: Values) -> str:
    """The text with every gap filled. Raises ExpressionError; its position counts in `text`."""
    gaps = expressions_in(text)
    regions = list(REGION.finditer(text)) if gaps else []
    filled, end = "", 0
    for gap in gaps:
        try:
            value = gap.expression.run(values)
            written = _digits(value, gap.format) if gap.format or not isinstance(value, str) else value
        except ExpressionError as error:
            raise _moved(error, gap.source_start) from None
        is_word = isinstance(value, str | bool)
        filled += text[end : gap.start] + (written if is_word else _suited(written, text, gap, regions))
        end = gap.end
    return filled + text[end:]


def expressions_in(text: str) -> tuple[Gap, ...]:
    """The gaps of a text in order. Raises ExpressionError; its position counts in `text`."""
    return tuple(_gap(match) for match in GAP.finditer(text))


def _gap(match: re.Match[str]) -> Gap:
    source, written_format, start = match["source"], match["format"] or "", match.start()
    if source is None:
        raise ExpressionError("A gap is not closed.", "Write {{= expression }} without further braces.", start)
    if not match["computed"] and not NAME.fullmatch(source):
        raise ExpressionError(f"{match[0]} is not a name.", "Write {{= ... }} to compute, { { for two braces.", start)
    if written_format and not FORMAT.fullmatch(written_format):
        raise ExpressionError(f"{written_format!r} is no number format.", "Write :.3f, :.2e, :.4g, :.1% or :d.", start)
    try:
        return Gap(parse(source), match.start("source"), written_format, start, match.end())
    except ExpressionError as error:
        raise _moved(error, match.start("source")) from None


def _moved(error: ExpressionError, offset: int) -> ExpressionError:
    return ExpressionError(error.what, error.remedy, offset + error.position)


def _digits(value: Value, written_format: str) -> str:
    """The value in ASCII: no minus zero, no padding in the exponent."""
    if isinstance(value, bool) and not written_format:
        return str(value).lower()
    digits = format(number(value), "z" + (".0f" if written_format == "d" else written_format or SHORTEST))
    return re.sub(r"e(?:\+|(-))0*(?=\d)", r"e\1", digits)


def _suited(digits: str, text: str, gap: Gap, regions: list[re.Match[str]]) -> str:
    """The digits as the place of the gap wants them."""
    region = next((region for region in regions if region.start() < gap.start < region.end()), None)
    if region is None:
        return digits.replace("-", "−").replace("%", "\u00a0%")
    return _in_formula(digits, text, gap) if region["formula"] else digits


def _in_formula(digits: str, text: str, gap: Gap) -> str:
    mantissa, e, exponent = digits.partition("e")
    latex = mantissa.replace("%", r"\,\%").replace("inf", r"\infty").replace("nan", r"\text{nan}")
    if e:
        factor = {"1": "", "-1": "-"}.get(latex, rf"{latex}\cdot ")
        latex = f"{factor}10^{{{exponent}}}"
    is_compound = digits.startswith("-") or bool(e)
    if is_compound and (OPERATOR_BEFORE.search(text[: gap.start]) or EXPONENT_AFTER.match(text, gap.end)):
        latex = f"({latex})"
    return f"{{{latex}}}"
