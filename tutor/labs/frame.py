"""What an experiment shows at one moment: figures, numbers and what must be said beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tutor.errors import LabError
from tutor.suggest import did_you_mean

if TYPE_CHECKING:
    from tutor.plots.figure import Figure, Series


@dataclass(frozen=True)
class Readout:
    """A number the lab reports. `name` is an identifier for keys and claims."""

    name: str
    label: str
    value: float
    variant: str = ""  # of a variant kept beside the present one: which
    is_share: bool = False  # to be read as a percentage
    axis: str = ""  # the label of the axis where it can be read, if that is not its own


@dataclass(frozen=True)
class Moment:
    """A state of a live experiment. Its frame is drawn only if somebody looks, and before the run goes on."""

    step: int
    steps: int
    is_final: bool
    draw: Callable[[], Frame]

    def frame(self) -> Frame:
        """What is to be seen."""
        return self.draw()


@dataclass(frozen=True)
class Frame:
    """One whole state of an experiment, drawn. Still labs yield just this; the last of live ones `is_final`."""

    figures: tuple[Figure, ...]
    readouts: tuple[Readout, ...]
    series: tuple[Series, ...]  # all data, whether or not a figure shows them
    notes: tuple[str, ...] = ()  # what the learner must be told: clipped, diverged, dead
    variant: str = ""  # where there are several: the present one, whose readouts bear no name of their own
    step: int = 0
    steps: int = 0
    is_final: bool = True

    def frame(self) -> Frame:
        """Itself: what a still lab yields needs no drawing."""
        return self

    def readout(self, name: str) -> float:
        """The value of a readout. Raises LabError."""
        for readout in self.readouts:
            if readout.name == name:
                return readout.value
        known = [readout.name for readout in self.readouts]
        raise LabError(f"There is no readout {name!r}.", did_you_mean(name, known) or f"There are: {', '.join(known)}.")
