"""What every lab shows as it is opened (or at the end of a short run), row by row, beside its knobs at two sizes.

UPDATE_GOLDEN=1 writes the files anew; look at what has changed before you keep it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from lab_samples import EXPERIMENTS, NAMES, quick

from tutor.labs.readouts import told_lines
from tutor.labs.registry import load
from tutor.labs.running import last_frame
from tutor.plots.draw import draw
from tutor.plots.look import Look
from tutor.spans import line_width, plain_text
from tutor.ui.tiling import side_by_side, tiles

GOLDEN = Path(__file__).parent / "golden"
SPACES = {"80x24": (42, 19, 36), "120x40": (78, 35, 40)}
"""Terminal -> cells and rows for the figures, cells for the numbers."""


@pytest.mark.parametrize("size", SPACES)
@pytest.mark.parametrize(
    "name", [name if name in EXPERIMENTS else pytest.param(name, marks=pytest.mark.slow) for name in NAMES]
)
def test_lab_looks_as_it_did(name: str, size: str) -> None:
    lab = load(name)
    frame = last_frame(lab, lab.setting(quick(name)))
    width, height, beside = SPACES[size]
    figures, rows = iter(frame.figures), []
    for row in tiles(len(frame.figures), width, height):
        rows += side_by_side([draw(next(figures), cells, row.height, Look()) for cells in row.widths])
    assert {line_width(row) for row in rows} == {width}
    shown = plain_text((*rows, (), *told_lines(frame, beside))).splitlines()
    text = "\n".join(line.rstrip() for line in shown) + "\n"
    file = GOLDEN / f"{name}-{size}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
