"""A deep net on two moons, trained from eight starts, with its gradients clipped by norm or not."""

import math

import numpy as np

trouble = "rate-1"
clip = "none"
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


def sigmoid(z):
    e = np.exp(-np.abs(z))  # at most 1: nothing overflows
    return np.where(z >= 0, 1, e) / (1 + e)


def f(z):
    """f(z) and f'(z)."""
    if trouble == "sigmoid":
        e = np.exp(-np.abs(z))
        return sigmoid(z), e / (1 + e) / (1 + e)
    return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)


def start(number):
    """Weights and biases by layer: He, Xavier for the sigmoid, or N(0, 0.5^2); the output layer N(0, 1 / 32)."""
    rng = np.random.default_rng([8 * seed + number, 1])
    weights = []
    for fan_in in [2] + [32] * (depth - 1):
        variance = {"sigmoid": 2 / (fan_in + 32), "std-0.5": 1.0}.get(trouble, 2 / fan_in)
        weights.append(rng.normal(0, math.sqrt(variance), (fan_in, 32)) * (0.5 if trouble == "std-0.5" else 1.0))
    weights.append(rng.normal(0, math.sqrt(1 / 32), (32, 1)))
    return weights, [np.zeros((1, weight.shape[1])) for weight in weights]


def train(weights, biases):
    """The loss after all steps of gradient descent, nan if it explodes; and whether a layer is dead then."""
    rate = {"rate-1": 1.0, "rate-3": 3.0}.get(trouble, 0.1)
    for step in range(steps + 1):
        # forward
        activations, slopes = [x], []
        for weight, bias in zip(weights[:-1], biases[:-1], strict=True):
            a, slope = f(activations[-1] @ weight + bias)
            activations.append(a)
            slopes.append(slope)
        z = activations[-1] @ weights[-1] + biases[-1]
        loss = np.mean(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z))))
        has_dead_layer = any((slope == 0.0).all() for slope in slopes)

        # backward
        delta = (sigmoid(z) - y) * (1 / 300)
        gradients = []  # of the weight and of the bias, layer by layer
        for layer in reversed(range(depth + 1)):
            gradients = [activations[layer].T @ delta, np.ones((1, 300)) @ delta, *gradients]
            if layer > 0:
                delta = (delta @ weights[layer].T) * slopes[layer - 1]
        flat = np.concatenate([g.ravel() for g in gradients])
        if not (np.isfinite(z).all() and np.isfinite(flat).all()):
            return math.nan, False
        if step == steps:
            break

        # clip by the norm of all gradients together, and step down
        factor = 1.0 if clip == "none" else min(1.0, float(clip) / (math.sqrt(flat @ flat) + 1e-6))
        for layer in range(depth + 1):
            weights[layer] = weights[layer] - rate * (factor * gradients[2 * layer])
            biases[layer] = biases[layer] - rate * (factor * gradients[2 * layer + 1])
    return float(loss), has_dead_layer


runs = [train(*start(number)) for number in range(8)]
losses = sorted(math.inf if math.isnan(loss) else loss for loss, _ in runs)
print(f"median_loss = {(losses[3] + losses[4]) / 2!r}")
print(f"exploded = {sum(math.isnan(loss) for loss, _ in runs)!r}")
print(f"dead = {sum(is_dead for _, is_dead in runs)!r}")
