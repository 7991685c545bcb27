"""A ReLU net on two moons whose hidden biases start far below zero, with one change or none."""

import math

import numpy as np

remedy = "none"
bias = -5.0
rate = 0.1
steps = 1000
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


def f(z):
    """f(z) and f'(z) of the activation."""
    below = np.minimum(z, 0)
    if remedy == "elu":
        return np.where(z > 0, z, np.expm1(below)), np.where(z > 0, 1, np.exp(below))
    if remedy == "gelu":
        cdf = np.vectorize(math.erfc)(-z / math.sqrt(2)) / 2  # of N(0, 1)
        return z * cdf, cdf + z * np.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    alpha = {"leaky-0.01": 0.01, "leaky-0.2": 0.2}.get(remedy, 0.0)
    return np.where(z > 0, z, alpha * z), np.where(z > 0, 1.0, alpha)


# two hidden layers of 64 units, He: Var(w) = 2 / fan_in; the output layer: 1 / fan_in
rng = np.random.default_rng([seed, 1])
variances = [((2, 64), 2 / 2), ((64, 64), 2 / 64), ((64, 1), 1 / 64)]
W1, W2, W3 = (rng.normal(0, math.sqrt(variance), shape) for shape, variance in variances)
theta = {
    "W1": W1,
    "W2": W2,
    "W3": W3,
    "b1": np.full((1, 64), bias),
    "b2": np.full((1, 64), bias),
    "b3": np.zeros((1, 1)),
}
if remedy == "batch-norm":
    theta |= {"gamma1": np.ones((1, 64)), "beta1": np.zeros((1, 64))}
    theta |= {"gamma2": np.ones((1, 64)), "beta2": np.zeros((1, 64))}


def hidden(a, layer):
    """What a hidden layer gives, and what the way back needs."""
    z = a @ theta[f"W{layer}"] + theta[f"b{layer}"]
    x_hat = scale = None
    if remedy == "batch-norm":
        scale = 1 / np.sqrt(z.var(axis=0) + 1e-5)
        x_hat = (z - z.mean(axis=0)) * scale
        z = theta[f"gamma{layer}"] * x_hat + theta[f"beta{layer}"]
    value, slope = f(z)
    return value, (a, slope, x_hat, scale)


def hidden_backward(error, layer, kept, gradient):
    """The error signal below a hidden layer; its gradients are written down."""
    a, slope, x_hat, scale = kept
    delta = error * slope
    if remedy == "batch-norm":
        gradient[f"gamma{layer}"], gradient[f"beta{layer}"] = (delta * x_hat).sum(axis=0), delta.sum(axis=0)
        delta = delta - delta.mean(axis=0) - x_hat * (delta * x_hat).mean(axis=0)
        delta = delta * scale * theta[f"gamma{layer}"]
    gradient[f"W{layer}"], gradient[f"b{layer}"] = a.T @ delta, delta.sum(axis=0)
    return delta @ theta[f"W{layer}"].T


for step in range(steps + 1):
    a1, kept1 = hidden(x, 1)
    a2, kept2 = hidden(a1, 2)
    z = a2 @ theta["W3"] + theta["b3"]
    loss = np.mean(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z))))

    p = np.where(z > 0, 1, np.exp(-np.abs(z))) / (1 + np.exp(-np.abs(z)))
    delta = (p - y) / 300
    gradient = {"W3": a2.T @ delta, "b3": delta.sum(axis=0)}
    error = hidden_backward(delta @ theta["W3"].T, 2, kept2, gradient)
    hidden_backward(error, 1, kept1, gradient)
    has_exploded = not all(np.isfinite(values).all() for values in (z, *gradient.values()))
    if step == 0:
        first_gradient = np.sqrt(np.mean(gradient["W1"] ** 2))
    if step == steps or has_exploded:
        break
    for name, g in gradient.items():
        theta[name] = theta[name] - rate * g

print(f"final_loss = {math.nan if has_exploded else float(loss)!r}")
print(f"first_gradient = {float(first_gradient)!r}")
