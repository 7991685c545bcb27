"""The depth profile: published ratios over seeds, the names of its series, and what each view shows."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tutor.labs.depth_profile import LAB
from tutor.labs.frame import Frame
from tutor.labs.running import last_frame
from tutor.nn.theory import mean_field
from tutor.plots.figure import Chart, Ridge

SEEDS = 10
FEW_SEEDS = 5


def profile(*pairs: str, seed: int = 0, **params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params, pairs, seed))


def typical(readout: str, seeds: int, **params: Any) -> float:
    """The geometric mean over seeds."""
    logs = [math.log(profile(seed=seed, **params).readout(readout)) for seed in range(seeds)]
    return math.exp(sum(logs) / seeds)


def within(found: float, published: float, factor: float) -> bool:
    return abs(math.log(found / published)) < math.log(factor)


# The lab as it starts, 64 units and ten layers: the error signal of layer 1 over that of layer 10.
TEN_LAYERS = [
    ("sigmoid", "xavier", 1.0, 2.0e-6),
    ("tanh", "xavier", 1.0, 0.28),
    ("tanh", "xavier", 5.0 / 3.0, 1.8),
    ("relu", "he", 1.0, 0.91),
    ("relu", "xavier", 1.0, 0.040),
    ("relu", "pytorch", 1.0, 2.9e-4),
    ("relu", "standard", 1.0, 5.4e6),
    ("relu", "small", 1.0, 5.4e-12),
    ("selu", "lecun", 1.0, 1.37),
    ("gelu", "he", 1.0, 0.72),
]


@pytest.mark.parametrize(("activation", "init", "scale", "ratio"), TEN_LAYERS)
def test_ten_layers_give_the_published_ratio(activation: str, init: str, scale: float, ratio: float) -> None:
    found = typical("delta_ratio", SEEDS, activation=activation, init=init, scale=scale)
    assert within(found, ratio, 1.6)  # four standard errors of ten nets that stray by exp(0.35)


@pytest.mark.parametrize("init", ["he", "xavier", "pytorch", "standard", "small"])
def test_weight_gradients_of_relu_are_the_same_in_all_layers_whatever_the_scale(init: str) -> None:
    assert within(typical("weight_gradient_ratio", SEEDS, init=init), 1.3, 1.6)


def test_weight_gradients_of_sigmoid_vanish_with_the_error() -> None:
    found = typical("weight_gradient_ratio", SEEDS, activation="sigmoid", init="xavier")
    assert within(found, 3.9e-6, 1.5)


# 256 units, fifty layers: ratio of delta and of g, layer 1 over layer 50.
FIFTY_LAYERS = [
    ("sigmoid", "xavier", 1.6e-31, 3.1e-31, 1.5),
    ("tanh", "xavier", 0.119, 1.23, 1.5),
    ("tanh", "standard", 9.4e22, 9.6e22, 2.0),
    ("relu", "he", 1.05, 1.24, 1.8),
    ("relu", "xavier", 4.4e-8, 1.24, 1.8),
    ("relu", "standard", 4.5e51, 1.24, 1.8),
    ("selu", "lecun", 5.8, 5.8, 1.5),
]


@pytest.mark.slow
@pytest.mark.parametrize(("activation", "init", "delta", "gradient", "factor"), FIFTY_LAYERS)
def test_fifty_layers_give_the_published_ratios(
    activation: str, init: str, delta: float, gradient: float, factor: float
) -> None:
    params = {"activation": activation, "init": init, "width": 256, "depth": 50}
    frames = [profile(seed=seed, **params) for seed in range(FEW_SEEDS)]
    for readout, published in (("delta_ratio", delta), ("weight_gradient_ratio", gradient)):
        logs = [math.log(frame.readout(readout)) for frame in frames]
        assert within(math.exp(sum(logs) / FEW_SEEDS), published, factor), readout


def test_theory_is_told_beside_the_measurement() -> None:
    frame = profile(activation="tanh", init="xavier", width=256)
    theory = frame.readout("delta_ratio_theory")
    assert within(frame.readout("delta_ratio"), theory, 1.2)
    deep = profile(activation="sigmoid", init="xavier", depth=50, width=8).readout("delta_ratio_theory")
    assert deep == pytest.approx(1.7e-31, rel=0.03)


def test_scale_enters_the_theory_squared() -> None:
    from tutor.nn.activations import ACTIVATIONS

    expected = mean_field(ACTIVATIONS["tanh"], 25.0 / 9.0, 10).delta
    frame = profile(activation="tanh", init="xavier", scale=5.0 / 3.0)
    assert frame.readout("delta_ratio_theory") == pytest.approx(expected[0] / expected[-1], rel=1e-12)


@pytest.mark.parametrize("init", ["constant", "lsuv"])
def test_theory_is_silent_about_weights_it_does_not_cover(init: str) -> None:
    frame = profile(init=init)
    assert math.isnan(frame.readout("delta_ratio_theory"))
    assert [line.name for line in frame.series] == ["delta", "weight_gradient", "activation"]


def test_series_are_named_by_what_they_measure() -> None:
    frame = profile()
    names = ["delta", "weight_gradient", "activation", "theory_delta", "theory_activation"]
    assert [line.name for line in frame.series] == names
    for line in frame.series:
        assert line.x.tolist() == list(range(1, 11))


def test_series_of_several_pairs_name_theirs() -> None:
    frame = profile("relu:he", "tanh:lsuv", depth=3)
    assert [line.name for line in frame.series] == [
        "delta[relu:he]",
        "weight_gradient[relu:he]",
        "activation[relu:he]",
        "theory_delta[relu:he]",
        "theory_activation[relu:he]",
        "delta[tanh:lsuv]",
        "weight_gradient[tanh:lsuv]",
        "activation[tanh:lsuv]",
    ]
    readouts = [readout.name for readout in frame.readouts]
    assert readouts[-2:] == ["delta_ratio[relu:he]", "delta_ratio_theory[relu:he]"]
    assert frame.readout("delta_ratio[relu:he]") == profile(depth=3).readout("delta_ratio")


def test_readouts_are_ends_of_the_series() -> None:
    frame = profile(seed=3)
    series = {line.name: line.y for line in frame.series}
    assert frame.readout("delta_ratio") == series["delta"][0] / series["delta"][-1]
    assert frame.readout("weight_gradient_ratio") == series["weight_gradient"][0] / series["weight_gradient"][-1]
    assert frame.readout("weight_gradient_first") == series["weight_gradient"][0]
    assert [frame.readout(f"activation_{end}") for end in ("first", "top")] == series["activation"][[0, -1]].tolist()


def chart(*pairs: str, **params: Any) -> Chart:
    (figure,) = profile(*pairs, **params).figures
    assert isinstance(figure, Chart)
    return figure


@pytest.mark.parametrize("show", ["delta", "weight-gradient", "activation"])
def test_each_view_draws_its_measure_and_the_theory_of_it(show: str) -> None:
    name = show.replace("-", "_")
    lines = [line.name for line in chart(show=show).series]
    assert lines == ([name] if show == "weight-gradient" else [name, f"theory_{name}"])
    assert [line.stroke for line in chart(show=show).series] == ["line", "dashed"][: len(lines)]


def test_view_of_all_draws_the_three_measures_of_the_present_pair() -> None:
    lines = [line.name for line in chart("relu:he", "tanh:xavier", show="all").series]
    assert lines == ["delta[tanh:xavier]", "weight_gradient[tanh:xavier]", "activation[tanh:xavier]"]
    assert chart(show="all").title == "relu he: what reaches each layer"


def test_beside_many_measurements_no_theory_is_drawn() -> None:
    two, three = ["relu:he", "tanh:xavier"], ["relu:he", "tanh:xavier", "selu:lecun"]
    assert len(chart(*two).series) == 4
    assert len(chart(*three).series) == 3


def test_gradients_are_told_from_the_top_down_and_activations_from_the_bottom_up() -> None:
    backward = {show: chart(show=show).x.is_told_backward for show in ("delta", "weight-gradient", "activation", "all")}
    assert backward == {"delta": True, "weight-gradient": True, "activation": False, "all": False}


def test_axis_spans_three_decades_so_that_scatter_is_no_trend() -> None:
    axis = chart(seed=1).y
    assert (axis.scale, axis.low, axis.high) == ("log", 0.01, 10.0)
    falling = chart(activation="sigmoid", init="xavier").y
    assert falling.low is not None
    assert falling.low < 1e-5


def test_zero_weights_leave_ratios_undefined_and_the_chart_drawable() -> None:
    frame = profile(init="zeros")
    assert math.isnan(frame.readout("delta_ratio"))
    assert not frame.series[0].y.any()
    assert (chart(init="zeros").y.low, chart(init="zeros").y.high) == (0.01, 10.0)


@pytest.mark.parametrize(
    ("depth", "layers"), [(1, [1]), (4, [1, 2, 3, 4]), (10, [1, 2, 4, 6, 8, 10]), (50, [1, 10, 20, 30, 40, 50])]
)
def test_histograms_are_of_up_to_six_layers_from_first_to_last(depth: int, layers: list[int]) -> None:
    (ridge,) = profile(show="histogram", depth=depth, width=8).figures
    assert isinstance(ridge, Ridge)
    assert [h.label for h in ridge.histograms] == [f"layer {layer}" for layer in layers]


def test_histograms_hold_nearly_all_values_and_mark_the_flat_stretch() -> None:
    (ridge,) = profile(show="histogram", activation="tanh", init="standard").figures
    assert isinstance(ridge, Ridge)
    for histogram in ridge.histograms:
        assert 0.98 * 256 * 64 < np.sum(histogram.counts) <= 256 * 64  # within three standard deviations
        assert float(histogram.note.split("%")[0]) > 70
    assert [band.label for band in ridge.bands] == ["flat", "flat"]
    assert ridge.bands[1].low == pytest.approx(2.178, abs=0.06)


def test_same_seed_draws_the_same_inputs_for_every_pair() -> None:
    """So that what differs between the curves is the kind of net, not luck."""
    together = profile("relu:he", "relu:xavier", seed=4)
    he, xavier = (next(line for line in together.series if line.name == f"delta[relu:{i}]").y for i in ("he", "xavier"))
    np.testing.assert_allclose(xavier[::-1] / he[::-1], 0.5 ** (np.arange(10) / 2.0), rtol=1e-10)
