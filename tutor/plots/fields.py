"""Fields as areas of half-block cells, with the points of their clouds on top."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from tutor.plots.axes import draw_frame, fit_y_ticks
from tutor.plots.canvas import Canvas
from tutor.plots.dots import rasterize
from tutor.plots.figure import Cloud, Field, Numbers
from tutor.plots.frame import NOTES_FROM, allowed_rows, legend_room, make_frame, place_area
from tutor.plots.glyphs import glyphs
from tutor.plots.grain import Grain, grain_of
from tutor.plots.labels import fit, readable
from tutor.plots.legend import Item, labeled, note_rows, pack
from tutor.plots.look import Look
from tutor.plots.numerals import count, percent
from tutor.plots.palette import FIELD_STEPS, inks
from tutor.plots.paths import connect, round_dots
from tutor.plots.prepare import EMPTY, Trace
from tutor.plots.scales import Scale, fit_scale
from tutor.spans import Line, Span

HALF: Final = "▀"
SAMPLE_STEP: Final = 2  # every second shade is enough for the legend
BORDER_ASCII: Final = ":"
FARTHEST: Final = 1e6  # frames away from the picture a corner may be
TOUCHING: Final = 1e-6  # so near to the frame, in parts of it, is on the frame
LABEL_SHARE: Final = 4  # what -1 means may take a quarter of the legend's row


def draw_field(field: Field, width: int, height: int, look: Look) -> tuple[Line, ...]:
    """`height` lines of `width` cells with the field."""
    x = fit_scale(field.x, [cloud.x for cloud in field.clouds])
    y = fit_scale(field.y, [cloud.y for cloud in field.clouds])
    legend = pack(_legend(field, width, look), width, look, *legend_room(height))
    notes = note_rows(_notes(field, x, y), width, look, allowed_rows(NOTES_FROM, height))
    frame = make_frame(width, height, look, field.title, field.x.label, field.y.label, (*legend, *notes))
    y_ticks = fit_y_ticks(y, frame)
    area = place_area(width, frame, [tick.label for tick in y_ticks])
    grain = Grain(area.columns, area.rows, 1, 1 if look.tier == "ascii" else 2)
    canvas = Canvas(width, height)
    draw_frame(canvas, look, frame, area, grain, x, y_ticks)
    picture = canvas.part(*area)
    _draw_values(picture, look, _sample(field.values, grain))
    if field.borders:
        _draw_borders(picture, look, field.borders, x, y)
    for position, cloud in enumerate(field.clouds):
        _draw_cloud(picture, look, cloud, position, x, y, grain)
    return canvas.lines()


def _sample(values: Numbers, grain: Grain) -> Numbers:
    """(dot rows from the top, columns): the value in the middle of each dot; nan where there are no values."""
    if not values.size:
        return np.full((grain.rows, grain.columns), np.nan)
    across = _between(np.clip(values, -1.0, 1.0).T, grain.columns)
    return _between(across.T, grain.rows)[::-1]


def _between(values: Numbers, count: int) -> Numbers:
    """As many values along the first axis, on straight lines between the next two."""
    places = np.clip((np.arange(count) + 0.5) * len(values) / count - 0.5, 0.0, len(values) - 1.0)
    below = places.astype(int)
    above, share = np.minimum(below + 1, len(values) - 1), (places - below)[:, None]
    between: Numbers = (1.0 - share) * values[below] + share * values[above]
    return between


def _draw_values(picture: Canvas, look: Look, dots: Numbers) -> None:
    is_undefined = np.isnan(dots)
    values = np.clip(np.where(is_undefined, 0.0, dots), -1, 1)
    if look.is_colored:
        _draw_shades(picture, look, np.rint((values + 1) / 2 * (FIELD_STEPS - 1)).astype(int))
    else:
        shades = np.array(list(glyphs(look.tier).shades))
        cells = values.reshape(picture.height, -1, picture.width).mean(axis=1)
        picture.glyphs[:] = shades[np.minimum(((cells + 1) / 2 * len(shades)).astype(int), len(shades) - 1)]
    is_unknown = is_undefined.reshape(picture.height, -1, picture.width).any(axis=1)
    picture.glyphs[is_unknown] = glyphs(look.tier).undefined
    picture.inks[is_unknown] = picture.number(inks(look).note)


def _draw_shades(picture: Canvas, look: Look, steps: npt.NDArray[np.int_]) -> None:
    """Two dots a cell: the upper as ink of a half block, the lower as its ground."""
    ink = np.array([picture.number(shade) for shade in inks(look).field], dtype=np.int16)
    ground = np.array([picture.number(f"on:{shade}") for shade in inks(look).field], dtype=np.int16)
    halves = steps.reshape(picture.height, -1, picture.width)
    upper, lower = halves[:, 0], halves[:, -1]
    picture.grounds[:] = ground[lower]
    picture.glyphs[upper != lower] = HALF
    picture.inks[upper != lower] = ink[upper[upper != lower]]


def _draw_borders(picture: Canvas, look: Look, borders: Sequence[Numbers], x: Scale, y: Scale) -> None:
    """The outlines as lines as fine as those of a chart, but for what runs along the frame."""
    grain = grain_of(picture.width, picture.height, look.tier)
    edges = np.concatenate([_edges(_places(corners, x, y)) for corners in borders]).reshape(-1, 2)
    across, up = (edges * (grain.columns - 1, grain.rows - 1)).T
    segments = connect(across, up, np.isfinite(edges).all(axis=1), grain.columns, grain.rows)
    trace = Trace(BORDER_ASCII, 0, "line", segments, EMPTY, EMPTY[:, 0], EMPTY[:, 0], EMPTY[:, 0])
    glyphs_drawn, owners = rasterize([trace], grain, look.tier, False)
    is_drawn = owners == 0
    picture.glyphs[is_drawn] = glyphs_drawn[is_drawn]
    picture.inks[is_drawn] = picture.number(inks(look).label)


def _edges(corners: Numbers) -> Numbers:
    """(edges, 3, 2): both ends of each edge that is not on the frame, and nan, which parts it from the next."""
    corners = np.where(np.abs(corners) < FARTHEST, corners, np.nan)
    ends = np.roll(corners, -1, axis=0)
    on_frame = (np.abs(corners - ends) < TOUCHING) & (np.minimum(corners, 1.0 - corners) < TOUCHING)
    edges = np.stack([corners, ends, np.full_like(corners, np.nan)], axis=1)
    return edges[~on_frame.any(axis=1)]


def _places(points: Numbers, x: Scale, y: Scale) -> Numbers:
    """(points, 2) where they are in the frame, from 0 to 1."""
    return np.stack([x.places(points[:, 0]), y.places(points[:, 1])], axis=1)


def _draw_cloud(picture: Canvas, look: Look, cloud: Cloud, position: int, x: Scale, y: Scale, grain: Grain) -> None:
    _put(picture, grain, *_inside(x.places(cloud.x), y.places(cloud.y)), *_point(position, look))


def _put(picture: Canvas, grain: Grain, across: Numbers, up: Numbers, glyph: str, ink: str) -> None:
    """The glyph in the cell of every place; all places are inside the frame."""
    columns = round_dots(across * (grain.columns - 1), grain.columns) // grain.across
    rows = grain.cell_rows - 1 - round_dots(up * (grain.rows - 1), grain.rows) // grain.up
    picture.glyphs[rows, columns] = glyph
    picture.inks[rows, columns] = picture.number(ink)


def _inside(across: Numbers, up: Numbers) -> tuple[Numbers, Numbers]:
    """The places that are inside the frame."""
    is_inside = (across >= 0) & (across <= 1) & (up >= 0) & (up <= 1)
    return across[is_inside], up[is_inside]


def _point(position: int, look: Look) -> tuple[str, str]:
    signs, shades = glyphs(look.tier).clouds, inks(look).clouds
    return signs[position % len(signs)], shades[position % len(shades)]


def _notes(field: Field, x: Scale, y: Scale) -> list[str]:
    notes = []
    for cloud in field.clouds:
        outside = len(cloud.x) - len(_inside(x.places(cloud.x), y.places(cloud.y))[0])
        if outside:
            notes.append(f"{cloud.label}: {count(outside, 'point')} outside the frame")
    if not np.isfinite(field.values).all():
        notes.append(f"? nan in {percent(np.isnan(field.values).mean())} of the field")
    return notes


def _legend(field: Field, width: int, look: Look) -> list[Item]:
    ink, glyph = inks(look), glyphs(look.tier)
    low = fit(readable(field.low_label or "−1", look.tier), width // LABEL_SHARE, glyph.ellipsis)
    shades = [Span(" ", f"on:{shade}") for shade in ink.field[::SAMPLE_STEP]] or [Span(s * 2) for s in glyph.shades]
    high = readable(f" {field.high_label or '+1'}", look.tier)
    items = [Item((Span(f"{low} ", ink.label), *shades), high, ink.label)]
    signs = [(Span(*_point(position, look)),) for position in range(len(field.clouds))]
    return [*items, *labeled(signs, [readable(cloud.label, look.tier) for cloud in field.clouds], ink.label)]
