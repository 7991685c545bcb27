"""Settings of every lab for tests: the usual one, each knob at its ends, and random ones that are always the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from tutor.labs.catalog import ENTRIES
from tutor.labs.knobs import Choice, Knob, Number, Value
from tutor.labs.lab import Lab
from tutor.labs.registry import load

NAMES = tuple(entry.name for entry in ENTRIES)
EXPERIMENTS = tuple(name for name in NAMES if not load(name).is_live or name in ("playground", "depth-race"))
"""All but those that train in the playground's way: what holds of it for how a lab is printed, holds of them."""

USUAL = ("activation-explorer", "gate-meter", "gradient-check", "product-of-slopes", "depth-profile", "depth-race")
"""One of each make: what holds of any lab is always looked at in these, and in all others when there is time."""

QUICK: dict[str, dict[str, Value]] = {"playground": {"depth": 1}, "depth-race": {"depth": 1}}
"""What makes a lab quick that would take seconds as it stands, besides few steps."""


def quick(name: str) -> dict[str, Value]:
    """Knob values with which the lab is done in a moment; elsewhere the defaults."""
    lab = load(name)
    few = {knob.name: knob.check(knob.low) for knob in lab.knobs if lab.is_live and isinstance(knob, Number)}
    return QUICK.get(name, {}) | {name: value for name, value in few.items() if name == "steps"}


def ends(knob: Knob) -> tuple[Value, ...]:
    """Every option of a choice; the two limits of a number."""
    return knob.options if isinstance(knob, Choice) else (knob.check(knob.low), knob.check(knob.high))


def each_end(name: str) -> Iterator[dict[str, Value]]:
    """The lab's quick values with one knob at one of its ends; more steps of training would show nothing new."""
    lab = load(name)
    for knob in lab.knobs:
        for value in ends(knob):
            if not (lab.is_live and knob.name == "steps"):
                yield quick(name) | {knob.name: value}


def anywhere(knob: Knob, rng: random.Random) -> Value:
    """An end of the knob or a stop somewhere between."""
    between = knob.turn(knob.default, rng.randint(-60, 60))
    return rng.choice((between, *ends(knob)[:1], *ends(knob)[-1:]))


def random_setting(lab: Lab, rng: random.Random, fixed: dict[str, Value]) -> dict[str, Any]:
    """Arguments of `Lab.setting`: all knobs somewhere, and up to as many variants as there may be."""
    variants = random_variants(lab, rng)
    in_variants = lab.variants.knobs if lab.variants and variants else ()
    params = {knob.name: anywhere(knob, rng) for knob in lab.knobs if knob.name not in in_variants} | fixed
    return {"params": params, "variants": variants, "seed": rng.randint(0, 99)}


def random_variants(lab: Lab, rng: random.Random) -> list[str]:
    """None at all in half of the cases."""
    if lab.variants is None or rng.random() < 0.5:
        return []
    knobs = [lab.knob(name) for name in lab.variants.knobs]
    count = rng.randint(1, lab.variants.most)
    if lab.variants.is_named:
        return [f"{knob.name}={knob.show(anywhere(knob, rng))}" for knob in rng.choices(knobs, k=count)]
    return [":".join(knob.show(anywhere(knob, rng)) for knob in knobs) for _ in range(count)]
