"""Gradient descent, one step at a time, so that somebody can watch: one network, or a stack of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from tutor.nn.arrays import Array, root_mean_square
from tutor.nn.datasets import Dataset, batches
from tutor.nn.losses import Loss
from tutor.nn.network import Network
from tutor.nn.optimizers import Optimizer
from tutor.nn.records import Progress, Record, find_divergence


@dataclass(frozen=True)
class Plan:
    """How many steps, on how much data each, and how often somebody looks."""

    steps: int
    every: int = 1  # a record every so many steps, from 0 on, and one after the last
    batch_size: int | None = None  # all examples, unless given
    clip: Callable[[Array], object] | None = None  # changes the flat gradient in place


def train(
    network: Network,
    data: Dataset,
    loss: Loss,
    optimizer: Optimizer,
    plan: Plan,
    rng: np.random.Generator | None = None,
) -> Iterator[Record]:
    """Descends in place, yielding records; the last is of the loss after all steps.

    `rng` draws the batches, if the plan has any; what is told then is the loss of the batch. While a record is looked
    at, the network holds its outputs and its gradient, not yet clipped. A run that explodes ends early with a record
    that says where; it raises nothing.
    """
    for (record,) in train_stack(network, data, loss, optimizer, plan, rng):
        yield record


def train_stack(
    network: Network,
    data: Dataset,
    loss: Loss,
    optimizer: Optimizer,
    plan: Plan,
    rng: np.random.Generator | None = None,
) -> Iterator[tuple[Record, ...]]:
    """As `train` for a network with a leading axis of runs: one record a run. A run that explodes stops no other."""
    dtype = network.values.dtype
    data = Dataset(data.x.astype(dtype, copy=False), data.y.astype(dtype, copy=False))
    descent = _Descent(network, batches(data, plan.batch_size, rng), loss, optimizer, plan)
    for shown in (*range(0, plan.steps, plan.every), plan.steps):
        with np.errstate(all="ignore"):
            descent.advance(shown)
            records = descent.records()
        yield records
        if all(record.diverged for record in records):
            return


class _Descent:
    """A network on its way down."""

    def __init__(
        self, network: Network, stream: Iterator[Dataset], loss: Loss, optimizer: Optimizer, plan: Plan
    ) -> None:
        self._network, self._stream, self._loss = network, stream, loss
        self._optimizer, self._clip = optimizer, plan.clip
        self._runs = list(np.ndindex(network.values.shape[:-1]))
        self._progress = {run: Progress() for run in self._runs}
        self._ended: dict[tuple[int, ...], Record] = {}
        self._step = -1

    def advance(self, last: int) -> None:
        """Goes on until the passes of step `last`, or until every run has ended."""
        self._network.train()
        while self._step < last and len(self._ended) < len(self._runs):
            if self._step >= 0:
                self._move()
            self._step += 1
            self._batch = next(self._stream)
            self._outputs = self._network.forward(self._batch.x)
            self._network.backward(self._loss.delta(self._outputs, self._batch.y))
            if not (_is_finite(self._outputs) and _is_finite(self._network.gradient)):
                self._end_diverged()

    def records(self) -> tuple[Record, ...]:
        """What there is to say of each run at the present step."""
        losses = self._loss.value(self._outputs, self._batch.y)
        return tuple(self._record(run, float(losses[run])) for run in self._runs)

    def _move(self) -> None:
        if self._clip is not None:
            self._clip(self._network.gradient)
        self._optimizer.step(self._network.values, self._network.gradient)

    def _record(self, run: tuple[int, ...], loss: float) -> Record:
        if run not in self._ended and not math.isfinite(loss):  # the mean of outputs that are finite one by one
            self._end(run)
        if run in self._ended:
            return self._ended[run]
        first_gradient = root_mean_square(self._network.linears[0].weight.gradient[run])
        return Record(self._step, loss, first_gradient, self._progress[run].status(self._step, loss))

    def _end_diverged(self) -> None:
        """Ends the runs that have left the finite numbers in the passes of this step."""
        for run in self._runs:
            passes = (self._outputs[run], self._network.gradient[run])
            if run not in self._ended and not all(np.isfinite(values).all() for values in passes):
                self._end(run)

    def _end(self, run: tuple[int, ...]) -> None:
        found = find_divergence(self._network, run, self._step)
        self._ended[run] = Record(self._step, math.nan, math.nan, found)


def _is_finite(values: Array) -> bool:
    """Whether all entries are finite for sure: their squares do not overflow, one product against two passes."""
    return math.isfinite(np.vdot(values, values))
