"""The textbook scripts: each experiment as a learner would write it, in plain numpy, runnable as it stands."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

from tutor.labs.knobs import Value
from tutor.labs.lab import Lab, Setting

FOLDER: Final = Path(__file__).with_name("textbook")


def script(lab: Lab, setting: Setting) -> str:
    """The script of a lab with its knobs where they stand. Run by Python, it prints `readout = value` lines."""
    own = FOLDER / f"{lab.name}.py"
    file = own if own.exists() else FOLDER / f"{lab.script}.py"
    text = file.read_text(encoding="utf-8")
    for name, value in (*setting.values, *lab.held, ("seed", setting.seed)):
        text = re.sub(rf"^{name} = .*$", f"{name} = {_literal(value)}", text, count=1, flags=re.MULTILINE)
    return text


def _literal(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)
