"""An activation at one point, and what it makes of normal inputs."""

import math

import numpy as np

activation = "sigmoid"
alpha = "usual"
z = 0.0
spread = 1.0

# the left half of f is alpha z, or alpha (e^z - 1) in ELU and SELU
usual = {"identity": 1, "relu": 0, "leaky-relu": 0.01, "prelu": 0.25}
usual |= {"elu": 1, "selu": 1.6732632423543772}
factor = usual.get(activation)
if alpha != "usual" and activation in ("leaky-relu", "prelu", "elu"):
    factor = float(alpha)


def tanh_slope(z):
    e = np.exp(-2 * np.abs(z))  # 1 - tanh(z)^2 would be 0 beyond z = 19
    return 4 * e / (1 + e) ** 2


def f(z):
    """f(z) and f'(z) of the activation."""
    e = np.exp(-np.abs(z))  # at most 1: nothing overflows
    sigmoid = np.where(z >= 0, 1, e) / (1 + e)
    sigmoid_slope = e / (1 + e) ** 2
    match activation:
        case "identity" | "relu" | "leaky-relu" | "prelu":
            slope = np.where(z > 0, 1, factor)
            return z * slope, slope
        case "sigmoid":
            return sigmoid, sigmoid_slope
        case "tanh":
            return np.tanh(z), tanh_slope(z)
        case "elu" | "selu":
            scale = 1.0507009873554805 if activation == "selu" else 1.0
            left = np.minimum(z, 0)
            value = np.where(z > 0, z, factor * np.expm1(left))
            slope = np.where(z > 0, 1, factor * np.exp(left))
            return scale * value, scale * slope
        case "gelu":
            cdf = np.vectorize(math.erfc)(-z / math.sqrt(2)) / 2
            pdf = np.exp(-z * z / 2) / math.sqrt(2 * math.pi)
            return z * cdf, cdf + z * pdf
        case "gelu-tanh":
            u = math.sqrt(2 / math.pi) * (z + 0.044715 * z**3)
            du = math.sqrt(2 / math.pi) * (1 + 3 * 0.044715 * z * z)
            gate = (1 + np.tanh(u)) / 2
            return z * gate, gate + z / 2 * tanh_slope(u) * du
        case "softplus":
            return np.maximum(z, 0) + np.log1p(e), sigmoid
        case "silu":
            return z * sigmoid, sigmoid + z * sigmoid_slope


value, slope = f(np.array([z]))

# means over z ~ N(0, spread^2) by Gauss-Legendre quadrature, on each side
# of 0 by itself: some activations have a corner there
nodes, weights = np.polynomial.legendre.leggauss(200)
u = 7 * (nodes + 1)  # from 0 to 14 standard deviations
density = 7 * weights * np.exp(-u * u / 2) / math.sqrt(2 * math.pi)
left, left_slope = f(-spread * u)
right, right_slope = f(spread * u)
mean = float(density @ (left + right))
second_moment = float(density @ (left**2 + right**2))
slope_second_moment = float(density @ (left_slope**2 + right_slope**2))

print(f"value = {float(value[0])!r}")
print(f"slope = {float(slope[0])!r}")
print(f"mean = {mean!r}")
print(f"variance = {second_moment - mean**2!r}")
print(f"second_moment = {second_moment!r}")
print(f"slope_second_moment = {slope_second_moment!r}")
