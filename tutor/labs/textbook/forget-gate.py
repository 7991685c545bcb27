"""What a memory keeps behind a sigmoid gate."""

import math

bias = 1.0
steps = 20

f = 1 / (1 + math.exp(-bias))
memory = f**steps  # the gradient straight through the memory is the same product

half_life = math.log(0.5) / math.log(f)  # f^n = 1/2

# backwards: the gate that keeps half of it, and its bias, the logit ln f/(1-f)
f_needed = 0.5 ** (1 / steps)
bias_needed = math.log(f_needed / (1 - f_needed))

print(f"gate = {f!r}")
print(f"memory = {memory!r}")
print(f"half_life = {half_life!r}")
print(f"bias_needed = {bias_needed!r}")
