"""A net learns a few noisy examples by heart: what becomes of unseen data."""

import numpy as np

steps = 1000
examples = 100
noise = 0.35
width = 64
seed = 0

rng = np.random.default_rng(seed)


def draw(count):
    # two moons, the classes in turn
    y = np.arange(count)[:, None] % 2
    angle = rng.uniform(0.0, np.pi, count)
    arc = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    x = np.where(y == 1, [1.0, 0.5] - arc, arc)
    return x + noise * rng.normal(size=x.shape), y


(x, y), _, (test, test_y) = draw(examples), draw(2000), draw(2000)  # the second are for validation
mean, deviation = x.mean(axis=0), x.std(axis=0)  # of the training data, for both
x, test = (x - mean) / deviation, (test - mean) / deviation

# a ReLU net with two hidden layers: He for the hidden weights, 1 / fan-in for the output
rng = np.random.default_rng([seed, 1])
W1, b1 = rng.normal(0.0, np.sqrt(2 / 2), (2, width)), np.zeros((1, width))
W2, b2 = rng.normal(0.0, np.sqrt(2 / width), (width, width)), np.zeros((1, width))
W3, b3 = rng.normal(0.0, np.sqrt(1 / width), (width, 1)), np.zeros((1, 1))
m, v = [0.0] * 6, [0.0] * 6
for step in range(1, steps + 1):
    a1 = np.maximum(x @ W1 + b1, 0.0)
    a2 = np.maximum(a1 @ W2 + b2, 0.0)
    delta3 = (1.0 / (1.0 + np.exp(-(a2 @ W3 + b3))) - y) / examples
    delta2 = delta3 @ W3.T * (a2 > 0.0)
    delta1 = delta2 @ W2.T * (a1 > 0.0)
    gradient = [x.T @ delta1, a1.T @ delta2, a2.T @ delta3]
    gradient += [delta.sum(axis=0, keepdims=True) for delta in (delta1, delta2, delta3)]
    # Adam with learning rate 0.01
    for i, (parameter, g) in enumerate(zip((W1, W2, W3, b1, b2, b3), gradient, strict=True)):
        m[i] = 0.9 * m[i] + 0.1 * g
        v[i] = 0.999 * v[i] + 0.001 * g**2
        parameter -= 0.01 * (m[i] / (1.0 - 0.9**step)) / (np.sqrt(v[i] / (1.0 - 0.999**step)) + 1e-8)


def judge(x, y):
    # logits, and the mean of -ln p of the true class: ln(1 + e^-z) for class 1, ln(1 + e^z) for class 0
    z = np.maximum(np.maximum(x @ W1 + b1, 0.0) @ W2 + b2, 0.0) @ W3 + b3
    return z, np.mean(np.logaddexp(0.0, np.where(y == 1, -z, z)))


_, train_loss = judge(x, y)
z, test_nll = judge(test, test_y)
is_right = ((z > 0.0) == test_y)[:, 0]

# ECE: the sum over 15 bins of n_b / N * |accuracy - mean confidence|
confidence = 1.0 / (1.0 + np.exp(-np.abs(z[:, 0])))
place = np.minimum((confidence * 15).astype(int), 14)
ece = np.abs(np.bincount(place, is_right) - np.bincount(place, confidence)).sum() / 2000

print(f"train_loss = {float(train_loss)!r}")
print(f"test_nll = {float(test_nll)!r}")
print(f"test_accuracy = {float(is_right.mean())!r}")
print(f"mean_confidence = {float(confidence.mean())!r}")
print(f"ece = {float(ece)!r}")
