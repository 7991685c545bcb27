"""The app: screens, themes and what holds everywhere."""

from __future__ import annotations

from textual.app import App
from textual.screen import Screen

from tutor.ui.keys import EVERYWHERE, bindings
from tutor.ui.messages import OpenLesson
from tutor.ui.session import Session
from tutor.ui.theme import SHADES, textual_theme

DEFAULT_THEME = "dark"


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
        for name in SHADES:
            self.register_theme(textual_theme(name))
        wanted = session.store.setting("theme") or DEFAULT_THEME
        self.theme = wanted if wanted in SHADES else DEFAULT_THEME

    def get_default_screen(self) -> Screen[None]:
        """Home, so that no empty screen is ever painted."""
        from tutor.ui.screens.home import HomeScreen

        return HomeScreen(self.session)

    def on_mount(self) -> None:
        """Says what the store had to say; opens the lesson that was asked for."""
        for notice in self.session.store.notices:
            self.notify(notice, severity="warning", timeout=20)
        for fault in self.session.course.faults[:1]:
            self.notify(f"{fault}", title="A lesson cannot be listed", severity="warning", timeout=20)
        if self._first_lesson is not None:
            self.post_message(OpenLesson(self._first_lesson))

    def on_open_lesson(self, message: OpenLesson) -> None:
        """A lesson, on top of home."""
        from tutor.ui.screens.lesson import LessonScreen

        self.push_screen(LessonScreen(self.session, message.lesson, message.block))

    def choose_theme(self, name: str) -> None:
        """Changes the colours, now and from now on."""
        self.theme = name
        self.session.store.set_setting("theme", name)

    def action_palette(self) -> None:
        """Everything, by name."""
        from tutor.ui.palette import open_palette

        open_palette(self)

    def action_help(self) -> None:
        """The keys that hold here."""
        from tutor.ui.screens.help import HelpScreen

        self.push_screen(HelpScreen.for_screen(self.screen, self.session.is_ascii))

    def action_say_how_to_quit(self) -> None:
        """Ctrl+C is a habit; it must neither kill nor be silent."""
        self.notify("Press Ctrl+Q to quit. Everything is saved.")

    async def action_quit(self) -> None:
        """Ends the program; nothing needs saving any more."""
        self.exit(0)
