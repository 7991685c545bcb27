"""A polyline as a sum of ReLU hinges, each of which changes the slope once."""

import math

import numpy as np

target = "plateau"
hinges = 2
offset = 0.5
k1 = 1.0
v1 = -2.0
k2 = -1.0
v2 = 1.0
k3 = 3.0
v3 = 0.0
k4 = -3.0
v4 = 0.0
k5 = 0.0
v5 = 0.0
k6 = 2.0
v6 = 0.0
x = 2.0

painted = [(k1, v1), (k2, v2), (k3, v3), (k4, v4), (k5, v5), (k6, v6)][:hinges]

# an offset, and hinges (k, v): from k on the slope is v more
targets = {
    "roof": (0.5, [(-1.0, 1.0), (1.0, -2.0)]),
    "ramp": (-1.0, [(-2.0, 0.5), (2.0, -0.5)]),
    "plateau": (0.0, [(-3.0, 1.0), (-1.0, -1.0), (1.0, -1.0), (3.0, 1.0)]),
    "valley": (1.0, [(-3.0, -1.0), (0.0, 2.0), (3.0, -1.0)]),
    "zigzag": (-1.0, [(-4.0, 1.0), (-2.0, -2.0), (0.0, 2.0), (2.0, -2.0), (4.0, 1.0)]),
    "free": (math.nan, []),
}


def polyline(offset, hinges, x):  # y = c + sum of v ReLU(x - k)
    y = offset + 0.0 * x
    for k, v in hinges:
        y = y + v * np.maximum(x - k, 0.0)
    return y


# two polylines are farthest apart in a corner or at an end of the view
target_offset, target_hinges = targets[target]
corners = np.array([-5.0, 5.0] + [k for k, v in painted + target_hinges])
apart = np.abs(polyline(offset, painted, corners) - polyline(target_offset, target_hinges, corners))

print(f"distance = {float(apart.max())!r}")
print(f"y = {float(polyline(offset, painted, x))!r}")
print(f"slope = {float(sum(v for k, v in painted if x > k))!r}")
print(f"last_slope = {float(sum(v for k, v in painted))!r}")
