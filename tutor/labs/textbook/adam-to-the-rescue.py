"""A deep sigmoid net on two moons, trained by plain gradient descent or by Adam."""

import math

import numpy as np

method = "gd-0.1"
depth = 10
steps = 500
seed = 0


def sigmoid(z):
    e = np.exp(-np.abs(z))  # at most 1: nothing overflows
    return np.where(z > 0, 1, e) / (1 + e)


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

# hidden layers of 32 units, Xavier: Var(w) = 2 / (fan_in + fan_out); the output layer: 1 / fan_in
rng = np.random.default_rng([seed, 1])
sizes = [(2, 32)] + [(32, 32)] * (depth - 1)
W = [rng.normal(0, math.sqrt(2 / (fan_in + 32)), (fan_in, 32)) for fan_in, _ in sizes]
W.append(rng.normal(0, 1 / math.sqrt(32), (32, 1)))
b = [np.zeros((1, weight.shape[1])) for weight in W]

theta = W + b  # weights, then biases
m, v = [0.0] * len(theta), [0.0] * len(theta)  # of Adam
for step in range(steps + 1):
    W, b = theta[: depth + 1], theta[depth + 1 :]

    activations = [x]
    for layer in range(depth):
        activations.append(sigmoid(activations[-1] @ W[layer] + b[layer]))
    z = activations[-1] @ W[depth] + b[depth]
    loss = np.mean(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z))))

    delta = (sigmoid(z) - y) / 300  # dL/dz of the output
    W_gradients, b_gradients = [], []
    for layer in reversed(range(depth + 1)):
        W_gradients.insert(0, activations[layer].T @ delta)
        b_gradients.insert(0, delta.sum(axis=0, keepdims=True))
        a = activations[layer]
        delta = (delta @ W[layer].T) * a * (1 - a)  # sigmoid'(z) = a (1 - a)
    if step == 0:
        first_gradient = np.sqrt(np.mean(W_gradients[0] ** 2))
    if step == steps:
        break

    for i, g in enumerate(W_gradients + b_gradients):
        if method == "gd-0.1":
            theta[i] = theta[i] - 0.1 * g
        if method == "adam-0.01":
            m[i] = 0.9 * m[i] + 0.1 * g
            v[i] = 0.999 * v[i] + 0.001 * g**2
            m_hat, v_hat = m[i] / (1 - 0.9 ** (step + 1)), v[i] / (1 - 0.999 ** (step + 1))
            theta[i] = theta[i] - 0.01 * m_hat / (np.sqrt(v_hat) + 1e-8)

print(f"final_loss = {float(loss)!r}")
print(f"accuracy = {float(np.mean((z > 0) == (y == 1)))!r}")
print(f"first_gradient = {float(first_gradient)!r}")
