"""The characters figures are made of, for terminals with Unicode and for those without."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tutor.plots.figure import Stroke
from tutor.plots.look import Tier

LETTERS: Final = "ox+*#@%&"
"""What marks the lines of a chart where color cannot."""


@dataclass(frozen=True)
class Glyphs:
    """One set of characters, each one cell wide; `bar_steps` and `column_steps` run from empty to full in eighths."""

    horizontal: str
    vertical: str
    corner: str
    x_tick: str
    y_tick: str
    grid: str
    vertical_mark: str
    horizontal_mark: str
    point: str
    above: str
    below: str
    undefined: str
    texture: str
    ellipsis: str
    clouds: str
    shades: str
    bar_steps: str
    bar_half: str  # the right half of a cell, where a bar to the left ends
    column_steps: str


UNICODE: Final = Glyphs(
    horizontal="─",
    vertical="│",
    corner="└",
    x_tick="┬",
    y_tick="┤",
    grid="┈",
    vertical_mark="┊",
    horizontal_mark="╌",
    point="●",
    above="▲",
    below="▼",
    undefined="?",
    texture="·",
    ellipsis="…",
    clouds="●×+◆",
    shades=" ·░▒",
    bar_steps=" ▏▎▍▌▋▊▉█",
    bar_half="▐",
    column_steps=" ▁▂▃▄▅▆▇█",
)

ASCII: Final = Glyphs(
    horizontal="-",
    vertical="|",
    corner="+",
    x_tick="+",
    y_tick="+",
    grid=".",
    vertical_mark=":",
    horizontal_mark="-",
    point="@",
    above="^",
    below="v",
    undefined="?",
    texture="'",
    ellipsis="~",
    clouds="ox+*",
    shades=" .-=",
    bar_steps=" ---=====",
    bar_half="-",
    column_steps=" ...:::##",
)


FAINT_ASCII: Final = ","  # a full stop is the grid's

SAMPLES: Final[dict[Stroke, str]] = {"line": "━", "dashed": "╍", "points": "•", "faint": "·"}
"""How the legend shows a stroke."""


def letter_of(position: int) -> str:
    """The letter of the series at this position of its chart."""
    return LETTERS[position % len(LETTERS)]


def glyphs(tier: Tier) -> Glyphs:
    """The characters of a tier."""
    return ASCII if tier == "ascii" else UNICODE


def sample_of(stroke: Stroke, letter: str, tier: Tier) -> str:
    """One cell of a stroke for the legend; in ASCII lines are made of their letters."""
    if tier == "ascii":
        return FAINT_ASCII if stroke == "faint" else letter
    return SAMPLES[stroke]
