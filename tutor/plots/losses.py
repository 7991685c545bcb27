"""What a chart cannot show inside its frame, in a few words: points beyond the limits, inf, nan, 0 on a log axis."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np

from tutor.plots.figure import Axis, Chart, Numbers
from tutor.plots.located import EDGE, Located
from tutor.plots.numerals import count, human
from tutor.plots.paths import Flags
from tutor.plots.phrases import stretch
from tutor.plots.scales import Scale


class Loss(NamedTuple):
    """What is not in the picture and which way it lies: ▲ ▼ ◀ ▶, or nowhere."""

    sign: str
    what: str


def tell_losses(located: Sequence[Located], chart: Chart, x: Scale, y: Scale) -> tuple[str, ...]:
    """One note for each series that needs it, such as `N(0, 1): ▲ 3 points above 1e38, nan from layer 36 on`."""
    notes = []
    told = [one for one in located if one.series.is_told]
    for one in told:
        if not one.is_shown.all():
            name = f"{one.series.label or one.series.name}: " if len(told) > 1 else ""
            notes.append(name + _join(_series_losses(one, chart, x, y)))
    return tuple(notes)


def _join(losses: Sequence[Loss]) -> str:
    """The losses behind their signs, each sign once."""
    parts = []
    for sign, group in groupby(losses, key=lambda loss: loss.sign):
        parts.append(f"{sign} {', '.join(loss.what for loss in group)}".strip())
    return ", ".join(parts)


def _series_losses(one: Located, chart: Chart, x: Scale, y: Scale) -> list[Loss]:
    has_x = np.isfinite(one.x)
    is_finite = np.isfinite(one.up)
    values, across = one.y[has_x], one.x[has_x]
    losses = [
        Loss("▲", _beyond(is_finite & (one.up > 1 + EDGE), "above", y.value(y.high))),
        Loss("▲", _stretch("inf", values == np.inf, chart.x, across)),
        Loss("▼", _beyond(is_finite & (one.up < -EDGE), "below", y.value(y.low))),
        *(Loss("▼", _stretch(name, is_lost, chart.x, across)) for name, is_lost in _bottomless(values, y)),
        Loss("◀", _beyond(has_x & (one.across < -EDGE), "left of", x.value(x.low))),
        Loss("▶", _beyond(has_x & (one.across > 1 + EDGE), "right of", x.value(x.high))),
        Loss("", _stretch("nan", np.isnan(values), chart.x, across)),
        Loss("", _beyond(~has_x, "without a finite x")),
    ]
    return [loss for loss in losses if loss.what]


def _bottomless(up: Numbers, y: Scale) -> list[tuple[str, Flags]]:
    """Values for which a log axis has no place, or no axis at all."""
    if y.is_log:
        return [("0", up == 0), ("negative", up < 0)]
    return [("−inf", up == -np.inf)]


def _beyond(is_lost: Flags, where: str, limit: float | None = None) -> str:
    lost = int(is_lost.sum())
    place = where if limit is None else f"{where} {human(limit)}"
    return f"{count(lost, 'point')} {place}" if lost else ""


def _stretch(name: str, is_lost: Flags, axis: Axis, across: Numbers) -> str:
    return f"{name} {stretch(axis, across, is_lost)}" if is_lost.any() else ""
