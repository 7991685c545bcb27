"""Texts on figures are safe, spelled for the terminal and cut to the room."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.plots.labels import fit, readable
from tutor.spans import cell_width


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("σ′(z)", "sigma'(z)"),
        ("‖δ‖ in Ω", "||delta|| in Omega"),
        ("N(0, 0.01²)", "N(0, 0.01^2)"),
        ("10⁻⁸", "10^-8"),
        ("x₁ × ŷ", "x1 x y"),
        ("−3 ≤ é …", "-3 <= e ..."),
        ("漢", "?"),
    ],
)
def test_ascii_spelling_keeps_the_meaning(text: str, spelled: str) -> None:
    assert readable(text, "ascii") == spelled


def test_unicode_tiers_keep_the_letters() -> None:
    assert readable("‖δ‖ σ²", "braille") == "‖δ‖ σ²"


@settings(derandomize=True, max_examples=100)
@given(st.text())
def test_no_text_steers_the_terminal_or_breaks_the_line(text: str) -> None:
    for tier in ("braille", "ascii"):
        shown = readable(text, tier)
        assert shown == "" or shown.isprintable() or all(c.isprintable() or c.isspace() for c in shown)
        assert len(shown.splitlines()) <= 1
        assert "\x1b" not in shown
    assert readable(text, "ascii").isascii()


@settings(derandomize=True, max_examples=100)
@given(st.text(st.characters(categories=["L", "N", "P"])), st.integers(0, 30))
def test_cut_text_fits(text: str, width: int) -> None:
    cut = fit(text, width, "…")
    assert cell_width(cut) <= width
    assert cut == text or cut.endswith("…") or width == 0


def test_text_that_fits_is_left_alone() -> None:
    assert fit("relu he", 7, "…") == "relu he"
    assert fit("relu he", 6, "…") == "relu…"
