"""A deep ReLU net on two moons, trained once with each of six learning rates, with batch norm or without."""

import math

import numpy as np

init = "he"
norm = "none"
depth = 10
steps = 300
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


def start():
    """Weights, biases, gammas and betas: hidden layers of 32 units, N(0, 2 / fan_in) or PyTorch's default."""
    rng = np.random.default_rng([seed, 1])
    fans_in = [2] + [32] * (depth - 1)
    if init == "he":
        weights = [rng.normal(0, math.sqrt(2 / fan_in), (fan_in, 32)) for fan_in in fans_in]
        biases = [np.zeros((1, 32)) for _ in fans_in]
    else:
        weights = [rng.uniform(-1 / math.sqrt(fan_in), 1 / math.sqrt(fan_in), (fan_in, 32)) for fan_in in fans_in]
        biases = [rng.uniform(-1 / math.sqrt(fan_in), 1 / math.sqrt(fan_in), (1, 32)) for fan_in in fans_in]
    weights.append(rng.normal(0, 1 / math.sqrt(32), (32, 1)))
    return weights, [*biases, np.zeros((1, 1))], [np.ones((1, 32))] * depth, [np.zeros((1, 32))] * depth


def train(rate):
    """The loss after all steps of gradient descent; nan if it explodes."""
    weights, biases, gamma, beta = start()
    for step in range(steps + 1):
        # forward
        a, kept = x, []
        for layer in range(depth):
            z, x_hat, scale = a @ weights[layer] + biases[layer], None, None
            if norm == "batch":
                scale = 1 / np.sqrt(z.var(axis=0) + 1e-5)
                x_hat = (z - z.mean(axis=0)) * scale
                z = gamma[layer] * x_hat + beta[layer]
            kept.append((a, z, x_hat, scale))
            a = np.maximum(z, 0)
        z = a @ weights[depth] + biases[depth]
        loss = np.mean(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z))))

        # backward
        p = np.where(z > 0, 1, np.exp(-np.abs(z))) / (1 + np.exp(-np.abs(z)))
        delta = (p - y) / 300
        gradients = [(weights, depth, a.T @ delta), (biases, depth, delta.sum(axis=0))]
        for layer in reversed(range(depth)):
            a, z, x_hat, scale = kept[layer]
            delta = (delta @ weights[layer + 1].T) * (z > 0)
            if norm == "batch":
                gradients += [(gamma, layer, (delta * x_hat).sum(axis=0)), (beta, layer, delta.sum(axis=0))]
                delta = delta - x_hat * (delta * x_hat).mean(axis=0) - delta.mean(axis=0)
                delta = delta * scale * gamma[layer]
            gradients += [(weights, layer, a.T @ delta), (biases, layer, delta.sum(axis=0))]
        if not all(np.isfinite(values).all() for values in (z, *(g for _, _, g in gradients))):
            return math.nan

        # a step down
        for parameter, layer, g in gradients if step < steps else []:
            parameter[layer] = parameter[layer] - rate * g
    return float(loss)


losses = [train(rate) for rate in (0.001, 0.01, 0.1, 0.3, 1.0, 3.0)]
print(f"learned = {sum(loss < 0.2 for loss in losses)!r}")
print(f"loss_at_0_001 = {losses[0]!r}")
print(f"loss_at_0_01 = {losses[1]!r}")
print(f"loss_at_0_1 = {losses[2]!r}")
