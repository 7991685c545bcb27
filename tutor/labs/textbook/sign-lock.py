"""How often all components of a unit's weight gradient have one sign, averaged over batches of examples."""

import math

import numpy as np

activation = "sigmoid"
inputs = 10
batch = 32
seed = 0

EXAMPLES = 65536

f = {
    "identity": lambda z: z,
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(0, z),
    "leaky-relu": lambda z: np.where(z > 0, z, 0.01 * z),
    "prelu": lambda z: np.where(z > 0, z, 0.25 * z),
    "elu": lambda z: np.where(z > 0, z, np.expm1(np.minimum(z, 0))),
    "selu": lambda z: 1.05070098735548 * np.where(z > 0, z, 1.67326324235438 * np.expm1(np.minimum(z, 0))),
    "gelu": lambda z: z * (1 + np.vectorize(math.erf)(z / math.sqrt(2))) / 2,
    "gelu-tanh": lambda z: z * (1 + np.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z**3))) / 2,
    "softplus": lambda z: np.log1p(np.exp(z)),
    "silu": lambda z: z / (1 + np.exp(-z)),
}[activation]

rng = np.random.default_rng(seed)
a = f(rng.normal(size=(EXAMPLES, inputs)))
delta = rng.normal(size=(EXAMPLES, 1))  # a random error for each example
gradients = delta * a  # dL/dw_i = delta a_i

steps = EXAMPLES // batch
means = gradients[: steps * batch].reshape(steps, batch, inputs).mean(axis=1)
is_locked = (means >= 0).all(axis=1) | (means <= 0).all(axis=1)

print(f"locked_share = {float(is_locked.mean())!r}")
print(f"steps = {steps!r}")
