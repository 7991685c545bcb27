"""Residual layers h + c ReLU(hW) before training: the size of h, and of the error signal on its way down."""

import math

import numpy as np

branch = "full"
depth = 50
width = 64
seed = 0


def rms(x):
    return math.sqrt(np.mean(x * x))


c = {"full": 1, "scaled": 1 / math.sqrt(depth), "zero": 0}[branch]
rng = np.random.default_rng(seed)
h = rng.normal(size=(256, width))
layers = []
for _ in range(depth):
    W = rng.normal(0, math.sqrt(2 / width), (width, width))  # He's weights
    z = h @ W
    h = h + c * np.maximum(z, 0)
    layers.append((W, z))

error = rng.normal(size=(256, width))  # dL/dh at the top
errors = []
for W, z in reversed(layers):
    errors.append(rms(error))
    error = error + (c * error * (z > 0)) @ W.T

print(f"stream_top = {rms(h)!r}")
print(f"stream_factor = {rms(h) ** (1 / depth)!r}")
print(f"delta_ratio = {errors[-1] / errors[0]!r}")
