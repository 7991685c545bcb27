"""Two ways to clip a gradient, and how far the second turns it."""

import numpy as np

g1 = 3.0
g2 = 4.0
limit = 1.0
seed = 0


def clip_by_norm(g):  # g min(1, c/|g|); the 1e-6 guards against division by 0
    return g * min(1.0, limit / (np.linalg.norm(g) + 1e-6))


def clip_by_value(g):  # each coordinate by itself
    return np.clip(g, -limit, limit)


def angle(a, b):  # in degrees, along the last axis; rounded, for what rounding leaves of 0
    with np.errstate(invalid="ignore"):
        a = a / np.linalg.norm(a, axis=-1, keepdims=True)
        b = b / np.linalg.norm(b, axis=-1, keepdims=True)
    half = np.arctan2(np.linalg.norm(a - b, axis=-1), np.linalg.norm(a + b, axis=-1))
    return np.round(np.degrees(2 * half), 12)


g = np.array([g1, g2])
by_norm = clip_by_norm(g)
by_value = clip_by_value(g)

# gradients with rare large entries: Student's t with 2 degrees of freedom, 200 of each size
rng = np.random.default_rng(seed)
turns = {}
for size in (2, 10, 100, 1000):
    gradients = rng.standard_t(2, (200, size))
    turns[size] = np.median(angle(gradients, clip_by_value(gradients)))

print(f"norm = {float(np.linalg.norm(g))!r}")
print(f"by_norm_1 = {float(by_norm[0])!r}")
print(f"by_norm_2 = {float(by_norm[1])!r}")
print(f"by_value_1 = {float(by_value[0])!r}")
print(f"by_value_2 = {float(by_value[1])!r}")
print(f"angle_by_norm = {float(angle(g, by_norm))!r}")
print(f"angle_by_value = {float(angle(g, by_value))!r}")
print(f"turn_10 = {float(turns[10])!r}")
print(f"turn_1000 = {float(turns[1000])!r}")
