"""A deep net learns to tell two moons apart, by gradient descent."""

import math

import numpy as np

activation = "relu"
init = "he"
depth = 10
rate = 0.1
steps = 1000
width = 32
noise = 0.15
examples = 300
seed = 0


def tanh_slope(z):
    e = np.exp(-np.abs(z))  # 1 - tanh(z)^2 would be 0 beyond z = 19
    return e * e * (2 / (1 + e * e)) * (2 / (1 + e * e))


def f(z, prelu=0.25):
    """f(z) and f'(z) of the activation; PReLU has a slope to learn."""
    e = np.exp(-np.abs(z))  # at most 1: nothing overflows
    sigmoid = np.where(z >= 0, 1, e) / (1 + e)
    match activation:
        case "identity" | "relu" | "leaky-relu" | "prelu":
            slopes = {"identity": 1.0, "relu": 0.0, "leaky-relu": 0.01}
            left = slopes.get(activation, prelu)
            slope = np.where(z > 0, 1, left)
            return np.where(z > 0, z, left * z), slope
        case "sigmoid":
            return sigmoid, e / (1 + e) / (1 + e)
        case "tanh":
            return np.tanh(z), tanh_slope(z)
        case "elu" | "selu":
            alpha, scale = 1.0, 1.0
            if activation == "selu":
                alpha, scale = 1.6732632423543772, 1.0507009873554805
            left, right = np.minimum(z, 0), np.maximum(z, 0)
            value = scale * right + scale * alpha * np.expm1(left)
            slope = scale * alpha * np.exp(left)
            return value, slope + scale * (1 - alpha) * (z > 0)
        case "gelu":
            cdf = np.vectorize(math.erfc)(-z / math.sqrt(2)) / 2
            pdf = np.exp(-z * z / 2) / math.sqrt(2 * math.pi)
            return z * cdf, cdf + z * pdf
        case "gelu-tanh":
            near = np.clip(z, -1000, 1000)  # tanh(u) is +-1 beyond
            u = math.sqrt(2 / math.pi) * (near + 0.044715 * near**3)
            du = math.sqrt(2 / math.pi) * (1 + 3 * 0.044715 * near**2)
            gate = (1 + np.tanh(u)) / 2
            return z * gate, gate + near / 2 * tanh_slope(u) * du
        case "softplus":
            return np.maximum(z, 0) + np.log1p(e), sigmoid
        case "silu":
            return z * sigmoid, sigmoid + z * e / (1 + e) / (1 + e)


def draw_weight(fan_in, fan_out):
    """A matrix (fan_in, fan_out) of random weights."""
    shape = (fan_in, fan_out)
    if init in ("zeros", "constant"):
        return np.full(shape, 0.0 if init == "zeros" else 0.1)
    if init in ("orthogonal", "lsuv"):
        q, r = np.linalg.qr(rng.normal(size=(max(shape), min(shape))))
        q = q * np.sign(np.diagonal(r))
        return q if fan_in >= fan_out else q.T
    variances = {"small": 0.01**2, "standard": 1.0, "he": 2 / fan_in}
    variances |= {"xavier": 2 / (fan_in + fan_out), "lecun": 1 / fan_in}
    variances |= {"pytorch": 1 / (3 * fan_in)}
    deviation = math.sqrt(variances[init.removesuffix("-uniform")])
    if init.endswith("-uniform") or init == "pytorch":
        bound = math.sqrt(3) * deviation  # U(-c, c) has variance c^2 / 3
        return rng.uniform(-bound, bound, shape)
    return rng.normal(0, deviation, shape)


def half_circle(count):
    angle = rng.uniform(0, np.pi, count)
    return np.stack([np.cos(angle), np.sin(angle)], axis=1)


# two moons with noise, each coordinate of mean 0 and deviation 1
rng = np.random.default_rng(seed)
half = examples // 2
upper, lower = half_circle(half), half_circle(examples - half)
x = np.concatenate([upper, np.array([1, 0.5]) - lower])
x = x + noise * rng.normal(size=x.shape)
y = np.concatenate([np.zeros((half, 1)), np.ones((examples - half, 1))])
order = rng.permutation(examples)
x, y = ((x - x.mean(axis=0)) / x.std(axis=0))[order], y[order]

# hidden layers of equal width, and one logit above them
rng = np.random.default_rng([seed, 1])
fans = [2] + [width] * (depth - 1)
W = [draw_weight(fan_in, width) for fan_in in fans]
b = [np.zeros((1, width)) for _ in fans]
prelu = [0.25] * depth
if init == "pytorch":
    bounds = [1 / math.sqrt(fan_in) for fan_in in fans]
    b = [rng.uniform(-bound, bound, (1, width)) for bound in bounds]
if init == "lsuv":  # each layer scaled to outputs of variance 1
    inputs = rng.normal(size=(256, 2))
    for layer in range(depth):
        W[layer] = W[layer] / (np.std(inputs @ W[layer]) or 1.0)
        inputs, _ = f(inputs @ W[layer])
W.append(rng.normal(0, 1 / math.sqrt(width), (width, 1)))
b.append(np.zeros((1, 1)))

for step in range(steps + 1):
    # forward: z = aW + b, a = f(z)
    z, a, slopes = [], [x], []
    for layer in range(depth):
        z.append(a[-1] @ W[layer] + b[layer])
        outputs, slope = f(z[-1], prelu[layer])
        a.append(outputs)
        slopes.append(slope)
    logits = a[-1] @ W[-1] + b[-1]

    # the loss: the mean of -y ln p - (1 - y) ln(1 - p), p = sigma(logit)
    e = np.exp(-np.abs(logits))
    loss = np.mean(np.maximum(logits, 0) - logits * y + np.log1p(e))

    # backward: dL/dlogit = (p - y) / examples, dL/dW = a^T delta,
    # dL/db is the sum of delta; one layer down delta = (delta W^T) f'(z)
    delta = (np.where(logits >= 0, 1, e) / (1 + e) - y) * (1 / examples)
    dW, db, dprelu = [], [], []
    for layer in reversed(range(depth + 1)):
        dW.insert(0, a[layer].T @ delta)
        db.insert(0, np.ones((1, examples)) @ delta)
        if layer > 0:
            error = delta @ W[layer].T
            dprelu.insert(0, np.sum(error * np.minimum(z[layer - 1], 0)))
            delta = error * slopes[layer - 1]

    if step == 0:
        first_gradient = np.sqrt(np.mean(dW[0] ** 2))
    numbers = (loss, *dW, *db, *dprelu)
    if not all(np.isfinite(part).all() for part in numbers):
        loss = math.nan  # it has exploded
        break

    if step < steps:  # downhill
        for layer in range(depth + 1):
            W[layer] = W[layer] - rate * dW[layer]
            b[layer] = b[layer] - rate * db[layer]
        for layer in range(depth):
            prelu[layer] = prelu[layer] - rate * dprelu[layer]

accuracy = np.mean((logits > 0) == (y > 0.5))
if not np.isfinite(logits).all():
    accuracy = math.nan

print(f"final_loss = {float(loss)!r}")
print(f"accuracy = {float(accuracy)!r}")
print(f"first_gradient = {float(first_gradient)!r}")
