"""Traces drawn by plotext, the terminal's plotting library: the lines of still charts.

plotext keeps its figure in its module, so it is cleared for every chart and must not be called from two threads
at once. It gets points that are on its own grid already: with points far outside it would walk for minutes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
import plotext  # type: ignore[import-untyped]

from tutor.plots.canvas import CLUSTER
from tutor.plots.dots import NOBODY, Raster
from tutor.plots.glyphs import FAINT_ASCII
from tutor.plots.grain import Grain
from tutor.plots.look import Tier
from tutor.plots.paths import Dots
from tutor.plots.prepare import Trace, assert_inside, order_of_drawing

PIECE: Final = re.compile(r"\x1b\[38;5;(\d+)m|\x1b\[0m|([^\x1b]+)")
MARKERS: Final = {"braille": "braille", "blocks": "hd"}

Path = list[int | None]
"""Coordinates of one line; None lifts the pen."""


def rasterize(traces: Sequence[Trace], grain: Grain, tier: Tier, is_bold: bool) -> Raster:
    """The cells of all traces as plotext draws them; in a shared cell the later one wins."""
    assert_inside(traces, grain)
    plotext.clear_figure()
    plotext.theme("clear")
    plotext.limit_size(False, False)
    plotext.plot_size(grain.cell_columns, grain.cell_rows)
    plotext.frame(False)
    plotext.xfrequency(0)
    plotext.yfrequency(0)
    plotext.xlim(0, max(grain.columns - 1, 1))
    plotext.ylim(0, max(grain.rows - 1, 1))
    for position in order_of_drawing(traces):
        _draw(position, traces[position], grain, tier, is_bold)
    return _parse(plotext.build(), grain)


def _draw(position: int, trace: Trace, grain: Grain, tier: Tier, is_bold: bool) -> None:
    marker = MARKERS.get(tier) or (FAINT_ASCII if trace.stroke == "faint" else trace.letter)
    if len(trace.segments):
        x, y = _path(trace.segments)
        if is_bold:
            raised = [None if row is None else min(row + 1, grain.rows - 1) for row in y]
            x, y = [*x, None, *x], [*y, None, *raised]
        plotext.plot(x, y, marker=marker, color=position)
    if len(trace.dots):
        plotext.scatter(*trace.dots.T.tolist(), marker=marker, color=position)


def _path(segments: Dots) -> tuple[Path, Path]:
    """One line through all segments that lifts its pen at gaps; segments of one direction are joined."""
    way = segments[:, 2:] - segments[:, :2]
    direction = way // np.maximum(np.gcd(way[:, 0], way[:, 1]), 1)[:, None]
    touches = (segments[1:, :2] == segments[:-1, 2:]).all(axis=1)
    is_turn = np.flatnonzero(~(touches & (direction[1:] == direction[:-1]).all(axis=1))) + 1
    firsts, lasts = np.concatenate([[0], is_turn]), np.append(is_turn - 1, len(segments) - 1)
    straight = np.concatenate([segments[firsts, :2], segments[lasts, 2:]], axis=1).tolist()
    x: Path = []
    y: Path = []
    for (x0, y0, x1, y1), first in zip(straight, firsts.tolist(), strict=True):
        if first > 0 and not touches[first - 1]:
            x.append(None)
            y.append(None)
        if first == 0 or not touches[first - 1]:
            x.append(x0)
            y.append(y0)
        x.append(x1)
        y.append(y1)
    return x, y


def _parse(picture: str, grain: Grain) -> Raster:
    """plotext's string with its color codes, which number the traces, as cells."""
    shape = (grain.cell_rows, grain.cell_columns)
    glyphs, owners = np.full(shape, " ", dtype=CLUSTER), np.full(shape, NOBODY, dtype=np.int8)
    for row, text in enumerate(picture.split("\n")[: grain.cell_rows]):
        column, owner = 0, NOBODY
        for color, piece in PIECE.findall(text):
            if piece:
                stop = column + len(piece)
                glyphs[row, column:stop] = list(piece)
                owners[row, column:stop] = owner
                column = stop
            else:
                owner = int(color) if color else NOBODY
    return Raster(glyphs, owners)
