"""The figures of plot sections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tutor.course.model import Curve, PlotSection
from tutor.errors import LabError
from tutor.labs.running import outcome
from tutor.plots.figure import Axis, Chart, Figure, Series, numbers
from tutor.quiz.expressions import parse

POINTS: Final = 241


def figure_of(section: PlotSection) -> Figure:
    """A figure of the section's lab, or its curves over their range. Raises LabError and ExpressionError."""
    if section.plot is not None:
        figures = outcome(section.plot, section.params, section.seed, section.variants).figures
        if section.figure > len(figures):
            raise LabError(f"{section.plot} has no figure {section.figure} here.", f"There are {len(figures)}.")
        return figures[section.figure - 1]
    if section.x is None:
        raise LabError(f"The plot {section.id} has no range.", "Add x = [low, high].")
    low, high = section.x
    series = tuple(draw_curve(curve, low, high, f"curve{index}") for index, curve in enumerate(section.curves))
    return Chart(section.title, series, Axis(section.x_label, low=low, high=high), Axis(scale=section.scale))


def draw_curve(curve: Curve, low: float, high: float, name: str = "curve") -> Series:
    """The curve's points from `low` to `high`. Raises ExpressionError."""
    x = [low + (high - low) * index / (POINTS - 1) for index in range(POINTS)]
    return Series(name, curve.label, numbers(x), numbers([compute(curve.expr, {"x": point}) for point in x]))


def compute(source: str, values: Mapping[str, float]) -> float:
    """The value of an expression in these names alone. Raises ExpressionError."""
    expression = parse(source)
    expression.require(values)
    return float(expression.evaluate(values))
