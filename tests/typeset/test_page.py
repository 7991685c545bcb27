"""Pages: every kind of block, as rows of text."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from typing import get_args

import pytest

from tutor.spans import Span, plain_text
from tutor.typeset.page import CALLOUT_LABELS, Callout, typeset, typeset_inline


def page(markdown: str, width: int = 40, **options: bool) -> str:
    return plain_text(typeset(textwrap.dedent(markdown).strip(), width, **options))


def rows(text: str) -> str:
    return textwrap.dedent(text).strip("\n")


def styles(markdown: str, word: str) -> str:
    return next(span.style for line in typeset(markdown, 76) for span in line if word in span.text)


def test_three_levels_of_headings_look_different() -> None:
    assert page("# One\n\n## Two $x^2$\n\n### Three\n\ntext") == rows("""
        One
        ━━━

        Two x²
        ──────

        Three

        text
        """)
    assert styles("# One", "One") == styles("# One", "━") == "heading heading1"
    assert styles("## Two", "Two") == "heading heading2"
    assert styles("### Three", "Three") == styles("##### Five", "Five") == "heading heading3"


def test_paragraphs_wrap_and_stand_one_line_apart() -> None:
    assert page("one two\nthree four five six seven eight nine\n\n\n\nten", 20) == rows("""
        one two three four
        five six seven eight
        nine

        ten
        """)


def test_a_hard_break_is_kept() -> None:
    assert page("one  \ntwo\\\nthree") == "one\ntwo\nthree"


def test_marks_of_words_become_styles() -> None:
    text = "a **strong** and *stressed* and ***both*** and `code`"
    assert styles(text, "strong") == "strong"
    assert styles(text, "stressed") == "emphasis"
    assert styles(text, "both") == "emphasis strong"
    assert styles(text, "code") == "code"
    assert styles("**so $x$ is**", "x") == "strong math italic"


def test_links_show_their_address_unless_it_is_their_text() -> None:
    assert page("[paper](https://a.org/x), <https://b.org>", 76) == "paper (https://a.org/x), https://b.org"
    assert styles("[paper](https://a.org/x)", "paper") == "link"


def test_pictures_show_their_words_and_html_is_text() -> None:
    assert page("![a gate](x.png) <b>bold</b> &amp; more") == "[a gate] <b>bold</b> & more"
    assert page("<div>\nraw\n</div>") == "<div> raw </div>"


def test_tight_lists_nest_and_align() -> None:
    assert page(
        """
        - one two three four five six seven eight
          - inner
            1. deep
        - last
        """
    ) == rows("""
          • one two three four five six seven
            eight
            ◦ inner
              1. deep
          • last
        """).replace("• one", "  • one", 1).replace("\n", "\n  ")


def test_numbers_are_right_aligned_and_start_where_the_author_says() -> None:
    assert page("9. nine\n10. ten") == "   9. nine\n  10. ten"


def test_loose_lists_have_blank_lines() -> None:
    assert page("- one\n\n- two\n\n  more") == "  • one\n\n  • two\n\n    more"


def test_a_list_with_a_display_inside_parts_its_items() -> None:
    assert page("1. one\n   - inner\n\n     $$x^2$$\n2. two") == (
        "  1. one\n"  #
        "     ◦ inner\n"
        "\n"
        "           x²\n"
        "\n"
        "  2. two"
    )


def test_quotes_have_a_bar_that_goes_on_beside_displays() -> None:
    assert page("> A dead unit has $f'(z) = 0$ everywhere.\n>\n> $$x_B$$", 30) == (
        "│ A dead unit has f′(z) = 0\n"  #
        "│ everywhere.\n"
        "│\n"
        "│     x\n"
        "│      B"
    )
    assert styles("> words", "words") == "quote"
    assert styles("> words", "│") == "rule"


@pytest.mark.parametrize("kind", get_args(Callout))
def test_callouts_have_a_bar_and_a_label(kind: Callout) -> None:
    lines = typeset("one two three four five\n\nsix", 20, callout=kind)
    assert plain_text(lines) == f"▌ {CALLOUT_LABELS[kind]}\n▌ one two three four\n▌ five\n▌\n▌ six"
    assert lines[0][0].style == f"callout {kind}"


def test_rules_go_from_edge_to_edge() -> None:
    assert page("a\n\n---\n\nb", 20) == "a\n\n" + "─" * 20 + "\n\nb"


def test_displays_stand_in_by_four() -> None:
    assert page("so\n\n$$\n\\frac{a}{b}\n$$\n\nand") == rows("""
        so

             a
            ───
             b

        and
        """)


def test_a_display_glued_to_its_paragraph_is_still_displayed() -> None:
    assert page("so\n$$x_B$$\nand") == "so\n\n    x\n     B\n\nand"


def test_the_source_of_formulas_can_be_shown() -> None:
    text = "so $\\frac{a}{b}$\n\n$$\n\\frac{c}{d}\n= e\n$$"
    assert page(text, show_source=True) == "so $\\frac{a}{b}$\n\n    \\frac{c}{d}\n    = e"
    assert plain_text([typeset_inline("so $x^2$", show_source=True)]) == "so $x^2$"


def test_a_bad_formula_is_shown_with_the_reason() -> None:
    assert page("$$\ny = \\sofmax(x)\n$$", 76) == rows(r"""
            y = \sofmax(x)
            [formula: unknown command \sofmax at 6; did you mean "\max"?]
        """).replace("y =", "    y =").replace("[formula", "    [formula")
    assert page(r"so $\sofmax$ it is", 90) == (
        r'so \sofmax [formula: unknown command \sofmax at 1; did you mean "\max"?] it is'
    )
    assert styles(r"so $\sofmax$", "sofmax") == "error"


def test_money_is_text() -> None:
    assert page("It costs $5 or $6.") == "It costs $5 or $6."


def test_ascii_pages_are_ascii() -> None:
    text = "# σ\n\n- “so” $\\sigma(z) \\le 1$ — x²\n\n> a\n\n---\n\n```\nπ = 3\n```"
    assert page(text, 20, ascii_only=True) == (
        "sigma\n"  #
        "=====\n"
        "\n"
        '  * "so"\n'
        "    sigma(z) <= 1 --\n"
        "    x^2\n"
        "\n"
        "| a\n"
        "\n"
        "--------------------\n"
        "\n"
        "  pi = 3"
    )


def test_narrower_than_twenty_is_set_for_twenty() -> None:
    assert page("one two three four five", 5) == "one two three four\nfive"


def test_lists_nested_beyond_the_width_are_no_longer_set_in() -> None:
    nested = "".join("  " * depth + "- word\n" for depth in range(15))
    lines = plain_text(typeset(nested, 20)).splitlines()
    assert sum("word" in line for line in lines) == 15
    assert max(map(len, lines)) <= 20


def test_an_empty_heading_takes_no_room() -> None:
    assert page("a\n\n#\n\nb") == "a\n\nb"


def test_an_empty_text_has_no_lines() -> None:
    assert typeset("", 40) == typeset(" \n\n", 40) == ()
    assert typeset_inline("") == ()


def test_a_single_line_is_never_wrapped_and_begins_no_block() -> None:
    line = typeset_inline("1. **one** $\\frac12$ " + "long " * 30)
    assert plain_text([line]).startswith("1. one ½ long long")
    assert line[1] == Span("one", "strong")
    assert plain_text([typeset_inline("# no heading")]) == "# no heading"


def test_characters_that_steer_a_terminal_do_not_come_out() -> None:
    text = "a\x1b[31mb &#x202E;c\u200b \x07d `\x9b`\n\n```\n\x1b]0;title\x07\n```\n\n$\\text{\x1b}$"
    for ascii_only in (False, True):
        lines = typeset(text, 60, ascii_only=ascii_only)
        assert all(span.text.isprintable() for line in lines for span in line)
    assert plain_text(typeset("a\x1bb", 60)) == "a\ufffdb"


def test_importing_the_page_loads_neither_lexers_nor_a_terminal_library() -> None:
    program = (
        "import sys, tutor.typeset.page; print([name for name in ('pygments', 'rich', 'numpy') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True).stdout == "[]\n"
