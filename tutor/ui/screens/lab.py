"""An experiment on a screen of its own: knobs at the left, figures at the right, readouts below."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.timer import Timer
from textual.worker import Worker, WorkerState

from tutor.course.flow import fill_text
from tutor.errors import LabError
from tutor.labs.frame import Frame
from tutor.labs.lab import Setting
from tutor.labs.readouts import told_lines
from tutor.labs.registry import entry, load
from tutor.plots.draw import draw
from tutor.spans import Line, Span, line_width
from tutor.typeset.page import typeset
from tutor.ui.keys import LAB, Labels, bindings, labels
from tutor.ui.lab_run import LabRun
from tutor.ui.marks import marks
from tutor.ui.navigation import LabRequest, navigator
from tutor.ui.screens.overlay import Overlay
from tutor.ui.session import Session
from tutor.ui.widgets.bars import KeyBar, TitleBar
from tutor.ui.widgets.knob_panel import KnobPanel
from tutor.ui.widgets.lines import Drawn, Filling

REST: Final = 0.06  # seconds a knob must rest before the lab runs again
BIG_STEP: Final = 10
MARGIN: Final = 2  # at both sides of the readouts
TWO_FIGURES: Final = 26  # rows from which two figures stand one below the other


class LabScreen(Overlay[Frame | None], inherit_bindings=False):
    """A still lab runs on every turn of a knob; one that trains runs when told to."""

    CONTEXT = LAB
    BINDINGS = bindings(LAB)
    AUTO_FOCUS = ""

    class FrameReady(Message):
        """A frame of a run."""

        def __init__(self, run: LabRun, frame: Frame) -> None:
            super().__init__()
            self.run = run
            self.frame = frame

    def __init__(self, session: Session, request: LabRequest) -> None:
        """Loads the lab. Raises LabError."""
        super().__init__()
        self._session = session
        self._lab = load(request.lab)
        self._setting = self._lab.setting(request.params, request.variants, request.seed)
        self._watch = request.section.watch if request.section else ()
        self._goal = fill_text(request.section.goal) if request.section else entry(request.lab).blurb
        self._panel = KnobPanel(self._lab, self._setting, request.section, marks(session.is_ascii))
        self._figures = Filling(self._draw_figures)
        self._numbers = Drawn(self._draw_numbers)
        self._left = Vertical()
        self._left_width = self._panel.wanted_width
        self._left.styles.width = self._left_width
        self._title = TitleBar(entry(request.lab).title)
        self._keys = KeyBar(LAB)
        self._run: LabRun | None = None
        self._frame: Frame | None = None
        self._first_figure = 0
        self._rest: Timer | None = None
        self._keys.show(self._labels)
        self._began: tuple[float, int] = (0.0, 0)  # when the run was last let go, and at which step

    def compose(self) -> ComposeResult:
        """Title, panel and figures, keys."""
        yield self._title
        if self._goal:
            yield Drawn(self._draw_goal)
        with Horizontal(id="lab"):
            with self._left:
                yield self._panel
                yield self._numbers
            yield self._figures
        yield self._keys

    @property
    def _labels(self) -> Labels:
        """What the keys do in this lab: not every one runs, or is random."""
        names = {"run": self._next_of_run if self._lab.is_live else "", "seed": "seed" if self._lab.is_random else ""}
        return tuple((keys, name) for keys, label in labels(LAB) if (name := names.get(label, label)))

    @property
    def _next_of_run(self) -> str:
        """What Space does with the run."""
        if self._is_running:
            return "pause"
        if self._frame is None or not self._frame.step:
            return "run"
        return "run again" if self._frame.is_final else "go on"

    def on_mount(self) -> None:
        """The first frame."""
        self._start(is_going=not self._lab.is_live)

    def on_unmount(self) -> None:
        """A run does not outlive its screen."""
        if self._run is not None:
            self._run.stop()

    # --- running

    @property
    def _is_running(self) -> bool:
        has_more = self._frame is None or not self._frame.is_final
        return self._run is not None and not self._run.is_paused and has_more

    def _start(self, *, is_going: bool) -> None:
        """A new run; one that is not going shows its first frame and waits."""
        if self._run is not None:
            self._run.stop()
        self._frame = None
        run = self._run = LabRun(self._lab, self._setting, lambda run, frame: self._post(run, frame))
        if not is_going:
            run.step()
        self._began = (time.monotonic(), 0)
        self.run_worker(run.drive, thread=True, group="lab", exit_on_error=False)

    def _post(self, run: LabRun, frame: Frame) -> None:
        self.post_message(self.FrameReady(run, frame))

    def on_lab_screen_frame_ready(self, message: FrameReady) -> None:
        """Draws a frame, unless a newer run has begun."""
        if message.run is not self._run:
            return
        self._frame = message.frame
        self._make_room(message.frame)
        self._figures.redraw()
        self._numbers.redraw()
        self._show_progress()

    def _make_room(self, frame: Frame) -> None:
        """No number is ever cut: the left side grows to its widest row, and stays so."""
        rows = told_lines(replace(frame, notes=()), 0, self._watch, self._session.tier)
        wanted = max((line_width(row) for row in rows), default=0) + MARGIN
        if wanted > self._left_width:
            self._left_width = wanted
            self._left.styles.width = wanted

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A run that failed says so."""
        if event.state is WorkerState.ERROR:
            self._keys.say(f"This run failed: {event.worker.error}")

    def _show_progress(self) -> None:
        frame = self._frame
        if frame is None or not frame.steps:
            return
        fact = f"step {frame.step}/{frame.steps}"
        since, first_step = self._began
        seconds = time.monotonic() - since
        if self._is_running and seconds > 0 and frame.step > first_step:
            speed = (frame.step - first_step) / seconds
            fact += f"  {speed:.0f} steps/s  {(frame.steps - frame.step) / speed:.0f} s left"
        elif not frame.is_final:
            fact += "  paused" if frame.step else "  ready"
        self._keys.change(self._labels)
        self._title.say(entry(self._lab.name).title, fact)

    # --- drawing

    def _draw_figures(self, width: int) -> tuple[Line, ...]:
        height = self._figures.size.height
        if self._frame is None or height < 1:
            return ()
        look = self._session.look(self.app.theme, not self.app.no_color)
        count = 2 if height >= TWO_FIGURES and len(self._frame.figures) > 1 else 1
        lines: list[Line] = []
        for offset in range(count):
            figure = self._frame.figures[(self._first_figure + offset) % len(self._frame.figures)]
            lines += draw(figure, width, height // count, look, is_live=self._lab.is_live)
        return tuple(lines)

    def _draw_goal(self, width: int) -> tuple[Line, ...]:
        lines = typeset(self._goal, width - 2, ascii_only=self._session.is_ascii)
        return (*((Span(" "), *line) for line in lines), ())

    def _draw_numbers(self, width: int) -> tuple[Line, ...]:
        lines = told_lines(self._frame, width - 1, self._watch, self._session.tier) if self._frame else ()
        return ((), *((Span(" "), *line) for line in lines))

    # --- knobs

    def action_choose(self, steps: int) -> None:
        """Another knob."""
        self._panel.choose(steps)

    def action_turn(self, steps: int) -> None:
        """The knob under the cursor."""
        knob = self._panel.knob
        value = knob.turn(dict(self._setting.values)[knob.name], steps)
        self._set(self._setting.turned({knob.name: value}))

    def action_leap(self, steps: int) -> None:
        """The knob, in big steps."""
        self.action_turn(BIG_STEP * steps)

    def action_reset(self) -> None:
        """The knob at its default."""
        knob = self._panel.knob
        self._set(self._setting.turned({knob.name: knob.default}))

    def action_keep(self) -> None:
        """The present curves stay; the next turn starts others."""
        try:
            self._set(self._lab.keep(self._setting))
            self._keys.say("Kept. The next turn of a knob draws another curve beside it.")
        except LabError as error:
            self._keys.say(str(error))

    def action_drop(self) -> None:
        """Without the curves kept last."""
        if not self._setting.kept:
            self._keys.say("No curves are kept. p keeps those in view.")
        self._set(self._lab.drop(self._setting))

    def action_next_seed(self) -> None:
        """Other random numbers."""
        if self._lab.is_random:
            self._set(self._lab.with_seed(self._setting, self._setting.seed + 1))
        else:
            self._keys.say("Nothing in this lab is random.")

    def _set(self, setting: Setting) -> None:
        """Another setting: shown at once, run as soon as the knob rests."""
        if setting == self._setting:
            return
        was_final = self._frame is not None and self._frame.is_final  # then what is kept must come back by itself
        is_going = self._is_running or not self._lab.is_live or (was_final and bool(setting.kept))
        self._setting = setting
        self._panel.show(setting)
        self._keys.show(self._labels)
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST, lambda: self._start(is_going=is_going))

    # --- the run

    def action_run_or_pause(self) -> None:
        """Runs, pauses, goes on; after the end, runs again."""
        if not self._lab.is_live:
            self._keys.say("There is nothing to run here: every turn of a knob shows at once.")
            return
        if self._run is None or (self._frame is not None and self._frame.is_final):
            self._start(is_going=True)
        elif self._is_running:
            self._run.pause()
        else:
            self._began = (time.monotonic(), self._frame.step if self._frame else 0)
            self._run.go_on()
        self._show_progress()

    def action_step(self) -> None:
        """One frame more."""
        if self._run is not None:
            self._run.step()

    def action_rerun(self) -> None:
        """The same again."""
        self._start(is_going=True)

    def action_stop_or_leave(self) -> None:
        """Stops a run; leaves when nothing runs."""
        if self._is_running and self._lab.is_live and self._run is not None:
            self._run.pause()
            self._show_progress()
        else:
            self.dismiss(self._frame)

    # --- other views

    def action_next_figure(self) -> None:
        """The next of the lab's figures."""
        if self._frame is not None:
            self._first_figure = (self._first_figure + 1) % len(self._frame.figures)
            self._figures.redraw()

    def action_words(self) -> None:
        """The figure in words and numbers."""
        if self._frame is not None:
            navigator(self).show_words(self._frame.figures[self._first_figure])

    def action_command_line(self) -> None:
        """What to type in a shell to get this; also copied, where the terminal allows it."""
        command = self._lab.command(self._setting)
        self.app.copy_to_clipboard(command)
        self.notify(command, title="In a shell (copied)", timeout=15)
