"""How sure a ReLU net and a tanh net are on a circle around all that they have seen."""

import numpy as np

radius = 1.0
temperature = 1.0
seed = 0

# two moons of 150 points each, standardized
rng = np.random.default_rng(seed)
t, u = rng.uniform(0.0, np.pi, 150), rng.uniform(0.0, np.pi, 150)
upper = np.stack([np.cos(t), np.sin(t)], axis=1)
lower = np.stack([1.0 - np.cos(u), 0.5 - np.sin(u)], axis=1)
x = np.concatenate([upper, lower])
x = x + 0.15 * rng.normal(size=x.shape)
x = (x - x.mean(axis=0)) / x.std(axis=0)
y = np.repeat([[0.0], [1.0]], 150, axis=0)
order = rng.permutation(300)
x, y = x[order], y[order]

angle = np.linspace(0.0, 2.0 * np.pi, 360, endpoint=False)
circle = radius * np.stack([np.cos(angle), np.sin(angle)], axis=1)

# name, activation, its slope, variances of the weights: He for ReLU, Xavier for tanh, 1 / fan-in for the output
nets = [
    ("relu", lambda z: np.maximum(z, 0.0), lambda z: np.where(z > 0.0, 1.0, 0.0), (2 / 2, 2 / 32, 1 / 32)),
    ("tanh", np.tanh, lambda z: 1.0 - np.tanh(z) ** 2, (2 / 34, 2 / 64, 1 / 32)),
]
for name, f, slope, variances in nets:
    rng = np.random.default_rng([seed, 1])
    W1 = rng.normal(0.0, np.sqrt(variances[0]), (2, 32))
    W2 = rng.normal(0.0, np.sqrt(variances[1]), (32, 32))
    W3 = rng.normal(0.0, np.sqrt(variances[2]), (32, 1))
    b1, b2, b3 = np.zeros((1, 32)), np.zeros((1, 32)), np.zeros((1, 1))
    m, v = [0.0] * 6, [0.0] * 6
    for step in range(1, 301):
        z1 = x @ W1 + b1
        z2 = f(z1) @ W2 + b2
        z3 = f(z2) @ W3 + b3
        # backpropagation of the mean cross-entropy
        delta3 = (1.0 / (1.0 + np.exp(-z3)) - y) / len(x)
        delta2 = delta3 @ W3.T * slope(z2)
        delta1 = delta2 @ W2.T * slope(z1)
        gradient = [x.T @ delta1, f(z1).T @ delta2, f(z2).T @ delta3]
        gradient += [delta.sum(axis=0, keepdims=True) for delta in (delta1, delta2, delta3)]
        # Adam with learning rate 0.01
        for i, (parameter, g) in enumerate(zip((W1, W2, W3, b1, b2, b3), gradient, strict=True)):
            m[i] = 0.9 * m[i] + 0.1 * g
            v[i] = 0.999 * v[i] + 0.001 * g**2
            parameter -= 0.01 * (m[i] / (1.0 - 0.9**step)) / (np.sqrt(v[i] / (1.0 - 0.999**step)) + 1e-8)

    size = np.abs(f(f(circle @ W1 + b1) @ W2 + b2) @ W3 + b3)
    confidence = np.mean(1.0 / (1.0 + np.exp(-size / temperature)))
    print(f"confidence_{name} = {float(confidence)!r}")
    print(f"logit_{name} = {float(size.mean())!r}")
