"""Every lab of the registry, run: usual settings, every knob at its ends, anything at once."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from lab_samples import NAMES, USUAL, each_end, quick, random_setting

from tutor.labs.frame import Frame
from tutor.labs.lab import Lab, Setting
from tutor.labs.registry import load
from tutor.labs.running import last_frame
from tutor.plots.draw import draw
from tutor.plots.figure import Bars, Chart, Field, Ridge
from tutor.plots.look import Look
from tutor.plots.words import describe
from tutor.spans import line_width

READOUT = re.compile(r"(?P<name>\w+)(\[(?P<variant>[^\]]+)\])?")
RANDOM = 5
ANY = [name if name in USUAL else pytest.param(name, marks=pytest.mark.slow) for name in NAMES]
"""What trains takes a second or so each time."""

MANY = 30


def finish(name: str, params: dict[str, Any] | None = None, variants: list[str] | None = None, seed: int = 0) -> Frame:
    lab = load(name)
    return last_frame(lab, lab.setting(params or quick(name), variants or [], seed))


def data_of(frame: Frame) -> tuple[Any, ...]:
    """All numbers of a frame, bit by bit."""
    readouts = tuple((readout.name, np.float64(readout.value).tobytes()) for readout in frame.readouts)
    series = tuple((line.name, line.x.tobytes(), line.y.tobytes()) for line in frame.series)
    areas = tuple(figure.values.tobytes() for figure in frame.figures if isinstance(figure, Field))
    counts = tuple(
        h.counts.tobytes() for figure in frame.figures if isinstance(figure, Ridge) for h in figure.histograms
    )
    return readouts, series, areas, counts


def check_whole(lab: Lab, setting: Setting) -> Frame:
    """The last frame, after everything that must hold of every frame has been looked at."""
    passed: list[tuple[int, bool]] = []
    for moment in lab.run(setting):
        passed.append((moment.step, moment.is_final))
    last = moment.frame()
    assert [is_final for _, is_final in passed] == [False] * (len(passed) - 1) + [True]
    assert all(earlier < later for (earlier, _), (later, _) in pairwise(passed))
    readouts, series = [readout.name for readout in last.readouts], [line.name for line in last.series]
    for names in (readouts, series):
        assert len(set(names)) == len(names)
        for name in names:
            match = READOUT.fullmatch(name)
            assert match, name
            assert match["name"].isidentifier(), name
    for line in last.series:
        assert line.x.shape == line.y.shape
        assert not line.y.flags.writeable
    check_drawable(last)
    return last


EXPLODING = ("rate-range", "save-the-run")
"""Labs that are about runs that explode."""


def check_drawable(frame: Frame) -> None:
    assert frame.figures
    for figure in frame.figures:
        lines = draw(figure, 54, 16, Look())
        assert [line_width(line) for line in lines] == [54] * 16
        words = describe(figure)
        assert words.sentences
        assert words.rows
        assert all(len(row) == len(words.header) for row in words.rows)


@pytest.mark.parametrize("name", NAMES)
def test_usual_run_ends_with_finite_data_and_drawable_figures(name: str) -> None:
    lab = load(name)
    frame = check_whole(lab, lab.setting(quick(name)))
    assert frame.series
    if name in EXPLODING:
        return
    for line in frame.series:
        assert np.isfinite(line.x).all()
        assert np.isfinite(line.y).all()
    assert all(np.isfinite(readout.value) for readout in frame.readouts)
    assert frame.notes == ()


@pytest.mark.parametrize("name", ANY)
def test_only_live_labs_have_more_than_one_frame(name: str) -> None:
    lab = load(name)
    assert (len(list(lab.run(lab.setting(quick(name))))) > 1) == lab.is_live


@pytest.mark.parametrize("name", ANY)
def test_same_setting_gives_the_same_bits(name: str) -> None:
    assert data_of(finish(name, seed=5)) == data_of(finish(name, seed=5))


@pytest.mark.parametrize("name", ANY)
def test_seed_matters_exactly_where_the_lab_says_so(name: str) -> None:
    assert (data_of(finish(name, seed=0)) != data_of(finish(name, seed=1))) == load(name).is_random


@pytest.mark.parametrize("name", ANY)
def test_readouts_can_be_asked_for_by_name(name: str) -> None:
    frame = finish(name)
    assert [frame.readout(readout.name) for readout in frame.readouts] == [r.value for r in frame.readouts]


@pytest.mark.parametrize(
    ("name", "params"),
    [
        pytest.param(name, params, id=f"{name}-{params}", marks=[pytest.mark.slow] * (name not in USUAL))
        for name in NAMES
        for params in each_end(name)
    ],
)
def test_every_knob_at_its_end_gives_a_whole_drawable_frame(name: str, params: dict[str, Any]) -> None:
    lab = load(name)
    check_whole(lab, lab.setting(params))


LIGHT: dict[str, dict[str, Any]] = {"depth-profile": {"width": 16}}


def check_random(name: str, count: int, fixed: dict[str, Any]) -> None:
    lab, rng = load(name), random.Random(f"{name} anywhere")
    for _ in range(count):
        arguments = random_setting(lab, rng, fixed)
        setting = lab.setting(**arguments)
        try:
            check_whole(lab, setting)
        except Exception as error:
            error.add_note(lab.command(setting))
            raise


@pytest.mark.parametrize("name", [name for name in USUAL if not load(name).is_live])
def test_random_settings_give_whole_drawable_frames(name: str) -> None:
    check_random(name, RANDOM, LIGHT.get(name, {}))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_many_random_settings_give_whole_drawable_frames(name: str) -> None:
    if load(name).is_live:
        check_random(name, RANDOM, quick(name))
    else:
        check_random(name, MANY, {})


@pytest.mark.parametrize("name", ANY)
def test_every_figure_has_a_title_and_charts_say_what_their_axes_measure(name: str) -> None:
    for figure in finish(name).figures:
        assert figure.title
        assert isinstance(figure, Bars | Field) or figure.x.label
        told = [line.label for line in figure.series if line.is_told] if isinstance(figure, Chart) else []
        assert len(set(told)) == len(told)
