"""Straight segments over a grid of dots: thinned, clipped, rounded, walked, dashed."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from tutor.plots.figure import Numbers

Dots = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

THIN_FROM: Final = 4  # points a column: the first, the lowest, the highest and the last draw the same dots as all
EDGE: Final = 1e-6  # dots; so little outside the picture is rounding


def connect(x: Numbers, y: Numbers, is_number: Flags, columns: int, rows: int) -> Dots:
    """Segments (n, 4) of x0 y0 x1 y1 in whole dots, all inside the picture, in the order of the points.

    `x`, `y`: (points,) in dots. A point that `is_number` denies leaves a gap; one alone between gaps is a
    segment of no length.
    """
    index = np.flatnonzero(is_number)
    starts_anew = np.diff(index, prepend=-2) > 1
    x, y, starts_anew = _thin(x[index], y[index], starts_anew, columns)
    is_last = np.append(starts_anew[1:], True)[: len(x)]
    start = np.flatnonzero(~is_last | starts_anew)
    stop = np.where(is_last[start], start, start + 1)
    return _round(_clip(np.stack([x[start], y[start], x[stop], y[stop]], axis=1), columns, rows), columns, rows)


def _thin(x: Numbers, y: Numbers, starts_anew: Flags, columns: int) -> tuple[Numbers, Numbers, Flags]:
    """First, lowest, highest and last point of every stretch within one column of dots, where there are many points."""
    if len(x) <= THIN_FROM * columns:
        return x, y, starts_anew
    column = np.floor(x + 0.5)
    starts = np.flatnonzero(starts_anew | (np.diff(column, prepend=np.nan) != 0))
    stops = np.append(starts[1:], len(x)) - 1
    low, high = np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts)
    thin_y = np.stack([y[starts], low, high, y[stops]], axis=1).ravel()
    thin_anew = np.zeros(len(thin_y), dtype=bool)
    thin_anew[::THIN_FROM] = starts_anew[starts]
    return np.repeat(x[starts], THIN_FROM), thin_y, thin_anew


def _clip(segments: Numbers, columns: int, rows: int) -> Numbers:
    """What of the segments lies inside the picture (Liang & Barsky 1984)."""
    most = np.array([columns - 1, rows - 1, columns - 1, rows - 1]) + EDGE
    if ((segments >= -EDGE) & (segments <= most)).all():
        return segments
    x0, y0, x1, y1 = segments.T
    dx, dy = x1 - x0, y1 - y0
    enter, leave = np.zeros(len(segments)), np.ones(len(segments))
    is_inside = np.ones(len(segments), dtype=bool)
    walls = ((-dx, x0 + EDGE), (dx, columns - 1 + EDGE - x0), (-dy, y0 + EDGE), (dy, rows - 1 + EDGE - y0))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        for speed, room in walls:
            crossing = room / speed
            enter = np.where(speed < 0, np.maximum(enter, crossing), enter)
            leave = np.where(speed > 0, np.minimum(leave, crossing), leave)
            is_inside &= (speed != 0) | (room >= 0)
    is_inside &= enter <= leave
    x0, y0, dx, dy, enter, leave = (part[is_inside] for part in (x0, y0, dx, dy, enter, leave))
    return np.stack([x0 + enter * dx, y0 + enter * dy, x0 + leave * dx, y0 + leave * dy], axis=1)


def _round(segments: Numbers, columns: int, rows: int) -> Dots:
    """The nearest whole dots, without segments of no length that repeat the end of the one before."""
    whole = round_dots(segments, np.array([columns, rows, columns, rows]))
    is_short = _are_same(whole[:, :2], whole[:, 2:])
    is_short[1:] &= _are_same(whole[1:, :2], whole[:-1, 2:])
    is_short[:1] = False
    return np.compress(~is_short, whole, axis=0)


def _are_same(dots: Dots, others: Dots) -> Flags:
    """(n,) where both have the same dot. `all` over an axis of two takes eight times as long."""
    same: Flags = (dots[:, 0] == others[:, 0]) & (dots[:, 1] == others[:, 1])
    return same


def round_dots(places: Numbers, counts: npt.ArrayLike) -> Dots:
    """The nearest dots that exist, 0 .. counts - 1."""
    nearest = np.floor(places + 0.5).astype(np.int64)
    inside: Dots = np.minimum(np.maximum(nearest, 0), np.asarray(counts) - 1)
    return inside


def walk(segments: Dots) -> Dots:
    """Every dot (m, 2) the segments pass, in order."""
    if not len(segments):
        return np.empty((0, 2), dtype=np.int64)
    start, way = segments[:, :2], segments[:, 2:] - segments[:, :2]
    steps = np.maximum(*np.abs(way).T)
    counts = steps + 1
    step = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    share = step / np.repeat(np.maximum(steps, 1), counts)
    exact = np.repeat(start, counts, axis=0) + share[:, None] * np.repeat(way, counts, axis=0)
    dots: Dots = np.floor(exact + 0.5).astype(np.int64)
    return dots


def dash(segments: Dots, dash_length: int, gap_length: int) -> Dots:
    """The segments with gaps, measured in dots along the way."""
    dots = walk(segments)
    way = np.abs(np.diff(dots, axis=0)).max(axis=1, initial=0)
    travelled = np.concatenate([[0], np.cumsum(way)])[: len(dots)]
    is_drawn = travelled % (dash_length + gap_length) < dash_length
    is_step = is_drawn[:-1] & is_drawn[1:] & (way == 1)
    return np.concatenate([dots[:-1][is_step], dots[1:][is_step]], axis=1)
