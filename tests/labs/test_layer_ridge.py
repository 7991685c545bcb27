"""Histograms of what enters the activations, against numpy's."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tutor.labs.layer_ridge import BINS, layer_ridge


@pytest.mark.parametrize("scale", [1e-300, 1.0, 1e300])
def test_counts_are_those_of_numpy(scale: float) -> None:
    z = np.random.default_rng(0).normal(size=(500, 8))
    ridge = layer_ridge("", "tanh", [scale * z], ["a note"])
    (histogram,), end = ridge.histograms, ridge.x.high
    assert end == pytest.approx(3.0 * scale * math.sqrt(np.mean(z**2)))
    np.testing.assert_array_equal(histogram.counts, np.histogram(z, BINS, (-end / scale, end / scale))[0])
    assert histogram.note == "a note"


def test_ends_of_the_axis_belong_to_it() -> None:
    z = np.array([3.0, -3.0] + [0.0] * 16)  # root mean square 1
    (histogram,) = layer_ridge("", "tanh", [z], [""]).histograms
    assert [histogram.counts[0], histogram.counts.sum(), histogram.counts[-1]] == [1.0, len(z), 1.0]


@pytest.mark.parametrize(("z", "counted", "end"), [([math.nan, math.inf], 0.0, 3.0), ([0.0] * 4, 4.0, 1.0)])
def test_layer_that_exploded_or_died_has_an_axis_all_the_same(z: list[float], counted: float, end: float) -> None:
    ridge = layer_ridge("", "relu", [np.array(z)], [""])
    assert ridge.x.high == end
    assert ridge.histograms[0].counts.sum() == counted
