"""Fifty starts of one small net on the four points of XOR: how many get all four right?"""

import numpy as np

activation = "relu"
units = 2
rate = 0.5
steps = 2000
seed = 0

x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
y = np.array([[0.0], [1.0], [1.0], [0.0]])


def sigmoid(z):
    e = np.exp(-np.abs(z))  # at most 1: never an overflow
    return np.where(z >= 0, 1, e) / (1 + e)


f, slope = {
    "identity": (lambda z: z, lambda z: np.ones_like(z)),
    "relu": (lambda z: np.maximum(z, 0), lambda z: np.where(z > 0, 1.0, 0.0)),
    "leaky-relu": (lambda z: np.where(z > 0, z, 0.01 * z), lambda z: np.where(z > 0, 1.0, 0.01)),
    "tanh": (np.tanh, lambda z: 1 / np.cosh(z) ** 2),
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * sigmoid(-z)),
}[activation]

# fifty nets in one array each, the first axis says which; He for the hidden weights, 1 / fan-in for the output's
rng = np.random.default_rng(seed)
draws = [(rng.normal(0, 1, (2, units)), rng.normal(0, 1 / np.sqrt(units), (units, 1))) for _ in range(50)]
W1, W2 = (np.stack(weights) for weights in zip(*draws, strict=True))
b1, b2 = np.zeros((50, 1, units)), np.zeros((50, 1, 1))

for step in range(steps + 1):
    # forward: two layers, then the logistic loss
    z1 = x @ W1 + b1
    z2 = f(z1) @ W2 + b2
    if step == steps:
        break
    # backward: delta = dL/dz of each layer
    delta2 = (sigmoid(z2) - y) / 4
    delta1 = delta2 @ W2.mT * slope(z1)
    W2 = W2 - rate * f(z1).mT @ delta2
    b2 = b2 - rate * delta2.sum(axis=1, keepdims=True)
    W1 = W1 - rate * x.T @ delta1
    b1 = b1 - rate * delta1.sum(axis=1, keepdims=True)

# of the four points, for each start; a logit of 1e-17 is a 0 and its sign no answer
right = ((2 * y - 1) * z2 > 1e-9).sum(axis=(1, 2))
loss = np.mean(np.maximum(z2, 0) - z2 * y + np.log1p(np.exp(-np.abs(z2))), axis=(1, 2))
has_dead = (slope(z1) == 0).all(axis=1).any(axis=1)  # a unit that passes no error at any point

print(f"share_right = {float(np.mean(right == 4))!r}")
print(f"right = {int(np.sum(right == 4))!r}")
print(f"dead_failures = {int(np.sum(has_dead & (right < 4)))!r}")
print(f"median_loss = {float(np.median(loss))!r}")
