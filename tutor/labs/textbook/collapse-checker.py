"""Two linear layers are one; with an activation between them they are not."""

import numpy as np

activation = "none"
x1 = 1.0
x2 = 2.0
weights = "typed"
w1_11 = 1.0
w1_12 = 2.0
w1_21 = 0.0
w1_22 = -1.0
b1_1 = 1.0
b1_2 = -1.0
w2_11 = 2.0
w2_12 = 1.0
w2_21 = -1.0
w2_22 = 3.0
b2_1 = 0.0
b2_2 = 2.0
seed = 0

rng = np.random.default_rng(seed)
if weights == "random":
    W1, b1, W2, b2 = rng.normal(size=(2, 2)), rng.normal(size=2), rng.normal(size=(2, 2)), rng.normal(size=2)
else:
    W1, b1 = np.array([[w1_11, w1_12], [w1_21, w1_22]]), np.array([b1_1, b1_2])
    W2, b2 = np.array([[w2_11, w2_12], [w2_21, w2_22]]), np.array([b2_1, b2_2])


def f(z):
    if activation == "relu":
        return np.maximum(z, 0.0)
    if activation == "tanh":
        return np.tanh(z)
    return z


def two_layers(x):  # each row of x is one input, so W x is written x @ W.T
    return f(x @ W1.T + b1) @ W2.T + b2


# y = W2 (W1 x + b1) + b2 = (W2 W1) x + (W2 b1 + b2)
W = W2 @ W1
b = W2 @ b1 + b2


def one_layer(x):
    return x @ W.T + b


inputs = rng.normal(size=(1000, 2))
differences = np.abs(two_layers(inputs) - one_layer(inputs)).max(axis=1)
agree = differences <= 1e-12  # equal up to rounding
positive = (inputs @ W1.T + b1 >= 0.0).all(axis=1)
x = np.array([[x1, x2]])

print(f"agree_share = {float(agree.mean())!r}")
print(f"positive_share = {float(positive.mean())!r}")
print(f"y1 = {float(two_layers(x)[0, 0])!r}")
print(f"y2 = {float(two_layers(x)[0, 1])!r}")
print(f"collapsed_y1 = {float(one_layer(x)[0, 0])!r}")
print(f"collapsed_y2 = {float(one_layer(x)[0, 1])!r}")
print(f"largest_difference = {float(differences.max())!r}")
