"""A run that does not do what it should, on two moons, as it was found or with the fix."""

import math

import numpy as np

case = 1
fix = "no"
steps = 1000
seed = 0

np.seterr(all="ignore")  # a run that explodes ends with nan, not with warnings

# what each run does differently, and what mends it
usual = {
    "activation": "relu",
    "init": "he",
    "depth": 3,
    "width": 32,
    "bias": 0.0,
    "batch_norm": False,
    "optimizer": "sgd",
    "rate": 0.1,
    "clip": math.inf,
    "batch": None,
    "steps": 1000,
    "examples": 300,
    "noise": 0.15,
    "is_tempered": False,
    "offset": 0,  # of the seed
}
broken, mended = [
    ({"activation": "sigmoid", "init": "xavier", "depth": 10}, {"activation": "relu", "init": "he"}),
    ({"depth": 10, "rate": 1.0, "steps": 300}, {"clip": 1.0}),
    ({"depth": 2, "width": 64, "bias": -5.0}, {"bias": 0.0}),
    ({"init": "pytorch", "depth": 10}, {"init": "he"}),
    ({"depth": 4, "batch_norm": True, "batch": 2, "steps": 600}, {"batch": 32}),
    ({"activation": "tanh", "init": "zeros", "depth": 2}, {"init": "xavier"}),
    ({"depth": 2, "width": 64, "rate": 3.0, "steps": 300, "offset": 8}, {"rate": 0.3}),
    (
        {"depth": 2, "width": 64, "optimizer": "adam", "rate": 0.01, "examples": 100, "noise": 0.35, "offset": 5},
        {"is_tempered": True},
    ),
][case - 1]
recipe = usual | broken | (mended if fix == "yes" else {})
activation, init, depth, width, bias, batch_norm, optimizer, rate, clip, batch = list(recipe.values())[:10]
last = min(steps, recipe["steps"])
number = seed + recipe["offset"]


# --- data: examples to learn from, examples for a temperature, examples never seen
rng = np.random.default_rng(number)


def draw_moons(count):
    y = np.arange(count)[:, None] % 2
    angle = rng.uniform(0, np.pi, count)
    arc = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return np.where(y == 1, [1.0, 0.5] - arc, arc) + recipe["noise"] * rng.normal(size=(count, 2)), y


(x, y), (validation_x, validation_y), (test_x, test_y) = (draw_moons(n) for n in (recipe["examples"], 2000, 2000))
mean, sd = x.mean(axis=0), x.std(axis=0)
x, validation_x, test_x = ((points - mean) / sd for points in (x, validation_x, test_x))


def draw_batches():
    """All examples, or some for ever: each pass over them in a new order."""
    size, rng = batch or len(x), np.random.default_rng(number)
    while True:
        order = rng.permutation(len(x)) if batch else np.arange(len(x))
        for start in range(0, len(x) - size + 1, size):
            chosen = order[start : start + size]
            yield x[chosen], y[chosen]


# --- the net: weights W, biases b, and gamma and beta of batch norm
rng = np.random.default_rng([number, 1])


def draw_layer(fan_in):
    if init == "zeros":
        return np.zeros((fan_in, width)), np.zeros((1, width))
    if init == "pytorch":
        c = 1 / math.sqrt(fan_in)
        return rng.uniform(-c, c, (fan_in, width)), c
    variance = 2 / fan_in if init == "he" else 2 / (fan_in + width)
    return rng.normal(0, math.sqrt(variance), (fan_in, width)), np.full((1, width), bias)


def f(z):
    """f(z) and f'(z)."""
    if activation == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    if activation == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e), e / (1 + e) ** 2


fan_ins = [2] + [width] * (depth - 1)
W, b = map(list, zip(*[draw_layer(fan_in) for fan_in in fan_ins], strict=True))
if init == "pytorch":  # biases are drawn after all weights
    b = [rng.uniform(-c, c, (1, width)) for c in b]
W.append(rng.normal(0, 1 / math.sqrt(width), (width, 1)) if init != "zeros" else np.zeros((width, 1)))
b.append(np.zeros((1, 1)))
gamma, beta = [np.ones((1, width))] * depth, [np.zeros((1, width))] * depth
averages = [(0.0, 1.0)] * depth  # of the mean and variance before each activation


def forward(x, is_training):
    """The logits, and what the way back needs: input, x_hat, 1 / sd, a and f'(z) of each layer."""
    kept = []
    for layer in range(depth):
        z, x_hat, scale = x @ W[layer] + b[layer], None, None
        if batch_norm:
            mean, var = averages[layer]
            if is_training:
                mean, var = z.mean(axis=0, keepdims=True), z.var(axis=0, keepdims=True)
                old_mean, old_var = averages[layer]
                averages[layer] = 0.9 * old_mean + 0.1 * mean, 0.9 * old_var + 0.1 * var * len(z) / (len(z) - 1)
            scale = 1 / np.sqrt(var + 1e-5)
            x_hat = (z - mean) * scale
            z = gamma[layer] * x_hat + beta[layer]
        a, slope = f(z)
        kept.append((x, x_hat, scale, slope))
        x = a
    return x @ W[depth] + b[depth], kept, x


def backward(delta, kept, top):
    """The gradients by name and layer, from delta = dL/dlogits."""
    gradients = {("W", depth): top.T @ delta, ("b", depth): delta.sum(axis=0, keepdims=True)}
    delta = delta @ W[depth].T
    for layer in reversed(range(depth)):
        a, x_hat, scale, slope = kept[layer]
        delta = delta * slope
        if batch_norm:
            along, mean = (delta * x_hat).sum(axis=0, keepdims=True), delta.sum(axis=0, keepdims=True)
            gradients["gamma", layer], gradients["beta", layer] = along, mean
            delta = (delta - x_hat * (along / len(a)) - mean / len(a)) * (scale * gamma[layer])
        gradients["W", layer], gradients["b", layer] = a.T @ delta, delta.sum(axis=0, keepdims=True)
        delta = delta @ W[layer].T
    return gradients


def mean_loss(logits, y):
    return float(np.mean(np.maximum(logits, 0) - logits * y + np.log1p(np.exp(-np.abs(logits)))))


# --- descent
parameters = {"W": W, "b": b, "gamma": gamma, "beta": beta}
m, v = {}, {}  # of Adam
for step, (x_batch, y_batch) in enumerate(draw_batches()):
    logits, kept, top = forward(x_batch, True)
    loss = mean_loss(logits, y_batch)
    e = np.exp(-np.abs(logits))
    p = np.where(logits >= 0, 1, e) / (1 + e)
    gradients = backward((p - y_batch) / len(y_batch), kept, top)
    if not (math.isfinite(loss) and all(np.isfinite(g).all() for g in gradients.values())):
        loss = math.nan
    if step == last or math.isnan(loss):
        break
    every = np.concatenate([gradients[name, layer].ravel() for layer in range(depth + 1) for name in "Wb"])
    factor = min(1.0, clip / (np.sqrt(every @ every) + 1e-6))  # no longer than the clip, all together
    for (name, layer), g in gradients.items():
        g = factor * g
        if optimizer == "adam":
            m[name, layer] = 0.9 * m.get((name, layer), 0) + 0.1 * g
            v[name, layer] = 0.999 * v.get((name, layer), 0) + 0.001 * g * g
            m_hat, v_hat = m[name, layer] / (1 - 0.9 ** (step + 1)), v[name, layer] / (1 - 0.999 ** (step + 1))
            g = m_hat / (np.sqrt(v_hat) + 1e-8)
        parameters[name][layer] = parameters[name][layer] - rate * g

# --- what its answers are worth
temperature = 1.0
if recipe["is_tempered"]:  # the T of least loss on the validation data, by golden section on ln T
    validation_logits, _, _ = forward(validation_x, False)
    low, high, golden = math.log(1e-3), math.log(1e3), (math.sqrt(5) - 1) / 2
    for _ in range(40):
        points = high - golden * (high - low), low + golden * (high - low)
        at_left, at_right = (mean_loss(validation_logits / math.exp(point), validation_y) for point in points)
        low, high = (low, points[1]) if at_left < at_right else (points[0], high)
    temperature = math.exp((low + high) / 2)

logits, _, _ = forward(x, False)
test_logits, _, _ = forward(test_x, False)
has_exploded = not (np.isfinite(logits).all() and np.isfinite(test_logits).all())

print(f"final_loss = {loss!r}")
print(f"accuracy = {math.nan if has_exploded else float(np.mean((logits > 0) == y))!r}")
print(f"test_accuracy = {math.nan if has_exploded else float(np.mean((test_logits > 0) == test_y))!r}")
print(f"test_loss = {math.nan if has_exploded else mean_loss(test_logits / temperature, test_y)!r}")
