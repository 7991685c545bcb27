"""One hidden layer of tanh units on two moons: how many different units are there after training?"""

import numpy as np

start = "constant"
width = 8
rate = 0.3
steps = 200
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

# the start: Xavier for the hidden weights and 1 / fan-in for the output weights, or what stands in their place
rng = np.random.default_rng([seed, 1])
W1 = rng.normal(0, np.sqrt(2 / (2 + width)), (2, width))
W2 = rng.normal(0, np.sqrt(1 / width), (width, 1))
if start == "constant":
    W1[:], W2[:] = 0.1, 0.1
if start == "zeros":
    W1[:], W2[:] = 0, 0
if start == "zero-last":
    W2[:] = 0
b1, b2 = np.zeros((1, width)), np.zeros((1, 1))

for step in range(steps + 1):
    # forward, and the mean logistic loss
    a = np.tanh(x @ W1 + b1)
    z = a @ W2 + b2
    loss = np.mean(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z))))
    if step == steps:
        break
    # backward: delta = dL/dz of each layer
    delta2 = (1 / (1 + np.exp(-z)) - y) / len(x)
    delta1 = delta2 @ W2.T * (1 - a**2)
    W2 = W2 - rate * a.T @ delta2
    b2 = b2 - rate * delta2.sum(axis=0, keepdims=True)
    W1 = W1 - rate * x.T @ delta1
    b1 = b1 - rate * delta1.sum(axis=0, keepdims=True)

# a unit is its two incoming weights, its bias and its outgoing weight; but for rounding
units = np.concatenate([W1, b1, W2.T]).T
different = []
for unit in units:
    if all(np.abs(unit - other).max() > 1e-9 for other in different):
        different.append(unit)

print(f"distinct = {len(different)!r}")
print(f"final_loss = {float(loss)!r}")
print(f"accuracy = {float(np.mean((z > 0) == (y > 0.5)))!r}")
