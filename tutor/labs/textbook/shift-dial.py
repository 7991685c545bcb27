"""A net, a temperature fitted at home, and test data that are turned or blurred."""

import math

import numpy as np

rotation = 0.0
noise = 0.0
steps = 1000
seed = 0

rng = np.random.default_rng(seed)


def draw(count):
    # two moons, the classes in turn
    y = np.arange(count)[:, None] % 2
    angle = rng.uniform(0.0, np.pi, count)
    arc = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    x = np.where(y == 1, [1.0, 0.5] - arc, arc)
    return x + 0.35 * rng.normal(size=x.shape), y


(x, y), (validation, validation_y), (test, test_y) = draw(100), draw(2000), draw(2000)
mean, deviation = x.mean(axis=0), x.std(axis=0)  # of the training data, for all
x, validation, test = (x - mean) / deviation, (validation - mean) / deviation, (test - mean) / deviation

# counterclockwise around the mean of the training data, with N(0, noise^2) added
c, s = math.cos(math.radians(rotation)), math.sin(math.radians(rotation))
test = test @ np.array([[c, s], [-s, c]]) + noise * np.random.default_rng([seed, 2]).normal(size=test.shape)

# a ReLU net with two hidden layers: He for the hidden weights, 1 / fan-in for the output
rng = np.random.default_rng([seed, 1])
W1, b1 = rng.normal(0.0, np.sqrt(2 / 2), (2, 64)), np.zeros((1, 64))
W2, b2 = rng.normal(0.0, np.sqrt(2 / 64), (64, 64)), np.zeros((1, 64))
W3, b3 = rng.normal(0.0, np.sqrt(1 / 64), (64, 1)), np.zeros((1, 1))
m, v = [0.0] * 6, [0.0] * 6
for step in range(1, steps + 1):
    a1 = np.maximum(x @ W1 + b1, 0.0)
    a2 = np.maximum(a1 @ W2 + b2, 0.0)
    delta3 = (1.0 / (1.0 + np.exp(-(a2 @ W3 + b3))) - y) / 100
    delta2 = delta3 @ W3.T * (a2 > 0.0)
    delta1 = delta2 @ W2.T * (a1 > 0.0)
    gradient = [x.T @ delta1, a1.T @ delta2, a2.T @ delta3]
    gradient += [delta.sum(axis=0, keepdims=True) for delta in (delta1, delta2, delta3)]
    # Adam with learning rate 0.01
    for i, (parameter, g) in enumerate(zip((W1, W2, W3, b1, b2, b3), gradient, strict=True)):
        m[i] = 0.9 * m[i] + 0.1 * g
        v[i] = 0.999 * v[i] + 0.001 * g**2
        parameter -= 0.01 * (m[i] / (1.0 - 0.9**step)) / (np.sqrt(v[i] / (1.0 - 0.999**step)) + 1e-8)


def logits(x):
    return np.maximum(np.maximum(x @ W1 + b1, 0.0) @ W2 + b2, 0.0) @ W3 + b3


def ece(z, y):
    # sum over 15 bins of n_b / N * |accuracy - mean confidence|
    confidence = 1.0 / (1.0 + np.exp(-np.abs(z[:, 0])))
    place = np.minimum((confidence * 15).astype(int), 14)
    gaps = np.bincount(place, ((z > 0.0) == y)[:, 0]) - np.bincount(place, confidence)
    return np.abs(gaps).sum() / len(y)


# the temperature T of least NLL on the validation data: NLL falls with T while the mean of (sigma(z/T) - y) z is > 0
low, high, z = 1e-3, 1e3, logits(validation)
for _ in range(40):
    temperature = math.sqrt(low * high)
    if np.mean((1.0 / (1.0 + np.exp(-z / temperature)) - validation_y) * z) > 0.0:
        low = temperature
    else:
        high = temperature
temperature = float(f"{temperature:.5g}")  # the data know no more digits

z = logits(test)
print(f"temperature = {temperature!r}")
print(f"accuracy = {float(np.mean((z > 0.0) == test_y))!r}")
print(f"ece = {float(ece(z, test_y))!r}")
print(f"ece_after = {float(ece(z / temperature, test_y))!r}")
