"""The lab runs behind claims and questions: what they measure, which knobs numbers set, what a prediction shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tutor.course.model import ClaimSection
from tutor.labs.frame import Frame
from tutor.labs.knobs import Value
from tutor.labs.lab import Lab
from tutor.labs.registry import load
from tutor.labs.running import outcome, watch
from tutor.quiz.keys import named_readouts
from tutor.quiz.questions import Predict
from tutor.quiz.templates import fill


def knobs_among(lab: Lab, values: Mapping[str, Value]) -> dict[str, Value]:
    """Those of a question's values that are knobs of the lab."""
    names = {knob.name for knob in lab.knobs}
    return {name: value for name, value in values.items() if name in names}


def filled(params: Mapping[str, Value], values: Mapping[str, Value]) -> dict[str, Value]:
    """Lab parameters with the question's numbers in their gaps. Raises ExpressionError."""
    return {
        name: fill(value, values).replace("−", "-") if isinstance(value, str) else value
        for name, value in params.items()
    }


def measure(claim: ClaimSection) -> Iterator[float]:
    """What a claim's lab gives, one seed after the other. Raises LabError."""
    if claim.lab is not None and claim.metric is not None:
        for seed in claim.seeds:
            yield outcome(claim.lab, claim.params, seed).readout(claim.metric)


def watch_runs(question: Predict, values: Mapping[str, Value]) -> Iterator[tuple[Frame, ...]]:
    """The latest frame of each run begun so far, one run after the other. Raises LabError and ExpressionError."""
    done: list[Frame] = []
    for run in question.runs:
        lab = load(run.lab)
        for frame in watch(lab, lab.setting(filled(run.params, values), seed=run.seed)):
            yield (*done, frame)
        done.append(frame)


def outcome_of(question: Predict, frames: tuple[Frame, ...]) -> dict[str, float]:
    """The readouts that the question's `when` and `metric` speak of."""
    return named_readouts(question, [{r.name: r.value for r in frame.readouts} for frame in frames])
