"""Mean-field theory: what a wide random network does to signals and errors, without drawing one.

For layers of equal width n with weights and biases of variances Var(w) and Var(b), z of a layer is Gaussian with mean
square q, and

    q_1 = s q_0 + t,   q_(l+1) = s E f(sqrt(q_l) u)^2 + t,   chi_l = s E f'(sqrt(q_l) u)^2,   u ~ N(0, 1),

where s = n Var(w) and t = Var(b). The mean square of the error signal grows by chi_l from layer l+1 to layer l.
Source: Poole et al. 2016, eq. 3; Schoenholz et al. 2017, eq. 9.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from tutor.nn.activation import Activation
from tutor.nn.arrays import Array
from tutor.nn.special import normal_pdf

GRID_END = 14.0  # the density is below 1e-42 beyond
PANELS = 2_800  # an even number, so that the corner at 0 lies between two of them
NODES = 5
SHARE_POINTS = 100_000  # none of them 0


@dataclass(frozen=True, eq=False)
class MeanField:
    """Predicted root mean squares by layer, layer 1 first: each (depth,)."""

    pre_activation: Array
    activation: Array
    delta: Array  # relative to an error signal of 1 at the activations of the top layer
    chi: Array


def mean_field(
    activation: Activation, s: float, depth: int, input_mean_square: float = 1.0, bias_variance: float = 0.0
) -> MeanField:
    """The recursion for `depth` layers with s = n Var(w)."""
    q = s * input_mean_square + bias_variance
    mean_squares, activations, slopes = [], [], []
    for _ in range(depth):
        second_moment = moment(activation.value, q)
        mean_squares.append(q)
        activations.append(second_moment)
        slopes.append(moment(activation.slope, q))
        q = s * second_moment + bias_variance
    slope_moments = np.array(slopes)
    chi = s * slope_moments
    # delta_L = e f'(z_L) with e of size 1; each layer further down multiplies by its own chi
    from_above = np.concatenate([np.cumprod(chi[:-1][::-1])[::-1], [1.0]])
    return MeanField(np.sqrt(mean_squares), np.sqrt(activations), np.sqrt(from_above * slope_moments[-1]), chi)


def moment(function: Callable[[Array], Array], q: float, power: int = 2) -> float:
    """E function(sqrt(q) u)^power for u ~ N(0, 1), to about 1e-15 if `function` is smooth on both sides of 0."""
    points, weights = _normal_grid()
    with np.errstate(over="ignore", invalid="ignore"):
        return float(weights @ function(np.sqrt(q) * points) ** power)


def moment_slope(function: Callable[[Array], Array], q: float, power: int = 2) -> float:
    """d/dq of E function(sqrt(q) u)^power = E function(sqrt(q) u)^power (u^2 - 1) / 2q, kinks or not."""
    points, weights = _normal_grid()
    return float((weights * (points * points - 1.0)) @ function(np.sqrt(q) * points) ** power) / (2.0 * q)


def mean_singular_value(s: float) -> float:
    """Of a large square matrix with s = n Var(w): 8 / (3 pi) sqrt(s), the mean of the quarter circle law.

    Source: Marchenko & Pastur 1967; measured of trained layers by Glorot & Bengio 2010.
    """
    return 8.0 / (3.0 * np.pi) * math.sqrt(s)


def born_dead_probability(width: int, depth: int) -> float:
    """That a ReLU net with zero biases gives 0 for one input: 1 - (1 - 2^-N)^K with N units in each of K layers.

    Source: Lu et al. 2019.
    """
    return 1.0 - (1.0 - 0.5**width) ** depth


def sigmoid_chain_slope(depth: int) -> float:
    """The most that a chain of one-unit sigmoid layers with w = 1 lets through: every slope 1/4, 0.25^depth."""
    return 0.25**depth


def share(condition: Callable[[Array], npt.NDArray[np.bool_]], q: float) -> float:
    """P(condition(sqrt(q) u)) for u ~ N(0, 1), to 1e-4 at each place where the answer changes."""
    points = np.linspace(-GRID_END, GRID_END, SHARE_POINTS)
    weights = normal_pdf(points)
    return float(weights @ condition(np.sqrt(q) * points) / weights.sum())


@cache
def _normal_grid() -> tuple[Array, Array]:
    """Points and weights of Gauss-Legendre quadrature, panel by panel, with the normal density in the weights."""
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    half_panel = GRID_END / PANELS
    centers = np.linspace(-GRID_END + half_panel, GRID_END - half_panel, PANELS)
    points = (centers[:, None] + half_panel * nodes).ravel()
    return points, normal_pdf(points) * np.tile(half_panel * weights, PANELS)
