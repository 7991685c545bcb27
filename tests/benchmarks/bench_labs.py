"""What labs cost: a frame of each kind of figure, a training that is watched, and textual-plotext drawing the same.

    python tests/benchmarks/bench_labs.py [ROUNDS]

All cases take turns, so that whatever else the machine does meets them alike, and medians of the rounds are printed:
CPU time beside a bare line of braille dots of the same size; in a real pseudo-terminal frames, bytes, milliseconds from
a key to what it changes, and steps beside those of the same training right before and after that nobody watches: by the
clock, on which whatever else runs weighs more where two processes work, and by the CPU time of the training alone.
With the extra `benchmarks` installed textual-plotext takes part. Nothing is asserted: times depend on the machine.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib.util import find_spec
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Final, NamedTuple

from bench_app import FRAME, HERE, TUTOR, Run
from bench_plots import ROUNDS, measure, simplest_line

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as the program itself has it

from tutor.labs.registry import load
from tutor.labs.running import last_frame
from tutor.plots.draw import draw
from tutor.plots.figure import Bars, Chart, Field, Figure, Ridge
from tutor.plots.look import Look

SIZES: Final = ((54, 18), (76, 31))
BARE: Final = "bare line"
FOUR: Final = ("relu:he", "relu:xavier", "tanh:xavier", "sigmoid:xavier")
FOUR_NETS: Final = ("init=he", "init=xavier", "init=pytorch", "init=standard")

COLUMNS, ROWS = 120, 35
DOWN, UP, BIG_STEP = b"\x1b[B", b"\x1b[A", b"\x1b[5~"
READY, IS_OVER, CURSOR = b"  ready", b"run again", "▸".encode()
MOVES: Final = 30  # of the cursor while nothing runs
PAUSE: Final = 0.03  # seconds between them, and a little more each time, lest they keep step with the frames

FRAMES: Final = 100
COST: Final = re.compile(rb"([\d.]+) ms a frame")


def shown_figures() -> Iterator[tuple[str, Figure, bool]]:
    """A name, a figure of a lab, and whether it is drawn as one that moves."""
    gate, depth, playground = load("gate-meter"), load("depth-profile"), load("playground")
    neuron = last_frame(gate, gate.setting())
    profile = last_frame(depth, depth.setting(variants=FOUR))
    layers = last_frame(depth, depth.setting({"show": "histogram"}))
    net = last_frame(playground, playground.setting())
    nets = last_frame(playground, playground.setting(variants=FOUR_NETS))
    for lines, figure in (("1 line", first(Chart, neuron.figures)), ("4 lines", first(Chart, profile.figures))):
        yield f"Chart, {lines}", figure, False
        yield f"Chart, {lines}, moving", figure, True
    yield "Chart, losses of 1 net", first(Chart, net.figures), True
    yield "Chart, losses of 4 nets", first(Chart, nets.figures), True
    yield "Bars", first(Bars, neuron.figures), False
    yield "Ridge", first(Ridge, layers.figures), False
    yield "Field, clouds of 300", first(Field, net.figures), True


def first(kind: type[Figure], figures: tuple[Figure, ...]) -> Figure:
    """The first figure of a kind."""
    return next(figure for figure in figures if isinstance(figure, kind))


def print_figures() -> None:
    """A row a figure: milliseconds a frame, and times the bare line."""
    timed: dict[tuple[str, int], Callable[[], object]] = {}
    figures = list(shown_figures())
    for size in SIZES:
        timed[BARE, size[0]] = partial(simplest_line, *size)
        for name, figure, is_live in figures:
            timed[name, size[0]] = partial(draw, figure, *size, Look(), is_live=is_live)
    times = measure(timed)
    print(f"CPU time of a frame, median of {ROUNDS} rounds; times that of a bare line of braille dots")
    print(f"{'':26}" + "".join(f"{f'{width}x{height}':>20}" for width, height in SIZES))
    for name in (BARE, *(name for name, _, _ in figures)):
        cells = (f"{times[name, width]:10.2f} ms{times[name, width] / times[BARE, width]:6.1f}x" for width, _ in SIZES)
        print(f"{name:26}" + " ".join(cells))


class Net(NamedTuple):
    """A net of the playground."""

    values: dict[str, int]  # of knobs
    turns: dict[str, int]  # how many big steps each knob is turned to get there, from above to below

    @property
    def steps(self) -> int:
        """How long it trains."""
        return self.values["steps"]


NETS: Final = (
    Net({"depth": 13, "width": 16, "steps": 3000}, {"depth": 1, "steps": 2}),
    Net({"depth": 20, "width": 56, "steps": 1000}, {"depth": 2, "width": 4}),
)


class Pace(NamedTuple):
    """How fast a training went."""

    steps: float  # a second
    cpu: float  # milliseconds a step, of the process that trains


class Watched(NamedTuple):
    """What a training did on the screen."""

    frames: float  # a second
    kilobytes: float  # a second
    cpu: float  # milliseconds a frame, of the process that draws
    pace: Pace


def open_playground(net: Net, home: Path) -> Run:
    """The program with the net in view, ready to run."""
    run = Run([TUTOR], home, COLUMNS, ROWS)
    run.read_until(b"labs")
    for keys in (b"l", b"playground"):
        run.process.send(keys)
        run.read_for(1.0)
    run.process.send(b"\r")
    run.read_until(READY)
    names, at = [knob.name for knob in load("playground").knobs], 0
    for name, big_steps in net.turns.items():
        for key in (*[DOWN] * (names.index(name) - at), *[BIG_STEP] * big_steps):
            run.process.send(key)
            run.read_for(0.1)
        at = names.index(name)
    run.read_until(f"step 0/{net.steps}".encode())
    run.read_for(2.0)
    return run


def cpu_with_ended_threads(process: int) -> float:
    """Milliseconds of CPU time so far, in the kernel's ticks: a run is a thread, and `Run.cpu` counts living ones."""
    user, system = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) * 1e3 / os.sysconf("SC_CLK_TCK")


def watch(run: Run, net: Net) -> Watched:
    """A training from Space to its end, while nobody types."""
    screen = run.process.pid
    trainer = int(Path(f"/proc/{screen}/task/{screen}/children").read_text())
    start, began, drawn, trained = len(run.data), time.perf_counter(), run.cpu(), cpu_with_ended_threads(trainer)
    run.process.send(b" ")
    run.read_until(IS_OVER, start)
    seconds, drawn, trained = time.perf_counter() - began, run.cpu() - drawn, cpu_with_ended_threads(trainer) - trained
    frames, size = run.data.count(FRAME, start), len(run.data) - start
    pace = Pace(net.steps / seconds, trained / net.steps)
    return Watched(frames / seconds, size / seconds / 1e3, drawn / frames, pace)


def move(run: Run, number: int) -> float:
    """Milliseconds from a key to the cursor on its new knob."""
    start, began = len(run.data), time.perf_counter()
    run.process.send(UP if number % 2 else DOWN)
    run.read_until(CURSOR, start)
    milliseconds = 1e3 * (time.perf_counter() - began)
    run.read_for(PAUSE + number % MOVES / 1e3)
    return milliseconds


def move_while_it_trains(run: Run) -> list[float]:
    """The same, over and over, in another training of the same net."""
    start = len(run.data)
    run.process.send(b" ")
    run.read_until(b"pause", start)
    times: list[float] = []
    while run.data.find(IS_OVER, start) < 0:
        times.append(move(run, len(times)))
    return times


def train_unwatched(net: Net) -> Pace:
    """The same training, from its start to its only frame."""
    lab = load("playground")
    setting = lab.setting(net.values)
    began, used = time.perf_counter(), time.process_time()
    last_frame(lab, setting)
    seconds, used = time.perf_counter() - began, time.process_time() - used
    return Pace(net.steps / seconds, used / net.steps * 1e3)


def unwatched(net: Net) -> Pace:
    """The pace of that, in a process of its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(train_unwatched, net).result()


class Trainings(NamedTuple):
    """All that was measured of trainings: `alone` before, between and after the watched ones; keys in milliseconds."""

    alone: list[Pace]
    watched: list[Watched]
    at_rest: list[float]
    meanwhile: list[float]


def train_in_turns(net: Net, home: Path, rounds: int) -> Trainings:
    """Trainings that nobody watches and such on a screen, in turns."""
    measured = Trainings([unwatched(net)], [], [], [])
    for _ in range(rounds):
        run = open_playground(net, home)
        measured.at_rest.extend(move(run, number) for number in range(MOVES))
        measured.watched.append(watch(run, net))
        measured.alone.append(unwatched(net))
        measured.meanwhile.extend(move_while_it_trains(run))
        run.process.close(force=True)
    return measured


def print_training(net: Net, measured: Trainings) -> None:
    """What is seen of a training, what being watched costs it, and what keys feel like meanwhile."""
    alone, watched, at_rest, meanwhile = measured
    frames, kilobytes, cpu = (statistics.median(seen[column] for seen in watched) for column in range(3))
    layers = f"{net.values['depth']} hidden layers of {net.values['width']}"
    print(f"\nThe playground trains {layers} at {COLUMNS}x{ROWS}, median of {len(watched)} rounds")
    print(f"{frames:.1f} frames/s, {kilobytes:.0f} kB/s, {cpu:.1f} ms CPU a frame where it is drawn")
    for column, what in enumerate(("steps/s", "ms CPU a step")):
        seen = [one.pace[column] for one in watched]
        around = [(before[column] + after[column]) / 2 for before, after in pairwise(alone)]
        ratio = statistics.median(one / other for one, other in zip(seen, around, strict=True))
        print(f"{statistics.median(seen):.2f} {what}, {statistics.median(around):.2f} unwatched: {ratio:.2f}x")
    for name, times in (("nothing runs", at_rest), ("it trains", meanwhile)):
        middle, late = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        print(f"a key while {name:13}{middle:6.1f} ms median{late:7.1f} ms p95, of {len(times)} moves")


def redraw(picture: str, home: Path) -> tuple[float, float]:
    """Milliseconds of CPU time and kilobytes a frame of a growing loss curve takes an app that shows nothing else."""
    command = [sys.executable, str(HERE / "loss_app.py"), picture, str(FRAMES)]
    run = Run(command, home, *SIZES[-1])
    run.read_until(b"ms a frame")
    found = COST.search(run.data)
    assert found is not None
    run.process.close()
    return float(found[1]), len(run.data) / FRAMES / 1e3


def print_rival(home: Path, rounds: int) -> None:
    """A row a picture, ours among them."""
    pictures = ["bare", "tutor", *(["textual-plotext"] if find_spec("textual_plotext") else [])]
    measured: dict[str, list[tuple[float, float]]] = {name: [] for name in pictures}
    for _ in range(rounds):
        for name in pictures:
            measured[name].append(redraw(name, home))
    columns, rows = SIZES[-1]
    print(f"\nA growing loss curve in a Textual app at {columns}x{rows}, median of {rounds} rounds of {FRAMES} frames")
    print(f"{'':18}{'CPU ms':>8}{'x tutor':>9}{'kB':>7}")
    for name, costs in measured.items():
        ratio = statistics.median(cost / ours for (cost, _), (ours, _) in zip(costs, measured["tutor"], strict=True))
        cpu, size = (statistics.median(column) for column in zip(*costs, strict=True))
        print(f"{name:18}{cpu:8.1f}{ratio:9.2f}{size:7.1f}")
    if "textual-plotext" not in pictures:
        print("textual-plotext is not installed: it comes with the extra `benchmarks`.")


def main(rounds: int) -> None:
    """Prints the three tables."""
    print_figures()
    with tempfile.TemporaryDirectory() as folder:
        for net in NETS:
            print_training(net, train_in_turns(net, Path(folder), rounds))
        print_rival(Path(folder), rounds)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
