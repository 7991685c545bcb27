"""The straight pieces of a ReLU net along a line: one ends wherever a unit turns on or off."""

import math

import numpy as np

kind = "random"
neurons = 64
layers = 1
seed = 0


def random_net(rng):  # He's weights, biases N(0, 1)
    widths = [neurons // layers + (layer < neurons % layers) for layer in range(layers)]
    net, fan_in = [], 1
    for width in widths:
        net.append((rng.normal(0, math.sqrt(2 / fan_in), (fan_in, width)), rng.normal(size=(1, width))))
        fan_in = width
    return net


def tent_net():  # t(x) = ReLU(2x) - ReLU(4x - 2) again and again
    bias = np.array([[0, -2]])
    return [(np.array([[2, 4]]), bias)] + [(np.array([[2, 4], [-2, -4]]), bias)] * (layers - 1)


def count_pieces(net, x):
    for number, (weight, bias) in enumerate(net):
        a = x[:, None]
        for w, b in net[:number]:
            a = np.maximum(a @ w + b, 0)
        z = a @ weight + bias  # straight between two neighbors of x
        left, right = z[:-1], z[1:]
        place, unit = np.nonzero(left * right < 0)
        share = left[place, unit] / (left[place, unit] - right[place, unit])
        x = np.sort(np.append(x, x[place] + share * (x[place + 1] - x[place])))
    return len(x) - 1


if kind == "tent":
    counts, units = [count_pieces(tent_net(), np.array([0.0, 1.0]))], [2] * layers
else:
    nets = [random_net(np.random.default_rng([seed, number])) for number in range(20)]
    counts, units = [count_pieces(net, np.array([-10.0, 10.0])) for net in nets], [w.shape[1] for w, _ in nets[0]]

print(f"pieces = {float(np.median(counts))!r}")
print(f"pieces_low = {min(counts)!r}")
print(f"pieces_high = {max(counts)!r}")
print(f"pieces_most = {math.prod(width + 1 for width in units)!r}")
