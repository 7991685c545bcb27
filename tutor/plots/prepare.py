"""The gate before every chart renderer: any floats in, whole dots inside the picture out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from tutor.plots.figure import Numbers, Stroke
from tutor.plots.glyphs import letter_of
from tutor.plots.grain import Grain
from tutor.plots.located import EDGE, Located
from tutor.plots.palette import hue_of
from tutor.plots.paths import Dots, Flags, connect, dash, round_dots, walk

DASH_CELLS: Final = 2
GAP_CELLS: Final = 1
BRAILLE_ROWS: Final = 4
SQUARE: Final = ((0, 0), (1, 0), (0, 1), (1, 1))  # a single braille dot is too small to stand for a point
EMPTY: Final = np.empty((0, 2), dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Trace:
    """One series as dots, counted from the lower left corner of the picture.

    `segments`: (n, 4), each x0 y0 x1 y1, in the order of the data. `dots`: (m, 2). `above`, `below` and
    `undefined`: (k,) columns of dots where the data leave the frame or are not numbers.
    """

    letter: str
    hue: int
    stroke: Stroke
    segments: Dots
    dots: Dots
    above: Dots
    below: Dots
    undefined: Dots


def prepare(located: Sequence[Located], grain: Grain) -> tuple[Trace, ...]:
    """A trace for each series: masked, split at gaps, thinned to what a column can show, clipped, rounded to dots.

    Every number of a trace is whole and inside the picture, whatever the series holds.
    """
    return tuple(_trace(one, grain, position) for position, one in enumerate(located))


def _trace(one: Located, grain: Grain, position: int) -> Trace:
    return Trace(
        letter=letter_of(position),
        hue=hue_of(one.series, position),
        stroke=one.series.stroke,
        segments=_segments(one, grain) if one.is_line else EMPTY.reshape(0, 4),
        dots=EMPTY if one.is_line else _points(one, grain),
        above=_edge(one, one.up > 1 + EDGE, grain),
        below=_edge(one, one.up < -EDGE, grain),
        undefined=_edge(one, np.isnan(one.up), grain),
    )


def _segments(one: Located, grain: Grain) -> Dots:
    is_number = np.isfinite(one.across) & np.isfinite(one.up)
    with np.errstate(invalid="ignore"):  # inf in a picture of one dot
        x, y = one.across * (grain.columns - 1), one.up * (grain.rows - 1)
    segments = connect(x, y, is_number, grain.columns, grain.rows)
    if one.series.stroke == "dashed":
        return dash(segments, DASH_CELLS * grain.across, GAP_CELLS * grain.across)
    return segments


def _points(one: Located, grain: Grain) -> Dots:
    column = _columns(one.across[one.is_shown], grain)
    row = round_dots(one.up[one.is_shown] * (grain.rows - 1), grain.rows)
    dots = np.unique(row * grain.columns + column)
    pairs = np.stack([dots % grain.columns, dots // grain.columns], axis=1)
    if one.series.stroke == "faint" or grain.up < BRAILLE_ROWS:
        return pairs
    spread = (pairs[:, None, :] + np.array(SQUARE)).reshape(-1, 2)
    inside: Dots = np.minimum(spread, [grain.columns - 1, grain.rows - 1])
    return inside


def _edge(one: Located, is_lost: Flags, grain: Grain) -> Dots:
    """The columns of dots of points that are lost; on a line also those between two neighbors that both are."""
    is_lost = is_lost & one.is_beside
    if not is_lost.any():
        return EMPTY[:, 0]
    columns = _columns(np.where(is_lost, one.across, 0.0), grain)
    if not one.is_line:
        return columns[is_lost]
    both = np.flatnonzero(is_lost[:-1] & is_lost[1:])
    level = np.zeros_like(both)
    between = walk(np.stack([columns[both], level, columns[both + 1], level], axis=1))[:, 0]
    return np.concatenate([columns[is_lost], between])


def _columns(across: Numbers, grain: Grain) -> Dots:
    return round_dots(across * (grain.columns - 1), grain.columns)


def order_of_drawing(traces: Sequence[Trace]) -> list[int]:
    """Positions of the traces from the undermost to the uppermost: faint ones lie below all lines."""
    return sorted(range(len(traces)), key=lambda position: traces[position].stroke != "faint")


def count_dots(trace: Trace) -> int:
    """How many dots a renderer has to visit for a trace."""
    way = np.abs(trace.segments[:, 2:] - trace.segments[:, :2])
    return int(way.max(axis=1, initial=0).sum()) + len(trace.segments) + len(trace.dots)


def assert_inside(traces: Sequence[Trace], grain: Grain) -> None:
    """The last look before a library that trusts its input: every number is whole and inside the picture."""
    for trace in traces:
        ends = np.concatenate([trace.segments.reshape(-1, 2), trace.dots])
        assert ends.dtype == np.int64
        assert (ends >= 0).all()
        assert (ends < [grain.columns, grain.rows]).all()
