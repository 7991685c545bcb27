"""The list of labs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tutor.errors import LabError
from tutor.labs.catalog import ENTRIES
from tutor.labs.registry import entry, load
from tutor.labs.running import last_frame


def test_every_entry_loads_the_lab_of_its_name() -> None:
    for listed in ENTRIES:
        assert load(listed.name).name == listed.name
        assert entry(listed.name) is listed
    assert len({listed.name for listed in ENTRIES}) == len(ENTRIES)


def test_entries_fit_a_line_of_plain_characters() -> None:
    for listed in ENTRIES:
        line = f"{listed.title}: {listed.blurb}"
        assert len(line) <= 100
        assert line.isascii()
        assert listed.blurb.endswith(".")


@pytest.mark.parametrize("function", [entry, load])
def test_unknown_lab_is_refused_with_what_may_be_meant(function: object) -> None:
    assert callable(function)
    with pytest.raises(LabError, match=r"^There is no lab 'gate-metre'\. Did you mean \"gate-meter\"\?$"):
        function("gate-metre")
    with pytest.raises(LabError, match=r"^There is no lab 'q'\. `tutor lab` lists them all\.$"):
        function("q")


def test_readouts_said_to_be_theory_are_readouts() -> None:
    assert {name for listed in ENTRIES for name in listed.theory} == {"activation_top_theory", "delta_ratio_theory"}
    for listed in ENTRIES:
        lab = load(listed.name)
        if listed.theory:
            readouts = [readout.name for readout in last_frame(lab, lab.setting({"depth": 2})).readouts]
            assert set(listed.theory) <= set(readouts)


def test_listing_labs_loads_neither_numpy_nor_a_lab() -> None:
    code = "import tutor.labs.registry, sys; print([m for m in sys.modules if m == 'numpy' or 'gate_meter' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_knobs_are_ready_for_a_command_line_in_ascii() -> None:
    """Their names become options and JSON keys; names and labels stand in the help of any terminal."""
    for listed in ENTRIES:
        lab = load(listed.name)
        names = [knob.name for knob in lab.knobs]
        assert len(set(names)) == len(names)
        assert not {"seed", "json", "help", lab.variants.option if lab.variants else ""} & set(names)
        for knob in lab.knobs:
            assert knob.name.isidentifier()
            assert knob.describe().isascii()
            assert knob.check(knob.default) == knob.default
        assert set(lab.variants.knobs if lab.variants else ()) <= set(names)
