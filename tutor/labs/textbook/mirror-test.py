"""A ReLU net and a net of min(0, z), its mirror image, trained on two moons: how far apart do their losses get?"""

import numpy as np

start = "mirrored"
depth = 2
width = 16
rate = 0.1
steps = 500
seed = 0

# two moons of 150 points each, standardized
rng = np.random.default_rng(seed)
t, u = rng.uniform(0, np.pi, 150), rng.uniform(0, np.pi, 150)
upper = np.stack([np.cos(t), np.sin(t)], axis=1)
lower = np.stack([1 - np.cos(u), 0.5 - np.sin(u)], axis=1)
x = np.concatenate([upper, lower])
x = x + 0.15 * rng.normal(size=x.shape)
x = (x - x.mean(axis=0)) / x.std(axis=0)
y = np.repeat([[0.0], [1.0]], 150, axis=0)
order = rng.permutation(300)
x, y = x[order], y[order]


def draw_weights():
    """He for the hidden weights, 1 / fan-in for the output weights."""
    rng = np.random.default_rng([seed, 1])
    hidden = [rng.normal(0, np.sqrt(2 / fan_in), (fan_in, width)) for fan_in in [2, *[width] * (depth - 1)]]
    return [*hidden, rng.normal(0, np.sqrt(1 / width), (width, 1))]


def train(f, slope, weights):
    """The loss before each step and after the last, by gradient descent on all examples."""
    biases = [np.zeros((1, weight.shape[1])) for weight in weights]
    losses = np.zeros(steps + 1)
    for step in range(steps + 1):
        # forward: z = aW + b, a = f(z); the last z are the logits
        a = [x]
        for weight, bias in zip(weights, biases, strict=True):
            z = a[-1] @ weight + bias
            a.append(f(z))
        losses[step] = np.mean(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z))))
        # backward: delta = dL/dz, from the top down
        delta = (1 / (1 + np.exp(-z)) - y) / len(x)
        for layer in reversed(range(depth + 1)):
            below = delta @ weights[layer].T * slope(a[layer])
            weights[layer] = weights[layer] - rate * a[layer].T @ delta
            biases[layer] = biases[layer] - rate * delta.sum(axis=0, keepdims=True)
            delta = below
    return losses


# the slopes by a = f(z), which has the sign of z wherever it is not 0
relu_losses = train(lambda z: np.maximum(z, 0), lambda a: a > 0, draw_weights())

weights = draw_weights()
if start == "mirrored":  # hidden biases would get the other sign too, but are 0
    weights[0], weights[-1] = -weights[0], -weights[-1]
twin_losses = train(lambda z: np.minimum(z, 0), lambda a: a < 0, weights)

print(f"largest_difference = {float(np.max(np.abs(relu_losses - twin_losses)))!r}")
print(f"final_loss = {float(relu_losses[-1])!r}")
print(f"twin_loss = {float(twin_losses[-1])!r}")
