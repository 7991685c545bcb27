"""Code keeps every character, and its words have the styles of their kind."""

from __future__ import annotations

from tutor.spans import Span, plain_text
from tutor.typeset.page import typeset

CODE = """
```python
def relu(z):
    return np.maximum(0, z)  # gate

x = "text"
```
"""


def test_code_stands_in_by_two_and_keeps_its_lines() -> None:
    assert plain_text(typeset(CODE, 76)) == (
        "  def relu(z):\n"  #
        "      return np.maximum(0, z)  # gate\n"
        "\n"
        '  x = "text"'
    )


def test_words_have_the_style_of_their_kind() -> None:
    spans = {span for line in typeset(CODE, 76) for span in line}
    assert Span("def", "code keyword") in spans
    assert Span("relu", "code function") in spans
    assert Span("0", "code number") in spans
    assert Span("# gate", "code comment") in spans
    assert Span('"text"', "code string") in spans


def test_long_lines_are_folded_and_marked() -> None:
    assert plain_text(typeset(CODE, 24)) == (
        '  def relu(z):\n      return np.maximum(\n  ↪ 0, z)  # gate\n\n  x = "text"'
    )
    assert Span("↪ ", "dim") in typeset(CODE, 24)[2]


def test_unknown_and_unnamed_languages_are_plain() -> None:
    for language in ("", "no-such-language"):
        assert typeset(f"```{language}\nx = 1\n```", 40) == ((Span("  "), Span("x = 1", "code")),)


def test_tabs_become_blanks() -> None:
    assert plain_text(typeset("```\n\tx\n```", 40)) == "      x"
