"""A majority and a noisier minority, and how well one net serves each of them."""

import math

import numpy as np

share = 0.1
noise = 0.45
examples = 1000
test = 10000
seed = 0


def draw(count, rng):
    # two moons, the classes in turn; the first points are of the minority
    minority = np.arange(count) < round(share * count)
    y = np.arange(count)[:, None] % 2
    angle = rng.uniform(0.0, np.pi, count)
    arc = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    x = np.where(y == 1, [1.0, 0.5] - arc, arc)
    return x + np.where(minority, noise, 0.15)[:, None] * rng.normal(size=x.shape), y, minority


x, y, _ = draw(examples, np.random.default_rng(seed))
mean, deviation = x.mean(axis=0), x.std(axis=0)
x = (x - mean) / deviation

# a ReLU net 2-32-32-1: He for the hidden weights, 1 / fan-in for the output
rng = np.random.default_rng([seed, 1])
W1, b1 = rng.normal(0.0, math.sqrt(2 / 2), (2, 32)), np.zeros((1, 32))
W2, b2 = rng.normal(0.0, math.sqrt(2 / 32), (32, 32)), np.zeros((1, 32))
W3, b3 = rng.normal(0.0, math.sqrt(1 / 32), (32, 1)), np.zeros((1, 1))
m, v = [0.0] * 6, [0.0] * 6
for step in range(1, 301):
    a1 = np.maximum(x @ W1 + b1, 0.0)
    a2 = np.maximum(a1 @ W2 + b2, 0.0)
    z = a2 @ W3 + b3
    delta3 = (1.0 / (1.0 + np.exp(-z)) - y) / examples
    delta2 = delta3 @ W3.T * (a2 > 0.0)
    delta1 = delta2 @ W2.T * (a1 > 0.0)
    gradient = [x.T @ delta1, a1.T @ delta2, a2.T @ delta3]
    gradient += [delta.sum(axis=0, keepdims=True) for delta in (delta1, delta2, delta3)]
    # Adam with learning rate 0.01
    for i, (parameter, g) in enumerate(zip((W1, W2, W3, b1, b2, b3), gradient, strict=True)):
        m[i] = 0.9 * m[i] + 0.1 * g
        v[i] = 0.999 * v[i] + 0.001 * g**2
        parameter -= 0.01 * (m[i] / (1.0 - 0.9**step)) / (np.sqrt(v[i] / (1.0 - 0.999**step)) + 1e-8)

x, y, minority = draw(test, np.random.default_rng([seed, 2]))
x = (x - mean) / deviation
z = np.maximum(np.maximum(x @ W1 + b1, 0.0) @ W2 + b2, 0.0) @ W3 + b3
right = ((z > 0.0) == y)[:, 0]
confidence = (1.0 / (1.0 + np.exp(-np.abs(z))))[:, 0]

for name, group in (("", minority | True), ("_majority", ~minority), ("_minority", minority)):
    place = np.minimum((confidence[group] * 15).astype(int), 14)
    gaps = np.bincount(place, right[group]) - np.bincount(place, confidence[group])
    print(f"accuracy{name} = {float(right[group].mean())!r}")
    print(f"ece{name} = {float(np.abs(gaps).sum() / group.sum())!r}")

# Wilson's 95 % interval of the minority's accuracy
p, n, q = right[minority].mean(), minority.sum(), 1.959964**2
half = math.sqrt(q * p * (1.0 - p) / n + (q / n / 2.0) ** 2)
for name, edge in (("low", -half), ("high", half)):
    print(f"accuracy_minority_{name} = {float((p + q / n / 2.0 + edge) / (1.0 + q / n))!r}")
