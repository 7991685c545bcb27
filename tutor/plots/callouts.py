"""Labels inside a picture, each where it covers least."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from tutor.plots.bands import band_columns
from tutor.plots.canvas import Canvas
from tutor.plots.figure import Band
from tutor.plots.glyphs import glyphs
from tutor.plots.grain import Grain
from tutor.plots.labels import fit, readable
from tutor.plots.look import Look
from tutor.plots.marks import PlacedMark
from tutor.plots.palette import inks
from tutor.plots.scales import Scale
from tutor.spans import cell_width

LETTER_WEIGHT: Final = 50  # a letter may be the only one of its line
TEXT_WEIGHT: Final = 1000  # no label covers another
LEAST_BAND_LABEL: Final = 3  # cells; a shorter rest of a word says nothing
MARK_SHARE: Final = 0.7  # of the picture's width, at most, for the label of a mark
LEAST_MARK_LABEL: Final = 12  # in pictures that have less room the lines matter more
LEAST_ROWS: Final = 3


Weights = npt.NDArray[np.int64]
"""What it costs to cover each cell of a picture."""


class Spot(NamedTuple):
    """The cell where a label may start."""

    column: int
    row: int


def draw_callouts(
    picture: Canvas, look: Look, marks: Sequence[PlacedMark], bands: Sequence[Band], x: Scale, grain: Grain
) -> None:
    """Write the labels of marks and bands; one for which there is no free place is left out."""
    if not marks and not bands:
        return
    weights = _weigh(picture, look)
    ellipsis = glyphs(look.tier).ellipsis
    room = int(picture.width * MARK_SHARE)
    has_room = room >= LEAST_MARK_LABEL and picture.height >= LEAST_ROWS
    for mark in sorted(marks, key=lambda mark: mark.row is None) if has_room else ():  # vertical lines have most choice
        text = fit(readable(mark.label, look.tier), room, ellipsis)
        _write(picture, look, weights, text, _mark_spots(mark, cell_width(text), picture))
    _label_bands(picture, look, weights, bands, x, grain)


def _label_bands(picture: Canvas, look: Look, weights: Weights, bands: Sequence[Band], x: Scale, grain: Grain) -> None:
    """The labels of all bands in one row, the one where together they cover least; the top row if it is as good."""
    labels = []
    for band in bands:
        columns = band_columns(band, x, grain)
        if columns is not None and columns[1] - columns[0] + 1 >= LEAST_BAND_LABEL:
            room = columns[1] - columns[0] + 1
            text = fit(readable(band.label, look.tier), room, glyphs(look.tier).ellipsis)
            text = f" {text} " if text and cell_width(text) + 2 <= room else text
            labels.append((columns[0] + (room - cell_width(text)) // 2, text))
    if labels:
        costs = sum(weights[:, start : start + cell_width(text)].sum(axis=1) for start, text in labels)
        for start, text in labels:
            _write(picture, look, weights, text, [Spot(start, int(np.argmin(costs)))])


def _weigh(picture: Canvas, look: Look) -> Weights:
    """What it costs to cover each cell: nothing where there is only grid, texture or the line of a level mark."""
    glyph = glyphs(look.tier)
    weights = np.ones(picture.glyphs.shape, dtype=np.int64)
    for free in (" ", glyph.grid, glyph.texture, glyph.horizontal_mark):
        weights[picture.glyphs == free] = 0
    weights[picture.glyphs == glyph.point] = TEXT_WEIGHT
    if inks(look).letter:
        weights[picture.inks == picture.number(inks(look).letter)] = LETTER_WEIGHT
    return weights


def _write(picture: Canvas, look: Look, weights: Weights, text: str, spots: Sequence[Spot]) -> None:
    width = cell_width(text)
    inside = [s for s in spots if 0 <= s.column <= picture.width - width and 0 <= s.row < picture.height]
    if not text or not inside:
        return
    costs = [int(weights[spot.row, spot.column : spot.column + width].sum()) for spot in inside]
    if min(costs) < TEXT_WEIGHT:
        best = inside[costs.index(min(costs))]
        picture.write(*best, text, inks(look).mark)
        weights[best.row, best.column : best.column + width] = TEXT_WEIGHT


def _mark_spots(mark: PlacedMark, width: int, picture: Canvas) -> list[Spot]:
    """Where a mark's label may stand, the most natural places first."""
    if mark.row is None and mark.column is not None:
        sides = (mark.column + 1, mark.column - width)
        return [Spot(side, row) for row in range(picture.height) for side in sides]
    if mark.column is None and mark.row is not None:
        starts = (picture.width - width, 0, (picture.width - width) // 2)
        return [Spot(start, mark.row + step) for step in (0, -1, 1) for start in starts]
    if mark.column is None or mark.row is None:
        return []
    right, left = mark.column + 2, mark.column - width - 1
    beside = [Spot(right, mark.row), Spot(left, mark.row)]
    return beside + [Spot(column, mark.row + step) for step in (-1, 1, -2, 2) for column in (right, left)]
