"""A formula in a line reads as the same mathematics."""

from __future__ import annotations

import math

import pytest
from formula_reading import AmbiguousError, value_of
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tutor.typeset.formula_parser import parse
from tutor.typeset.glyphs import ASCII, UNICODE, Glyphs
from tutor.typeset.inline import write_line


def line(source: str, glyphs: Glyphs = UNICODE) -> str:
    return "".join(span.text for span in write_line(parse(source), glyphs))


@pytest.mark.parametrize(
    ("source", "unicode", "ascii_"),
    [
        (r"z = \mathbf{w}^\top \mathbf{x} + b", "z = wᵀx + b", "z = w^T x + b"),
        (r"\frac{a+b}{2}", "(a + b)/2", "(a + b)/2"),
        (r"a - \frac{-b}{c}", "a − (−b/c)", "a - (-b/c)"),
        (r"-\frac{-2}{n}", "−(−2/n)", "-(-2/n)"),
        (r"\tfrac12(a-y)^2", "½(a − y)²", "(1/2) (a - y)^2"),
        (r"\frac{1}{1+e^{-z}}", "1/(1 + e⁻ᶻ)", "1/(1 + e^-z)"),
        (r"\frac{a}{bc}", "a/(bc)", "a/(bc)"),
        (r"\frac{\frac{a}{b}}{c}", "(a/b)/c", "(a/b)/c"),
        (r"\frac{a}{b} \quad \frac{c}{d}", "a/b  c/d", "a/b  c/d"),
        (r"\frac{a \quad b}{c}", "(a  b)/c", "(a  b)/c"),
        (r"a \div \frac{b}{c}", "a ÷ (b/c)", "a / (b/c)"),
        (r"\frac{a/b}{c}", "(a/b)/c", "(a/b)/c"),
        (r"\frac{ab}{ac}", "ab/(ac)", "ab/(ac)"),
        (r"\frac{-1}{-n}", "−1/(−n)", "-1/(-n)"),
        (r"a := b", "a := b", "a := b"),
        (r"\frac{\log x}{2}", "(log x)/2", "(log x)/2"),
        (r"\log\frac{p}{1-p}", "log (p/(1 − p))", "log (p/(1 - p))"),
        (r"\frac{a}{b}c", "(a/b) c", "(a/b) c"),
        (r"\frac{a}{b}/c", "(a/b)/c", "(a/b)/c"),
        (r"a/\frac{b}{c}", "a/(b/c)", "a/(b/c)"),
        (r"\frac{a}{b} \cdot c", "a/b · c", "a/b * c"),
        (r"2\tfrac12", "2(1/2)", "2 (1/2)"),
        (r"\frac12^2", "(½)²", "(1/2)^2"),
        (r"{a+b}^2", "(a + b)²", "(a + b)^2"),
        (r"{a^b}^c", "(aᵇ)ᶜ", "(a^b)^c"),
        (r"{x_i}^2", "xᵢ²", "x_i^2"),
        (r"e^{-z^2/2}", "e^(−z²/2)", "e^(-z^2/2)"),
        (r"x^2 y", "x²y", "x^2 y"),
        (r"10^{-3}", "10⁻³", "10^-3"),
        (r"\sigma_B^2 x", "σ_B²x", "sigma_B^2 x"),
        (r"W_{dz} x", "W_dz x", "W_dz x"),
        (r"n_{\text{in}}\operatorname{Var}(w)", "nᵢₙ Var(w)", "n_in Var(w)"),
        (r"x_{i,j}", "x_(i,j)", "x_(i,j)"),
        (r"W^{(l+1)} x", "W⁽ˡ⁺¹⁾x", "W^(l+1)x"),
        (r"x^{-1}", "x⁻¹", "x^-1"),
        (r"f''(z)^2", "f′′(z)²", "f''(z)^2"),
        (r"q^*", "q*", "q^*"),
        (r"\sqrt x", "√x", "sqrt(x)"),
        (r"\sqrt{x+1}", "√(x + 1)", "sqrt(x + 1)"),
        (r"\sqrt2\pi", "√(2)π", "sqrt(2) pi"),
        (r"\sqrt{x}^2", "(√x)²", "sqrt(x)^2"),
        (r"\sqrt[3]{x+1}", "(x + 1)^(1/3)", "(x + 1)^(1/3)"),
        (r"\sum_{i=1}^n x_i", "∑ᵢ₌₁ⁿ xᵢ", "sum_(i=1)^n x_i"),
        (r"\frac{\sum_i x_i}{n}", "(∑ᵢ xᵢ)/n", "(sum_i x_i)/n"),
        (r"\frac1n\sum_{b} x_b", "(1/n) ∑_b x_b", "(1/n) sum_b x_b"),
        (r"\lim_{n\to\infty} x_n", "lim_(n→∞) xₙ", "lim_(n->inf) x_n"),
        (r"\max_w (f(w))", "max_w (f(w))", "max_w (f(w))"),
        (r"\max(0, z)", "max(0, z)", "max(0, z)"),
        (r"\frac{1}{\operatorname{Var}(w)}", "1/Var(w)", "1/Var(w)"),
        (r"\frac{\partial L}{\partial z} = \frac{\partial L}{\partial a} f'(z)", "∂L/∂z = (∂L/∂a) f′(z)", None),
        (r"\frac{\partial^2 L}{\partial w_i\,\partial w_j}", "∂²L/(∂wᵢ ∂wⱼ)", "d^2 L/(dw_i dw_j)"),
        (r"\frac{\partial L}{\partial z}", "∂L/∂z", "dL/dz"),
        (r"\left.\frac{df}{dx}\right|_{x=0}", "(df/dx)|ₓ₌₀", "(df/dx)|_(x=0)"),
        (
            r"\begin{cases}\alpha z & z<0\\ z & z\ge 0\end{cases}",
            "{αz if z < 0; z if z ≥ 0}",
            "{alpha z if z < 0; z if z >= 0}",
        ),
        (r"\begin{cases}1 & \text{if } z>0\\ 0 & \text{otherwise}\end{cases}", "{1 if z > 0; 0 otherwise}", None),
        (
            r"\begin{cases}1 & \text{if it is open}\\ 0 & \max(z) < 0\end{cases}",
            "{1 if it is open; 0 if max(z) < 0}",
            None,
        ),
        (r"\begin{pmatrix}1&-2\\3&x\end{pmatrix}", "(1, −2; 3, x)", "(1, -2; 3, x)"),
        (r"\begin{aligned}a &= b\\ &= c\\ d &= e\end{aligned}", "a = b = c; d = e", "a = b = c; d = e"),
        (r"\underbrace{a+b}_{\text{sum}} c", "{a + b: sum}c", "{a + b: sum}c"),
        (r"\hat{x}_i - \bar y", "x̂ᵢ − ȳ", "x_hat_i - y_bar"),
        (r"\overline{a+b}", "bar(a + b)", "bar(a + b)"),
        (r"\lVert\mathbf g\rVert_2 \le c", "‖g‖₂ ≤ c", "||g||_2 <= c"),
        (r"|z| > 2", "|z| > 2", "|z| > 2"),
        (r"|-z|", "|−z|", "|-z|"),
        (r"p(y \mid x) \propto p(x|y)", "p(y | x) ∝ p(x|y)", "p(y | x) prop.to p(x|y)"),
        (r"x \in \mathbb{R}^{n\times m}", "x ∈ ℝ^(n×m)", "x in R^(n*m)"),
        (r"\mathbb{E}[x] \sim \mathcal{N}(0,1)", "E[x] ∼ N(0, 1)", "E[x] ~ N(0, 1)"),
        (r"\alpha\beta z", "αβz", "alpha beta z"),
        (r"\boldsymbol\delta \odot f'", "δ ⊙ f′", "delta (.) f'"),
        (r"-x + -1", "−x + −1", "-x + -1"),
        (r"10{,}000", "10,000", "10,000"),
        (r"1\,000", "1 000", "1 000"),
        (r"90^\circ", "90°", "90^o"),
        (r"n!", "n!", "n!"),
        (r"\frac{x}{n!}", "x/(n!)", "x/(n!)"),
        (r"x \overset{!}{=} y", "x =^! y", "x =^! y"),
        (r"\{1,\ldots,n\}", "{1, …, n}", "{1, ..., n}"),
    ],
)
def test_a_line_reads_like_the_formula(source: str, unicode: str, ascii_: str | None) -> None:
    assert line(source) == unicode
    if ascii_ is not None:
        assert line(source, ASCII) == ascii_


def test_variables_are_italic_vectors_bold_and_functions_upright() -> None:
    spans = write_line(parse(r"\max(\mathbf{w} x, 0)"), UNICODE)
    styles = {span.text: span.style for span in spans}
    assert styles["x"] == "math italic"
    assert styles["w"] == "math bold"
    assert styles["max"] == styles["0"] == "math"


def _number(value: int) -> tuple[str, float]:
    return str(value), float(value)


def _in_brackets(part: tuple[str, float]) -> tuple[str, float]:
    return rf"\left({part[0]}\right)", part[1]


def _combined(parts: st.SearchStrategy[tuple[str, float]]) -> st.SearchStrategy[tuple[str, float]]:
    """Sums, products, quotients, powers and roots; in LaTeX, brackets stand where TeX's own layout needs them."""
    closed = parts.map(_in_brackets)
    fractions = st.builds(
        lambda frac, a, b: (rf"\{frac}{{{a[0]}}}{{{b[0]}}}", _divided(a[1], b[1])),
        st.sampled_from(("frac", "tfrac", "dfrac")),
        parts,
        parts,
    )
    roots = parts.map(lambda a: (rf"\sqrt{{{a[0]}}}", _root(a[1])))
    factors = closed | fractions | roots
    grouped = parts.map(lambda a: (f"{{{a[0]}}}", a[1]))
    exponents = st.integers(-2, 3).map(_number) | fractions
    powers = st.builds(
        lambda a, b: (f"{a[0]}^{{{b[0]}}}", _power(a[1], b[1])), closed | grouped | roots | fractions, exponents
    )
    return st.one_of(
        fractions,
        roots,
        powers,
        st.builds(lambda a, b: (f"{a[0]} + {b[0]}", a[1] + b[1]), parts, factors | powers),
        st.builds(lambda a, b: (f"{a[0]} - {b[0]}", a[1] - b[1]), parts, factors | powers),
        st.builds(lambda a, b: (rf"{a[0]} \cdot {b[0]}", a[1] * b[1]), factors | powers, factors | powers),
        st.builds(lambda a, b: (f"{a[0]}{b[0]}", a[1] * b[1]), factors | st.integers(2, 9).map(_number), factors),
        factors.map(lambda a: (f"-{a[0]}", -a[1])),
    )


def _divided(a: float, b: float) -> float:
    return a / b if b else math.nan


def _root(a: float) -> float:
    return math.sqrt(a) if a >= 0 else math.nan


def _power(a: float, b: float) -> float:
    if math.isnan(a) or math.isnan(b) or abs(b) > 50 or (a < 0 and b != int(b)) or (a == 0 and b < 0):
        return math.nan
    try:
        return float(a**b)
    except OverflowError:
        return math.nan


expressions = st.recursive(st.integers(0, 12).map(_number), _combined, max_leaves=8)


@settings(max_examples=120, derandomize=True, deadline=None)
@given(expressions)
def test_brackets_are_never_lost(expression: tuple[str, float]) -> None:
    assert_reads_the_same(*expression)


@pytest.mark.slow
@settings(max_examples=4000, derandomize=True, deadline=None)
@given(expressions)
def test_brackets_are_never_lost_in_thousands_of_formulas(expression: tuple[str, float]) -> None:
    assert_reads_the_same(*expression)


def assert_reads_the_same(source: str, value: float) -> None:
    assume(math.isfinite(value) and abs(value) < 1e9)
    for glyphs in (UNICODE, ASCII):
        read = value_of(line(source, glyphs))
        assert math.isclose(read, value, rel_tol=1e-6, abs_tol=1e-6), (source, line(source, glyphs))


@pytest.mark.parametrize("text", ["1/2 (3)", "√2(3)", "2½", "√2²", "1/2/3"])
def test_the_reader_refuses_what_people_read_in_two_ways(text: str) -> None:
    with pytest.raises(AmbiguousError):
        value_of(text)
