"""The palette: lessons, experiments and settings by name, and the search through all lessons."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.events import Mount
from textual.message import Message
from textual.widgets import Input, OptionList

from tutor.course.search import find, read_passages
from tutor.labs.catalog import ENTRIES
from tutor.plots.look import TIERS
from tutor.ui.keys import PALETTE
from tutor.ui.navigation import LabRequest, navigator
from tutor.ui.theme import SHADES
from tutor.ui.widgets.bars import KeyBar

if TYPE_CHECKING:
    from tutor.ui.app import TutorApp

MOST_HITS = 12


@dataclass(frozen=True)
class Entry:
    """A line of the palette."""

    name: str
    help: str
    run: Callable[[], object]


class Palette(CommandPalette):
    """Textual's palette without what blinks, and without what only a mouse needs."""

    CONTEXT = PALETTE
    DEFAULT_CSS: ClassVar[str] = """
    Palette SearchIcon { display: none; }
    Palette > Vertical { margin-top: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "app.quit", "quit", show=False)]

    def compose(self) -> ComposeResult:
        """Textual's, and what the keys do here in place of the bar below."""
        yield from super().compose()
        yield KeyBar(PALETTE)

    def on_mount(self, event: Mount) -> None:
        """No blinking cursor: it would send bytes for ever. Nothing at all if it was closed before it was shown."""
        fields = self.query(Input)
        if not fields:
            event.prevent_default()
        for field in fields:
            field.cursor_blink = False

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def on_chosen_again(self, event: Message) -> None:
        """A second Enter, typed before the first one was answered, chooses nothing more."""
        if not self.is_current:
            event.prevent_default()

    def _action_escape(self) -> None:
        """Closes, once."""
        if self.is_current:
            super()._action_escape()

    def _action_command_list(self, action: str) -> None:
        """Moves the cursor; a list with no room for a row knows of no rows to move by."""
        if any(commands.size.height for commands in self.query(CommandList)):
            super()._action_command_list(action)


class EntryProvider(Provider):
    """Entries by name, fuzzily."""

    def entries(self, app: TutorApp) -> Iterable[Entry]:
        """What there is to choose."""
        raise NotImplementedError

    def _entries(self) -> Iterable[Entry]:
        return self.entries(cast("TutorApp", self.app))

    async def discover(self) -> Hits:
        """Everything, before a letter is typed."""
        for entry in self._entries():
            yield DiscoveryHit(entry.name, entry.run, help=entry.help)

    async def search(self, query: str) -> Hits:
        """What matches, the best first."""
        matcher = self.matcher(query)
        for entry in self._entries():
            if (score := matcher.match(entry.name)) > 0:
                yield Hit(score, matcher.highlight(entry.name), entry.run, help=entry.help)


def questions_asked(app: TutorApp) -> Iterable[Entry]:
    """Questions people ask, each opening the section that answers it."""
    for asked in app.session.course.file.index:
        lesson, _, section = asked.where.partition("/")
        yield Entry(asked.question, app.session.course.title(lesson), partial(app.open_lesson, lesson, section))


class LabProvider(EntryProvider):
    """The experiments."""

    def entries(self, app: TutorApp) -> Iterable[Entry]:
        """One a lab."""
        for lab in ENTRIES:
            yield Entry(lab.title, lab.blurb, partial(app.open_lab, LabRequest(lab.name)))


class EverythingProvider(EntryProvider):
    """Lessons, experiments, views and settings."""

    def entries(self, app: TutorApp) -> Iterable[Entry]:
        """In the order in which they are mostly wanted."""
        for head in app.session.course.heads:
            yield Entry(f"Lesson: {head.title}", head.blurb, partial(app.open_lesson, head.id))
        for lab in ENTRIES:
            yield Entry(f"Lab: {lab.title}", lab.blurb, partial(app.open_lab, LabRequest(lab.name)))
        yield Entry("Tracks and tests", "Shorter ways through the course, and what you know already.", app.open_paths)
        yield Entry("Questions people ask", "Each with the section that answers it.", app.open_index)
        yield from questions_asked(app)
        yield Entry("Glossary", "The words of the field.", app.action_glossary)
        yield Entry("My progress", "Levels and answers so far.", app.open_progress)
        yield Entry("Export my progress", "Everything you answered, as a JSON file.", app.export_progress)
        for name in SHADES:
            yield Entry(f"Theme: {name}", "Colors, from now on.", partial(app.choose_theme, name))
        for tier in TIERS:
            yield Entry(f"Glyphs: {tier}", "What figures and signs are drawn with.", partial(app.choose_tier, tier))
        verb = "stop asking" if app.asks_confidence else "ask"
        yield Entry(
            f"Confidence: {verb} how sure I am", "After each answer, before the verdict.", app.toggle_confidence
        )
        yield Entry("Quit", "Everything is saved.", partial(app.exit, 0))


class SearchProvider(Provider):
    """Every passage of every lesson."""

    async def startup(self) -> None:
        """Begins to read the lessons, without holding up the keys."""
        app: TutorApp = self.app  # type: ignore[assignment]
        self._reading = asyncio.create_task(asyncio.to_thread(read_passages, app.session.course))

    async def discover(self) -> Hits:
        """Nothing before something is typed."""
        for _ in ():
            yield NotImplemented

    async def search(self, query: str) -> Hits:
        """Passages with all the words, in the order of the course."""
        passages = await asyncio.shield(self._reading)  # the next letter ends this search, not the reading
        for rank, passage in enumerate(find(passages, query, MOST_HITS)):
            open_it = partial(navigator(self.screen).open_lesson, passage.lesson, passage.block)
            yield Hit(1.0 - rank / (10 * MOST_HITS), passage.heading, open_it, help=passage.excerpt(query))


def everything_palette() -> Palette:
    """Everything."""
    return Palette([EverythingProvider], placeholder="Lessons, labs, settings")


def lab_palette() -> Palette:
    """Experiments only."""
    return Palette([LabProvider], placeholder="Which lab?")


def search_palette() -> Palette:
    """The text of all lessons."""
    return Palette([SearchProvider], placeholder="Search all lessons")
