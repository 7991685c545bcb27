"""A network of one's own: data, layers, normalization, clipping and optimizer, all in plain numpy."""

import math

import numpy as np

data = "moons"
activation = "relu"
init = "he"
depth = 3
width = 16
optimizer = "sgd"
rate = 0.1
norm = "none"
clip = "none"
batch = "all"
skips = "no"
bias = 0.0
leak = 0.01
noise = 0.15
examples = 300
steps = 1000
seed = 0

np.seterr(all="ignore")  # a run that explodes ends with nan, not with warnings


# --- data: x (examples, 2), y (examples, 1) of 0 and 1


def on_circle(angle):
    return np.stack([np.cos(angle), np.sin(angle)], axis=1)


def standardize(x):
    return (x - x.mean(axis=0)) / x.std(axis=0)


def two_classes(zeros, ones, rng):
    x = np.concatenate([zeros, ones])
    x = x + noise * rng.normal(size=x.shape)
    y = np.repeat([[0.0], [1.0]], [len(zeros), len(ones)], axis=0)
    order = rng.permutation(len(x))
    return standardize(x)[order], y[order]


def draw_data(rng):
    counts = examples // 2, examples - examples // 2
    match data:
        case "moons":
            upper, lower = (on_circle(rng.uniform(0, np.pi, count)) for count in counts)
            return two_classes(upper, [1.0, 0.5] - lower, rng)
        case "circles":
            outer, inner = (on_circle(rng.uniform(0, 2 * np.pi, count)) for count in counts)
            return two_classes(outer, 0.5 * inner, rng)
        case "spirals":
            angles = [3 * np.pi * np.sqrt(rng.uniform(size=count)) for count in counts]  # even along the arm
            arms = [angle[:, None] / (3 * np.pi) * on_circle(angle) for angle in angles]
            return two_classes(arms[0], -arms[1], rng)
        case "blobs":
            y = rng.permutation(np.arange(examples) % 2)
            x = on_circle(np.pi * y) + noise * rng.normal(size=(examples, 2))
            return standardize(x), y[:, None].astype(float)
        case "xor":
            copies = max(1, examples // 4)
            x = np.repeat([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], copies, axis=0)
            return x + noise * rng.normal(size=x.shape), np.repeat([[0.0], [1.0], [1.0], [0.0]], copies, axis=0)


def draw_batches(x, y):
    """Batches for ever: each pass over the data in a new order, its last few examples left out."""
    size = len(x) if batch == "all" else int(batch)
    rng = np.random.default_rng(seed)
    while size >= len(x):
        yield x, y
    while True:
        order = rng.permutation(len(x))
        for start in range(0, len(x) - size + 1, size):
            chosen = order[start : start + size]
            yield x[chosen], y[chosen]


# --- the activation


def tanh_slope(z):
    e = np.exp(-2 * np.abs(z))  # 1 - tanh(z)^2 would round to 0 from |z| = 19 on
    return 4 * e / (1 + e) ** 2


def f(z, alpha):
    """f(z) and f'(z); alpha is the slope of leaky ReLU and PReLU left of 0."""
    e = np.exp(-np.abs(z))  # at most 1: nothing overflows
    sigmoid, sigmoid_slope = np.where(z >= 0, 1, e) / (1 + e), e / (1 + e) ** 2
    match activation:
        case "identity" | "relu" | "leaky-relu" | "prelu":
            left = {"identity": 1.0, "relu": 0.0}.get(activation, alpha)
            return np.where(z > 0, z, left * z), np.where(z > 0, 1.0, left)
        case "sigmoid":
            return sigmoid, sigmoid_slope
        case "tanh":
            return np.tanh(z), tanh_slope(z)
        case "elu" | "selu":
            scale, alpha = (1.0, 1.0) if activation == "elu" else (1.0507009873554805, 1.6732632423543772)
            below = np.minimum(z, 0)
            a, slope = np.where(z > 0, z, alpha * np.expm1(below)), np.where(z > 0, 1, alpha * np.exp(below))
            return scale * a, scale * slope
        case "gelu":
            cdf = np.vectorize(math.erfc)(-z / math.sqrt(2)) / 2  # of N(0, 1)
            return z * cdf, cdf + z * np.exp(-z * z / 2) / math.sqrt(2 * math.pi)
        case "gelu-tanh":
            z_flat = np.clip(z, -1e3, 1e3)  # far beyond where the gate is 0 or 1
            u = math.sqrt(2 / math.pi) * (z_flat + 0.044715 * z_flat**3)
            du = math.sqrt(2 / math.pi) * (1 + 3 * 0.044715 * z_flat**2)
            return z * (1 + np.tanh(u)) / 2, (1 + np.tanh(u)) / 2 + z_flat / 2 * tanh_slope(u) * du
        case "softplus":
            return np.maximum(z, 0) + np.log1p(e), sigmoid
        case "silu":
            return z * sigmoid, sigmoid + z * sigmoid_slope


# --- where the weights start


def draw_weight(fan_in, fan_out, rng):
    shape = (fan_in, fan_out)
    if init in ("zeros", "constant"):
        return np.full(shape, 0.0 if init == "zeros" else 0.1)
    if init in ("orthogonal", "lsuv"):
        q, r = np.linalg.qr(rng.normal(size=(max(shape), min(shape))))
        q = q * np.sign(np.diagonal(r))
        return q if fan_in >= fan_out else q.T
    variance = {
        "small": 0.01**2,
        "standard": 1.0,
        "xavier": 2 / (fan_in + fan_out),
        "he": 2 / fan_in,
        "lecun": 1 / fan_in,
        "pytorch": 1 / (3 * fan_in),
    }[init.removesuffix("-uniform")]
    if init.endswith("-uniform") or init == "pytorch":  # U(-c, c) has the variance c^2 / 3
        return rng.uniform(-math.sqrt(3 * variance), math.sqrt(3 * variance), shape)
    return rng.normal(0, math.sqrt(variance), shape)


def build(rng):
    """A dictionary a layer, the output layer last."""
    sizes = [(2, width), *[(width, width)] * (depth - 1)]
    layers = [{"W": draw_weight(*size, rng)} for size in sizes]
    for layer, (fan_in, _) in zip(layers, sizes, strict=True):
        c = 1 / math.sqrt(fan_in)
        layer["b"] = rng.uniform(-c, c, (1, width)) if init == "pytorch" else np.zeros((1, width))
        if bias:
            layer["b"] = np.full((1, width), bias)
        if norm != "none":
            layer |= {"gamma": np.ones((1, width)), "beta": np.zeros((1, width)), "mean": 0.0, "var": 1.0}
        if activation == "prelu":
            layer["alpha"] = 0.25
    if init == "lsuv":  # scaled to outputs of variance 1, layer by layer
        a = rng.normal(size=(256, 2))
        for layer in layers:
            layer["W"] = layer["W"] / (np.std(a @ layer["W"]) or 1.0)
            a, _ = f(a @ layer["W"], layer.get("alpha", 0.01))
    return [*layers, {"W": rng.normal(0, 1 / math.sqrt(width), (width, 1)), "b": np.zeros((1, 1))}]


# --- batch and layer normalization

AXIS = 1 if norm == "layer" else 0  # over the units of an example, or over the examples of a batch


def normalize(x, layer, is_training):
    """gamma x_hat + beta, and x_hat and 1 / sd, which the way back needs."""
    mean, var = x.mean(axis=AXIS, keepdims=True), x.var(axis=AXIS, keepdims=True)
    if norm != "layer" and is_training:  # running averages, of the unbiased variance
        layer["mean"] = 0.9 * layer["mean"] + 0.1 * mean
        layer["var"] = 0.9 * layer["var"] + 0.1 * var * len(x) / (len(x) - 1)
    elif norm != "layer":
        mean, var = layer["mean"], layer["var"]
    scale = 1 / np.sqrt(var + 1e-5)
    x_hat = (x - mean) * scale
    return layer["gamma"] * x_hat + layer["beta"], (x_hat, scale)


def normalize_backward(dy, layer, normalized, gradient):
    """dL/dx: dL/dx_hat without its mean and its part along x_hat, over the standard deviation."""
    x_hat, scale = normalized
    gradient["gamma"], gradient["beta"] = (dy * x_hat).sum(axis=0, keepdims=True), dy.sum(axis=0, keepdims=True)
    dx_hat = dy * layer["gamma"]
    along = (dx_hat * x_hat).mean(axis=AXIS, keepdims=True)
    return scale * (dx_hat - dx_hat.mean(axis=AXIS, keepdims=True) - x_hat * along)


# --- both ways through the network


def forward(x, is_training):
    """The logits, and what the way back needs of each layer."""
    kept = []
    for layer in layers[:-1]:
        normalized = None
        z = x @ layer["W"] + layer["b"]
        if norm in ("batch", "layer"):
            z, normalized = normalize(z, layer, is_training)
        a, slope = f(z, layer.get("alpha", leak))
        below = np.minimum(z, 0)
        if norm == "batch-after":
            a, normalized = normalize(a, layer, is_training)
        has_skip = skips == "yes" and x.shape == a.shape
        kept.append((x, below, slope, normalized, has_skip))
        x = x + a if has_skip else a
    return x @ layers[-1]["W"] + layers[-1]["b"], [*kept, x]


def backward(delta, kept):
    """A dictionary of gradients a layer, from delta = dL/dlogits."""
    *kept, x = kept
    gradients = [{"W": x.T @ delta, "b": delta.sum(axis=0, keepdims=True)}]
    error = delta @ layers[-1]["W"].T  # dL/d(output of the layer below)
    for layer, (x, below, slope, normalized, has_skip) in zip(layers[-2::-1], kept[::-1], strict=True):
        gradient, delta = {}, error
        if norm == "batch-after":
            delta = normalize_backward(delta, layer, normalized, gradient)
        if activation == "prelu":
            gradient["alpha"] = np.sum(delta * below)
        delta = delta * slope
        if norm in ("batch", "layer"):
            delta = normalize_backward(delta, layer, normalized, gradient)
        gradient["W"], gradient["b"] = x.T @ delta, delta.sum(axis=0, keepdims=True)
        error = delta @ layer["W"].T + (error if has_skip else 0.0)
        gradients.insert(0, gradient)
    return gradients


# --- one step of descent


def move(gradients, memory, step):
    """theta <- theta - rate * direction; memory: the moving averages m and v of each parameter."""
    size = math.sqrt(sum(np.sum(g * g) for gradient in gradients for g in gradient.values()))  # of all together
    factor = 1.0 if clip == "none" else min(1.0, float(clip) / (size + 1e-6))
    for number, gradient in enumerate(gradients):
        for name, g in gradient.items():
            g = factor * g
            m, v = memory.get((number, name), (0.0, 0.0))
            match optimizer:
                case "sgd":
                    direction = g
                case "momentum" | "nesterov":
                    m = 0.9 * m + g
                    direction = m if optimizer == "momentum" else g + 0.9 * m
                case "adam":
                    m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
                    direction = (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
            memory[number, name] = m, v
            layers[number][name] = layers[number][name] - rate * direction


def is_finite(arrays):
    return all(np.isfinite(array).all() for array in arrays)


x, y = draw_data(np.random.default_rng(seed))
layers = build(np.random.default_rng([seed, 1]))
memory = {}
for step, (x_batch, y_batch) in enumerate(draw_batches(x, y)):
    z, kept = forward(x_batch, True)
    loss = np.mean(np.maximum(z, 0) - z * y_batch + np.log1p(np.exp(-np.abs(z))))  # binary cross-entropy
    p = np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))  # the sigmoid
    gradients = backward((p - y_batch) / len(y_batch), kept)
    has_exploded = not is_finite([z, loss, *(g for gradient in gradients for g in gradient.values())])
    if step == 0:
        first_gradient = math.nan if has_exploded else np.sqrt(np.mean(gradients[0]["W"] ** 2))
    if step == steps or has_exploded:
        break
    move(gradients, memory, step + 1)

logits, _ = forward(x, False)
accuracy = np.mean((logits > 0) == (y > 0.5)) if is_finite([logits]) else math.nan

print(f"final_loss = {math.nan if has_exploded else float(loss)!r}")
print(f"accuracy = {float(accuracy)!r}")
print(f"first_gradient = {float(first_gradient)!r}")
