"""The lab `head-explorer`: three logits become probabilities, a decision and a loss."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Number
from tutor.labs.lab import Lab, Setting
from tutor.nn.arrays import Array
from tutor.nn.losses import CrossEntropy, softmax
from tutor.plots.figure import Axis, Bar, Bars, Chart, Mark, Series, numbers
from tutor.plots.numerals import human

COLDEST, HOTTEST = 0.25, 4.0
TEMPERATURES: Final = np.geomspace(COLDEST, HOTTEST, 81)
SUBSCRIPTS: Final = "₁₂₃"


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: softmax((z + shift) / T), its entropy, and -ln p of the true class with its gradient."""
    logits = np.array([[setting.number(name) for name in ("z1", "z2", "z3")]]) + setting.number("shift")
    temperature, truth = setting.number("temperature"), setting.whole("truth")
    scores = logits / temperature
    p = softmax(scores)
    target = np.eye(p.size)[[truth - 1]]
    loss = CrossEntropy()
    gradient = loss.delta(scores, target)[0] / temperature
    readouts = (
        *(Readout(f"p{k}", f"p{sub}", float(p[0, k - 1])) for k, sub in enumerate(SUBSCRIPTS, start=1)),
        Readout("decision", "decision: class", float(p.argmax() + 1)),
        Readout("entropy", "entropy −Σ p ln p", float(loss.value(scores, p))),
        Readout("loss", f"loss −ln p{SUBSCRIPTS[truth - 1]}", float(loss.value(scores, target))),
        *(Readout(f"gradient{k}", f"∂L/∂z{sub}", float(gradient[k - 1])) for k, sub in enumerate(SUBSCRIPTS, start=1)),
    )
    curves = tuple(
        Series(f"p{k + 1}", f"p{sub}", numbers(TEMPERATURES), numbers(softmax(logits / TEMPERATURES[:, None])[:, k]))
        for k, sub in enumerate(SUBSCRIPTS)
    )
    yield Frame((_bars(p[0], truth), _over_temperature(curves, temperature)), readouts, curves)


def _bars(p: Array, truth: int) -> Bars:
    bars = (
        Bar(f"class {k} (true)" if k == truth else f"class {k}", share) for k, share in enumerate(p.tolist(), start=1)
    )
    return Bars("Probabilities of the classes", tuple(bars), Axis("probability", low=0.0, high=1.0))


def _over_temperature(curves: tuple[Series, ...], temperature: float) -> Chart:
    return Chart(
        "Hotter is flatter, in the same order",
        curves,
        Axis("temperature T", "log", COLDEST, HOTTEST),
        Axis("probability", low=0.0, high=1.0),
        (Mark(f"T = {human(temperature)}", x=temperature),),
    )


LAB = Lab(
    name="head-explorer",
    knobs=(
        Number("z1", "logit z1", -6.0, 6.0, 2.0, 0.5),
        Number("z2", "logit z2", -6.0, 6.0, 1.0, 0.5),
        Number("z3", "logit z3", -6.0, 6.0, 0.0, 0.5),
        Number("shift", "added to all", -100.0, 100.0, 0.0, 1.0),
        Number("temperature", "temperature T", COLDEST, HOTTEST, 1.0, 0.25),
        Number("truth", "true class", 1, 3, 1, 1, is_integer=True),
    ),
    run=run,
    is_random=False,
)
