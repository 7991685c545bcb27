"""The linear regions of a network in the plane, exactly: polygons, split along each unit's corner, layer by layer.

Source: Montufar et al. 2014, section 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from tutor.errors import TutorError
from tutor.nn.activation_layer import ActivationLayer
from tutor.nn.arrays import Array
from tutor.nn.layer import Layer
from tutor.nn.linear import Linear
from tutor.nn.network import Network
from tutor.nn.piecewise import Identity, LeakyRelu, Relu

ROUNDING: Final = 1e-11
"""A corner this close to a line, measured by the largest of the polygon, lies on it."""


@dataclass(frozen=True, eq=False)
class Region:
    """A convex polygon on which every unit keeps to one side of its corner: there y = x slope + offset."""

    corners: Array  # (corners, 2), in order
    slope: Array  # (2, outputs)
    offset: Array  # (outputs,)


def linear_regions(network: Network, low: float, high: float) -> tuple[Region, ...]:
    """All regions that the network cuts the square [low, high]^2 into.

    Raises TutorError for layers and activations that are not made of straight pieces.
    """
    square = np.array([[low, low], [high, low], [high, high], [low, high]])
    regions = [Region(square, np.eye(2), np.zeros(2))]
    for layer in network.leaves:
        if isinstance(layer, Linear):
            weight, bias = layer.weight.value, layer.bias.value[0]
            regions = [Region(r.corners, r.slope @ weight, r.offset @ weight + bias) for r in regions]
        else:
            left_slope = _left_slope(layer)
            regions = [part for region in regions for part in _fold(region, left_slope)]
    return tuple(regions)


def _left_slope(layer: Layer) -> float:
    """f'(z) for z < 0 of an activation with f'(z) = 1 for z > 0."""
    activation = layer.activations[0] if isinstance(layer, ActivationLayer) else None
    if isinstance(activation, LeakyRelu):
        return activation.alpha
    if isinstance(activation, Relu | Identity):
        return float(isinstance(activation, Identity))
    raise TutorError("Only networks of straight pieces have linear regions.", "Use relu, leaky-relu or identity.")


def _fold(region: Region, left_slope: float) -> list[Region]:
    """The parts of a region after an activation: cut where a unit's z changes its sign, the left sides bent."""
    parts = [region.corners]
    if left_slope != 1.0:
        for slope, offset in zip(region.slope.T, region.offset, strict=True):
            parts = [half for part in parts for half in _cut(part, part @ slope + offset)]
    folded = []
    for part in parts:
        center = part.mean(axis=0)
        factor = np.where(center @ region.slope + region.offset > 0.0, 1.0, left_slope)
        folded.append(Region(part, region.slope * factor, region.offset * factor))
    return folded


def _cut(corners: Array, heights: Array) -> list[Array]:
    """A convex polygon cut where a linear function, given at its corners, is 0; in one piece if it does not cross."""
    tiny = ROUNDING * np.abs(heights).max()
    if heights.max() <= tiny or heights.min() >= -tiny:
        return [corners]
    return [_half(corners, heights), _half(corners, -heights)]


def _half(corners: Array, heights: Array) -> Array:
    """The part of the polygon where the function is at least 0."""
    kept = []
    for number in range(len(corners)):
        here, there = heights[number - 1], heights[number]
        if here * there < 0.0:
            share = here / (here - there)
            kept.append(corners[number - 1] + share * (corners[number] - corners[number - 1]))
        if there >= 0.0:
            kept.append(corners[number])
    return np.array(kept)
