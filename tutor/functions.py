"""The scalar mathematics of the subject, in plain floats.

The expression language of lesson files calls these functions, and the array engine is tested against them.
Each activation `f` has its derivative beside it as `f_slope`. Nothing here raises for a finite argument.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

LEAKY_SLOPE: Final = 0.01
PRELU_SLOPE: Final = 0.25
SELU_ALPHA: Final = 1.6732632423543772848  # Klambauer et al. 2017, section 2
SELU_SCALE: Final = 1.0507009873554804934
GELU_TANH_CUBIC: Final = 0.044715  # Hendrycks & Gimpel 2016, section 2
GELU_TANH_FLAT: Final = 1e3  # far beyond z = 10, where tanh of the inner term is 1 to the last bit


def identity(z: float) -> float:
    """The pre-activation itself."""
    return z


def identity_slope(z: float) -> float:
    """1 everywhere (nan stays nan)."""
    return z if math.isnan(z) else 1.0


def sigmoid(z: float) -> float:
    """1 / (1 + e^-z), from e^-|z| so that neither tail overflows or loses its leading digits."""
    e = math.exp(-abs(z))
    return 1.0 / (1.0 + e) if z >= 0 else e / (1.0 + e)


def sigmoid_slope(z: float) -> float:
    """sigma(z) sigma(-z): symmetric, where sigma (1 - sigma) dies on the positive side beyond z = 37."""
    return sigmoid(z) * sigmoid(-z)


def tanh(z: float) -> float:
    """The hyperbolic tangent."""
    return math.tanh(z)


def tanh_slope(z: float) -> float:
    """1 - tanh(z)^2, as 1 / cosh^2 written with e^-2|z| so that the tails keep their digits."""
    e = math.exp(-2.0 * abs(z))
    return 4.0 * e / (1.0 + e) ** 2


def relu(z: float) -> float:
    """max(0, z); nan stays nan."""
    return z if z > 0 or math.isnan(z) else 0.0


def relu_slope(z: float) -> float:
    """1 for z > 0, else 0; at the corner 0, as PyTorch and JAX have it."""
    return _step(z, below=0.0)


def leaky_relu(z: float, alpha: float = LEAKY_SLOPE) -> float:
    """z for z >= 0, alpha z below."""
    return z if z >= 0 else alpha * z


def leaky_relu_slope(z: float, alpha: float = LEAKY_SLOPE) -> float:
    """1 for z > 0, else alpha."""
    return _step(z, below=alpha)


def prelu(z: float, alpha: float = PRELU_SLOPE) -> float:
    """Leaky ReLU whose alpha is learned; 0.25 is where it starts (He et al. 2015, section 2.1)."""
    return leaky_relu(z, alpha)


def prelu_slope(z: float, alpha: float = PRELU_SLOPE) -> float:
    """1 for z > 0, else alpha."""
    return _step(z, below=alpha)


def elu(z: float, alpha: float = 1.0) -> float:
    """z for z > 0, alpha (e^z - 1) below (Clevert et al. 2016)."""
    return z if z > 0 else alpha * math.expm1(min(z, 0.0)) if not math.isnan(z) else z


def elu_slope(z: float, alpha: float = 1.0) -> float:
    """1 for z > 0, alpha e^z below; at the corner alpha, the limit from the left."""
    return _step(z, below=alpha * math.exp(min(z, 0.0)))


def selu(z: float) -> float:
    """ELU with the two constants that make mean 0 and variance 1 reproduce themselves (Klambauer et al. 2017)."""
    return SELU_SCALE * elu(z, SELU_ALPHA)


def selu_slope(z: float) -> float:
    """1.0507 for z > 0; jumps to 1.7581 at the corner and decays to its left."""
    return SELU_SCALE * elu_slope(z, SELU_ALPHA)


def normal_pdf(z: float) -> float:
    """The density of the standard normal distribution."""
    return math.exp(-0.5 * z * z) / math.sqrt(2.0 * math.pi)


def normal_cdf(z: float) -> float:
    """P(Z <= z) for a standard normal Z; erfc keeps the digits of the left tail."""
    return 0.5 * math.erfc(-z / math.sqrt(2.0))


def gelu(z: float) -> float:
    """z Phi(z), exact (Hendrycks & Gimpel 2016)."""
    return z * normal_cdf(z) if z != -math.inf else 0.0


def gelu_slope(z: float) -> float:
    """Phi(z) + z phi(z); 0 at z = -0.7518 and negative to its left."""
    return normal_cdf(z) + (z * normal_pdf(z) if math.isfinite(z) else 0.0)


def gelu_tanh(z: float) -> float:
    """The tanh form of GELU; off the exact one by at most 4.8e-4."""
    if abs(z) > GELU_TANH_FLAT:
        return max(z, 0.0)
    return 0.5 * z * (1.0 + math.tanh(_gelu_inner(z)))


def gelu_tanh_slope(z: float) -> float:
    """The derivative of the tanh form."""
    if abs(z) > GELU_TANH_FLAT:
        return 1.0 if z > 0 else 0.0
    inner = _gelu_inner(z)
    inner_slope = math.sqrt(2.0 / math.pi) * (1.0 + 3.0 * GELU_TANH_CUBIC * z * z)
    return 0.5 * (1.0 + math.tanh(inner)) + 0.5 * z * tanh_slope(inner) * inner_slope


def _gelu_inner(z: float) -> float:
    return math.sqrt(2.0 / math.pi) * (z + GELU_TANH_CUBIC * z**3)


def softplus(z: float) -> float:
    """ln(1 + e^z) as max(z, 0) + log1p(e^-|z|): no overflow, and the left tail keeps its digits."""
    return max(z, 0.0) + math.log1p(math.exp(-abs(z))) if not math.isnan(z) else z


def softplus_slope(z: float) -> float:
    """The sigmoid."""
    return sigmoid(z)


def silu(z: float) -> float:
    """z sigma(z), also called swish."""
    return z * sigmoid(z) if z != -math.inf else 0.0


def silu_slope(z: float) -> float:
    """sigma(z) (1 + z sigma(-z))."""
    return sigmoid(z) + (z * sigmoid_slope(z) if math.isfinite(z) else 0.0)


def _step(z: float, below: float) -> float:
    if math.isnan(z):
        return z
    return 1.0 if z > 0 else below


Scalar = Callable[[float], float]

ACTIVATIONS: Final[dict[str, tuple[Scalar, Scalar]]] = {
    "identity": (identity, identity_slope),
    "sigmoid": (sigmoid, sigmoid_slope),
    "tanh": (tanh, tanh_slope),
    "relu": (relu, relu_slope),
    "leaky-relu": (leaky_relu, leaky_relu_slope),
    "prelu": (prelu, prelu_slope),
    "elu": (elu, elu_slope),
    "selu": (selu, selu_slope),
    "gelu": (gelu, gelu_slope),
    "gelu-tanh": (gelu_tanh, gelu_tanh_slope),
    "softplus": (softplus, softplus_slope),
    "silu": (silu, silu_slope),
}
"""Name as in knobs and on the command line -> (value, derivative)."""
