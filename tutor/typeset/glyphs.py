"""The two sets of drawing characters: Unicode, and plain ASCII for terminals and logs that know no other."""

from __future__ import annotations

from typing import Final, NamedTuple


class Glyphs(NamedTuple):
    """Which characters to draw with; each is one cell wide."""

    is_ascii: bool
    bullets: tuple[str, ...]  # by depth of the list, again from the first when they run out
    heading_rules: tuple[str, ...]  # by level of the heading
    rule: str
    low_rule: str  # at the bottom of its cell: close to what stands below
    column_rule: str
    crossing: str
    quote_bar: str
    callout_bar: str
    fold: str  # begins what did not fit on the line above
    under_brace: tuple[str, str, str]  # its left end, its point and its right end
    over_brace: tuple[str, str, str]


UNICODE: Final = Glyphs(
    is_ascii=False,
    bullets=("•", "◦", "▪"),
    heading_rules=("━", "─"),
    rule="─",
    low_rule="▁",
    column_rule="│",
    crossing="┼",
    quote_bar="│",
    callout_bar="▌",
    fold="↪",
    under_brace=("╰", "┬", "╯"),
    over_brace=("╭", "┴", "╮"),
)
ASCII: Final = Glyphs(
    is_ascii=True,
    bullets=("*", "-", "+"),
    heading_rules=("=", "-"),
    rule="-",
    low_rule="_",
    column_rule="|",
    crossing="+",
    quote_bar="|",
    callout_bar="|",
    fold="\\",
    under_brace=("\\", "v", "/"),
    over_brace=("/", "^", "\\"),
)
