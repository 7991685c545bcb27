"""Races: networks of one shape stacked along a leading axis and trained in one pass, none touching another."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np

from tutor.errors import TutorError
from tutor.nn.activation_layer import ActivationLayer
from tutor.nn.datasets import Dataset
from tutor.nn.layer import Layer
from tutor.nn.losses import Loss
from tutor.nn.network import Network
from tutor.nn.optimizers import Optimizer
from tutor.nn.records import Record
from tutor.nn.training import Plan, train_stack

Signature = tuple[object, ...]


def stack(networks: Sequence[Network]) -> Network:
    """One network with a leading axis of runs, which shares its numbers with those given: training it trains them.

    Activations may differ from run to run; neighbors with the same one are computed together. Raises TutorError if
    the networks differ in anything else than their numbers.
    """
    if len({_signature(network) for network in networks}) > 1:
        raise TutorError("Networks of different layers cannot be stacked.", "Race those of one shape together.")
    stacked = copy.deepcopy(networks[0])
    for leaves in zip(stacked.leaves, *(network.leaves for network in networks), strict=True):
        _take_activations(*leaves)
    values = np.stack([network.values for network in networks])
    statistics = np.stack([network.statistics for network in networks])
    stacked.bind(values, statistics)
    for network, own_values, own_statistics in zip(networks, values, statistics, strict=True):
        network.bind(own_values, own_statistics)
    return stacked


def race(
    networks: Sequence[Network], data: Dataset, loss: Loss, optimizer: Optimizer, plan: Plan, seed: int = 0
) -> Iterator[tuple[Record, ...]]:
    """Trains all networks side by side, yielding a record each; those of one shape go in one pass.

    Every network meets the same batches and has an optimizer of its own, like the one given. A run that has ended, by
    diverging, shows its last record again.
    """
    groups: dict[Signature, list[int]] = {}
    for index, network in enumerate(networks):
        groups.setdefault(_signature(network), []).append(index)
    streams = [
        train_stack(
            stack([networks[index] for index in group]),
            data,
            copy.deepcopy(loss),
            copy.deepcopy(optimizer),
            plan,
            np.random.default_rng(seed),
        )
        for group in groups.values()
    ]
    present: dict[int, Record] = {}
    while True:
        is_over = True
        for group, stream in zip(groups.values(), streams, strict=True):
            for records in islice(stream, 1):
                present.update(zip(group, records, strict=True))
                is_over = False
        if is_over:
            return
        yield tuple(present[index] for index in range(len(networks)))


def _signature(network: Network) -> Signature:
    """What networks must share to be stacked: the kind of each layer, the shapes of its numbers, and their type."""
    layers = ((type(leaf), *(parameter.value.shape for parameter in leaf.parameters)) for leaf in network.leaves)
    return network.values.dtype, *layers


def _take_activations(stacked: Layer, *leaves: Layer) -> None:
    """Gives the stacked layer the activation of each run, or the one that all share."""
    if isinstance(stacked, ActivationLayer):
        own = [activation for leaf in leaves if isinstance(leaf, ActivationLayer) for activation in leaf.activations]
        stacked.activations = tuple(own) if len(set(own)) > 1 else (own[0],)
