"""Readouts as lines."""

from __future__ import annotations

import math

from tutor.labs.frame import Frame, Readout
from tutor.labs.readouts import readout_lines
from tutor.plots.look import Tier
from tutor.spans import line_width, plain_text

READOUTS = (
    Readout("loss", "loss L", 0.125),
    Readout("delta", "δ = ∂L/∂z", -4.53937e-5),
    Readout("share", "flat units", 0.5, is_share=True),
    Readout("square", "E f²", 12345.678),
    Readout("limit", "highest f", math.inf),
)
KEPT = (
    Readout("loss[relu:he]", "loss L", 0.25, "relu he"),
    Readout("delta[relu:he]", "δ = ∂L/∂z", 1.0, "relu he"),
    Readout("loss[tanh:he]", "loss L", 0.75, "tanh he"),
)


def rows(width: int, *watch: str, kept: bool = False, tier: Tier = "braille") -> list[str]:
    frame = Frame((), READOUTS + (KEPT if kept else ()), (), variant="gelu he" if kept else "")
    return plain_text(readout_lines(frame, width, watch, tier)).replace("\u00a0", "_").split("\n")


def test_a_narrow_place_gets_one_column() -> None:
    assert rows(24) == [
        "loss L      0.125",
        "δ = ∂L/∂z   −4.5e−5",
        "flat units  50_%",
        "E f²        12_346",
        "highest f   inf",
    ]


def test_a_wide_place_gets_as_many_columns_as_fit_filled_downward() -> None:
    assert rows(48) == [
        "loss L      0.125       E f²        12_346",
        "δ = ∂L/∂z   −4.5e−5     highest f   inf",
        "flat units  50_%",
    ]


def test_lines_keep_to_the_width_if_one_column_does() -> None:
    for width in range(21, 120):
        for line in readout_lines(Frame((), READOUTS, ()), width):
            assert line_width(line) <= width + 3, "a gap may hang over the edge, of blanks"


def test_only_what_is_watched_is_shown_if_anything_is() -> None:
    assert rows(40, "share", "limit") == ["flat units  50_%", "highest f   inf"]


def test_readouts_of_several_variants_say_whose_they_are() -> None:
    compared = ["loss L", "  relu he  0.25", "  tanh he  0.75", "  gelu he  0.125"]
    assert rows(24, "loss", kept=True) == compared
    assert rows(24, "loss", "delta", kept=True) == [*compared, "gelu he", "δ = ∂L/∂z  −4.5e−5"]


def test_ascii_spells_labels_and_numbers_and_stays_aligned() -> None:
    assert rows(30, tier="ascii") == [
        "loss L         0.125",
        "delta = dL/dz  -4.5e-5",
        "flat units     50 %",
        "E f^2          12 346",
        "highest f      inf",
    ]


def test_nothing_to_show_is_no_line() -> None:
    assert list(readout_lines(Frame((), (), ()), 40)) == []
