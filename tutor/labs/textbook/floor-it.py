"""Gradient descent on x^2 / 2 with every gradient raised to a least size, and without."""

import numpy as np

floor = 0.5
rate = 0.1
start = 1.0
noise = 0.2
steps = 60
seed = 0

errors = noise * np.random.default_rng(seed).normal(size=steps)


def descend(floor, errors):
    path = [start]
    for error in errors:
        x = path[-1]
        g = x + error  # the gradient of x^2 / 2, and noise
        g = np.sign(g) * max(abs(g), floor)  # the sign of 0 is 0
        path.append(x - rate * g)
    return path


floored, plain = descend(floor, 0 * errors), descend(0, 0 * errors)
half = len(floored) // 2

print(f"low = {float(min(floored[-21:]))!r}")
print(f"high = {float(max(floored[-21:]))!r}")
print(f"plain_end = {float(plain[-1])!r}")
print(f"noisy_size = {float(np.mean(np.abs(descend(floor, errors)[half:])))!r}")
print(f"plain_noisy_size = {float(np.mean(np.abs(descend(0, errors)[half:])))!r}")
