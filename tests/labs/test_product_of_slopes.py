"""The chain of one-unit layers: powers of the slope, exact where they are powers of two."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tutor.functions import ACTIVATIONS
from tutor.labs.frame import Frame
from tutor.labs.product_of_slopes import LAB, follow
from tutor.labs.running import last_frame
from tutor.plots.figure import Chart


def chain(*variants: str, **params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params, variants))


def derivative(**params: Any) -> float:
    return chain(**params).readout("derivative")


def test_sigmoid_at_its_center_multiplies_by_a_quarter_exactly() -> None:
    """w = 1, b = -1/2 from 1/2: every z is 0."""
    frame = chain(w=1, b=-0.5, start=0.5, depth=50)
    assert frame.series[0].y.tolist() == [0.25**layer for layer in range(51)]
    assert frame.readout("derivative") == pytest.approx(7.889e-31, rel=1e-4)
    assert frame.readout("factor") == pytest.approx(0.25, rel=1e-14)


@pytest.mark.parametrize(
    ("depth", "product"), [(1, 0.25), (5, 9.766e-4), (10, 9.537e-7), (20, 9.095e-13), (30, 8.674e-19)]
)
def test_quarters_multiply_to_the_published_products(depth: int, product: float) -> None:
    assert derivative(w=1, b=-0.5, start=0.5, depth=depth) == pytest.approx(product, rel=6e-5)


@pytest.mark.parametrize(("w", "b", "factor"), [(4, -2, 1.0), (8, -4, 2.0)])
def test_large_weights_undo_the_slope_exactly_on_the_knife_edge(w: int, b: int, factor: float) -> None:
    assert derivative(w=w, b=b, start=0.5) == factor**10


@pytest.mark.parametrize(
    ("w", "b", "start", "product"),
    [
        (1, 0, 0.3, 3.7e-7),
        (4, 0, 0.3, 1.5e-10),
        (8, 0, 0.3, 8.7e-24),
        (8, -4, 0.3, 4.9e-7),
        (1, 0, 0.5, 3.5e-7),
        (4, 0, 0.5, 5.5e-11),
        (8, 0, 0.5, 1.2e-24),
    ],
)
def test_ten_sigmoids_give_the_published_derivative(w: float, b: float, start: float, product: float) -> None:
    assert derivative(w=w, b=b, start=start) == pytest.approx(product, rel=0.02)


def test_unit_weights_end_at_the_published_fixed_point() -> None:
    frame = chain(w=1, b=0, depth=50)
    assert frame.readout("output") == pytest.approx(0.6590, abs=5e-5)
    assert frame.readout("slope") == pytest.approx(0.2247, abs=5e-5)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_derivative_is_that_of_the_output_by_the_start(activation: str) -> None:
    h, params = 1e-5, {"activation": activation, "w": 1.5, "b": 0.5, "start": 0.4, "depth": 4}
    outputs = [chain(**params | {"start": 0.4 + step}).readout("output") for step in (h, -h)]
    assert derivative(**params) == pytest.approx((outputs[0] - outputs[1]) / (2 * h), rel=1e-7)


def test_lines_start_at_1_and_show_sizes_without_signs() -> None:
    frame = chain(activation="tanh", w=-1, depth=3)
    (line,) = frame.series
    assert line.x.tolist() == [0, 1, 2, 3]
    assert line.y[0] == 1.0
    assert frame.readout("derivative") == -line.y[-1] < 0.0
    outputs, derivatives = follow(LAB.setting({"activation": "tanh", "w": -1, "depth": 3}))
    assert len(outputs) == len(derivatives) == 4
    np.testing.assert_array_equal(np.abs(derivatives), line.y)


def test_readouts_are_of_the_variant_named_last() -> None:
    frame = chain("relu:1:0:0.3", "sigmoid:1:-0.5:0.5", depth=2)
    assert frame.readout("derivative") == 0.0625
    assert [line.name for line in frame.series] == ["derivative[relu:1:0:0.3]", "derivative[sigmoid:1:-0.5:0.5]"]
    (chart,) = frame.figures
    assert isinstance(chart, Chart)
    assert [line.label for line in chart.series] == ["relu w=1 b=0 from 0.3", "sigmoid w=1 b=−0.5 from 0.5"]
