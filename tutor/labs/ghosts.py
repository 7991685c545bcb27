"""Curves of earlier runs that stay in view as they were, beside those of the present one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tutor.errors import LabError
from tutor.labs.frame import Frame
from tutor.labs.knobs import Knob, Value, tell
from tutor.labs.lab import Lab, Setting
from tutor.labs.overlay import joined
from tutor.plots.figure import MAX_LINES, Chart, Figure

MOST: Final = MAX_LINES - 1


class Ghosts:
    """Frames that were kept, the earliest first, each with the setting that it came from."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self._kept: list[tuple[Setting, Frame]] = []

    def __len__(self) -> int:
        return len(self._kept)

    def keep(self, setting: Setting, frame: Frame) -> None:
        """One more. Raises LabError."""
        if len(self._kept) == MOST:
            raise LabError(f"At most {MOST} runs stay in view beside the present one.", "Drop one first.")
        self._kept.append((setting, frame))

    def drop(self) -> None:
        """All but the one kept last."""
        del self._kept[-1:]

    def beside(self, setting: Setting, frame: Frame) -> tuple[Figure, ...]:
        """The frame's figures, and where a chart is about one line that of each of those kept too."""
        names = self._names([*(kept for kept, _ in self._kept), setting])
        return tuple(self._with_ghosts(figure, names) for figure in frame.figures) if self._kept else frame.figures

    def command_setting(self, setting: Setting) -> Setting:
        """The setting with those kept as variants, where the lab draws them so: one command then shows them all."""
        names = self._lab.variants.knobs if self._lab.variants else ()
        present = replace(setting, kept=())
        changes = [tuple((name, dict(kept.values)[name]) for name in names) for kept, _ in self._kept]
        is_said = all(
            present.turned(dict(changed)) == replace(kept, kept=())
            for changed, (kept, _) in zip(changes, self._kept, strict=True)
        )
        return replace(setting, kept=tuple(changes)) if changes and is_said else setting

    def _with_ghosts(self, figure: Figure, names: Sequence[str]) -> Figure:
        if not isinstance(figure, Chart) or sum(line.is_told for line in figure.series) > 1:
            return figure
        named = [
            (name, ghost) for name, (_, frame) in zip(names, self._kept, strict=False) for ghost in _like(figure, frame)
        ]
        figures = joined([*named, (names[-1], figure)])
        return figures[0] if len(figures) == 1 else figure

    def _names(self, settings: Sequence[Setting]) -> list[str]:
        """What tells each from the others: knobs and seed; its number too where that is not enough."""
        knobs = [knob for knob in self._lab.knobs if len({dict(setting.values)[knob.name] for setting in settings}) > 1]
        has_seeds = len({setting.seed for setting in settings}) > 1
        names: list[str] = []
        for number, setting in enumerate(settings, start=1):
            told = [_told(knob, dict(setting.values)[knob.name]) for knob in knobs]
            name = " ".join([*told, f"seed {setting.seed}"] if has_seeds else told)
            names.append(name if name and name not in names else f"{name} run {number}".strip())
        return names


def _told(knob: Knob, value: Value) -> str:
    return tell(value) if isinstance(value, str) else f"{knob.label} {tell(value)}"


def _like(figure: Figure, frame: Frame) -> list[Figure]:
    """The frame's figure of that title, if there is one, without the dots that only the present run needs."""
    found = [other for other in frame.figures if isinstance(other, Chart) and other.title == figure.title]
    return [replace(chart, series=tuple(line for line in chart.series if line.is_told)) for chart in found]
