"""The figures and numbers of all labs as they are read: nothing cut, one style of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from lab_samples import EXPERIMENTS, each_end, quick

from tutor.labs.frame import Frame
from tutor.labs.readouts import told_lines
from tutor.labs.registry import load
from tutor.labs.running import outcome
from tutor.plots.draw import draw
from tutor.plots.figure import Figure, Ridge
from tutor.plots.look import Look
from tutor.plots.words import describe
from tutor.spans import plain_text

VARIANTS: dict[str, tuple[str, ...]] = {
    "activation-explorer": ("leaky-relu", "gelu-tanh"),
    "gradient-check": ("relu", "leaky-relu", "gelu-tanh", "sigmoid"),
    "product-of-slopes": ("sigmoid:8:-4:0.5", "gelu-tanh:-0.5:-10:-0.3"),
    "depth-profile": ("relu:he", "sigmoid:xavier"),
    "depth-race": ("leaky-relu:xavier:1", "relu:he:1"),
}
HEIGHTS = (16, 21)
"""Rows of a figure in an 80x24 terminal, in a lab with a goal above it and in one without."""


def frames(name: str) -> Iterator[Frame]:
    """The lab as it is opened; some at each end of each knob, and with variants beside one another."""
    for params in each_end(name) if name in VARIANTS and not quick(name) else (quick(name),):
        yield outcome(name, params)
    if name in VARIANTS:
        lab = load(name)
        in_variants = lab.variants.knobs if lab.variants else ()
        rest: dict[str, Any] = {knob: value for knob, value in quick(name).items() if knob not in in_variants}
        yield outcome(name, rest, 0, VARIANTS[name])


def named_parts(figure: Figure) -> list[str]:
    """Title and names of axes."""
    y_label = "" if isinstance(figure, Ridge) or not hasattr(figure, "y") else figure.y.label
    return [figure.title, y_label]


@pytest.mark.slow
@pytest.mark.parametrize("name", EXPERIMENTS)
def test_no_title_and_no_name_of_an_axis_is_cut_in_the_smallest_terminal(name: str) -> None:
    for frame in frames(name):
        for figure in frame.figures:
            for width, height in ((width, height) for width in range(40, 61, 4) for height in HEIGHTS):
                rows = plain_text(draw(figure, width, height, Look(is_colored=False), is_live=True)).split("\n")
                head = " ".join(" ".join(rows[:3]).split())
                for part in named_parts(figure):
                    assert part in head, (width, height, part, rows[:3])


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_numbers_are_written_with_a_true_minus_and_a_blank_before_percent(name: str) -> None:
    for frame in frames(name):
        said = [plain_text(told_lines(frame, 60))]
        for figure in frame.figures:
            said.append(plain_text(draw(figure, 60, 16, Look(is_colored=False), is_live=True)))
            said += describe(figure).sentences
            said += [cell for row in describe(figure).rows for cell in row]
        text = "\n".join(said)
        assert not re.search(r"(?<![\w])-[0-9]|e-[0-9]|e[−+]?0[0-9]|[0-9]%", text), text


@pytest.mark.parametrize("name", VARIANTS)
def test_readouts_of_several_variants_name_the_one_they_are_of(name: str) -> None:
    *_, several = frames(name)
    rows = plain_text(told_lines(several, 60)).split("\n")
    assert several.variant in rows, "its name is a heading"
    kept = {readout.variant for readout in several.readouts if readout.variant}
    assert all(any(row.startswith(f"  {variant} ") for row in rows) for variant in kept)
    assert outcome(name, quick(name)).variant == ""


def test_words_keep_an_equation_on_one_line() -> None:
    sentences = describe(outcome("gate-meter", {}).figures[1]).sentences
    assert not any(" = " in sentence or "= " in sentence for sentence in sentences)
    assert any("z\u00a0=\u00a00" in sentence for sentence in sentences)
