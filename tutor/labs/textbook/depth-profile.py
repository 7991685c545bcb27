"""An untrained deep network: what reaches each layer."""

import math

import numpy as np

activation = "relu"
init = "he"
scale = 1.0
depth = 10
width = 64
seed = 0


def tanh_slope(z):
    e = np.exp(-2 * np.abs(z))  # 1 - tanh(z)^2 would be 0 beyond z = 19
    return 4 * e / (1 + e) ** 2


def f(z):
    """f(z) and f'(z) of the activation."""
    e = np.exp(-np.abs(z))  # at most 1: nothing overflows
    sigmoid = np.where(z >= 0, 1, e) / (1 + e)
    sigmoid_slope = e / (1 + e) ** 2
    match activation:
        case "identity" | "relu" | "leaky-relu" | "prelu":
            slopes = {"identity": 1.0, "relu": 0.0, "leaky-relu": 0.01}
            left = slopes.get(activation, 0.25)
            return np.where(z > 0, z, left * z), np.where(z > 0, 1, left)
        case "sigmoid":
            return sigmoid, sigmoid_slope
        case "tanh":
            return np.tanh(z), tanh_slope(z)
        case "elu" | "selu":
            alpha, scale = 1.0, 1.0
            if activation == "selu":
                alpha, scale = 1.6732632423543772, 1.0507009873554805
            left = np.minimum(z, 0)
            value = np.where(z > 0, z, alpha * np.expm1(left))
            slope = np.where(z > 0, 1, alpha * np.exp(left))
            return scale * value, scale * slope
        case "gelu":
            cdf = np.vectorize(math.erfc)(-z / math.sqrt(2)) / 2
            pdf = np.exp(-z * z / 2) / math.sqrt(2 * math.pi)
            return z * cdf, cdf + z * pdf
        case "gelu-tanh":
            u = math.sqrt(2 / math.pi) * (z + 0.044715 * z**3)
            du = math.sqrt(2 / math.pi) * (1 + 3 * 0.044715 * z * z)
            gate = (1 + np.tanh(u)) / 2
            return z * gate, gate + z / 2 * tanh_slope(u) * du
        case "softplus":
            return np.maximum(z, 0) + np.log1p(e), sigmoid
        case "silu":
            return z * sigmoid, sigmoid + z * sigmoid_slope


def draw_weight():
    """A matrix (width, width) of random weights."""
    shape = (width, width)
    if init in ("zeros", "constant"):
        return np.full(shape, 0.0 if init == "zeros" else 0.1)
    if init in ("orthogonal", "lsuv"):
        q, r = np.linalg.qr(rng.normal(size=shape))
        return q * np.sign(np.diagonal(r))
    variances = {"small": 0.01**2, "standard": 1.0, "he": 2 / width}
    variances |= {"xavier": 1 / width, "lecun": 1 / width}
    variances |= {"pytorch": 1 / (3 * width)}
    deviation = math.sqrt(variances[init.removesuffix("-uniform")])
    if init.endswith("-uniform") or init == "pytorch":
        bound = math.sqrt(3) * deviation  # U(-c, c) has variance c^2 / 3
        return rng.uniform(-bound, bound, shape)
    return rng.normal(0, deviation, shape)


def rms(values):
    """The root mean square, even where squares would round to 0."""
    largest = np.abs(values).max() or 1.0
    return float(largest * np.sqrt(np.mean((values / largest) ** 2)))


rng = np.random.default_rng(seed)
a = [rng.normal(size=(256, width))]
W = [draw_weight() for _ in range(depth)]

# forward: z = aW, a = f(z)
slopes = []
for layer in range(depth):
    if init == "lsuv":  # scaled to outputs of variance 1
        W[layer] = W[layer] / (np.std(a[-1] @ W[layer]) or 1.0)
    W[layer] = scale * W[layer]
    outputs, slope = f(a[-1] @ W[layer])
    a.append(outputs)
    slopes.append(slope)

# backward, from a random error of size 1 at the top: delta = error f'(z),
# dL/dW = a^T delta / 256, and the error one layer down is delta W^T
error = rng.normal(size=(256, width))
deltas, gradients = [], []
for layer in reversed(range(depth)):
    delta = error * slopes[layer]
    error = delta @ W[layer].T
    deltas.insert(0, rms(delta))
    gradients.insert(0, rms(a[layer].T @ delta / 256))

delta_ratio = float(np.divide(deltas[0], deltas[-1]))
weight_gradient_ratio = float(np.divide(gradients[0], gradients[-1]))
flat_share = float(np.mean(np.abs(slopes[-1]) < 0.05))

print(f"delta_ratio = {delta_ratio!r}")
print(f"weight_gradient_ratio = {weight_gradient_ratio!r}")
print(f"weight_gradient_first = {gradients[0]!r}")
print(f"activation_first = {rms(a[1])!r}")
print(f"activation_top = {rms(a[-1])!r}")
print(f"flat_share = {flat_share!r}")
