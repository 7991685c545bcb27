"""Where formulas stand in a text, and what an author is told."""

from __future__ import annotations

import pytest

from tutor.typeset.checking import Finding, check, formulas


def test_formulas_are_found_where_they_are_written() -> None:
    text = "Two: $a$ and $a$, `$a$`, $a$.\n\n$$\nb = c\n$$\n\n> quoted $d\n> = e$\n\n| h |\n|--|\n| $f$ |\n"
    found = formulas(text)
    assert [formula.kind for formula in found] == ["inline"] * 3 + ["display"] + ["inline"] * 2
    assert [formula.source for formula in found] == ["a", "a", "a", "\nb = c\n", "d\n= e", "f"]
    assert [text[formula.position - 1] for formula in found] == ["$"] * 6
    assert [formula.position for formula in found] == sorted({formula.position for formula in found})
    assert text[: found[2].position].endswith("`, $")


def test_escaped_bars_of_a_table_do_not_shift_positions() -> None:
    text = "| a $x$ |\n|--|\n| b $\\|w\\|$ |\n"
    assert [formula.position for formula in formulas(text)] == [text.index("x"), text.index("\\|w")]


def test_windows_line_ends_do_not_shift_positions() -> None:
    text = "one\r\n\r\ntwo $x$\r\n\r\n$$\r\ny\r\n$$\r\n"
    assert [text[formula.position :][:1] for formula in formulas(text)] == ["x", "\r"]


def test_money_is_no_formula() -> None:
    for text in (
        "It costs $5 or $6.",
        "It costs 3$ or 4$.",
        "It costs $5-$6.",
        "It costs $5 or $x.",
        "3$-4$",
        "$ 5 $",
        "a \\$5 b$",
    ):
        assert formulas(text) == ()


def test_a_formula_may_be_followed_by_a_number_far_away() -> None:
    assert [formula.source for formula in formulas("$x$ is 2")] == ["x"]


@pytest.mark.parametrize(
    ("text", "marked", "what"),
    [
        ("fine $a$\n\nbad $\\sofmax(x)$", "\\sofmax", "unknown command"),
        ("$$\na = \\frac{1}\n$$", "\\frac", "no argument"),
        ("> quoted\n>\n> $$\n> a\n> = \\sofmax\n> $$", "\\sofmax", "unknown command"),
        ("- item\n\n  $$\n  a\n  = \\sofmax\n  $$", "\\sofmax", "unknown command"),
        ("| h | i |\n|--|--|\n| $P(a|b)$ | c |", "|b)", "splits the table's cell"),
        ("| h | i |\n|--|--|\n| x | $\\|w\\|$ |", "|w", "splits the table's cell"),
        ("text\n$$\na\n$$\n", "$$", "inside of a paragraph"),
        ("text $$a$$ text", "$$a", "inside of a paragraph"),
        ("text\n\n$$\na = b\n\ntext", "$$", "never closed"),
        ("open $\\alpha + 1", "\\alpha", "not in a formula"),
        ("10$\\times$ slower", "\\times", "not in a formula"),
    ],
)
def test_findings_point_at_the_fault(text: str, marked: str, what: str) -> None:
    findings = check(text)
    assert len(findings) == 1
    assert what in findings[0].what
    assert findings[0].position == text.index(marked)
    assert findings[0].remedy


def test_all_findings_come_in_the_order_of_the_text() -> None:
    findings = check("$\\alhpa$ and $\\betta$\n\n| a |\n|--|\n| $x|y$ |\n")
    assert findings == tuple(sorted(findings))
    assert [finding.remedy for finding in findings[:2]] == ['Did you mean "\\alpha"?', 'Did you mean "\\beta"?']
    assert isinstance(findings[0], Finding)


@pytest.mark.parametrize(
    "text",
    [
        "costs $5 or $6",
        "| a | b |\n|--|--|\n| $x$ | $y$ |",
        "| $5 | or $6 |\n|--|--|\n| 1 | 2 |",
        "| $p(y \\mid x)$ | $\\vert z \\vert$ |\n|--|--|\n| 1 | 2 |",
        "an escaped \\$\\$ is fine",
        "`$$` in code is fine",
        "a path C:\\lessons is fine",
        "above\n\n$$ x $$\n\nbelow",
    ],
)
def test_nothing_is_said_about_what_is_fine(text: str) -> None:
    assert check(text) == ()
