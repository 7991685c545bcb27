"""Backprop against a centered difference, on a chain of three units."""

import math

activation = "sigmoid"
weight = 1
h = 1e-05
where = "chain"
offset = 0.0


def tanh_slope(z):
    e = math.exp(-2 * abs(z))  # 1 - tanh(z)^2 would be 0 beyond z = 19
    return 4 * e / (1 + e) ** 2


def f(z):
    """f(z) and f'(z) of the activation."""
    e = math.exp(-abs(z))  # at most 1: nothing overflows
    large, small = 1 / (1 + e), e / (1 + e)
    sigmoid, sigmoid_slope = large if z >= 0 else small, large * small
    expm1, exp = math.expm1(min(z, 0)), math.exp(min(z, 0))
    alpha, scale = 1.6732632423543772, 1.0507009873554805
    selu_left = scale * (alpha * expm1), scale * (alpha * exp)
    cdf = math.erfc(-z / math.sqrt(2)) / 2  # of N(0, 1)
    pdf = math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    u = math.sqrt(2 / math.pi) * (z + 0.044715 * z**3)
    du = math.sqrt(2 / math.pi) * (1 + 3 * 0.044715 * z * z)
    gate = (1 + math.tanh(u)) / 2
    return {
        "identity": (z, 1.0),
        "sigmoid": (sigmoid, sigmoid_slope),
        "tanh": (math.tanh(z), tanh_slope(z)),
        "relu": (z, 1.0) if z > 0 else (0.0, 0.0),
        "leaky-relu": (z, 1.0) if z > 0 else (0.01 * z, 0.01),
        "prelu": (z, 1.0) if z > 0 else (0.25 * z, 0.25),
        "elu": (z, 1.0) if z > 0 else (expm1, exp),
        "selu": (scale * z, scale) if z > 0 else selu_left,
        "gelu": (z * cdf, cdf + z * pdf),
        "gelu-tanh": (z * gate, gate + z / 2 * tanh_slope(u) * du),
        "softplus": (max(z, 0.0) + math.log1p(e), sigmoid),
        "silu": (z * sigmoid, sigmoid + z * sigmoid_slope),
    }[activation]


def loss(weights):
    """(a - 1)^2 / 2 after a <- f(w a) for each weight, from a = 1."""
    a = 1.0
    for w in weights:
        a = f(w * a)[0]
    return (a - 1.0) ** 2 / 2


if where == "chain":
    weights = [0.8, 1.2, 0.5]

    # forward, keeping what the way back needs
    outputs, slopes = [1.0], []
    for w in weights:
        a, slope = f(w * outputs[-1])
        outputs.append(a)
        slopes.append(slope)

    # backward: delta = dL/dz, and dL/dw = delta times the input
    error, gradient = outputs[-1] - 1.0, [0.0, 0.0, 0.0]
    for layer in (2, 1, 0):
        delta = error * slopes[layer]
        gradient[layer] = delta * outputs[layer]
        error = delta * weights[layer]
    analytic = gradient[weight - 1]

    above, below = weights.copy(), weights.copy()
    above[weight - 1] += h
    below[weight - 1] -= h
    numeric = (loss(above) - loss(below)) / (2 * h)
else:  # ReLU alone, near its corner
    z = offset * h
    analytic = 1.0 if z > 0 else 0.0
    numeric = (max(z + h, 0.0) - max(z - h, 0.0)) / (2 * h)

print(f"analytic = {analytic!r}")
print(f"numeric = {numeric!r}")
print(f"error = {abs(numeric - analytic)!r}")
