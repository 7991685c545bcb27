"""Gradient descent on a linear unit with two inputs that share a mean: steps until the loss is below 1e-6."""

import math

import numpy as np

mean = 3.0
center = "no"
rate = 1.0

m = 0 if center == "yes" else mean
C = np.array([[1 + m**2, m**2], [m**2, 1 + m**2]])  # E[x x^T] of inputs with mean (m, m) and variance 1
low, high = np.linalg.eigvalsh(C)
step_size = rate / high

error = np.array([1.0, -0.5])  # how far the weights are off
loss = 0.5 * error @ C @ error
steps = 0
while 1e-6 <= loss < 1e6 and steps < 3000:
    error = error - step_size * C @ error  # the gradient of the loss is C error
    loss = 0.5 * error @ C @ error
    steps += 1

print(f"steps = {steps if loss < 1e-6 else math.inf!r}")
print(f"condition = {float(high / low)!r}")
print(f"step_size = {float(step_size)!r}")
