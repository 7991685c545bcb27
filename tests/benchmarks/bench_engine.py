"""What a training step costs: beside PyTorch eager, beside the bare matrix products, and stacked in a race.

Run as `python tests/benchmarks/bench_engine.py`; with the extra `benchmarks` installed PyTorch takes part. CPU time of
one thread on each side; all take turns, so that whatever else the machine does meets them alike; medians of the rounds.
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"

import statistics
import time
from collections import deque
from collections.abc import Callable
from itertools import pairwise
from typing import Any, Final

import numpy as np

from tutor.nn.datasets import Dataset
from tutor.nn.losses import BinaryCrossEntropy, CrossEntropy, Loss
from tutor.nn.network import Network
from tutor.nn.optimizers import SGD, Adam, Optimizer
from tutor.nn.perceptron import Perceptron
from tutor.nn.race import stack
from tutor.nn.training import Plan, train, train_stack

try:
    import torch
except ImportError:
    torch = None  # type: ignore[assignment]

ROUNDS: Final = 9
SECONDS: Final = 0.05  # CPU time of one turn
RATE: Final = 1e-3
NETS: Final = {
    "A": ((2, 16, 16, 1), 32),
    "B": ((2, *[64] * 10, 1), 64),
    "C": ((64, 128, 10), 64),
    "D": ((2, *[32] * 50, 1), 128),
}
"""Name -> sizes and batch; ReLU, He weights."""
BUDGETS: Final = {"A": (8.0, 10.0, 8.0), "B": (2.4, 3.5, 2.2), "C": (3.5, 4.0, 2.9), "D": (2.2, 4.0, 2.4)}
"""Times faster than PyTorch with SGD and with Adam, at least; times the bare products, at most."""
MIXED: Final = ("sigmoid", "tanh", "relu", "leaky-relu", "elu", "softplus")
RACES: Final = {"8 runs": (("relu",) * 8, 2.3), "36 runs": (("relu",) * 36, 6.0), "6 activations x 6": (MIXED, 11.0)}
"""Name -> activations and budget: times the cost of one run of net A."""

Steps = Callable[[int], object]


def problem(sizes: tuple[int, ...], batch: int) -> tuple[Dataset, Loss]:
    """Random inputs with labels, and the loss for them."""
    rng = np.random.default_rng(0)
    x, outputs = rng.normal(size=(batch, sizes[0])).astype(np.float32), sizes[-1]
    if outputs == 1:
        return Dataset(x, rng.integers(0, 2, (batch, 1)).astype(np.float32)), BinaryCrossEntropy()
    return Dataset(x, np.eye(outputs, dtype=np.float32)[rng.integers(0, outputs, batch)]), CrossEntropy()


def network(sizes: tuple[int, ...], activation: str = "relu", seed: int = 0) -> Network:
    """A float32 network."""
    return Perceptron(sizes, activation).build(np.random.default_rng(seed), np.float32)


def engine(sizes: tuple[int, ...], batch: int, optimizer: Optimizer) -> Steps:
    """So many steps of the engine, nobody looking."""
    data, loss = problem(sizes, batch)
    net = network(sizes)
    return lambda steps: deque(train(net, data, loss, optimizer, Plan(steps, steps)), maxlen=0)


def products(sizes: tuple[int, ...], batch: int) -> Steps:
    """The matrix products alone: z = x W, dW = x^T dz, and dx = dz W^T except in the first layer."""
    rng = np.random.default_rng(0)
    layers = []
    for number, (fan_in, fan_out) in enumerate(pairwise(sizes)):
        shapes = ((batch, fan_in), (fan_in, fan_out), (batch, fan_out), (batch, fan_in), (fan_in, fan_out))
        arrays = [rng.normal(size=shape).astype(np.float32) for shape in shapes]
        layers.append((number > 0, *arrays))

    def steps_of(steps: int) -> None:
        for _ in range(steps):
            for has_below, x, weight, z, dx, dweight in layers:
                np.matmul(x, weight, out=z)
                np.matmul(x.T, z, out=dweight)
                if has_below:
                    np.matmul(z, weight.T, out=dx)

    return steps_of


def pytorch(sizes: tuple[int, ...], batch: int, name: str) -> Steps:
    """The same network in PyTorch, eager, step by step as its tutorials write it."""
    torch.set_num_threads(1)
    pairs = list(pairwise(sizes))
    layers: list[Any] = [part for pair in pairs for part in (torch.nn.Linear(*pair), torch.nn.ReLU())][:-1]
    net = torch.nn.Sequential(*layers)
    data, _ = problem(sizes, batch)
    x, y = torch.from_numpy(data.x), torch.from_numpy(data.y)
    loss = torch.nn.BCEWithLogitsLoss() if sizes[-1] == 1 else torch.nn.CrossEntropyLoss()
    target = y if sizes[-1] == 1 else y.argmax(dim=1)
    optimizer = getattr(torch.optim, name)(net.parameters(), lr=RATE)

    def steps_of(steps: int) -> None:
        for _ in range(steps):
            optimizer.zero_grad()
            loss(net(x), target).backward()
            optimizer.step()

    return steps_of


def race(activations: tuple[str, ...]) -> Steps:
    """So many steps of runs of net A in one stack; of each of several activations there are six."""
    sizes, batch = NETS["A"]
    data, loss = problem(sizes, batch)
    each = 6 if len(set(activations)) > 1 else 1
    names = [activation for activation in activations for _ in range(each)]
    stacked = stack([network(sizes, activation, seed) for seed, activation in enumerate(names)])
    optimizer = SGD(RATE)
    return lambda steps: deque(train_stack(stacked, data, loss, optimizer, Plan(steps, steps)), maxlen=0)


def measure(cases: dict[str, Steps]) -> dict[str, list[float]]:
    """Microseconds of CPU time a step, round by round."""
    counts = {}
    for name, steps_of in cases.items():
        steps_of(20)  # fills caches
        start = time.process_time()
        steps_of(50)
        counts[name] = max(20, int(50 * SECONDS / (time.process_time() - start)))
    rounds: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(ROUNDS):
        for name, steps_of in cases.items():
            start = time.process_time()
            steps_of(counts[name])
            rounds[name].append((time.process_time() - start) / counts[name] * 1e6)
    return rounds


def ratio(over: list[float], under: list[float]) -> float:
    """The median of the rounds' own ratios: what slows the machine down slows both sides of one."""
    return statistics.median(one / other for one, other in zip(over, under, strict=True))


def print_nets() -> None:
    """A row a network: what a step costs, and the ratios with their budgets."""
    print(f"float32, microseconds of CPU time a step, median of {ROUNDS} rounds")
    print(f"{'net':<4}{'SGD':>8}{'Adam':>8}{'products':>10}   ", end="")
    print("faster than PyTorch: SGD, Adam; over the bare products")
    for name, (sizes, batch) in NETS.items():
        cases = {
            "SGD": engine(sizes, batch, SGD(RATE)),
            "Adam": engine(sizes, batch, Adam(RATE)),
            "products": products(sizes, batch),
        }
        if torch is not None:
            cases |= {f"torch {optimizer}": pytorch(sizes, batch, optimizer) for optimizer in ("SGD", "Adam")}
        times = measure(cases)
        least_sgd, least_adam, most = BUDGETS[name]
        sgd, adam, bare = (statistics.median(times[case]) for case in ("SGD", "Adam", "products"))
        row = f"{name:<4}{sgd:8.1f}{adam:8.1f}{bare:10.1f}   "
        if torch is not None:
            row += f"{ratio(times['torch SGD'], times['SGD']):5.1f} (>= {least_sgd:g})"
            row += f"{ratio(times['torch Adam'], times['Adam']):7.1f} (>= {least_adam:g})"
        print(f"{row}{ratio(times['SGD'], times['products']):7.2f} (<= {most:g})")


def print_races() -> None:
    """A row a race: its cost as a multiple of one run's."""
    sizes, batch = NETS["A"]
    cases = {name: race(activations) for name, (activations, _) in RACES.items()}
    times = measure({"one": engine(sizes, batch, SGD(RATE)), **cases})
    print(f"\nRaces of net A ({'-'.join(map(str, sizes))}, batch {batch}), float32, SGD, seeds 0, 1, ...")
    print("cost over that of one run")
    for name, (_, most) in RACES.items():
        print(f"{name:<20}{ratio(times[name], times['one']):6.2f} (<= {most:g})")


if __name__ == "__main__":
    print_nets()
    print_races()
