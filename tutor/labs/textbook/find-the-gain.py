"""The two recursions of very wide random layers: the mean square q of z upwards, the factor chi of errors downwards."""

import math

import numpy as np

activation = "relu"
s = 1
depth = 10


def pdf(z):  # of the normal distribution
    return np.exp(-z * z / 2) / math.sqrt(2 * math.pi)


def cdf(z):
    return (1 + np.vectorize(math.erf)(z / math.sqrt(2))) / 2


def sigmoid(z):
    e = np.exp(-np.abs(z))  # between 0 and 1: never an overflow
    return np.where(z > 0, 1, e) / (1 + e)


def elu(z):
    return np.where(z > 0, z, np.expm1(np.minimum(z, 0)))


def elu_slope(z, alpha=1):
    return np.where(z > 0, 1, alpha * np.exp(np.minimum(z, 0)))


def selu(z):
    return scale * np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0)))


alpha, scale = 1.6732632423543772, 1.0507009873554805
f, slope = {
    "relu": (lambda z: np.maximum(z, 0), lambda z: 1.0 * (z > 0)),
    "leaky-0.2": (lambda z: np.where(z > 0, z, 0.2 * z), lambda z: np.where(z > 0, 1, 0.2)),
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "elu": (elu, elu_slope),
    "selu": (selu, lambda z: scale * elu_slope(z, alpha)),
    "gelu": (lambda z: z * cdf(z), lambda z: cdf(z) + z * pdf(z)),
    "silu": (lambda z: z * sigmoid(z), lambda z: sigmoid(z) * (1 + z * sigmoid(-z))),
    "softplus": (lambda z: np.logaddexp(0, z), sigmoid),
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * sigmoid(-z)),
}[activation]

# E g(sqrt(q) u)^2 for u ~ N(0, 1): Gauss-Legendre quadrature on both sides of the corner at 0
x, weight = np.polynomial.legendre.leggauss(400)
u, weight = np.concatenate([7 * x - 7, 7 * x + 7]), np.tile(7 * weight, 2)


def mean_square(g, q):
    return np.sum(weight * pdf(u) * g(math.sqrt(q) * u) ** 2)


q = 1
chi = s * mean_square(slope, q)
q_next = s * mean_square(f, q)
for _ in range(depth - 1):
    q = s * mean_square(f, q)

print(f"q_next = {float(q_next)!r}")
print(f"z_rms_top = {math.sqrt(q)!r}")
print(f"q_top = {float(q)!r}")
print(f"chi = {float(chi)!r}")
print(f"chi_top = {float(s * mean_square(slope, q))!r}")
