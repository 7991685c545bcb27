"""Colors of figures on dark and light grounds, and the style words a look makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tutor.plots.figure import Series
from tutor.plots.look import Look

FIELD_STEPS: Final = 33
"""Shades between the two ends of a field: odd, so that 0 has its own; more would only cost bytes."""


@dataclass(frozen=True)
class Palette:
    """Colors as #rrggbb. The hues stay apart for color-blind eyes (Okabe & Ito 2008; darker for light grounds)."""

    hues: tuple[str, ...]
    faint: tuple[str, ...]
    title: str
    label: str
    axis: str
    grid: str
    mark: str
    note: str
    band: str
    field: tuple[str, str, str]  # at -1, 0 and +1
    clouds: tuple[str, ...]


DARK: Final = Palette(
    hues=("#56b4e9", "#e69f00", "#009e73", "#cc79a7"),
    faint=("#3b7599", "#8f660a", "#12735a", "#85556f"),
    title="#e4e4e4",
    label="#b8b8b8",
    axis="#9a9a9a",
    grid="#4c4c4c",
    mark="#d8d8d8",
    note="#f0c674",
    band="#30343f",
    field=("#265496", "#1c1c20", "#8a5510"),
    clouds=("#a6dcff", "#ffd166", "#ffffff", "#b9f6ca"),
)

LIGHT: Final = Palette(
    hues=("#0072b2", "#be5000", "#007858", "#aa4682"),
    faint=("#66aad1", "#d89666", "#66ae9b", "#cc90b4"),
    title="#1a1a1a",
    label="#4a4a4a",
    axis="#6a6a6a",
    grid="#c4c4c4",
    mark="#303030",
    note="#7a4f00",
    band="#dfe5f0",
    field=("#8fbce6", "#fafafa", "#efb568"),
    clouds=("#00375c", "#6b2400", "#000000", "#00402e"),
)


@dataclass(frozen=True)
class Inks:
    """Style words for the parts of a figure; without color the tuples hold the same word for every series."""

    title: str
    label: str
    axis: str
    grid: str
    mark: str
    note: str
    band: str
    letter: str
    hues: tuple[str, ...]
    faint: tuple[str, ...]
    clouds: tuple[str, ...]
    field: tuple[str, ...]  # FIELD_STEPS shades from -1 to +1, empty without color


PLAIN: Final = Inks(
    title="bold",
    label="",
    axis="",
    grid="dim",
    mark="",
    note="bold",
    band="",
    letter="bold",
    hues=("",),
    faint=("dim",),
    clouds=("bold",),
    field=(),
)


@lru_cache(maxsize=8)
def inks(look: Look) -> Inks:
    """The style words of a look."""
    if not look.is_colored:
        return PLAIN
    palette = DARK if look.theme == "dark" else LIGHT
    return Inks(
        title=palette.title,
        label=palette.label,
        axis=palette.axis,
        grid=palette.grid,
        mark=palette.mark,
        note=palette.note,
        band=f"on:{palette.band}",
        letter="",
        hues=palette.hues,
        faint=palette.faint,
        clouds=palette.clouds,
        field=field_shades(palette),
    )


def field_shades(palette: Palette) -> tuple[str, ...]:
    """FIELD_STEPS colors from -1 over 0 to +1."""
    low, middle, high = palette.field
    half = FIELD_STEPS // 2
    below = [_mix(low, middle, step / half) for step in range(half)]
    above = [_mix(middle, high, step / half) for step in range(half + 1)]
    return (*below, *above)


def _mix(start: str, end: str, share: float) -> str:
    """The color `share` of the way from `start` to `end`."""
    channels = ((int(start[at : at + 2], 16), int(end[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(first + (last - first) * share):02x}" for first, last in channels)


def hue_of(series: Series, position: int) -> int:
    """Which hue a series has: the one it asks for, else by its position in the chart."""
    return position if series.hue is None else series.hue
