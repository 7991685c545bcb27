"""A ReLU net with batch norm, trained in small batches on two moons, then asked in three ways."""

import math

import numpy as np

batch = "2"
norm = "batch"
steps = 600
seed = 0

DEPTH, WIDTH, RATE = 4, 32, 0.1

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

# He: Var(w) = 2 / fan_in; the output layer: 1 / fan_in
rng = np.random.default_rng([seed, 1])
W = [rng.normal(0, math.sqrt(2 / fan_in), (fan_in, WIDTH)) for fan_in in [2] + [WIDTH] * (DEPTH - 1)]
W.append(rng.normal(0, 1 / math.sqrt(WIDTH), (WIDTH, 1)))
b = [np.zeros((1, weight.shape[1])) for weight in W]
gamma, beta = [np.ones((1, WIDTH))] * DEPTH, [np.zeros((1, WIDTH))] * DEPTH
running_mean, running_var = [np.zeros((1, WIDTH))] * DEPTH, [np.ones((1, WIDTH))] * DEPTH


def draw_batches(rng):
    """Each pass over the data in a new order, its last few examples left out."""
    size = int(batch)
    while True:
        order = rng.permutation(300)
        for start in range(0, 300 - size + 1, size):
            yield order[start : start + size]


def forward(a, is_training):
    """Logits, what the way back needs of each layer, and mean and unbiased variance of this batch in each layer."""
    kept, statistics = [], []
    for layer in range(DEPTH):
        x_hat = scale = None
        z = a @ W[layer] + b[layer]
        if norm == "batch":
            mean, var = running_mean[layer], running_var[layer]
            if is_training:
                mean, var = z.mean(axis=0, keepdims=True), z.var(axis=0, keepdims=True)
                statistics.append((mean, var * len(z) / max(1, len(z) - 1)))
            scale = 1 / np.sqrt(var + 1e-5)
            x_hat = (z - mean) * scale
            z = gamma[layer] * x_hat + beta[layer]
        kept.append((a, z, x_hat, scale))
        a = np.maximum(z, 0)
    return a @ W[DEPTH] + b[DEPTH], [*kept, a], statistics


def share_right(logits, targets):
    return float(np.mean((logits > 0) == (targets == 1)))


for step, chosen in enumerate(draw_batches(np.random.default_rng(seed))):
    z, kept, statistics = forward(x[chosen], True)
    for layer, (mean, var) in enumerate(statistics):
        running_mean[layer] = 0.9 * running_mean[layer] + 0.1 * mean
        running_var[layer] = 0.9 * running_var[layer] + 0.1 * var
    if step == steps:
        break

    # backward, and down the slope
    p = np.where(z > 0, 1, np.exp(-np.abs(z))) / (1 + np.exp(-np.abs(z)))
    delta = (p - y[chosen]) / len(chosen)
    for layer in reversed(range(DEPTH + 1)):
        if layer < DEPTH:
            a, z, x_hat, scale = kept[layer]
            delta = delta * (z > 0)
            if norm == "batch":
                gamma_gradient, beta_gradient = (delta * x_hat).sum(axis=0), delta.sum(axis=0)
                along = gamma_gradient / len(chosen)
                delta = (delta - x_hat * along - beta_gradient / len(chosen)) * (scale * gamma[layer])
                gamma[layer] = gamma[layer] - RATE * gamma_gradient
                beta[layer] = beta[layer] - RATE * beta_gradient
        else:
            a = kept[layer]
        below = delta @ W[layer].T
        W[layer] = W[layer] - RATE * (a.T @ delta)
        b[layer] = b[layer] - RATE * delta.sum(axis=0)
        delta = below

accuracy = share_right(forward(x, False)[0], y)  # with running averages
accuracy_batches = accuracy_alone = accuracy
if norm == "batch":
    stream = draw_batches(np.random.default_rng([seed, 2]))
    shares = []
    for _ in range(300 // int(batch)):
        chosen = next(stream)
        shares.append(share_right(forward(x[chosen], True)[0], y[chosen]))
    accuracy_batches = float(np.mean(shares))
    alone = np.concatenate([forward(point[None], True)[0] for point in x])  # x_hat is 0, whatever the point
    accuracy_alone = share_right(alone, y)

print(f"accuracy = {accuracy!r}")
print(f"accuracy_batches = {accuracy_batches!r}")
print(f"accuracy_alone = {accuracy_alone!r}")
