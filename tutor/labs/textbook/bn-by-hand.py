"""Batch normalization of a few numbers, forward and backward."""

import math

import numpy as np

batch = 4
x1 = 1.0
x2 = 2.0
x3 = 3.0
x4 = 6.0
gamma = 2.0
beta = 1.0
epsilon = "0"
dy1 = 1.0
dy2 = 0.0
dy3 = 0.0
dy4 = 0.0
seen = 1

x = np.array([x1, x2, x3, x4])[:batch]
dy = np.array([dy1, dy2, dy3, dy4])[:batch]

# forward: subtracting the first number changes nothing, but equal numbers then differ by exactly 0
mean = x.mean()
centered = (x - x[0]) - (x - x[0]).mean()
variance = np.mean(centered**2)  # biased: divided by m
deviation = np.sqrt(variance + float(epsilon))
with np.errstate(invalid="ignore"):
    x_hat = centered / deviation
y = gamma * x_hat + beta

# backward, through the mean and the variance too
dx_hat = gamma * dy
dx = (dx_hat - dx_hat.mean() - x_hat * (dx_hat * x_hat).mean()) / deviation
dgamma = np.sum(dy * x_hat)
dbeta = np.sum(dy)

# for evaluation: 0.9 old + 0.1 new, from mean 0 and variance 1, the variance unbiased
running_mean, running_variance = 0.0, 1.0
for _ in range(seen):
    running_mean = 0.9 * running_mean + 0.1 * mean
    running_variance = 0.9 * running_variance + 0.1 * (variance * batch / (batch - 1) if batch > 1 else math.nan)

print(f"mean = {float(mean)!r}")
print(f"variance = {float(variance)!r}")
for k in range(batch):
    print(f"x_hat{k + 1} = {float(x_hat[k])!r}")
for k in range(batch):
    print(f"y{k + 1} = {float(y[k])!r}")
for k in range(batch):
    print(f"dx{k + 1} = {float(dx[k])!r}")
print(f"dgamma = {float(dgamma)!r}")
print(f"dbeta = {float(dbeta)!r}")
print(f"running_mean = {float(running_mean)!r}")
print(f"running_variance = {float(running_variance)!r}")
