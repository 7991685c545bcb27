"""One weight and always the same small step, computed in a number format of your choice."""

import numpy as np

precision = "float32"
rate = 0.1
gradient = 0.0001
w = 1.0
steps = 10000

number = {"float16": np.float16, "float32": np.float32, "float64": np.float64}[precision]

exact = w - steps * (rate * gradient)
step = number(rate) * number(gradient)  # every operation is rounded to the format

w = number(w)
half_spacing = float(w - np.nextafter(w, number(-np.inf))) / 2
lost = 0
for _ in range(steps):
    before = w
    w = w - step
    lost += bool(w == before)

print(f"final = {float(w)!r}")
print(f"exact = {exact!r}")
print(f"step = {float(step)!r}")
print(f"half_spacing = {half_spacing!r}")
print(f"lost_share = {lost / steps!r}")
