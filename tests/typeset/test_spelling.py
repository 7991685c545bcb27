"""Text in ASCII still says what it said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.typeset.spelling import spell


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("plain ASCII", "plain ASCII"),
        ("σ(z) ≤ 0.25", "sigma(z) <= 0.25"),
        ("αz, zα, 2α, αβ", "alpha z, z alpha, 2 alpha, alpha beta"),
        ("10⁻⁵ and x²", "10^-5 and x^2"),
        ("aᵇ⁺ᶜ", "a^(b+c)"),
        ("W⁽ˡ⁾", "W^(l)"),
        ("x₁₀ and nᵢₙ", "x_10 and n_in"),
        ("½ and 2½", "1/2 and 2 1/2"),
        ("x̂ − x̄", "x_hat - x_bar"),
        ("“so” – it’s… café", '"so" - it\'s... cafe'),
        ("a → b", "a -> b"),
        ("∂L/∂z", "dL/dz"),
        ("√(v + ε)", "sqrt(v + epsilon)"),
        ("中", "?"),
    ],
)
def test_spelling(text: str, spelled: str) -> None:
    assert spell(text) == spelled


@settings(derandomize=True, max_examples=300)
@given(st.text())
def test_nothing_but_ascii_comes_out(text: str) -> None:
    assert spell(text).isascii()
