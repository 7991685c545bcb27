"""A chain of neurons, one a layer: what depth makes of its derivative."""

import math

activation = "sigmoid"
w = 1.0
b = 0.0
start = 0.3
depth = 10


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


# a <- f(wa + b), so each layer multiplies da/da_0 by w f'(z)
a, derivative = start, 1.0
for _ in range(depth):
    a, slope = f(w * a + b)
    derivative = derivative * w * slope

print(f"derivative = {derivative!r}")
print(f"factor = {abs(derivative) ** (1 / depth)!r}")
print(f"output = {a!r}")
print(f"slope = {f(w * a + b)[1]!r}")
