"""Labs without a screen: figures as lines of text, or all data as JSON."""

from __future__ import annotations

import json
import math
import os
import shutil
import sys
from textwrap import fill
from typing import Any, Final

from tutor.ansi import to_ansi
from tutor.labs.catalog import ENTRIES
from tutor.labs.lab import Lab, Setting
from tutor.labs.readouts import spelled, told_lines
from tutor.labs.registry import entry, load
from tutor.labs.running import last_frame
from tutor.plots.draw import draw
from tutor.plots.heights import preferred_height
from tutor.plots.look import Look, Tier, choose_tier
from tutor.plots.words import describe
from tutor.spans import plain_text

WIDEST: Final = 100
HEIGHT: Final = 20


def print_lab(lab: Lab, setting: Setting, tier: Tier | None, *, is_colored: bool) -> str:
    """The last frame's figures, each with its words, then the readouts and notes."""
    frame = last_frame(lab, setting)
    width = min(shutil.get_terminal_size().columns, WIDEST)
    tier = tier or choose_tier(os.environ, sys.stdout.encoding)
    look = Look(tier, "dark", is_colored)
    to_text = to_ansi if is_colored else plain_text
    parts = [f"{entry(lab.name).title}: {entry(lab.name).blurb}"]
    for figure in frame.figures:
        parts.append(to_text(draw(figure, width, preferred_height(figure, HEIGHT), look)))
        parts.append("\n".join(fill(spelled(sentence, tier), width) for sentence in describe(figure).sentences))
    parts.append(to_text(tuple(told_lines(frame, width, tier=tier))))
    parts.append(lab.command(setting))
    return "\n\n".join(parts)


def to_json(lab: Lab, setting: Setting) -> str:
    """Everything the last frame holds, floats to the last digit; what is not finite is null and named in `notes`."""
    frame = last_frame(lab, setting)
    notes = list(frame.notes)
    params: dict[str, Any] = dict(setting.values)
    if lab.variants and len(drawn := setting.variants()) > 1:
        params[lab.variants.option] = [lab.write_variant(variant) for variant in drawn]
    content = {
        "lab": lab.name,
        "params": params,
        "seed": setting.seed,
        "readouts": {r.name: _finite(r.value, f"readout {r.name}", notes) for r in frame.readouts},
        "series": {
            line.name: {
                "x": [_finite(float(x), f"{line.name}: x", notes) for x in line.x],
                "y": [
                    _finite(float(y), f"{line.name}: y at x = {x:g}", notes)
                    for x, y in zip(line.x, line.y, strict=True)
                ],
            }
            for line in frame.series
        },
        "notes": notes,
    }
    return json.dumps(content)


def _finite(value: float, where: str, notes: list[str]) -> float | None:
    if math.isfinite(value):
        return value
    notes.append(f"{where} is {value}")
    return None


def list_labs() -> str:
    """Every lab with its knobs, their range and default."""
    parts = []
    for listed in ENTRIES:
        lab = load(listed.name)
        rows = [f"{listed.name}: {listed.blurb}"]
        rows += [f"  --{knob.name:<12} {knob.describe()}" for knob in lab.knobs]
        if lab.variants:
            rows.append(
                f"  --{lab.variants.option:<12} {':'.join(lab.variants.knobs).upper()}, up to {lab.variants.most}"
            )
        parts.append("\n".join(rows))
    return "\n\n".join(parts)
