"""Two hundred ReLU nets with He's weights, one input each: how far luck spreads what comes out at the top."""

import numpy as np

width = 64
depth = 50
seed = 0

rng = np.random.default_rng(seed)
a = rng.normal(size=(200, width))  # one row a net, and an input of its own
for _ in range(depth):
    # Weights N(0, 2/n), used once: a sum of n of them times a is N(0, 2 |a|^2 / n), so it can be drawn as that.
    length = np.linalg.norm(a, axis=1, keepdims=True)
    a = np.maximum(np.sqrt(2 / width) * length * rng.normal(size=(200, width)), 0)

rms = np.sqrt(np.mean(a**2, axis=1))
low, median, high = np.quantile(rms, [0.05, 0.5, 0.95])

print(f"rms_median = {float(median)!r}")
print(f"rms_low = {float(low)!r}")
print(f"rms_high = {float(high)!r}")
print(f"dead_share = {float(np.mean(rms == 0))!r}")
print(f"dead_share_theory = {1 - (1 - 0.5**width) ** depth!r}")
