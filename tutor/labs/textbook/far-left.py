"""One unit a = f(z), with z its bias alone, told to put out 1: gradient descent from far on the left."""

import math

activation = "elu"
start = -5.0
rate = 0.1
steps = 10000

SELU_SCALE, SELU_ALPHA = 1.0507009873554805, 1.6732632423543772


def unit(z):
    """f(z) and f'(z)."""
    if activation == "relu":
        return max(z, 0.0), float(z > 0)
    if activation.startswith("leaky-"):
        alpha = float(activation.removeprefix("leaky-"))
        return (z, 1.0) if z > 0 else (alpha * z, alpha)
    if activation == "elu":
        return (z, 1.0) if z > 0 else (math.expm1(z), math.exp(z))
    if activation == "selu":
        right, left = (z, 1.0), (SELU_ALPHA * math.expm1(min(z, 0)), SELU_ALPHA * math.exp(min(z, 0)))
        f, slope = right if z > 0 else left
        return SELU_SCALE * f, SELU_SCALE * slope
    if activation == "gelu":  # z Phi(z), with the normal distribution Phi and its density phi
        cdf = 0.5 * math.erfc(-z / math.sqrt(2))
        pdf = math.exp(-0.5 * z * z) / math.sqrt(2 * math.pi)
        return z * cdf, cdf + z * pdf
    if activation == "tanh":
        return math.tanh(z), 1 / math.cosh(z) ** 2
    s, below = 1 / (1 + math.exp(-z)), 1 / (1 + math.exp(z))  # sigma(z) and 1 - sigma(z)
    return {
        "sigmoid": (s, s * below),
        "silu": (z * s, s + z * s * below),
        "softplus": (math.log1p(math.exp(z)), s),
    }[activation]


crossing = arrival = math.inf
z = start
for step in range(steps + 1):
    a, slope = unit(z)
    if z >= 0:
        crossing = min(crossing, step)
    if abs(a - 1) < 0.05:
        arrival = step
        break
    if step < steps:
        z -= rate * (a - 1) * slope  # the gradient of L = (a - 1)^2 / 2

print(f"crossing = {crossing!r}")
print(f"arrival = {arrival!r}")
print(f"z_end = {z!r}")
print(f"error_start = {unit(start)[0] - 1!r}")
print(f"slope_start = {unit(start)[1]!r}")
