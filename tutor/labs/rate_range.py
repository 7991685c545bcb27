"""The lab `rate-range`: one net, six learning rates: which of them train it, with and without batch norm?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from tutor.labs.frame import Frame, Moment, Readout
from tutor.labs.lab import Setting, Variants
from tutor.labs.playground import LAB as PLAYGROUND
from tutor.labs.training import Runner, make_data, make_network, watch_together
from tutor.labs.training_figures import HIGH_LOSS, LOWEST_LOSS, loss_chart, loss_lines
from tutor.nn.datasets import Dataset
from tutor.plots.figure import Axis, Chart, Mark, Series, numbers

RATES: Final = (0.001, 0.01, 0.1, 0.3, 1.0, 3.0)
LEARNED: Final = 0.2  # a straight line through these data comes to a loss of 0.27


@dataclass(frozen=True, eq=False)
class Sweep:
    """One variant, trained once with each rate."""

    variant: Setting
    runners: tuple[Runner, ...]

    @property
    def losses(self) -> tuple[float, ...]:
        """The present loss at each rate; nan where the run has exploded."""
        return tuple(runner.records[-1].loss for runner in self.runners)

    @property
    def line(self) -> Series:
        """The losses against the rates."""
        name = f"losses[{self.variant.name}]" if self.variant.name else "losses"
        return Series(name, self.variant.label, numbers(RATES), numbers(self.losses))

    @property
    def learned(self) -> int:
        """How many rates train the net."""
        return sum(loss < LEARNED for loss in self.losses)


def run(setting: Setting) -> Iterator[Moment]:
    """A moment a step of training every variant once with each rate."""
    data = make_data(setting)
    sweeps = [_make_sweep(variant, data) for variant in setting.variants()]
    return watch_together([runner for sweep in sweeps for runner in sweep.runners], partial(_frame, setting, sweeps))


def _make_sweep(variant: Setting, data: Dataset) -> Sweep:
    runners = []
    for rate in RATES:
        setting = variant.turned({"rate": rate})
        runners.append(Runner(setting, f"rate={rate:g}", f"rate {rate:g}", data, make_network(setting)))
    return Sweep(variant, tuple(runners))


def _frame(setting: Setting, sweeps: list[Sweep], step: int, is_over: bool) -> Frame:
    *kept, present = sweeps
    steps = setting.whole("steps")
    lines = loss_lines(present.runners)
    course = loss_chart(lines, steps)
    figures = (_chart(sweeps, step), replace(course, title=f"{present.variant.label}: {course.title}"))
    readouts = (
        Readout("learned", "rates that train", present.learned),
        *(Readout(f"learned[{s.variant.name}]", "", s.learned, s.variant.label) for s in kept),
        *(Readout(_named(rate), f"loss at {rate:g}", loss) for rate, loss in zip(RATES, present.losses, strict=True)),
    )
    series = (*(sweep.line for sweep in sweeps), *lines)
    variant = present.variant.label if kept else ""
    return Frame(figures, readouts, series, _notes(sweeps), variant, step, steps, is_over)


def _named(rate: float) -> str:
    return f"loss_at_{rate:g}".replace(".", "_")


def _chart(sweeps: Sequence[Sweep], step: int) -> Chart:
    x = Axis("learning rate", "log", RATES[0], RATES[-1])
    y = Axis("loss", "log", LOWEST_LOSS, HIGH_LOSS)
    mark = Mark(f"learned: below {LEARNED:g}", y=LEARNED)
    return Chart(f"Loss after {step} steps, by learning rate", tuple(sweep.line for sweep in sweeps), x, y, (mark,))


def _notes(sweeps: Sequence[Sweep]) -> tuple[str, ...]:
    ended = {s.variant.label: [f"{r.setting.number('rate'):g}" for r in s.runners if r.has_ended] for s in sweeps}
    return tuple(f"{label}: exploded at rate {', '.join(rates)}." for label, rates in ended.items() if rates)


LAB = (
    replace(PLAYGROUND, run=run)
    .narrowed("init", options=("he", "pytorch"))
    .narrowed("norm", options=("none", "batch"))
    .preset(
        "rate-range",
        {"depth": 10, "width": 32, "steps": 300},
        ("init", "norm", "steps"),
        Variants("variant", ("init", "norm")),
        ("he:none", "he:batch"),
    )
)
