"""Weights of variance 1/n (2/n for ReLU) drawn in five ways: what reaches the top of the nets they make."""

import math

import numpy as np

activation = "relu"
depth = 10
width = 64
nets = 10
seed = 0


def truncated(shape, rng):
    w = rng.normal(size=shape)
    while (beyond := np.abs(w) > 2).any():
        w[beyond] = rng.normal(size=beyond.sum())  # draw again
    return w / 0.8796256610342398  # the standard deviation that is left


def orthogonal(shape, rng):
    q, r = np.linalg.qr(rng.normal(size=shape))
    return q * np.sign(np.diagonal(r)) * math.sqrt(width)


shapes = {  # each of variance 1
    "normal": lambda shape, rng: rng.normal(size=shape),
    "uniform": lambda shape, rng: rng.uniform(-math.sqrt(3), math.sqrt(3), shape),
    "truncated": truncated,
    "signs": lambda shape, rng: rng.choice([-1, 1], shape),
    "orthogonal": orthogonal,
}
f, numerator = (lambda z: np.maximum(z, 0), 2) if activation == "relu" else (lambda z: z, 1)

for name, draw in shapes.items():
    log_sum = 0
    for net in range(nets):
        rng = np.random.default_rng([seed, net])
        a = rng.normal(size=(32, width))
        rng.normal(size=(32, width))  # the error signal, which is not followed here
        for _ in range(depth):
            a = f(a @ draw((width, width), rng) * math.sqrt(numerator / width))
        size = math.sqrt(np.mean(a * a))
        log_sum += math.log(size) if size else -math.inf
    print(f"rms_{name} = {math.exp(log_sum / nets)!r}")  # the geometric mean
