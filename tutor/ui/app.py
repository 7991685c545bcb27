"""The app: screens, themes and what holds everywhere."""

from __future__ import annotations

import gc
from functools import cached_property
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.events import Event, Key, Paste
from textual.filter import NoColor
from textual.screen import Screen, ScreenResultType
from textual.timer import Timer

from tutor.errors import TutorError
from tutor.plots.look import Tier
from tutor.ui.keys import EVERYWHERE, bindings
from tutor.ui.session import Session
from tutor.ui.theme import SHADES, textual_theme
from tutor.ui.typed_ahead import TypedAhead
from tutor.ui.widgets.lines import ASCII_CLASS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tutor.labs.apart import Apart
    from tutor.labs.frame import Frame
    from tutor.plots.figure import Figure
    from tutor.ui.navigation import LabRequest

DEFAULT_THEME = "dark"
WARM_UP_AFTER = 0.7  # seconds without a key


class TutorApp(App[int], inherit_bindings=False):
    """The tutor on one terminal."""

    TITLE = "tutor"
    ENABLE_COMMAND_PALETTE = False  # it is opened by our own keys, with our own commands
    BINDINGS = bindings(EVERYWHERE)
    CSS_PATH = "tutor.tcss"

    def __init__(self, session: Session, lesson: str | None = None) -> None:
        super().__init__()
        self.session = session
        self._first_lesson = lesson
        self.set_class(session.is_ascii, ASCII_CLASS)
        if self.no_color:
            self._filters = [NoColor()]  # Textual would paint in shades of gray
        self._typed_ahead = TypedAhead(self, super().on_event)
        self._warm_up: Timer | None = None
        self._notices = list(session.store.notices)
        if lesson is None:  # else nothing is listed yet
            self._notices += [f"A lesson cannot be listed: {fault}" for fault in session.course.faults[:1]]
        for name in SHADES:
            self.register_theme(textual_theme(name))
        wanted = session.store.setting("theme") or DEFAULT_THEME
        self.theme = wanted if wanted in SHADES else DEFAULT_THEME

    def get_default_screen(self) -> Screen[None]:
        """Home, or the lesson that was asked for: no other screen is painted before it."""
        screen = self._first_screen()
        screen._push_result_callback(self, None)  # Textual does so for every other screen; without it, none can switch
        return screen

    def _first_screen(self) -> Screen[None]:
        if self._first_lesson is not None:
            from tutor.ui.screens.lesson import LessonScreen

            try:
                return LessonScreen(self.session, self._first_lesson)
            except TutorError as error:
                self._notices.append(str(error))
        return self._home()

    def _home(self) -> Screen[None]:
        from tutor.ui.screens.home import HomeScreen

        return HomeScreen(self.session)

    def go_home(self) -> None:
        """Back to the list of lessons, which a lesson opened directly has not below it."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
        else:
            self.switch_screen(self._home())

    @cached_property
    def _apart(self) -> Apart:
        """The process in which labs train; it starts with the first of them."""
        from tutor.labs.apart import Apart

        return Apart()

    def on_unmount(self) -> None:
        """The process does not outlive the app."""
        if "_apart" in self.__dict__:
            self._apart.close()

    def on_mount(self) -> None:
        """Says what has to be said first; prepares what will be wanted soon."""
        for notice in self._notices:
            self.notify(notice, severity="warning", timeout=20)
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        """After the first paint: collects garbage again, and imports what is slow once nobody types."""
        gc.freeze()
        gc.enable()
        self._warm_up = self.set_timer(WARM_UP_AFTER, self._start_warm_up)

    async def on_event(self, event: Event) -> None:
        """A key waits until the one before it has had its effect."""
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            await self._typed_ahead.take(event)
        else:
            await super().on_event(event)

    def on_key(self) -> None:
        """Somebody types: the slow imports wait."""
        if self._warm_up is not None:
            self._warm_up.reset()

    def _start_warm_up(self) -> None:
        self._warm_up = None
        self.run_worker(_import_what_is_slow, thread=True, exit_on_error=False)

    # --- screens

    def open_lesson(self, lesson: str, block: str | None = None) -> None:
        """A lesson, with only home below it."""
        from tutor.ui.screens.lesson import LessonScreen

        try:
            screen = LessonScreen(self.session, lesson, block)
        except TutorError as error:
            self.notify(str(error), title="This lesson cannot be opened", severity="error", timeout=20)
            return
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self._show(screen)

    def _show(
        self, screen: Screen[ScreenResultType], done: Callable[[ScreenResultType | None], None] | None = None
    ) -> None:
        """On top of what is there, in place of what is of the same kind."""
        while any(_kind(below) == _kind(screen) for below in self.screen_stack[:-1]):
            self.pop_screen()
        if _kind(self.screen) == _kind(screen):
            self.switch_screen(screen)
        else:
            self.push_screen(screen, done)

    def open_lab(self, request: LabRequest) -> None:
        """An experiment on top of what is there, and what it showed last back to the lesson it came from."""
        from tutor.ui.screens.lab import LabScreen
        from tutor.ui.screens.lesson import LessonScreen

        below, section = self.screen, request.section
        try:
            screen = LabScreen(self.session, request, self._apart)
        except TutorError as error:
            self.notify(str(error), title="This lab cannot be opened", severity="error", timeout=20)
            return

        def hand_back(frame: Frame | None) -> None:
            if frame is not None and section is not None and isinstance(below, LessonScreen):
                below.show_frame(section.id, frame)

        self._show(screen, hand_back)

    def open_search(self) -> None:
        """The text of all lessons."""
        from tutor.ui.palette import search_palette

        self._show(search_palette())

    def open_labs(self) -> None:
        """The experiments."""
        from tutor.ui.palette import lab_palette

        self._show(lab_palette())

    def open_paths(self) -> None:
        """The tracks and tests."""
        from tutor.ui.course_palettes import path_palette

        self._show(path_palette())

    def open_index(self) -> None:
        """Questions people ask."""
        from tutor.ui.course_palettes import index_palette

        self._show(index_palette())

    def show_term(self, term: str) -> None:
        """A word of the glossary."""
        from tutor.ui.screens.term import term_screen

        self._show(term_screen(self.session.course, term, is_ascii=self.session.is_ascii))

    def open_progress(self) -> None:
        """What was learned so far."""
        from tutor.ui.screens.progress import progress_screen

        self._show(progress_screen(self.session))

    def show_words(self, figure: Figure) -> None:
        """A figure in words and numbers."""
        from tutor.ui.screens.words import words_screen

        self._show(words_screen(figure, self.session.tier))

    def show_script(self, request: LabRequest) -> None:
        """An experiment as a script, also copied where the terminal allows it."""
        from tutor.labs.registry import load
        from tutor.labs.scripts import script
        from tutor.ui.screens.script import script_screen

        try:
            lab = load(request.lab)
            *_, present = lab.setting(request.params, request.variants, request.seed).variants()
        except TutorError as error:
            self.notify(str(error), title="This lab cannot be shown", severity="error", timeout=20)
            return
        text = script(lab, present)
        self.copy_to_clipboard(text)
        self._show(script_screen(lab, present, text, is_ascii=self.session.is_ascii))

    # --- settings

    def choose_track(self, track: str) -> None:
        """Lists the lessons of a track, now and from now on; with no name, all of them."""
        self.session.store.set_setting("track", track)
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.switch_screen(self._home())

    def choose_theme(self, name: str) -> None:
        """Changes the colors, now and from now on."""
        self.theme = name
        self.session.store.set_setting("theme", name)

    def choose_tier(self, tier: Tier) -> None:
        """Changes the glyphs, now and from now on. A lesson that is open is opened again where it stands."""
        lesson = next((screen.walk_id for screen in self.screen_stack if hasattr(screen, "walk_id")), None)
        self.session.store.set_setting("glyphs", tier)
        self.session = self.session._replace(tier=tier)
        self.set_class(self.session.is_ascii, ASCII_CLASS)
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.switch_screen(self._home())
        if lesson is not None:
            self.open_lesson(lesson)

    @property
    def asks_confidence(self) -> bool:
        """Whether the learner wants to be asked how sure they are."""
        return self.session.store.setting("confidence") == "on"

    def toggle_confidence(self) -> None:
        """Asks after each answer how sure the learner is, or no longer."""
        self.session.store.set_setting("confidence", "off" if self.asks_confidence else "on")

    def export_progress(self) -> None:
        """Writes everything the learner did beside the store."""
        from tutor.paths import data_dir
        from tutor.progress.report import report, to_json

        file = data_dir() / f"progress-{self.session.now():%Y%m%d-%H%M%S}.json"
        try:
            file.write_text(to_json(report(self.session.store, self.session.course_id)), encoding="utf-8")
        except OSError as error:
            self.notify(f"{file}: {error.strerror}", title="Nothing was exported", severity="error")
        else:
            self.notify(str(file), title="Exported", timeout=15)

    # --- keys that hold everywhere

    def action_palette(self) -> None:
        """Everything, by name."""
        from tutor.ui.palette import everything_palette

        self._show(everything_palette())

    def action_glossary(self) -> None:
        """The words of the field."""
        from tutor.ui.course_palettes import glossary_palette

        self._show(glossary_palette())

    def action_help(self) -> None:
        """The keys that hold here."""
        from tutor.ui.screens.help import help_screen

        self._show(help_screen(self._contexts(), self.session.is_ascii))

    def _contexts(self) -> tuple[str, ...]:
        """What the keys mean things in, the most special first."""
        nodes = [*(self.focused.ancestors_with_self if self.focused else ()), self.screen]
        contexts = [context for node in nodes if (context := getattr(node, "CONTEXT", None))]
        return tuple(dict.fromkeys(contexts))[: 1 if self.focused else None]

    def action_say_how_to_quit(self) -> None:
        """Ctrl+C is a habit; it must neither kill nor be silent."""
        self.notify("Press Ctrl+Q to quit. Everything is saved.")

    async def action_quit(self) -> None:
        """Ends the program; nothing needs saving any more."""
        self.exit(0)


def _kind(screen: Screen[Any]) -> tuple[type, str | None]:
    """What there can be one of at a time."""
    return type(screen), screen.title


def _import_what_is_slow() -> None:
    """In a thread: what the first figure needs, so that it comes without a pause."""
    import tutor.labs.running
    import tutor.plots.draw
    import tutor.plots.plotext_renderer
    import tutor.typeset.page  # noqa: F401
