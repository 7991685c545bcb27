"""A number that was predicted: in the figure of the runs, and beside what came out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from tutor.course.runs import outcome_of
from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Value
from tutor.plots.figure import Axis, Bar, Bars, Chart, Figure, Mark
from tutor.quiz.keys import measured_number, readout_name
from tutor.quiz.questions import Predict

GUESS: Final = "your guess"


def compared(
    question: Predict, values: Mapping[str, Value], frames: tuple[Frame, ...], guess: float | None
) -> Iterator[Readout]:
    """The guess, if there is one, and once all runs have ended what came out; nothing where no number was asked for."""
    if guess is not None:
        yield Readout("guess", GUESS, guess)
    if question.metric is not None and len(frames) == len(question.runs) and frames[-1].is_final:
        yield Readout("outcome", "it was", measured_number(question, {**values, **outcome_of(question, frames)}))


def marked(figures: Sequence[Figure], question: Predict, frames: Sequence[Frame], guess: float) -> tuple[Figure, ...]:
    """The figures, with the guess in those that have an axis for what was asked."""
    axis = _axis(question, frames)
    return tuple(_with_guess(figure, axis, guess) for figure in figures)


def _axis(question: Predict, frames: Sequence[Frame]) -> str | None:
    """The label of the axis where the readout that was asked for is read; None for what is computed from several."""
    for run, frame in zip(question.runs, frames, strict=False):
        for readout in frame.readouts:
            if readout_name(question, run, readout.name) == question.metric:
                return readout.axis or readout.label
    return None


def _with_guess(figure: Figure, axis: str | None, guess: float) -> Figure:
    match figure:
        case Chart(y=y) if _is_on(y, axis, guess):
            return replace(figure, y=_reaching(y, guess), marks=(*figure.marks, Mark(GUESS, y=guess)))
        case Chart(x=x) if _is_on(x, axis, guess):
            return replace(figure, x=_reaching(x, guess), marks=(*figure.marks, Mark(GUESS, x=guess)))
        case Bars() if _is_on(figure.axis, axis, guess):
            return replace(figure, axis=_reaching(figure.axis, guess), bars=(*figure.bars, Bar(GUESS, guess)))
    return figure


def _is_on(axis: Axis, label: str | None, guess: float) -> bool:
    return axis.label == label and (axis.scale == "linear" or guess > 0.0)


def _reaching(axis: Axis, guess: float) -> Axis:
    """The axis, long enough for a guess beyond its limits."""
    low = None if axis.low is None else min(axis.low, guess)
    high = None if axis.high is None else max(axis.high, guess)
    return replace(axis, low=low, high=high)
