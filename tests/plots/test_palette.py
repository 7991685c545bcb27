"""Colors can be read on the grounds they are likely to meet."""

from __future__ import annotations

import pytest

from tutor.plots.look import Look
from tutor.plots.palette import DARK, FIELD_STEPS, LIGHT, Palette, field_shades, inks

GROUNDS = [(DARK, "#121212"), (DARK, "#1e1e1e"), (LIGHT, "#ffffff"), (LIGHT, "#f5f5f5")]
TEXT, LINE, DECORATION = 4.5, 3.0, 2.0  # WCAG 2.2, success criteria 1.4.3 and 1.4.11; raw values under an average


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("palette", "ground"), GROUNDS)
def test_texts_can_be_read(palette: Palette, ground: str) -> None:
    for color in (palette.title, palette.label, palette.mark, palette.note):
        assert contrast(color, ground) >= TEXT


@pytest.mark.parametrize(("palette", "ground"), GROUNDS)
def test_lines_can_be_seen(palette: Palette, ground: str) -> None:
    for color in (*palette.hues, palette.axis):
        assert contrast(color, ground) >= LINE
    for color in palette.faint:
        assert contrast(color, ground) >= DECORATION


@pytest.mark.parametrize("palette", [DARK, LIGHT])
def test_bands_keep_labels_and_lines_visible(palette: Palette) -> None:
    assert contrast(palette.mark, palette.band) >= TEXT
    for color in palette.hues:
        assert contrast(color, palette.band) >= LINE


@pytest.mark.parametrize("palette", [DARK, LIGHT])
def test_points_of_a_cloud_can_be_seen_on_every_shade_of_a_field(palette: Palette) -> None:
    for shade in field_shades(palette):
        for color in palette.clouds:
            assert contrast(color, shade) >= LINE


@pytest.mark.parametrize("palette", [DARK, LIGHT])
def test_field_runs_from_end_to_end_over_the_middle(palette: Palette) -> None:
    shades = field_shades(palette)
    assert len(shades) == FIELD_STEPS
    assert (shades[0], shades[FIELD_STEPS // 2], shades[-1]) == palette.field


def test_look_without_color_has_no_color_words() -> None:
    plain = inks(Look(is_colored=False))
    words = [plain.title, plain.label, plain.axis, plain.grid, plain.mark, plain.note, plain.band, plain.letter]
    assert not any("#" in word for word in (*words, *plain.hues, *plain.faint, *plain.clouds, *plain.field))
