"""A deep ReLU net with PyTorch's default start, trained on two moons, with one change or none."""

import math

import numpy as np

remedy = "none"
depth = 10
rate = 0.1
steps = 500
seed = 0

np.seterr(all="ignore")  # a run that explodes ends with nan, not with warnings

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

# hidden layers of 32 units: U(-1 / sqrt(fan_in), 1 / sqrt(fan_in)) for weights and biases, or He's N(0, 2 / fan_in)
rng = np.random.default_rng([seed, 1])
sizes = [(2, 32)] + [(32, 32)] * (depth - 1)
if remedy == "he":
    W = [rng.normal(0, math.sqrt(2 / fan_in), (fan_in, 32)) for fan_in, _ in sizes]
    b = [np.zeros((1, 32)) for _ in sizes]
else:
    W = [rng.uniform(-1 / math.sqrt(fan_in), 1 / math.sqrt(fan_in), (fan_in, 32)) for fan_in, _ in sizes]
    b = [rng.uniform(-1 / math.sqrt(fan_in), 1 / math.sqrt(fan_in), (1, 32)) for fan_in, _ in sizes]
W.append(rng.normal(0, 1 / math.sqrt(32), (32, 1)))
b.append(np.zeros((1, 1)))
gamma, beta = ([np.full((1, 32), start) for _ in sizes] for start in (1.0, 0.0))  # of batch norm

m, v = {}, {}  # of Adam
for step in range(steps + 1):
    # forward
    a, kept = x, []
    for layer in range(depth):
        z = a @ W[layer] + b[layer]
        scale = x_hat = None
        if remedy == "batch-norm":
            scale = 1 / np.sqrt(z.var(axis=0) + 1e-5)
            x_hat = (z - z.mean(axis=0)) * scale
            z = gamma[layer] * x_hat + beta[layer]
        kept.append((a, z, x_hat, scale))
        has_skip = remedy == "skips" and layer > 0
        a = np.maximum(z, 0) + (a if has_skip else 0)
    logits = a @ W[depth] + b[depth]
    loss = float(np.mean(np.maximum(logits, 0) - logits * y + np.log1p(np.exp(-np.abs(logits)))))

    # backward
    p = np.where(logits > 0, 1, np.exp(-np.abs(logits))) / (1 + np.exp(-np.abs(logits)))
    delta = (p - y) / 300
    gradient = {("W", depth): a.T @ delta, ("b", depth): delta.sum(axis=0)}
    error = delta @ W[depth].T
    for layer in reversed(range(depth)):
        a, z, x_hat, scale = kept[layer]
        delta = error * (z > 0)
        if remedy == "batch-norm":
            gradient["gamma", layer], gradient["beta", layer] = (delta * x_hat).sum(axis=0), delta.sum(axis=0)
            delta = scale * gamma[layer] * (delta - delta.mean(axis=0) - x_hat * (delta * x_hat).mean(axis=0))
        gradient["W", layer], gradient["b", layer] = a.T @ delta, delta.sum(axis=0)
        error = delta @ W[layer].T + (error if remedy == "skips" and layer > 0 else 0)
    if step == 0:
        first_gradient = float(np.sqrt(np.mean(gradient["W", 0] ** 2)))
    if not all(np.isfinite(values).all() for values in (logits, *gradient.values())):
        loss = math.nan
    if step == steps or math.isnan(loss):
        break

    # a step of gradient descent, or of Adam with rate 0.01
    parameters = {"W": W, "b": b, "gamma": gamma, "beta": beta}
    for (name, layer), g in gradient.items():
        direction = rate * g
        if remedy == "adam-0.01":
            m[name, layer] = 0.9 * m.get((name, layer), 0) + 0.1 * g
            v[name, layer] = 0.999 * v.get((name, layer), 0) + 0.001 * g**2
            m_hat, v_hat = m[name, layer] / (1 - 0.9 ** (step + 1)), v[name, layer] / (1 - 0.999 ** (step + 1))
            direction = 0.01 * m_hat / (np.sqrt(v_hat) + 1e-8)
        parameters[name][layer] = parameters[name][layer] - direction

print(f"final_loss = {loss!r}")
print(f"first_gradient = {first_gradient!r}")
