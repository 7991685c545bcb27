"""Whole figures: golden rows, exact sizes, plain characters, lines that differ without color."""

from __future__ import annotations

import os
import re
from pathlib import Path

import numpy as np
import pytest
from plot_samples import FIGURES

from tutor.plots import dots, plotext_renderer
from tutor.plots.draw import draw
from tutor.plots.figure import Chart, Figure, Series, numbers
from tutor.plots.glyphs import letter_of
from tutor.plots.look import Look, Tier
from tutor.spans import line_width, plain_text

GOLDEN = Path(__file__).parent / "golden"
AXIS = re.compile(r"( *[└+])[─┬+-]{9}")
TIERS: tuple[Tier, ...] = ("braille", "blocks", "ascii")
CHARTS = [name for name, figure in FIGURES.items() if isinstance(figure, Chart)]

CASES = [
    *((name, "braille", True, 76, 20, False) for name in FIGURES),
    *((name, "ascii", False, 76, 20, False) for name in FIGURES),
    *((name, "braille", False, 54, 16, True) for name in FIGURES),
    ("sigmoid", "blocks", False, 54, 16, False),
    ("decay", "blocks", True, 54, 16, True),
    ("decay", "braille", True, 120, 35, False),
    ("decay", "braille", False, 30, 9, False),
    ("ridge", "braille", False, 30, 9, False),
    ("log-bars", "ascii", False, 30, 9, False),
    ("sigmoid", "braille", True, 12, 4, False),
]


@pytest.mark.parametrize(("name", "tier", "is_colored", "width", "height", "is_live"), CASES)
def test_figure_looks_as_it_did(
    name: str, tier: Tier, is_colored: bool, width: int, height: int, is_live: bool
) -> None:
    rows = plain_text(draw(FIGURES[name], width, height, Look(tier, "dark", is_colored), is_live=is_live)) + "\n"
    variant = f"{'color' if is_colored else 'plain'}{'-live' if is_live else ''}"
    file = GOLDEN / f"{name}-{tier}-{variant}-{width}x{height}.txt"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        file.write_text(rows, encoding="utf-8")
    assert rows == file.read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    assert len(list(GOLDEN.iterdir())) == len(CASES)


@pytest.mark.parametrize("is_live", [False, True])
@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("name", FIGURES)
def test_lines_are_as_many_and_as_wide_as_asked(name: str, tier: Tier, is_live: bool) -> None:
    for width, height in ((1, 1), (1, 12), (12, 1), (2, 3), (8, 6), (9, 5), (40, 13), (169, 49)):
        lines = draw(FIGURES[name], width, height, Look(tier), is_live=is_live)
        assert [line_width(line) for line in lines] == [width] * height


@pytest.mark.parametrize("name", FIGURES)
def test_ascii_tier_is_ascii(name: str) -> None:
    for is_colored in (False, True):
        assert plain_text(draw(FIGURES[name], 80, 24, Look("ascii", "dark", is_colored))).isascii()


@pytest.mark.parametrize("name", FIGURES)
def test_without_color_no_style_names_one(name: str) -> None:
    for tier in TIERS:
        styles = {span.style for line in draw(FIGURES[name], 80, 24, Look(tier, "dark", False)) for span in line}
        assert not any("#" in style for style in styles)


@pytest.mark.parametrize("is_live", [False, True])
@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("name", CHARTS)
def test_without_color_every_line_carries_its_letter(name: str, tier: Tier, is_live: bool) -> None:
    chart = FIGURES[name]
    for width, height in ((54, 16), (80, 24), (120, 35)):
        picture = _picture(chart, width, height, Look(tier, "dark", False), is_live)
        for position in range(len(chart.series)):
            assert letter_of(position) in picture


@pytest.mark.parametrize("tier", TIERS)
def test_lines_that_lie_on_each_other_still_show_both_letters(tier: Tier) -> None:
    x = numbers(np.linspace(0, 1, 40))
    twins = Chart("", (Series("a", "a", x, x), Series("b", "b", x, x)))
    picture = _picture(twins, 54, 16, Look(tier, "dark", False), False)
    assert "o" in picture
    assert "x" in picture


@pytest.mark.parametrize("tier", TIERS)
def test_shortest_lines_that_lie_on_each_other_show_both_letters(tier: Tier) -> None:
    near, full = numbers([0.50, 0.56]), numbers([0.0, 1.0])
    twins = [Series(name, name, near, near) for name in "ab"]
    chart = Chart("", (*twins, Series("c", "c", full, numbers([0, 0]))))
    picture = _picture(chart, 54, 16, Look(tier, "dark", False), True)
    assert "o" in picture
    assert "x" in picture


def _picture(chart: Figure, width: int, height: int, look: Look, is_live: bool) -> str:
    """The rows right of the y axis and above the x axis."""
    rows = plain_text(draw(chart, width, height, look, is_live=is_live)).split("\n")
    axis, left = next((row, found.end(1)) for row, text in enumerate(rows) if (found := AXIS.match(text)))
    return "\n".join(row[left:] for row in rows[1:axis])


@pytest.mark.parametrize("name", CHARTS)
def test_live_and_still_chart_share_their_frame(name: str) -> None:
    still = plain_text(draw(FIGURES[name], 76, 20, Look("braille"))).split("\n")
    live = plain_text(draw(FIGURES[name], 76, 20, Look("braille"), is_live=True)).split("\n")
    axis = next(row for row, text in enumerate(still) if "└" in text)
    left = still[axis].index("└") + 1
    assert [row[:left] for row in still] == [row[:left] for row in live]
    assert still[axis:] == live[axis:]


def test_colors_are_those_of_the_theme() -> None:
    chart = FIGURES["sigmoid"]
    dark = {span.style for line in draw(chart, 60, 16, Look("braille", "dark")) for span in line}
    light = {span.style for line in draw(chart, 60, 16, Look("braille", "light")) for span in line}
    assert {"#56b4e9", "#e69f00"} <= {word for style in dark for word in style.split()}
    assert {"#0072b2", "#be5000"} <= {word for style in light for word in style.split()}


def test_hue_asked_for_wins_over_position() -> None:
    x = numbers([0.0, 1.0])
    chart = Chart("", (Series("a", "a", x, x, hue=1),))
    styles = {span.style for line in draw(chart, 30, 6, Look()) for span in line}
    assert "#e69f00" in styles
    assert "#56b4e9" not in styles


def test_lines_are_two_dots_thick_from_120_columns_on() -> None:
    x = numbers([0.0, 1.0])
    level = Chart("", (Series("a", "a", x, numbers([0.5, 0.5])),))
    thin, thick = (plain_text(draw(level, width, 3, Look(), is_live=True)) for width in (119, 120))
    assert (thickness(thin), thickness(thick)) == (1, 2)
    assert thickness(plain_text(draw(level, 120, 3, Look()))) == 2


def thickness(picture: str) -> int:
    """How many dots stand above each other in one column of dots of the middle row."""
    cell = picture.split("\n")[1][40]
    return sum((ord(cell) - 0x2800) >> bit & 1 for bit in (0, 1, 2, 6))


@pytest.mark.parametrize(
    ("name", "is_live", "is_plotext"), [("decay", False, True), ("decay", True, False), ("loss", False, False)]
)
def test_plotext_draws_still_charts_of_calm_lines(
    name: str, is_live: bool, is_plotext: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []
    monkeypatch.setattr(plotext_renderer, "rasterize", lambda *given: calls.append(given) or dots.rasterize(*given))
    draw(FIGURES[name], 80, 24, Look(), is_live=is_live)
    assert bool(calls) == is_plotext


def test_chart_without_points_says_so() -> None:
    empty = Chart("nothing yet", (Series("a", "a", numbers([]), numbers([])),))
    for is_live in (False, True):
        assert "no data" in plain_text(draw(empty, 40, 10, Look(), is_live=is_live))
