"""One sigmoid unit with input 1 and target 1: steps of gradient descent until p > 0.5 and p > 0.9, for two losses."""

import math

start = -10.0
rate = 1.0

STEPS = 12_000


def sigmoid(z):
    e = math.exp(-abs(z))  # never overflows
    return 1 / (1 + e) if z >= 0 else e / (1 + e)


def cross_entropy_delta(z):
    return -sigmoid(-z)  # dL/dz = p - 1 for L = -ln p, and 1 - p = sigmoid(-z)


def squared_error_delta(z):
    return -sigmoid(-z) * sigmoid(z) * sigmoid(-z)  # dL/dz = (p - 1) p (1 - p) for L = (p - 1)^2 / 2


def steps_until(goal, delta):
    w, b = 0.0, start  # any split of the start between w and b gives the same
    for step in range(STEPS + 1):
        z = w * 1 + b
        if sigmoid(z) > goal:
            return step
        w -= rate * delta(z) * 1  # dL/dw = dL/dz * x, and x = 1
        b -= rate * delta(z)
    return math.inf


print(f"cross_entropy_half = {steps_until(0.5, cross_entropy_delta)!r}")
print(f"squared_error_half = {steps_until(0.5, squared_error_delta)!r}")
print(f"cross_entropy_certain = {steps_until(0.9, cross_entropy_delta)!r}")
print(f"squared_error_certain = {steps_until(0.9, squared_error_delta)!r}")
print(f"cross_entropy_delta = {cross_entropy_delta(start)!r}")
print(f"squared_error_delta = {squared_error_delta(start)!r}")
