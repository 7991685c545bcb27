"""LaTeX commands that are not signs: blanks, accents, fonts, sizes, brackets and environments."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from tutor.typeset.formula_tree import Symbol
from tutor.typeset.symbols import CHARACTERS, COMMANDS

NO_BRACKET: Final = Symbol("", "", "open")

SPACES: Final = {"\\,": 1, "\\:": 1, "\\;": 1, "\\ ": 1, "~": 1, "\\!": 0, "\\quad": 2, "\\qquad": 4}
ACCENTS: Final = {
    "\\hat": "hat",
    "\\widehat": "hat",
    "\\bar": "bar",
    "\\overline": "bar",
    "\\tilde": "tilde",
    "\\widetilde": "tilde",
    "\\dot": "dot",
    "\\ddot": "ddot",
    "\\check": "check",
    "\\breve": "breve",
}
FONTS: Final = {
    "\\mathbf": "bold",
    "\\boldsymbol": "bold",
    "\\bm": "bold",
    "\\vec": "bold",
    "\\mathit": "italic",
    "\\mathrm": "",
    "\\mathsf": "",
    "\\mathtt": "",
    "\\mathcal": "",
    "\\mathscr": "",
}
WORDS: Final = frozenset({"\\text", "\\textrm", "\\textbf", "\\textit", "\\mbox"})
SAY_NOTHING: Final = frozenset({"\\displaystyle", "\\textstyle", "\\nonumber", "\\notag"})
SIZES: Final = frozenset(f"\\{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m"))
DELIMITERS: Final = {
    **{character: CHARACTERS[character] for character in "()[]|/<>‖⟨⟩⌊⌋⌈⌉"},
    **{f"\\{name}": COMMANDS[name] for name in ("{", "}", "|", "vert", "Vert", "lbrace", "rbrace", "langle", "rangle")},
    **{f"\\{name}": COMMANDS[name] for name in ("lfloor", "rfloor", "lceil", "rceil")},
    **{f"\\{name}": COMMANDS[name] for name in ("lvert", "rvert", "lVert", "rVert")},
    ".": NO_BRACKET,
}


class Environment(NamedTuple):
    """How the rows between a begin and an end are set, and between which brackets."""

    kind: Literal["matrix", "cases", "aligned"]
    left: Symbol = NO_BRACKET
    right: Symbol = NO_BRACKET


ENVIRONMENTS: Final = {
    "matrix": Environment("matrix"),
    "pmatrix": Environment("matrix", CHARACTERS["("], CHARACTERS[")"]),
    "bmatrix": Environment("matrix", CHARACTERS["["], CHARACTERS["]"]),
    "vmatrix": Environment("matrix", CHARACTERS["|"], CHARACTERS["|"]),
    "Vmatrix": Environment("matrix", CHARACTERS["‖"], CHARACTERS["‖"]),
    "cases": Environment("cases", COMMANDS["{"]),
    "aligned": Environment("aligned"),
    "align": Environment("aligned"),
    "align*": Environment("aligned"),
    "split": Environment("aligned"),
    "gathered": Environment("aligned"),
}
