"""Three logits become probabilities, and a loss."""

import numpy as np

z1 = 2.0
z2 = 1.0
z3 = 0.0
shift = 0.0
temperature = 1.0
truth = 1

scores = (np.array([z1, z2, z3]) + shift) / temperature

# softmax: p_k = e^s_k / sum_j e^s_j; subtracting the largest score changes nothing and avoids overflow
shifted = scores - scores.max()
exponentials = np.exp(shifted)
p = exponentials / exponentials.sum()

# ln p_k = s_k - ln sum_j e^s_j
log_p = shifted - np.log(exponentials.sum())
entropy = -np.sum(p * log_p)
loss = -log_p[truth - 1]

# dL/ds = p - y with y = 1 for the true class; the logits z are divided by T
y = np.zeros(3)
y[truth - 1] = 1.0
gradient = (p - y) / temperature

print(f"p1 = {float(p[0])!r}")
print(f"p2 = {float(p[1])!r}")
print(f"p3 = {float(p[2])!r}")
print(f"decision = {int(p.argmax()) + 1!r}")
print(f"entropy = {float(entropy)!r}")
print(f"loss = {float(loss)!r}")
print(f"gradient1 = {float(gradient[0])!r}")
print(f"gradient2 = {float(gradient[1])!r}")
print(f"gradient3 = {float(gradient[2])!r}")
