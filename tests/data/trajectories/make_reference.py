"""Makes reference.npz with PyTorch: what its training runs come to, for the tests of the engine.

In an environment of its own: `pip install torch==2.13.0 numpy`, then `python tests/data/trajectories/make_reference.py`
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn

sys.path.insert(0, str(Path(__file__).parents[2] / "nn"))
from trajectory_cases import CHECKPOINTS, LIMITS, LOSS_EVERY, MOMENTUM, RATES, STEPS, WIDTH, Case, cases

ACTIVATIONS = {
    "identity": nn.Identity,
    "sigmoid": nn.Sigmoid,
    "tanh": nn.Tanh,
    "relu": nn.ReLU,
    "leaky-relu": nn.LeakyReLU,
    "prelu": nn.PReLU,
    "elu": nn.ELU,
    "selu": nn.SELU,
    "gelu": nn.GELU,
    "gelu-tanh": lambda: nn.GELU("tanh"),
    "softplus": nn.Softplus,
    "silu": nn.SiLU,
}
LOSSES = {"bce": nn.BCEWithLogitsLoss, "ce": nn.CrossEntropyLoss, "mse": nn.MSELoss}


def build(case: Case) -> nn.Sequential:
    """The network at its start."""
    layers: list[nn.Module] = []
    for weight, bias in case.start():
        linear = nn.Linear(*weight.shape)
        linear.weight.data = torch.from_numpy(weight.T.copy())
        linear.bias.data = torch.from_numpy(bias[0])
        layers.append(linear)
        if len(layers) < 2 * (2 + (case.norm == "batch")):
            layers += [nn.BatchNorm1d(WIDTH)] if case.norm == "batch" else []
            layers.append(ACTIVATIONS[case.activation]())
    return nn.Sequential(*layers).double()


def optimizer_of(case: Case, network: nn.Module) -> torch.optim.Optimizer:
    """The optimizer of that name."""
    settings = {"lr": RATES[case.optimizer], "weight_decay": case.weight_decay}
    if case.optimizer == "adam":
        return torch.optim.Adam(network.parameters(), **settings)
    momentum = 0.0 if case.optimizer == "sgd" else MOMENTUM
    return torch.optim.SGD(network.parameters(), momentum=momentum, nesterov=case.optimizer == "nesterov", **settings)


def flat(network: nn.Sequential) -> tuple[np.ndarray, np.ndarray]:
    """Parameters layer by layer, weights as (fan_in, fan_out), and the running statistics."""
    values, statistics = [], []
    for layer in network:
        values += [parameter.detach().numpy().T.ravel() for parameter in layer.parameters()]
        if isinstance(layer, nn.BatchNorm1d):
            statistics += [layer.running_mean.numpy(), layer.running_var.numpy()]
    return np.concatenate(values), np.concatenate([np.empty(0), *statistics])


def run(case: Case) -> dict[str, np.ndarray]:
    """Losses every few steps, the parameters at the checkpoints, and the statistics at the end."""
    network, loss = build(case), LOSSES[case.loss]()
    optimizer = optimizer_of(case, network)
    x, y = (torch.from_numpy(array) for array in case.data())
    losses, kept = [], []
    for step in range(STEPS + 1):
        optimizer.zero_grad()
        error = loss(network(x), y)
        if step % LOSS_EVERY == 0:
            losses.append(error.item())
        if step in CHECKPOINTS:
            kept.append(flat(network)[0].copy())
        if step == STEPS:
            break
        error.backward()
        if case.clip == "norm":
            nn.utils.clip_grad_norm_(network.parameters(), LIMITS["norm"])
        if case.clip == "value":
            nn.utils.clip_grad_value_(network.parameters(), LIMITS["value"])
        optimizer.step()
    return {"losses": np.array(losses), "values": np.stack(kept), "statistics": flat(network)[1]}


def main() -> None:
    """Write the reference file."""
    arrays = {f"{case.name}/{key}": array for case in cases() for key, array in run(case).items()}
    np.savez_compressed(Path(__file__).parent / "reference.npz", **arrays, torch=np.array(torch.__version__))


if __name__ == "__main__":
    main()
