"""Every word that a style of a typeset span can hold, for themes to give a look to."""

from __future__ import annotations

from typing import Final

STYLE_WORDS: Final = {
    "heading": "any heading",
    "heading1": "a heading of the first level",
    "heading2": "a heading of the second level",
    "heading3": "a heading of the third level or deeper",
    "strong": "important words, and the head of a table",
    "emphasis": "stressed words",
    "code": "code in a line or in a block, and the LaTeX source of a formula",
    "keyword": "in code: a word of the language",
    "function": "in code: the name of a function or class",
    "builtin": "in code: a name the language brings",
    "string": "in code: text in quotes",
    "number": "in code: a number",
    "comment": "in code: a comment",
    "operator": "in code: an operator",
    "math": "a formula, or a part of one",
    "italic": "in a formula: a variable",
    "bold": "in a formula: a vector or matrix",
    "link": "a link's text and its address",
    "quote": "quoted text",
    "callout": "the bar and label of a callout, always with its kind",
    "note": "a callout that adds something",
    "warning": "a callout about a trap",
    "insight": "a callout with the point of it all",
    "definition": "a callout that fixes a term",
    "sources-differ": "a callout about what sources say differently",
    "bullet": "the mark of a list item",
    "rule": "lines: under headings, in tables, beside quotes, between sections",
    "dim": "what is only there to help reading: a picture's words, the mark of a folded line",
    "error": "a formula that cannot be read, and why",
}
"""Word -> what it marks. A span's style is any number of these, separated by spaces."""
