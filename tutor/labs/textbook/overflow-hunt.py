"""A formula as it is first written, and a form of it that never breaks, at one z in a number format of your choice."""

import math

import numpy as np

formula = "softplus"
z = 0.0
precision = "float64"

np.seterr(all="ignore")  # numpy would warn of overflow, log(0) and inf / inf
z = {"float16": np.float16, "float32": np.float32, "float64": np.float64}[precision](z)


def sigmoid(z):
    e = np.exp(-abs(z))  # at most 1, whatever z
    return 1 / (1 + e) if z > 0 else e / (1 + e)


def softplus(z):
    return max(z, z * 0) + np.log1p(np.exp(-abs(z)))


e = np.exp(-abs(z))
slope = e / (1 + e) / (1 + e)  # sigmoid(z) * sigmoid(-z)

if formula == "sigmoid":
    naive, stable = 1 / (1 + np.exp(-z)), sigmoid(z)
elif formula == "sigmoid-ratio":
    naive, stable = np.exp(z) / (1 + np.exp(z)), sigmoid(z)
elif formula == "slope-ratio":
    naive, stable = np.exp(-z) / (1 + np.exp(-z)) ** 2, slope
elif formula == "slope-product":
    naive, stable = sigmoid(z) * (1 - sigmoid(z)), slope
elif formula == "softplus":
    naive, stable = np.log(1 + np.exp(z)), softplus(z)
elif formula == "softplus-shifted":
    naive, stable = max(z, z * 0) + np.log(1 + np.exp(-abs(z))), softplus(z)
elif formula == "loss-of-1":  # of a probability sigmoid(z) when the answer is 1
    naive, stable = -np.log(sigmoid(z)), softplus(-z)
else:  # and when it is 0
    naive, stable = -np.log(1 - sigmoid(z)), softplus(z)

naive, stable = float(naive), float(stable)
if naive == stable:
    relative_error = 0.0
elif stable == 0:
    relative_error = abs(naive - stable) * math.inf
else:
    relative_error = abs(naive - stable) / abs(stable)

print(f"naive = {naive!r}")
print(f"stable = {stable!r}")
print(f"relative_error = {relative_error!r}")
