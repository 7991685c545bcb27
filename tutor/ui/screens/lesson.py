"""A lesson: one block after the other in a column, revealed as the learner goes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from tutor.course.walks import read_walk
from tutor.ui.keys import LESSON, bindings, labels
from tutor.ui.marks import marks
from tutor.ui.navigation import navigator
from tutor.ui.session import Session
from tutor.ui.widgets.aim import Aim
from tutor.ui.widgets.bars import KeyBar, ProgressLine, TitleBar
from tutor.ui.widgets.block import Enterable
from tutor.ui.widgets.blocks import BlockMaker
from tutor.ui.widgets.column import Column
from tutor.ui.widgets.prose import ProseBlock
from tutor.ui.widgets.score_block import ScoreBlock

if TYPE_CHECKING:
    from tutor.labs.frame import Frame

WAITS: Final = "A question waits: Enter answers it, n passes over it."
THE_END: Final = "This is the end of the lesson. Esc goes back to the list."


class LessonScreen(Screen[None], inherit_bindings=False):
    """Nothing blocks: every question can be passed over, every place is remembered."""

    CONTEXT = LESSON
    BINDINGS = bindings(LESSON)
    AUTO_FOCUS = ""

    def __init__(self, session: Session, walk_id: str, block_id: str | None = None) -> None:
        """Reads the lesson or test. Raises TutorError."""
        super().__init__()
        self._session = session
        self.walk_id = walk_id
        self._walk = read_walk(session.course, walk_id)
        self._flow = self._walk.flow
        self._maker = BlockMaker(session, walk_id)
        if self._walk.objectives:
            session.store.save_outline(session.course_id, walk_id, self._walk.objectives)
        place = session.store.place(session.course_id, walk_id)
        self._hidden = 0.0  # how much of the anchor is above the view
        self._anchor = self._index(block_id or (place.unit if place else None))
        self._furthest = max(self._anchor, self._index(place.furthest_unit if place else None))
        self._shows_source = False
        self._saved_place = ("", "")
        signs = marks(session.is_ascii)
        self._title = TitleBar(self._walk.title)
        self._progress = ProgressLine(signs)
        self._column = Column(*(self._maker.make(block) for block in self._flow.blocks[: self._furthest + 1]))
        self._aim = Aim(self._column)
        self._keys = KeyBar(LESSON)

    def _index(self, block_id: str | None) -> int:
        return (self._flow.index(block_id) if block_id else None) or 0

    def compose(self) -> ComposeResult:
        """Where one is, the column, the keys."""
        yield self._title
        yield self._progress
        yield self._column
        yield self._keys

    def on_mount(self) -> None:
        """To the place where the learner was."""
        if self._walk.faults:
            count = len(self._walk.faults)
            are = "1 part of this lesson is" if count == 1 else f"{count} parts of this lesson are"
            what = f"{are} left out. `tutor check` says why."
            self.notify(what, severity="warning", timeout=10)
        self.call_after_refresh(self._arrive)

    def _arrive(self) -> None:
        blocks = self._column.blocks
        if blocks:  # none, if it was closed before it was shown
            self._column.put_at_top(self._anchor)
            self._aim.choose(blocks[self._anchor])
            self._moved()

    def on_column_resized(self) -> None:
        """Another width breaks lines elsewhere; the place stays."""
        self._return_to_anchor()

    def _return_to_anchor(self) -> None:
        self._column.put_share_at_top(self._anchor, self._hidden)
        self._show_place()

    # --- going on

    async def action_next(self) -> None:
        """More of what is there already, or what comes next."""
        last = self._column.blocks[-1]
        if not self._column.is_at_end:
            self.action_page(1)
        elif isinstance(last, Enterable) and last.waits:
            self._keys.say(WAITS)
        else:
            await self._reveal(self._furthest + 1)

    async def action_skip(self) -> None:
        """What comes next, whatever waits."""
        await self._reveal(self._furthest + 1)

    async def _reveal(self, index: int) -> None:
        """Shows everything up to a block, and that block in view, in one frame."""
        if index >= len(self._flow.blocks):
            self._column.scroll_edge(1)
            self._keys.say(THE_END)
            return
        fresh = [self._maker.make(block) for block in self._flow.blocks[self._furthest + 1 : index + 1]]
        self._furthest = max(self._furthest, index)
        if self._shows_source:
            self._apply_source(fresh)
        with self.app.batch_update():
            await self._column.add(fresh)
            self._column.bring_in(index)
            self._aim.choose(fresh[-1])
            self._moved()

    # --- scrolling

    def action_scroll(self, steps: int) -> None:
        """By rows."""
        self._column.scroll_rows(steps)
        self._moved()

    def action_page(self, direction: int) -> None:
        """By pages."""
        self._column.scroll_page(direction)
        self._moved()

    def action_edge(self, direction: int) -> None:
        """To the start, or to the end of what was revealed."""
        self._column.scroll_edge(direction)
        self._moved()

    async def action_chapter(self, step: int) -> None:
        """To the start of this chapter or the one before; to the next one."""
        here = self._column.top_index()
        chapter = self._flow.blocks[here].chapter
        if step > 0 or here == self._flow.chapter_start(chapter):
            chapter += step
        if chapter >= len(self._flow.chapters):
            await self._reveal(len(self._flow.blocks))
            return
        start = self._flow.chapter_start(max(0, chapter))
        with self.app.batch_update():
            if start > self._furthest:
                await self._reveal(start)
            self._column.put_at_top(start)
            self._moved()

    def on_mouse_scroll_down(self) -> None:
        """The wheel moves the place as well."""
        self.call_after_refresh(self._moved)

    def on_mouse_scroll_up(self) -> None:
        """The wheel moves the place as well."""
        self.call_after_refresh(self._moved)

    def _moved(self) -> None:
        """After each move: remembers the place, shows it, and says what the keys do here."""
        self._anchor, self._hidden = self._column.place()
        self._show_place()
        blocks = self._flow.blocks
        place = blocks[self._anchor].id, blocks[self._furthest].id
        if place != self._saved_place:
            reached = blocks[self._furthest].chapter + 1
            self._session.save_place(self.walk_id, *place, reached, len(self._flow.chapters))
            self._saved_place = place

    def _show_place(self) -> None:
        chapters = self._flow.chapters
        if chapters:
            chapter = self._flow.blocks[min(self._anchor, len(self._flow.blocks) - 1)].chapter
            self._title.say(self._walk.title, f"{chapters[chapter]}  {chapter + 1}/{len(chapters)}")
        self._progress.show((self._furthest + 1) / len(self._flow.blocks))
        self._show_keys()

    def _show_keys(self) -> None:
        entered = self._entered
        target = self._aim.mark(is_shown=entered is None)
        if entered is not None:
            self._keys.show(entered.labels)
        else:
            enter = (("Enter", target.opens),) if target is not None else ()
            self._keys.show((*enter, *labels(LESSON)))

    # --- entering and leaving

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is entered only its own keys hold."""
        return self.focused is None

    @property
    def _entered(self) -> Enterable | None:
        nodes = self.focused.ancestors_with_self if self.focused else ()
        return next((node for node in nodes if isinstance(node, Enterable)), None)

    def action_aim(self, step: int) -> None:
        """The next thing to enter, or the one before, of all that was revealed."""
        index = self._aim.step(step)
        if index is None:
            self._keys.say("There is nothing more to enter here.")
        else:
            self._column.bring_in(index)
            self._moved()

    async def action_enter(self) -> None:
        """Enters what is in view; with nothing to enter, goes on."""
        target = self._aim.target
        if target is None:
            await self.action_next()
        else:
            self._bring_in(target)
            target.enter()

    def _bring_in(self, widget: Widget) -> None:
        self._column.bring_in(self._column.blocks.index(widget))

    def on_descendant_focus(self) -> None:
        """Other keys hold."""
        self._show_keys()

    def on_enterable_changed(self) -> None:
        """Other keys hold; what was said must be in view."""
        if self._entered is not None:
            self._bring_in(self._entered)
        for score in self.query(ScoreBlock):
            score.redraw()
        self._moved()

    def on_enterable_scroll_wanted(self, message: Enterable.ScrollWanted) -> None:
        """A question that does not fit the screen."""
        self._column.scroll_rows(message.steps)
        self._moved()

    def on_enterable_left(self) -> None:
        """Back to the lesson."""
        self._aim.choose(self._entered)
        self._leave()

    async def on_enterable_finished(self) -> None:
        """The verdict was read: on to what comes next."""
        entered = self._entered
        self._aim.choose(None)
        self._leave()
        blocks = self._column.blocks
        if entered is None or entered is blocks[-1]:
            await self._reveal(self._furthest + 1)
        else:
            index = blocks.index(entered) + 1
            self._aim.choose(blocks[index])
            self._column.bring_in(index)
            self._moved()

    def _leave(self) -> None:
        self.set_focus(None)
        self._show_keys()

    def show_frame(self, section_id: str, frame: Frame) -> None:
        """What the learner has made of an experiment of this lesson."""
        index = self._flow.index(section_id)
        if index is not None:
            self._maker.hand_back(self._column.blocks[index], frame)

    # --- other views

    def action_source(self) -> None:
        """Formulas as LaTeX, or as formulas again."""
        self._shows_source = not self._shows_source
        self._apply_source(self._column.blocks)
        self._return_to_anchor()

    def _apply_source(self, widgets: Iterable[Widget]) -> None:
        for widget in widgets:
            if isinstance(widget, ProseBlock):
                widget.show_source(self._shows_source)

    def action_words(self) -> None:
        """The figure in view, or the last of them, in words and numbers."""
        there = [widget for widget in self._column.in_view() if isinstance(widget, Enterable)]
        figures = [figure for widget in there if (figure := widget.figure) is not None]
        if figures:
            navigator(self).show_words(figures[-1])
        else:
            self._keys.say("There is no figure in view.")

    def action_script(self) -> None:
        """The experiment that Enter would open, or else the last in view, in plain numpy."""
        there = [widget for widget in (*self._column.in_view(), self._aim.target) if isinstance(widget, Enterable)]
        experiments = [experiment for widget in there if (experiment := widget.experiment) is not None]
        if experiments:
            navigator(self).show_script(experiments[-1])
        else:
            self._keys.say("There is no experiment in view.")

    def action_search(self) -> None:
        """All lessons."""
        navigator(self).open_search()

    def action_back(self) -> None:
        """Home."""
        navigator(self).go_home()
