"""A sine curve learned through an output activation: how near do five starts come to the floor of its range?"""

import math

import numpy as np

output = "relu"
amplitude = 2.0
shift = 0.0
rate = 0.05
steps = 3000
seed = 0

np.seterr(all="ignore")  # a run that explodes ends with nan, not with warnings

x = np.linspace(-3, 3, 61)[:, None]
y = amplitude * np.sin(x) + shift


def sigmoid(z):
    e = np.exp(-np.abs(z))  # at most 1: never an overflow
    return np.where(z >= 0, 1, e) / (1 + e)


# the function, its slope, and the ends of its range
f, slope, low, high = {
    "identity": (lambda z: z, lambda z: np.ones_like(z), -math.inf, math.inf),
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2, -1, 1),
    "softplus": (lambda z: np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z))), sigmoid, 0, math.inf),
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * sigmoid(-z), 0, 1),
    "relu": (lambda z: np.maximum(z, 0), lambda z: np.where(z > 0, 1.0, 0.0), 0, math.inf),
}[output]

# five nets in one array each, the first axis says which: 32 hidden tanh units
rng = np.random.default_rng(seed)
shapes = [((1, 32), 1), ((1, 32), 2), ((32, 1), 1 / math.sqrt(32))]  # weights and biases, output weights
draws = [[rng.normal(0, deviation, shape) for shape, deviation in shapes] for _ in range(5)]
W1, b1, W2 = (np.stack(values) for values in zip(*draws, strict=True))
b2 = np.zeros((5, 1, 1))

for step in range(steps + 1):
    # forward, and the mean squared error of each net
    a = np.tanh(x @ W1 + b1)
    z = a @ W2 + b2
    loss = np.mean((f(z) - y) ** 2, axis=(1, 2))
    if step == steps:
        break
    # backward: delta = dL/dz of each layer
    delta2 = 2 * (f(z) - y) / 61 * slope(z)
    delta1 = delta2 @ W2.mT * (1 - a**2)
    W2 = W2 - rate * a.mT @ delta2
    b2 = b2 - rate * delta2.sum(axis=1, keepdims=True)
    W1 = W1 - rate * x.T @ delta1
    b1 = b1 - rate * delta1.sum(axis=1, keepdims=True)

floor = np.mean((y - np.clip(y, low, high)) ** 2)  # the best that outputs within the range can do
loss[~np.isfinite(loss)] = math.nan
best, *_, worst = sorted(loss, key=lambda value: (math.isnan(value), value))

print(f"best_loss = {float(best)!r}")
print(f"worst_loss = {float(worst)!r}")
print(f"floor = {float(floor)!r}")
print(f"dead = {int(np.sum((slope(z) == 0).all(axis=(1, 2))))!r}")
