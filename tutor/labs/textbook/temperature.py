"""Answers that are said too loudly by a factor, and the temperature that takes it back."""

import math

import numpy as np

factor = 3.0
examples = 10000
bins = 15
seed = 0

rng = np.random.default_rng(seed)


def draw():
    # honest answers: z ~ N(0, 2^2), and the label is 1 with probability sigma(z)
    z = rng.normal(0.0, 2.0, (examples, 1))
    y = (rng.uniform(size=examples) < 1.0 / (1.0 + np.exp(-z[:, 0]))).astype(int)
    return factor * z, y  # said too loudly (or, below 1, too softly)


def log_softmax(z, temperature):
    # two classes: the logits are 0 and z
    scores = np.concatenate([np.zeros_like(z), z], axis=1) / temperature
    scores = scores - scores.max(axis=1, keepdims=True)
    return scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))


def nll(z, y, temperature):
    # mean of -ln p of the true class
    return -np.mean(log_softmax(z, temperature)[np.arange(len(y)), y])


def ece(z, y, temperature):
    # sum over bins of n_b / N * |accuracy - mean confidence|
    p = np.exp(log_softmax(z, temperature))
    confidence, is_right = p.max(axis=1), p.argmax(axis=1) == y
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    error = 0.0
    for b in range(bins):
        here = place == b
        if here.any():
            error += here.mean() * abs(is_right[here].mean() - confidence[here].mean())
    return error


(validation, validation_y), (test, test_y) = draw(), draw()

# the temperature T of least NLL on the validation data: NLL falls with T while the mean of (sigma(z/T) - y) z is > 0
low, high, z = 1e-3, 1e3, validation
for _ in range(40):
    temperature = math.sqrt(low * high)
    if np.mean((1.0 / (1.0 + np.exp(-z / temperature)) - validation_y[:, None]) * z) > 0.0:
        low = temperature
    else:
        high = temperature
temperature = float(f"{temperature:.5g}")  # the data know no more digits

print(f"temperature = {temperature!r}")
print(f"ece = {float(ece(test, test_y, 1.0))!r}")
print(f"ece_after = {float(ece(test, test_y, temperature))!r}")
print(f"accuracy = {float(np.mean((test[:, 0] > 0) == test_y))!r}")
print(f"nll = {float(nll(test, test_y, 1.0))!r}")
print(f"nll_after = {float(nll(test, test_y, temperature))!r}")
