"""A ReLU stack as a library starts it: how large its activations are, and whether they still depend on the input."""

import math

import numpy as np

init = "default"
biases = "random"
depth = 10
width = 64
seed = 0

limit = 1 / math.sqrt(width)

rng = np.random.default_rng(seed)
a = rng.normal(size=(256, width))
for layer in range(1, depth + 1):
    if init == "default":
        std = math.sqrt(1 / (3 * width))
        bound = math.sqrt(3) * std  # the limit above: the variance of U(-bound, bound) is bound^2 / 3
        W = rng.uniform(-bound, bound, (width, width))
    else:
        W = rng.normal(0, math.sqrt(2 / width), (width, width))
    b = rng.uniform(-limit, limit, (1, width)) if biases == "random" else 0
    a = np.maximum(a @ W + b, 0)

    size = np.sqrt(np.mean(a**2))  # the root mean square
    spread = np.mean(np.std(a, axis=0))  # each unit across the inputs, then the mean over units
    always_off = np.mean(a.max(axis=0) == 0)
    if layer == 1:
        activation_first, spread_first = size, spread

print(f"activation_top = {float(size)!r}")
print(f"spread_top = {float(spread)!r}")
print(f"always_off_top = {float(always_off)!r}")
print(f"activation_first = {float(activation_first)!r}")
print(f"spread_first = {float(spread_first)!r}")
