"""The weights below a batch norm, multiplied by alpha: same loss, smaller gradient."""

import math

import numpy as np

alpha = 1.0
norm = "batch"
epsilon = "0"
seed = 0

# 64 examples of 8 inputs, 16 units, one output; the class is whether the first input is positive
rng = np.random.default_rng(seed)
x = rng.normal(size=(64, 8))
W = rng.normal(0, math.sqrt(2 / 8), (8, 16))
v = rng.normal(0, math.sqrt(1 / 16), (16, 1))
y = np.where(x[:, :1] > 0, 1.0, 0.0)


def learn(alpha):
    z = x @ (alpha * W)
    x_hat = z
    if norm == "batch":
        deviation = np.sqrt(z.var(axis=0) + float(epsilon))
        x_hat = (z - z.mean(axis=0)) / deviation
    logit = np.maximum(x_hat, 0) @ v
    loss = np.mean(np.maximum(logit, 0) - logit * y + np.log1p(np.exp(-np.abs(logit))))

    # backward: prediction minus target, the ReLU's gate, and through the mean and the variance
    p = 1 / (1 + np.exp(-logit))
    dz = ((p - y) / 64 @ v.T) * (x_hat > 0)
    if norm == "batch":
        dz = (dz - dz.mean(axis=0) - x_hat * (dz * x_hat).mean(axis=0)) / deviation
    return loss, np.linalg.norm(x.T @ dz)


loss, gradient_norm = learn(alpha)
loss_at_1, gradient_at_1 = learn(1.0)

print(f"loss = {float(loss)!r}")
print(f"gradient_norm = {float(gradient_norm)!r}")
print(f"loss_ratio = {float(loss / loss_at_1)!r}")
print(f"gradient_ratio = {float(gradient_norm / gradient_at_1)!r}")
