"""A Textual app that redraws a growing loss curve, frame after frame, and says what a frame has cost.

    python tests/benchmarks/loss_app.py PICTURE FRAMES

PICTURE: `bare` (a braille line that moves through all rows), `tutor`, or `textual-plotext`, if that is installed. All
but drawing is done beforehand. textual-plotext draws logarithms, since its log axis raises an error when it is drawn
again, and is spared the line at ln 2.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from bench_plots import simplest_line
from textual.app import App, ComposeResult
from textual.widget import Widget

from tutor.labs.registry import load
from tutor.labs.running import last_frame
from tutor.labs.training_figures import loss_chart
from tutor.plots.draw import draw
from tutor.plots.figure import Chart
from tutor.plots.look import Look
from tutor.spans import Line, Span
from tutor.ui.theme import textual_theme
from tutor.ui.widgets.lines import Filling

STEPS: Final = 1000
WARM_FROM: Final = 10  # frames; the first ones fill caches

Picture = tuple[Widget, Callable[[], object]]
"""A widget, and how it is told that there is another chart to show."""


def make_charts(frames: int) -> list[Chart]:
    """The loss chart of a playground after more and more of its steps."""
    lab = load("playground")
    loss = last_frame(lab, lab.setting({"steps": STEPS})).series[0]
    counts = np.linspace(1, STEPS + 1, frames).astype(int).tolist()
    return [loss_chart((replace(loss, x=loss.x[:count], y=loss.y[:count]),), STEPS) for count in counts]


class LossApp(App[float]):
    """One picture on the whole screen. Gives back milliseconds of CPU time a frame."""

    def __init__(self, make_picture: Callable[[LossApp, Sequence[Chart]], Picture], charts: Sequence[Chart]) -> None:
        super().__init__()
        self.register_theme(textual_theme("dark"))
        self.theme = "dark"
        self.number = 0
        self.frames = len(charts)
        self._began = 0.0
        self._picture, self._redraw = make_picture(self, charts)

    def compose(self) -> ComposeResult:
        """The picture."""
        yield self._picture

    def on_mount(self) -> None:
        """The first frame."""
        self.call_after_refresh(self._advance)

    def _advance(self) -> None:
        """The next frame, as soon as the one before is painted."""
        if self.number == WARM_FROM:
            self._began = time.process_time()
        self.number += 1
        if self.number == self.frames:
            self.exit((time.process_time() - self._began) / (self.frames - 1 - WARM_FROM) * 1000)
            return
        self._redraw()
        self.call_after_refresh(self._advance)


def bare(app: LossApp, charts: Sequence[Chart]) -> Picture:
    """What no picture in Textual can do without."""

    def moved(width: int) -> tuple[Line, ...]:
        first = app.number % width
        return tuple((Span(row[first:] + row[:first]),) for row in simplest_line(width, picture.size.height))

    picture = Filling(moved)
    return picture, picture.redraw


def tutor(app: LossApp, charts: Sequence[Chart]) -> Picture:
    """As labs show it."""
    picture = Filling(lambda width: draw(charts[app.number], width, picture.size.height, Look(), is_live=True))
    return picture, picture.redraw


def textual_plotext(app: LossApp, charts: Sequence[Chart]) -> Picture:
    """As that library's examples do it: clear, plot, refresh."""
    from textual_plotext import PlotextPlot

    curves = [[(one.stroke, one.x.tolist(), np.log10(one.y).tolist()) for one in chart.series] for chart in charts]
    low, high = (float(np.log10(limit)) for limit in (charts[0].y.low, charts[0].y.high))
    picture = PlotextPlot()

    def redraw() -> None:
        plt = picture.plt
        plt.clear_data()
        plt.title(charts[0].title)
        plt.xlabel("step")
        plt.ylabel("log10 loss")
        plt.xlim(0, STEPS)
        plt.ylim(low, high)
        for stroke, x, y in curves[app.number]:
            if stroke == "faint":
                plt.scatter(x, y, marker="braille", color="gray")
            else:
                plt.plot(x, y, marker="braille", color="blue", label="loss")
        picture.refresh()

    return picture, redraw


PICTURES: Final = {"bare": bare, "tutor": tutor, "textual-plotext": textual_plotext}

if __name__ == "__main__":
    print(f"{LossApp(PICTURES[sys.argv[1]], make_charts(int(sys.argv[2]))).run():.3f} ms a frame")
