"""The lab `temperature`: honest logits said too loudly by a factor, and the one number that takes it back."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Number
from tutor.labs.lab import Lab, Setting
from tutor.labs.trust import Trust, fitted_temperature, judge, reliability_diagram, reliability_line
from tutor.nn.arrays import Array
from tutor.nn.calibration import Labels, negative_log_likelihood
from tutor.plots.figure import Axis, Chart, Mark, Series, numbers
from tutor.plots.numerals import human

SPREAD = 2.0  # standard deviation of the honest logits
COLDEST, HOTTEST, CURVE_POINTS = 0.1, 100.0, 25
FEW = 2000  # with fewer examples an ECE is mostly chance
DIGITS = 3


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: T is fitted on validation answers, and judged on test answers."""
    factor, examples, bins = setting.number("factor"), setting.whole("examples"), setting.whole("bins")
    rng = np.random.default_rng(setting.seed)
    (validation, validation_labels), (test, labels) = _answers(examples, rng), _answers(examples, rng)
    temperature = fitted_temperature(factor * validation, validation_labels)
    before, after = (judge(factor * test, labels, t, bins) for t in (1.0, temperature))
    lines = (
        reliability_line("reliability", "as it is, T = 1", before),
        reliability_line("reliability_after", f"fitted, T = {human(temperature, DIGITS)}", after),
    )
    curve = _loss_curve(factor * validation, validation_labels)
    figures = (reliability_diagram("Test data: how often right, by how sure", lines), _chart(curve, temperature))
    yield Frame(figures, _readouts(before, after, temperature), (*lines, curve), _notes(examples, after))


def _answers(examples: int, rng: np.random.Generator) -> tuple[Array, Labels]:
    """Logits z ~ N(0, 2^2), and labels that are 1 with probability sigma(z)."""
    z = rng.normal(0.0, SPREAD, (examples, 1))
    return z, (rng.uniform(size=examples) < 1.0 / (1.0 + np.exp(-z[:, 0]))).astype(int)


def _loss_curve(logits: Array, labels: Labels) -> Series:
    temperatures = np.geomspace(COLDEST, HOTTEST, CURVE_POINTS)
    losses = [negative_log_likelihood(logits, labels, temperature) for temperature in temperatures]
    return Series("nll_by_temperature", "of z/T", numbers(temperatures), numbers(losses))


def _chart(curve: Series, temperature: float) -> Chart:
    x = Axis("temperature T", "log", COLDEST, HOTTEST)
    mark = Mark(f"T = {human(temperature, DIGITS)}", x=temperature)
    return Chart("Validation data: which T costs least", (curve,), x, Axis("NLL", "log"), (mark,))


def _readouts(before: Trust, after: Trust, temperature: float) -> tuple[Readout, ...]:
    return (
        Readout("temperature", "fitted T", temperature),
        Readout("ece", "ECE", before.calibration_error),
        Readout("ece_after", "ECE, T fitted", after.calibration_error),
        Readout("accuracy", "accuracy", before.accuracy, is_share=True),
        Readout("accuracy_after", "accuracy, T fitted", after.accuracy, is_share=True),
        Readout("mean_confidence", "mean confidence", before.confidence, is_share=True),
        Readout("mean_confidence_after", "confidence, T fitted", after.confidence, is_share=True),
        Readout("nll", "NLL", before.likelihood_loss),
        Readout("nll_after", "NLL, T fitted", after.likelihood_loss),
        Readout("chance_error", "ECE by chance alone", after.chance_error),
    )


def _notes(examples: int, after: Trust) -> tuple[str, ...]:
    if examples >= FEW:
        return ()
    chance = human(after.chance_error, 2)
    return (f"With so few examples even honest probabilities have an ECE of about {chance}.",)


LAB = Lab(
    name="temperature",
    knobs=(
        Number("factor", "logits times", 0.5, 10.0, 3.0, 0.5),
        Number("examples", "examples", 50, 10_000, 10_000, 3, "log", is_integer=True),
        Number("bins", "bins", 5, 50, 15, 5, is_integer=True),
    ),
    run=run,
)
