"""The signs of formulas: LaTeX name -> Unicode glyph and ASCII spelling, and how the sign stands to its neighbors.

Every glyph is one cell wide, or letters of one cell each, and is in the common monospace fonts.
"""

from __future__ import annotations

from typing import Final

from tutor.typeset.formula_tree import Kind, Symbol

_Table = dict[str, tuple[str, str]]

_GREEK: Final[_Table] = {
    "alpha": ("α", "alpha"),
    "beta": ("β", "beta"),
    "gamma": ("γ", "gamma"),
    "delta": ("δ", "delta"),
    "epsilon": ("ε", "epsilon"),
    "varepsilon": ("ε", "epsilon"),
    "zeta": ("ζ", "zeta"),
    "eta": ("η", "eta"),
    "theta": ("θ", "theta"),
    "vartheta": ("ϑ", "theta"),
    "iota": ("ι", "iota"),
    "kappa": ("κ", "kappa"),
    "lambda": ("λ", "lambda"),
    "mu": ("μ", "mu"),
    "nu": ("ν", "nu"),
    "xi": ("ξ", "xi"),
    "pi": ("π", "pi"),
    "rho": ("ρ", "rho"),
    "varrho": ("ρ", "rho"),
    "sigma": ("σ", "sigma"),
    "varsigma": ("ς", "sigma"),
    "tau": ("τ", "tau"),
    "upsilon": ("υ", "upsilon"),
    "phi": ("φ", "phi"),
    "varphi": ("φ", "phi"),
    "chi": ("χ", "chi"),
    "psi": ("ψ", "psi"),
    "omega": ("ω", "omega"),
    "Gamma": ("Γ", "Gamma"),
    "Delta": ("Δ", "Delta"),
    "Theta": ("Θ", "Theta"),
    "Lambda": ("Λ", "Lambda"),
    "Xi": ("Ξ", "Xi"),
    "Pi": ("Π", "Pi"),
    "Sigma": ("Σ", "Sigma"),
    "Upsilon": ("Υ", "Upsilon"),
    "Phi": ("Φ", "Phi"),
    "Psi": ("Ψ", "Psi"),
    "Omega": ("Ω", "Omega"),
}

_ORDINARY: Final[_Table] = _GREEK | {
    "partial": ("∂", "d"),
    "nabla": ("∇", "grad"),
    "infty": ("∞", "inf"),
    "ell": ("l", "l"),
    "hbar": ("ℏ", "hbar"),
    "top": ("⊤", "T"),
    "bot": ("⊥", "bot"),
    "emptyset": ("∅", "{}"),
    "forall": ("∀", "for all"),
    "exists": ("∃", "exists"),
    "neg": ("¬", "not "),
    "lnot": ("¬", "not "),
    "ldots": ("…", "..."),
    "dots": ("…", "..."),
    "cdots": ("⋯", "..."),
    "vdots": ("┊", ":"),
    "ddots": ("╲", "\\"),
    "prime": ("′", "'"),
    "degree": ("°", "deg"),
    "dagger": ("†", "+"),
    "%": ("%", "%"),
    "#": ("#", "#"),
    "&": ("&", "&"),
    "$": ("$", "$"),
    "_": ("_", "_"),
    "colon": (":", ":"),
    "angle": ("∠", "angle "),
    "square": ("□", "[]"),
    "checkmark": ("✓", "v"),
}

_BINARY: Final[_Table] = {
    "cdot": ("·", "*"),
    "times": ("×", "*"),
    "div": ("÷", "/"),
    "pm": ("±", "+-"),
    "mp": ("∓", "-+"),
    "ast": ("∗", "*"),
    "star": ("⋆", "*"),
    "circ": ("∘", "o"),
    "bullet": ("•", "*"),
    "odot": ("⊙", "(.)"),
    "otimes": ("⊗", "(x)"),
    "oplus": ("⊕", "(+)"),
    "ominus": ("⊖", "(-)"),
    "cup": ("∪", "union"),
    "cap": ("∩", "intersect"),
    "setminus": ("\\", "\\"),
    "wedge": ("∧", "and"),
    "land": ("∧", "and"),
    "vee": ("∨", "or"),
    "lor": ("∨", "or"),
}

_RELATION: Final[_Table] = {
    "le": ("≤", "<="),
    "leq": ("≤", "<="),
    "ge": ("≥", ">="),
    "geq": ("≥", ">="),
    "ne": ("≠", "!="),
    "neq": ("≠", "!="),
    "lt": ("<", "<"),
    "gt": (">", ">"),
    "ll": ("<<", "<<"),
    "gg": (">>", ">>"),
    "approx": ("≈", "~="),
    "sim": ("∼", "~"),
    "simeq": ("≃", "~="),
    "cong": ("≅", "~="),
    "equiv": ("≡", "=="),
    "propto": ("∝", "prop.to"),
    "triangleq": ("≜", ":="),
    "coloneqq": ("≔", ":="),
    "in": ("∈", "in"),
    "notin": ("∉", "not in"),
    "ni": ("∋", "contains"),
    "subset": ("⊂", "subset of"),
    "subseteq": ("⊆", "subset of"),
    "supset": ("⊃", "contains"),
    "perp": ("⊥", "perp"),
    "parallel": ("‖", "||"),
    "mid": ("|", "|"),
    "to": ("→", "->"),
    "rightarrow": ("→", "->"),
    "longrightarrow": ("→", "->"),
    "leftarrow": ("←", "<-"),
    "gets": ("←", "<-"),
    "leftrightarrow": ("↔", "<->"),
    "longleftrightarrow": ("↔", "<->"),
    "Rightarrow": ("⇒", "=>"),
    "Longrightarrow": ("⇒", "=>"),
    "implies": ("⇒", "=>"),
    "Leftarrow": ("⇐", "<=="),
    "Leftrightarrow": ("⇔", "<=>"),
    "iff": ("⇔", "<=>"),
    "mapsto": ("↦", "|->"),
    "uparrow": ("↑", "^"),
    "downarrow": ("↓", "v"),
    "nearrow": ("↗", "^"),
    "searrow": ("↘", "v"),
}

_SUMS: Final[_Table] = {
    "sum": ("∑", "sum"),
    "prod": ("∏", "prod"),
    "int": ("∫", "int"),
    "bigcup": ("⋃", "union"),
    "bigcap": ("⋂", "intersection"),
}

_OPEN: Final[_Table] = {
    "{": ("{", "{"),
    "lbrace": ("{", "{"),
    "langle": ("⟨", "<"),
    "lfloor": ("⌊", "floor("),
    "lceil": ("⌈", "ceil("),
    "lvert": ("|", "|"),
    "lVert": ("‖", "||"),
}

_CLOSE: Final[_Table] = {
    "}": ("}", "}"),
    "rbrace": ("}", "}"),
    "rangle": ("⟩", ">"),
    "rfloor": ("⌋", ")"),
    "rceil": ("⌉", ")"),
    "rvert": ("|", "|"),
    "rVert": ("‖", "||"),
}

_BARS: Final[_Table] = {"vert": ("|", "|"), "|": ("‖", "||"), "Vert": ("‖", "||")}

_FUNCTIONS: Final = ("arctan", "arg", "cos", "cosh", "dim", "exp", "ln", "log", "sin", "sinh", "tan", "tanh")
_FUNCTIONS_WITH_LIMITS: Final = ("Pr", "det", "inf", "lim", "max", "min", "sup")

_TABLES: Final[dict[Kind, _Table]] = {
    "ordinary": _ORDINARY,
    "binary": _BINARY,
    "relation": _RELATION,
    "sum": _SUMS,
    "open": _OPEN,
    "close": _CLOSE,
    "bar": _BARS,
}

COMMANDS: Final[dict[str, Symbol]] = (
    {
        name: Symbol(glyph, spelling, kind, has_limits=kind == "sum" and name != "int")
        for kind, table in _TABLES.items()
        for name, (glyph, spelling) in table.items()
    }
    | {name: Symbol(name, name, "operator") for name in _FUNCTIONS}
    | {name: Symbol(name, name, "operator", has_limits=True) for name in _FUNCTIONS_WITH_LIMITS}
)
"""LaTeX name without its backslash -> sign."""

CHARACTERS: Final[dict[str, Symbol]] = {
    symbol.glyph: symbol for symbol in reversed(COMMANDS.values()) if not symbol.glyph.isascii()
} | {
    "+": Symbol("+", "+", "binary"),
    "-": Symbol("−", "-", "binary"),
    "−": Symbol("−", "-", "binary"),
    "*": Symbol("∗", "*", "binary"),
    "=": Symbol("=", "=", "relation"),
    "<": Symbol("<", "<", "relation"),
    ">": Symbol(">", ">", "relation"),
    ":": Symbol(":", ":", "relation"),
    ",": Symbol(",", ",", "punctuation"),
    ";": Symbol(";", ";", "punctuation"),
    "(": Symbol("(", "(", "open"),
    "[": Symbol("[", "[", "open"),
    ")": Symbol(")", ")", "close"),
    "]": Symbol("]", "]", "close"),
    "|": Symbol("|", "|", "bar"),
    "‖": Symbol("‖", "||", "bar"),
    "∥": Symbol("‖", "||", "bar"),
    "/": Symbol("/", "/", "slash"),
}
"""A character as typed -> sign: what LaTeX has for ASCII, and every glyph above typed as itself."""

DOUBLE_STRUCK: Final = {"R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ", "P": "ℙ"}
"""Blackboard letters that common fonts have; the others are set as upright letters."""
