"""Signal and error through deep random nets with weights N(0, s/n), and the recursion that predicts the signal."""

import math

import numpy as np

activation = "relu"
s = 2
width = 64
depth = 10
nets = 1
seed = 0


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


def rms(x):
    return math.sqrt(np.mean(x * x))


log_top = log_ratio = 0
for net in range(nets):
    rng = np.random.default_rng([seed, net])
    a = rng.normal(size=(256, width))
    weights, zs = [], []
    for _ in range(depth):
        weights.append(math.sqrt(s / width) * rng.normal(size=(width, width)))
        zs.append(a @ weights[-1])
        a = f(zs[-1])
    error = rng.normal(size=(256, width))
    deltas = []
    for W, z in zip(weights[::-1], zs[::-1], strict=True):
        deltas.append(error * slope(z))  # delta = dL/da f'(z)
        error = deltas[-1] @ W.T
    log_top += math.log(rms(a)) / nets  # the geometric mean over nets
    log_ratio += math.log(rms(deltas[-1]) / rms(deltas[0])) / nets

# E f(sqrt(q) u)^2 for u ~ N(0, 1): Gauss-Legendre quadrature on both sides of the corner at 0
x, weight = np.polynomial.legendre.leggauss(400)
u, weight = np.concatenate([7 * x - 7, 7 * x + 7]), np.tile(7 * weight, 2)
mean_square = 1
for _ in range(depth):
    q = s * mean_square
    mean_square = np.sum(weight * pdf(u) * f(math.sqrt(q) * u) ** 2)

print(f"activation_top = {math.exp(log_top)!r}")
print(f"delta_ratio = {math.exp(log_ratio)!r}")
print(f"activation_top_theory = {math.sqrt(mean_square)!r}")
