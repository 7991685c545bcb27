"""Batch normalization before each activation of a deep random net: the error signal on its way down."""

import math

import numpy as np

activation = "relu"
norm = "batch"
batch = 256
depth = 50
width = 64
seed = 0


def pdf(z):  # of the normal distribution
    return np.exp(-z * z / 2) / math.sqrt(2 * math.pi)


def cdf(z):
    return (1 + np.vectorize(math.erf)(z / math.sqrt(2))) / 2


def sigmoid(z):
    e = np.exp(-np.abs(z))  # between 0 and 1: never an overflow
    return np.where(z > 0, 1, e) / (1 + e)


f, slope = {
    "relu": (lambda z: np.maximum(z, 0), lambda z: 1.0 * (z > 0)),
    "gelu": (lambda z: z * cdf(z), lambda z: cdf(z) + z * pdf(z)),
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * sigmoid(-z)),
    "identity": (lambda z: z, np.ones_like),
}[activation]


def mean(x):  # over the batch
    return np.full((1, batch), 1 / batch) @ x


rng = np.random.default_rng(seed)
a = rng.normal(size=(batch, width))
layers = []
for _ in range(depth):
    W = rng.normal(0, math.sqrt(2 / width), (width, width))
    z, scale = a @ W, 1.0
    if norm == "batch":
        z = z - mean(z)
        scale = 1 / np.sqrt(mean(z * z) + 1e-5)
        z = z * scale
    layers.append((W, z, scale))
    a = f(z)

error = rng.normal(size=(batch, width))
deltas = []  # top layer first
for W, z, scale in reversed(layers):
    delta = error * slope(z)
    if norm == "batch":
        delta = scale * (delta - mean(delta) - z * mean(delta * z))
    deltas.append(math.sqrt(np.mean(delta**2)))
    error = delta @ W.T

low = max(depth // 5, 1)
high = max(4 * depth // 5, low + 1)

print(f"delta_ratio = {deltas[-1] / deltas[0]!r}")
print(f"growth = {(deltas[depth - low] / deltas[depth - high]) ** (1 / (high - low))!r}")
print(f"activation_top = {math.sqrt(np.mean(a * a))!r}")
