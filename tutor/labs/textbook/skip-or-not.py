"""A deep net on two moons, with layers f(hW + b) or with layers h + f(hW + b)."""

import math

import numpy as np

layers = "plain"
activation = "sigmoid"
init = "xavier"
depth = 20
rate = 0.1
steps = 500
seed = 0

np.seterr(all="ignore")  # a run that explodes ends with nan, not with warnings


def sigmoid(z):
    e = np.exp(-np.abs(z))  # at most 1: nothing overflows
    return np.where(z > 0, 1, e) / (1 + e)


def f(z):
    """f(z) and f'(z)."""
    if activation == "sigmoid":
        return sigmoid(z), sigmoid(z) * sigmoid(-z)
    if activation == "tanh":
        return np.tanh(z), 4 * sigmoid(2 * z) * sigmoid(-2 * z)
    return np.maximum(z, 0), 1.0 * (z > 0)


# two moons of 150 points each, standardized
rng = np.random.default_rng(seed)
t, u = rng.uniform(0, np.pi, 150), rng.uniform(0, np.pi, 150)
upper = np.stack([np.cos(t), np.sin(t)], axis=1)
lower = np.stack([1.0 - np.cos(u), 0.5 - np.sin(u)], axis=1)
x = np.concatenate([upper, lower])
x = x + 0.15 * rng.normal(size=x.shape)
y = np.repeat([[0.0], [1.0]], 150, axis=0)
order = rng.permutation(300)
x, y = ((x - x.mean(axis=0)) / x.std(axis=0))[order], y[order]

# hidden layers of 32 units; the output layer: Var(w) = 1 / 32
rng = np.random.default_rng([seed, 1])
fans_in = [2] + [32] * (depth - 1)
b = [np.zeros((1, 32)) for _ in fans_in]
if init == "pytorch":
    W = [rng.uniform(-1 / math.sqrt(fan_in), 1 / math.sqrt(fan_in), (fan_in, 32)) for fan_in in fans_in]
    b = [rng.uniform(-1 / math.sqrt(fan_in), 1 / math.sqrt(fan_in), (1, 32)) for fan_in in fans_in]
else:
    variances = [2 / fan_in if init == "he" else 2 / (fan_in + 32) for fan_in in fans_in]
    W = [rng.normal(0, math.sqrt(variance), (fan_in, 32)) for fan_in, variance in zip(fans_in, variances, strict=True)]
W.append(rng.normal(0, 1 / math.sqrt(32), (32, 1)))
b.append(np.zeros((1, 1)))

for step in range(steps + 1):
    # forward
    h, kept = x, []
    for layer in range(depth):
        a, slope = f(h @ W[layer] + b[layer])
        has_skip = layers == "skips" and layer > 0  # the first layer changes the width
        kept.append((h, slope, has_skip))
        h = h + a if has_skip else a
    z = h @ W[depth] + b[depth]
    loss = np.mean(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z))))

    # backward
    delta = (sigmoid(z) - y) / 300
    W_gradients, b_gradients = [h.T @ delta], [delta.sum(axis=0, keepdims=True)]
    error = delta @ W[depth].T  # dL/dh
    for layer in reversed(range(depth)):
        h, slope, has_skip = kept[layer]
        delta = error * slope
        W_gradients.insert(0, h.T @ delta)
        b_gradients.insert(0, delta.sum(axis=0, keepdims=True))
        error = delta @ W[layer].T + (error if has_skip else 0)
    has_exploded = not all(np.isfinite(values).all() for values in (z, *W_gradients, *b_gradients))
    if step == 0:
        first_gradient = np.sqrt(np.mean(W_gradients[0] ** 2))
    if step == steps or has_exploded:
        break

    # gradient descent
    for layer in range(depth + 1):
        W[layer] = W[layer] - rate * W_gradients[layer]
        b[layer] = b[layer] - rate * b_gradients[layer]

print(f"final_loss = {math.nan if has_exploded else float(loss)!r}")
print(f"first_gradient = {float(first_gradient)!r}")
