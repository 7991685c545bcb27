"""One signal through layers whose weights all have the same standard deviation."""

import numpy as np

activation = "relu"
std = 0.01
width = 64
depth = 10
precision = "float32"
seed = 0


def sigmoid(z):
    e = np.exp(-np.abs(z))  # between 0 and 1: never an overflow
    return np.where(z > 0, 1, e) / (1 + e)


f = {"relu": lambda z: np.maximum(z, 0), "tanh": np.tanh, "sigmoid": sigmoid, "identity": lambda z: z}[activation]

rng = np.random.default_rng(seed)
a = rng.normal(size=(256, width)).astype(precision)
overflow_layer = zero_layer = 0
with np.errstate(over="ignore", invalid="ignore"):  # overflow is what we are here to see
    for layer in range(1, depth + 1):
        W = (std * rng.normal(size=(width, width))).astype(precision)
        a = f(a @ W)
        if not np.isfinite(a).all() and not overflow_layer:
            overflow_layer = layer
        if not a.any() and not zero_layer:
            zero_layer = layer

activation_top = np.sqrt(np.mean(a.astype("float64") ** 2))  # the root mean square
activation_factor = activation_top ** (1 / depth)  # the inputs had root mean square 1

print(f"activation_top = {float(activation_top)!r}")
print(f"activation_factor = {float(activation_factor)!r}")
print(f"overflow_layer = {overflow_layer!r}")
print(f"zero_layer = {zero_layer!r}")
