"""The lab `width-and-luck`: two hundred ReLU nets with He's weights, one input each, and what is left at the top."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from tutor.labs.by_variant import Case, cases, name_readouts, present
from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Number
from tutor.labs.lab import Lab, Setting, Variants
from tutor.labs.luck import luck_ridge
from tutor.nn.arrays import Array, row_norms
from tutor.nn.theory import born_dead_probability
from tutor.plots.figure import Series, numbers
from tutor.plots.numerals import percent

NETS: Final = 200
MOST_LAYERS: Final = 50
QUANTILES: Final = {"low": 0.05, "median": 0.5, "high": 0.95}


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: the rms at the top of each net, as a histogram, one row a variant."""
    found = cases(LAB, setting, lambda one: f"width {one.whole('width')}")
    sizes = [_measure(case.setting) for case in found]
    rows = [(case.label, size, _dead_note(size)) for case, size in zip(found, sizes, strict=True)]
    ridge = luck_ridge(f"{NETS} nets, {setting.whole('depth')} layers", rows)
    series = tuple(_sorted(case, size) for case, size in zip(found, sizes, strict=True))
    readouts = [_readouts(case.setting, size) for case, size in zip(found, sizes, strict=True)]
    yield Frame((ridge,), name_readouts(found, readouts), series, variant=present(found))


def _measure(setting: Setting) -> Array:
    """The rms of each net's top layer: (nets,).

    Each z of a layer is a sum of weights N(0, 2/n) times the activations a below, and no weight is met twice: for one
    input it is N(0, 2 |a|^2 / n) exactly, and can be drawn as that.
    """
    width, rng = setting.whole("width"), np.random.default_rng(setting.seed)
    a = rng.normal(size=(NETS, width))
    for _ in range(setting.whole("depth")):
        a = np.maximum(np.sqrt(2.0 / width) * row_norms(a) * rng.normal(size=(NETS, width)), 0.0)
    return np.asarray(row_norms(a)[:, 0] / np.sqrt(width))


def _dead_note(sizes: Array) -> str:
    return f"{percent(float(np.mean(sizes == 0.0)))} are 0" if (sizes == 0.0).any() else ""


def _sorted(case: Case, sizes: Array) -> Series:
    return Series(f"rms{case.suffix}", case.label, numbers(np.arange(1, NETS + 1)), numbers(np.sort(sizes)))


def _readouts(setting: Setting, sizes: Array) -> tuple[Readout, ...]:
    low, median, high = (float(np.quantile(sizes, share)) for share in QUANTILES.values())
    theory = born_dead_probability(setting.whole("width"), setting.whole("depth"))
    return (
        Readout("rms_median", "rms, median", median),
        Readout("rms_low", "rms, 5 % are below", low),
        Readout("rms_high", "rms, 5 % are above", high),
        Readout("rms_mean_square", "mean of rms²", float(np.mean(sizes**2))),
        Readout("dead_share", "nets that give 0", float(np.mean(sizes == 0.0)), is_share=True),
        Readout("dead_share_theory", "in theory", theory, is_share=True),
    )


LAB = Lab(
    name="width-and-luck",
    knobs=(
        Number("width", "width n", 2, 256, 64, 2, is_integer=True),
        Number("depth", "layers", 1, MOST_LAYERS, MOST_LAYERS, 1, is_integer=True),
    ),
    run=run,
    variants=Variants("net", ("width",)),
)
