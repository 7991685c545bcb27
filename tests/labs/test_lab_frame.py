"""Frames: readouts by name."""

from __future__ import annotations

import pytest

from tutor.errors import LabError
from tutor.labs.frame import Frame, Readout

FRAME = Frame((), (Readout("loss", "loss L", 0.25), Readout("loss[relu:he]", "loss L", 0.5, "relu he")), ())


def test_readouts_are_found_by_name() -> None:
    assert (FRAME.readout("loss"), FRAME.readout("loss[relu:he]")) == (0.25, 0.5)


def test_unknown_readout_is_refused_with_what_may_be_meant() -> None:
    with pytest.raises(LabError, match=r"^There is no readout 'los'\. Did you mean \"loss\"\?$"):
        FRAME.readout("los")
    with pytest.raises(LabError, match=r"^There is no readout 'q'\. There are: loss, loss\[relu:he\]\.$"):
        FRAME.readout("q")
