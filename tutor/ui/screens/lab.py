"""An experiment on a screen of its own: knobs at the left, figures at the right, readouts below."""

from __future__ import annotations

from dataclasses import replace
from math import inf, isfinite
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer

from tutor.course.flow import fill_text
from tutor.errors import LabError
from tutor.labs.frame import Frame
from tutor.labs.ghosts import Ghosts
from tutor.labs.knobs import Knob, Value
from tutor.labs.lab import Setting
from tutor.labs.readouts import told_lines
from tutor.labs.registry import entry, load
from tutor.spans import Line, Span, line_width
from tutor.typeset.page import typeset
from tutor.ui.keys import LAB, Labels, bindings, labels
from tutor.ui.lab_runs import LabRuns
from tutor.ui.marks import marks
from tutor.ui.navigation import LabRequest, navigator
from tutor.ui.screens.overlay import Overlay
from tutor.ui.session import Session
from tutor.ui.widgets.bars import KeyBar, ProgressLine, TitleBar
from tutor.ui.widgets.knob_panel import KnobPanel
from tutor.ui.widgets.lab_figures import LabFigures
from tutor.ui.widgets.lines import Drawn

if TYPE_CHECKING:
    from tutor.labs.apart import Apart

REST: Final = 0.06  # seconds a knob must rest before the lab runs again
BIG_STEP: Final = 10
MARGIN: Final = 2  # at both sides of the readouts
SPEEDS: Final = (2.0, 10.0, 50.0, 250.0, inf)  # steps a second, at most
NOTHING_RUNS: Final = "There is nothing to run here: every turn of a knob shows at once."


class LabScreen(Overlay[Frame | None], inherit_bindings=False):
    """A still lab runs on every turn of a knob; one that trains runs when told to."""

    CONTEXT = LAB
    BINDINGS = bindings(LAB)
    AUTO_FOCUS = ""

    def __init__(self, session: Session, request: LabRequest, apart: Apart) -> None:
        """Loads the lab; what trains is run `apart`. Raises LabError."""
        super().__init__()
        self._session = session
        self._lab = load(request.lab)
        self._setting = self._lab.setting(request.params, request.variants, request.seed)
        self._watch = request.section.watch if request.section else ()
        self._goal = fill_text(request.section.goal if request.section else request.goal or entry(request.lab).blurb)
        self._panel = KnobPanel(self._lab, self._setting, request.section, marks(session.is_ascii))
        self._figures = LabFigures(session, is_live=self._lab.is_live)
        self._numbers = Drawn(self._draw_numbers)
        self._left = Vertical()
        self._left_width = self._panel.wanted_width
        self._left.styles.width = self._left_width
        self._title = TitleBar(entry(request.lab).title)
        self._keys = KeyBar(LAB)
        self._progress = ProgressLine(marks(session.is_ascii))
        self._runs = LabRuns(self, self._lab, apart if self._lab.is_live else None)
        self._ghosts = Ghosts(self._lab)
        self._speed = len(SPEEDS) - 1
        self._raced: Knob | None = None  # the knob whose values stand side by side
        self._rest: Timer | None = None
        self._keys.show(self._labels)

    def compose(self) -> ComposeResult:
        """Title, panel and figures, keys."""
        yield self._title
        if self._lab.is_live:
            yield self._progress
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
        if self._lab.variants is None:
            names |= {"race": ""} if self._lab.is_live else {"keep": "", "race": ""}
        elif self._raced is not None:
            names |= {"keep": "", "race": "end race"}
        return tuple((keys, name) for keys, label in labels(LAB) if (name := names.get(label, label)))

    @property
    def _next_of_run(self) -> str:
        """What Space does with the run."""
        if self._runs.is_going:
            return "pause"
        if self._frame is None or not self._frame.step:
            return "run"
        return "run again" if self._frame.is_final else "go on"

    def on_mount(self) -> None:
        """The first frame."""
        self._start(is_going=not self._lab.is_live)

    def on_unmount(self) -> None:
        """A run does not outlive its screen."""
        self._runs.stop()

    # --- running

    def _start(self, *, is_going: bool) -> None:
        """A new run; one that is not going shows its first frame and waits."""
        if self._rest is not None:
            self._rest.stop()
            self._rest = None
        self._runs.begin(self._setting, is_going=is_going)

    def on_lab_runs_frame_ready(self) -> None:
        """Draws the newest frame."""
        self._runs.seen()
        if self._frame is None:
            return
        self._make_room(self._frame)
        self._figures.show(self._ghosts.beside(self._setting, self._frame))
        self._numbers.redraw()
        self._show_progress()

    def on_lab_runs_failed(self, message: LabRuns.Failed) -> None:
        """A run that failed says so."""
        self._keys.say(f"This run failed: {message.what}")

    @property
    def _frame(self) -> Frame | None:
        return self._runs.frame

    def _make_room(self, frame: Frame) -> None:
        """No number is ever cut: the left side grows to its widest row, and stays so; knobs give way to numbers."""
        rows = told_lines(replace(frame, notes=()), 0, self._watch, self._session.tier)
        wanted = max((line_width(row) for row in rows), default=0) + MARGIN
        if wanted > self._left_width:
            self._left_width = wanted
            self._left.styles.width = wanted
        self._panel.fit(self._left.size.height - len(self._draw_numbers(self._left_width)))

    def on_resize(self) -> None:
        """More room for knobs, or less."""
        self.call_after_refresh(self.on_lab_runs_frame_ready)

    def _show_progress(self) -> None:
        frame = self._frame
        if frame is None or not frame.steps:
            return
        fact = f"step {frame.step}/{frame.steps}"
        if speed := self._runs.speed:
            fact += f"  {speed:.0f} steps/s  {(frame.steps - frame.step) / speed:.0f} s left"
        elif not (frame.is_final or self._runs.is_going):
            fact += "  paused" if frame.step else "  ready"
        self._keys.change(self._labels)
        self._title.say(entry(self._lab.name).title, fact)
        self._progress.show(frame.step / frame.steps)

    # --- drawing

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
        self._turn_to(knob.turn(dict(self._setting.values)[knob.name], steps))

    def action_leap(self, steps: int) -> None:
        """The knob, in big steps."""
        self.action_turn(BIG_STEP * steps)

    def action_reset(self) -> None:
        """The knob at its default."""
        self._turn_to(self._panel.knob.default)

    def _turn_to(self, value: Value) -> None:
        """Another value of the knob under the cursor; a race goes on around it."""
        setting = self._setting.turned({self._panel.knob.name: value})
        self._set(self._lab.race(setting, self._raced) if self._raced else setting)

    def action_keep(self) -> None:
        """The present curves stay; the next turn starts others. What trains is kept as it stands now."""
        try:
            if self._lab.is_live and self._frame is not None:
                self._ghosts.keep(self._setting, self._frame)
            else:
                self._raced = None
                self._set(self._lab.keep(self._setting))
        except LabError as error:
            self._keys.say(str(error))
            return
        self._keys.say("Kept. What comes next is drawn beside it.")

    def action_drop(self) -> None:
        """Without the curves kept last."""
        if not self._setting.kept and not self._ghosts:
            self._keys.say("No curves are kept. p keeps those in view.")
        if self._ghosts:
            self._ghosts.drop()
            self.on_lab_runs_frame_ready()
            return
        self._raced = None
        self._set(self._lab.drop(self._setting))

    def action_race(self) -> None:
        """The values of the knob under the cursor side by side, or no longer."""
        if self._raced is not None:
            self._raced = None
            self._set(replace(self._setting, kept=()))
            return
        knob = self._panel.knob
        try:
            setting = self._lab.race(self._setting, knob)
        except LabError as error:
            self.notify(str(error), severity="warning")
            return
        self._raced = knob
        self._set(setting)
        space = "Space runs them, " if self._lab.is_live else ""
        self._keys.say(f"{len(setting.variants())} variants of {knob.label} side by side: {space}v ends the race.")

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
        was_final = self._runs.is_over  # then what is kept must come back by itself
        is_going = self._runs.is_going or not self._lab.is_live or (was_final and bool(setting.kept))
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
            self._keys.say(NOTHING_RUNS)
            return
        if self._runs.is_over or self._rest is not None:  # of a run before the last turn nothing more is wanted
            self._start(is_going=True)
        elif self._runs.is_going:
            self._runs.pause()
        else:
            self._runs.go_on()
        self._show_progress()

    def action_step(self) -> None:
        """One frame more."""
        self._runs.step()

    def action_speed(self, step: int) -> None:
        """Slower or faster: from two steps a second, each of them to be seen, to as many as there can be."""
        if not self._lab.is_live:
            self._keys.say(NOTHING_RUNS)
            return
        self._speed = min(max(self._speed + step, 0), len(SPEEDS) - 1)
        most = SPEEDS[self._speed]
        self._runs.go_at(most)
        self._keys.say(f"At most {most:.0f} steps a second." if isfinite(most) else "As fast as it can.")

    def action_rerun(self) -> None:
        """The same again."""
        self._start(is_going=True)

    def action_stop_or_leave(self) -> None:
        """Stops a run, be it one that was about to begin; leaves when nothing runs."""
        if self._runs.is_going and self._lab.is_live:
            if self._rest is not None:
                self._start(is_going=False)
            self._runs.pause()
            self._show_progress()
        else:
            self.dismiss(self._frame)

    # --- other views

    def action_next_figure(self) -> None:
        """The next of the lab's figures."""
        self._figures.turn()

    def action_words(self) -> None:
        """The figure in words and numbers."""
        if self._figures.first is not None:
            navigator(self).show_words(self._figures.first)

    def action_command_line(self) -> None:
        """What to type in a shell to get this; also copied, where the terminal allows it."""
        command = self._lab.command(self._ghosts.command_setting(self._setting))
        self.app.copy_to_clipboard(command)
        self.notify(command, title="In a shell (copied)", timeout=15)

    def action_script(self) -> None:
        """The experiment as the present variant has it, in plain numpy."""
        navigator(self).show_script(LabRequest(self._lab.name, dict(self._setting.values), seed=self._setting.seed))
