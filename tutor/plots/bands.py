"""Shaded stretches of the x axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from tutor.plots.canvas import Canvas
from tutor.plots.figure import Band
from tutor.plots.glyphs import glyphs
from tutor.plots.grain import Grain
from tutor.plots.look import Look
from tutor.plots.palette import inks
from tutor.plots.scales import Scale

TEXTURE_PERIOD: Final = 3  # every third cell carries the texture, in slanting rows


def draw_bands(picture: Canvas, look: Look, bands: Sequence[Band], x: Scale, grain: Grain) -> None:
    """Shade the bands: a ground of their own, or a light texture in the blank cells where there is no color."""
    column, row = np.arange(picture.width), np.arange(picture.height)[:, None]
    is_textured = (column + row) % TEXTURE_PERIOD == 0
    for band in bands:
        if (columns := band_columns(band, x, grain)) is None:
            continue
        inside = slice(columns[0], columns[1] + 1)
        if look.is_colored:
            picture.grounds[:, inside] = picture.number(inks(look).band)
        else:
            is_free = is_textured[:, inside] & (picture.glyphs[:, inside] == " ")
            picture.glyphs[:, inside][is_free] = glyphs(look.tier).texture
            picture.inks[:, inside][is_free] = picture.number(inks(look).grid)


def band_columns(band: Band, x: Scale, grain: Grain) -> tuple[int, int] | None:
    """The first and last column of cells of a band, None where nothing of it is in the picture."""
    low, high = sorted(x.places([band.low, band.high]).tolist())
    if not (high >= 0 and low <= 1):  # also where an end is nan
        return None
    return grain.cell_column(max(low, 0.0)), grain.cell_column(min(high, 1.0))
