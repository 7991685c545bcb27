"""Tables: columns as wide as they need, cells that wrap, and a list where columns would be too narrow."""

from __future__ import annotations

from tutor.spans import Span, line_width, plain_text
from tutor.typeset.page import typeset
from tutor.typeset.table import column_widths


def page(markdown: str, width: int, *, ascii_only: bool = False) -> str:
    return plain_text(typeset(markdown, width, ascii_only=ascii_only))


NUMBERS = """
| $z$ | $\\sigma(z)$ | note |
|--:|:--:|---|
| 0 | 0.5 | steep |
| −10 | 4.54e−5 | flat |
"""

WORDS = """
| Activation | Where it is used |
|---|---|
| Leaky ReLU | where units would otherwise die |
| GELU | transformers |
"""


def test_a_narrow_table_stays_narrow_and_aligns_its_columns() -> None:
    assert page(NUMBERS, 76) == (
        "  z │  σ(z)   │ note\n"  #
        "────┼─────────┼──────\n"
        "  0 │   0.5   │ steep\n"
        "−10 │ 4.54e−5 │ flat"
    )


def test_the_same_in_ascii() -> None:
    assert page(NUMBERS, 76, ascii_only=True) == (
        "  z | sigma(z) | note\n"  #
        "----+----------+------\n"
        "  0 |   0.5    | steep\n"
        "-10 | 4.54e-5  | flat"
    )


def test_cells_wrap_inside_of_their_column_and_rules_part_the_rows() -> None:
    assert page(WORDS, 34) == (
        "Activation │ Where it is used\n"
        "───────────┼──────────────────────\n"
        "Leaky ReLU │ where units would\n"
        "           │ otherwise die\n"
        "───────────┼──────────────────────\n"
        "GELU       │ transformers"
    )


def test_too_many_columns_become_a_list() -> None:
    head = "| activation | derivative | initialization |\n|--|--|--|\n"
    table = f"{head}| ReLU | 0 or 1 | He |\n| tanh | 1 at most | Xavier |\n"
    assert page(table, 28) == (
        "activation: ReLU\n"
        "derivative: 0 or 1\n"
        "initialization: He\n"
        "\n"
        "activation: tanh\n"
        "derivative: 1 at most\n"
        "initialization: Xavier"
    )


def test_the_head_is_strong() -> None:
    assert typeset(NUMBERS, 76)[0][0] == Span("  ")
    assert {span.style for span in typeset(NUMBERS, 76)[0] if span.text.strip()} == {
        "strong math italic",
        "strong math",
        "strong",
        "rule",
    }


def test_short_columns_have_what_they_need_and_long_ones_share_the_rest() -> None:
    rows = [[(Span("ab"),), (Span("word " * 10),), (Span("word " * 20),)]]
    widths = column_widths(rows, 40)
    assert widths[0] == 2
    assert sum(widths) == 40
    assert abs(widths[1] - widths[2]) <= 1


def test_cells_that_cannot_be_shared_evenly_go_to_the_first_columns() -> None:
    assert column_widths([[(Span("word " * 10),)] * 3], 40) == [14, 13, 13]


def test_a_table_without_rows_or_with_empty_cells_is_no_problem() -> None:
    assert page("| a | b |\n|--|--|\n", 40) == "a │ b"
    assert page("| a | b |\n|--|--|\n| | x |\n", 40) == "a │ b\n──┼──\n  │ x"


def test_tables_in_lists_keep_to_their_width() -> None:
    nested = "- item\n\n" + "".join(f"  {row}\n" for row in WORDS.strip().splitlines())
    assert all(line_width(line) <= 30 for line in typeset(nested, 30))
