"""Whatever is typed, in whatever order: nothing breaks, and Escape leads home."""

from __future__ import annotations

import random
import string
from pathlib import Path

import pytest
from terminal import KEYS, Terminal
from ways import HOME, escape_and_quit

COUNT = 500
LEAVES = {"ctrl+q", "ctrl+z"}
KERNEL_QUIT = "\x1c"  # not of the program, but of the terminal as soon as that is given back: kills what is ending
CONTROLS = [chr(code) for code in range(32) if chr(code) not in {"\x1b", KEYS["ctrl+q"], KEYS["ctrl+z"], KERNEL_QUIT}]
SEQUENCES = [
    *(key for name, key in KEYS.items() if key.startswith("\x1b") and name != "escape"),
    *(f"\x1b[{code}~" for code in (2, 3, 11, 15, 17, 24)),  # Insert, Delete and function keys
    *(f"\x1b[1;{modifier}{letter}" for modifier in range(2, 9) for letter in "ABCDFH"),  # with Shift, Alt, Ctrl
    *(f"\x1b{letter}" for letter in "aflqs/"),  # with Alt
    "\x1b[Z",  # Shift and Tab
    *(
        f"\x1b[<{button};{column};{row}{end}"
        for button in (0, 64, 65)
        for column, row in ((5, 4), (60, 12))
        for end in "Mm"
    ),
    "\x1b[200~pasted\rtext\x1b[201~",
    "\x1b[I",
    "\x1b[O",
    "é",
    "漢",
]
USUAL = [name for name in KEYS if name not in LEAVES]


def any_key(rng: random.Random) -> str:
    """A key: as often one that is meant to be pressed as any character, and now and then something odd."""
    (keys,) = rng.choices((USUAL, [*string.printable.strip(), " "], CONTROLS, SEQUENCES), weights=(8, 8, 1, 2))
    return rng.choice(keys)


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 9))])
def test_no_sequence_of_keys_breaks_the_program(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    keys = [any_key(rng) for _ in range(COUNT)]
    while keys:
        with Terminal(tmp_path) as terminal:
            terminal.wait_for(HOME)
            while keys and terminal.process.isalive():
                terminal.type(keys.pop(0))
            assert escape_and_quit(terminal) == 0, terminal.text
            assert b"Traceback" not in terminal.output
