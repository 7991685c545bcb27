"""The lab `playground`: a network of one's own. The other training labs are this one with fewer knobs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from tutor.errors import TutorError
from tutor.labs.frame import Frame, Moment, Readout
from tutor.labs.knobs import Choice, Number
from tutor.labs.lab import Lab, Setting, Variants
from tutor.labs.shared_knobs import activation_knob, init_knob
from tutor.labs.training import Inspection, Runner, make_runners, watch_together
from tutor.labs.training_figures import (
    field_end,
    layer_profile,
    loss_chart,
    loss_lines,
    runner_field,
    runner_ridge,
    standings,
    unit_shares,
)
from tutor.nn.regions import Region, linear_regions
from tutor.plots.figure import MAX_LINES, Field, Figure

SHOWN_FIRST: Final = {"learning": 0, "layers": 2, "units": 4}
"""What to look at -> the figure that comes first."""

MOST_UNITS: Final = 48  # hidden units, so that regions are counted in a second or less


def run(setting: Setting) -> Iterator[Moment]:
    """A moment a step: losses and the decision field, and what goes on in the layers of the present net."""
    runners = make_runners(setting)
    return watch_together(runners, partial(draw_frame, setting, runners))


def draw_frame(setting: Setting, runners: list[Runner], step: int, is_over: bool) -> Frame:
    """All there is to see of these runners, the present one last."""
    present = runners[-1]
    inspection = present.inspect()
    lines = loss_lines(runners)
    regions, region_notes = _regions(present)
    profile, shares = layer_profile(inspection), unit_shares(inspection)
    figures: list[Figure] = [
        loss_chart(lines, setting.whole("steps")),
        runner_field(present, f"{present.label}: P(class 1)" if present.label else "", regions),
        profile,
        runner_ridge(present, inspection),
        shares,
    ]
    first = SHOWN_FIRST[setting.text("show")]
    figures = [*figures[first:], *figures[:first]]
    if regions:
        figures.insert(0, figures.pop(next(i for i, figure in enumerate(figures) if isinstance(figure, Field))))
    if len(runners) > MAX_LINES:
        figures.insert(0, standings(runners))
    readouts = [*_readouts(present, inspection)]
    if regions:
        readouts.append(Readout("regions", "linear regions in view", float(len(regions))))
    for runner in runners[:-1]:
        readouts += [
            Readout(f"{r.name}[{runner.name}]", r.label, r.value, runner.label, r.is_share)
            for r in _outcome(runner, runner.accuracy())
        ]
    series = (*lines, *profile.series, *shares.series)
    notes = tuple(f"{r.label or 'This net'} {r.records[-1].diverged}." for r in runners if r.has_ended)
    notes += region_notes
    return Frame(
        tuple(figures),
        tuple(readouts),
        series,
        notes,
        present.label if len(runners) > 1 else "",
        step,
        setting.whole("steps"),
        is_over,
    )


def _regions(runner: Runner) -> tuple[tuple[Region, ...], tuple[str, ...]]:
    """The linear regions in view, if they are asked for; else, or instead, why there are none."""
    setting = runner.setting
    if setting.text("regions") == "no" or runner.has_ended:
        return (), ()
    if setting.whole("depth") * setting.whole("width") > MOST_UNITS:
        return (), (f"Regions are drawn of nets of up to {MOST_UNITS} hidden units.",)
    end = field_end(runner)
    try:
        return linear_regions(runner.network, -end, end), ()
    except TutorError as error:
        return (), (str(error),)


def _outcome(runner: Runner, accuracy: float) -> tuple[Readout, ...]:
    return (
        Readout("final_loss", "loss", runner.records[-1].loss),
        Readout("accuracy", "accuracy", accuracy, is_share=True),
        Readout("first_gradient", "g of layer 1 at the start", runner.records[0].first_gradient),
    )


def _readouts(runner: Runner, inspection: Inspection) -> tuple[Readout, ...]:
    return (
        *_outcome(runner, inspection.accuracy),
        Readout("batch_accuracy", "accuracy, batch statistics", inspection.batch_accuracy, is_share=True),
        Readout("dead_first", "dead units, layer 1", float(inspection.dead_shares[0]), is_share=True),
        Readout("dead_top", "dead units, top layer", float(inspection.dead_shares[-1]), is_share=True),
        Readout("flat_top", "flat units, top layer", float(inspection.flat_shares[-1]), is_share=True),
        Readout("delta_ratio", "δ, layer 1 / output", inspection.delta_ratio),
    )


LAB = Lab(
    name="playground",
    knobs=(
        Choice("data", "data", ("moons", "circles", "xor", "spirals", "blobs"), "moons"),
        activation_knob("relu"),
        init_knob("he"),
        Number("depth", "hidden layers", 1, 20, 3, 1, is_integer=True),
        Number("width", "width", 1, 64, 16, 1, is_integer=True),
        Choice("optimizer", "optimizer", ("sgd", "momentum", "nesterov", "adam"), "sgd"),
        Number("rate", "learning rate", 0.001, 30.0, 0.1, 3, "log"),
        Choice("norm", "normalization", ("none", "batch", "batch-after", "layer"), "none"),
        Choice("clip", "clip the norm at", ("none", "10", "1", "0.1"), "none"),
        Choice("batch", "batch size", ("all", "2", "4", "8", "32", "128"), "all"),
        Choice("skips", "skips", ("no", "yes"), "no"),
        Number("bias", "hidden biases", -10.0, 1.0, 0.0, 0.5),
        Number("leak", "slope of leaky-relu", 0.0, 1.0, 0.01, 0.05),
        Number("noise", "noise of the data", 0.0, 0.6, 0.15, 0.05),
        Number("examples", "examples", 20, 1000, 300, 20, is_integer=True),
        Number("steps", "steps", 100, 3000, 1000, 100, is_integer=True),
        Choice("regions", "linear regions", ("no", "yes"), "no"),
        Choice("show", "show first", tuple(SHOWN_FIRST), "learning"),
    ),
    run=run,
    variants=Variants(
        "variant",
        ("activation", "init", "depth", "width", "optimizer", "rate", "norm", "clip", "batch", "skips", "bias", "leak"),
        most=8,
        is_named=True,
    ),
    is_live=True,
)
