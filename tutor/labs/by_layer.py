"""What labs about deep stacks share: sizes by layer, as lines over one log axis."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tutor.nn.arrays import Array
from tutor.plots.figure import Axis, Chart, Series, Stroke, numbers

LEAST_LOW, LEAST_HIGH = 0.01, 10.0  # three decades around 1, so that scatter does not look like a trend


def line(name: str, label: str, sizes: Array, stroke: Stroke = "line") -> Series:
    """A line over the layers, layer 1 first. `sizes`: (depth,)."""
    return Series(name, label, numbers(np.arange(1, len(sizes) + 1)), numbers(sizes), stroke)


def layer_chart(title: str, lines: Sequence[Series], *, is_told_backward: bool = False) -> Chart:
    """Root mean squares by layer, the first layer on the left; words about errors start at the top."""
    depth = max(len(line.x) for line in lines)
    x = Axis(
        "layer (1 = next to the input)",
        low=1.0,
        high=max(2.0, depth),
        is_counted=True,
        is_told_backward=is_told_backward,
    )
    return Chart(title, tuple(lines), x, size_axis(lines))


def size_axis(lines: Sequence[Series]) -> Axis:
    """A log axis of at least three decades around 1 that holds every size."""
    sizes = np.concatenate([line.y for line in lines])
    usual = sizes[np.isfinite(sizes) & (sizes > 0.0)]
    low, high = min(usual, default=LEAST_LOW), max(usual, default=LEAST_HIGH)
    return Axis("root mean square", "log", min(float(low), LEAST_LOW), max(float(high), LEAST_HIGH))


def first_over_top(sizes: Array) -> float:
    """Layer 1 over the top; nan or inf where the top is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(sizes[0] / sizes[-1])
