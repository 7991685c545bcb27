"""What a network with two inputs says of the plane."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from tutor.nn.arrays import Array
from tutor.nn.datasets import Dataset
from tutor.nn.regions import Region
from tutor.plots.figure import Axis, Cloud, Field, numbers

COLUMNS, ROWS = 36, 24
PARTS: Final = 3  # passes, so that what the layers of a large net put out stays in the cache


def decision_field(
    title: str,
    logits: Callable[[Array], Array],
    data: Dataset,
    span: tuple[float, float],
    labels: tuple[str, str] = ("0", "1"),
    regions: Sequence[Region] = (),
) -> Field:
    """2 sigma(logit) - 1 over the square from `span` to `span`, with the data on it, and borders of linear regions.

    `logits`: (points, 2) -> (points, 1), in an array of its own.
    """
    grid = square(span, COLUMNS, ROWS).reshape(PARTS, -1, 2)
    values = np.tanh(0.5 * np.concatenate([logits(part) for part in grid])).reshape(ROWS, COLUMNS)
    clouds = []
    for label in (0, 1):
        points = data.x[data.y[:, 0] == label]
        clouds.append(Cloud(f"class {label}", numbers(points[:, 0]), numbers(points[:, 1])))
    axis = Axis(low=span[0], high=span[1])
    borders = tuple(numbers(region.corners) for region in regions)
    return Field(title, numbers(values), axis, axis, tuple(clouds), *labels, borders)


def square(span: tuple[float, float], columns: int, rows: int) -> Array:
    """(rows, columns, 2): the middles of so many equal cells of a square, as `Field` has them."""
    across, up = (span[0] + (np.arange(count) + 0.5) * (span[1] - span[0]) / count for count in (columns, rows))
    return np.stack(np.meshgrid(across, up), axis=-1)
