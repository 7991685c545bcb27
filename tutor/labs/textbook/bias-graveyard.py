"""A layer of ReLU units at the start of training, all biases equal: which of them fire for no example at all?"""

import math

import numpy as np

b = 0
inputs = 10
examples = 1000
seed = 0

rng = np.random.default_rng(seed)
W = rng.normal(0, math.sqrt(2 / inputs), (inputs, 1000))  # He's weights, 1000 units
x = rng.normal(size=(examples, inputs))
z = x @ W + b

is_active = z > 0  # one entry for each pair of example and unit
is_dead = ~is_active.any(axis=0)  # of each unit: off for every example

print(f"dead_share = {float(is_dead.mean())!r}")
print(f"active_share = {float(is_active.mean())!r}")
