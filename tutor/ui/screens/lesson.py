"""A lesson: one block after the other in a column, revealed as the learner goes."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from tutor.course.flow import Ask, Block, Claim, Prose, flow_of
from tutor.course.loader import load_lesson
from tutor.course.model import ClaimSection, LabSection, PlotSection
from tutor.labs.frame import Frame
from tutor.ui.keys import LESSON, bindings, labels
from tutor.ui.marks import marks
from tutor.ui.messages import OpenLab, OpenSearch, ShowWords
from tutor.ui.recorder import Recorder
from tutor.ui.session import Session
from tutor.ui.widgets.bars import KeyBar, ProgressLine, TitleBar
from tutor.ui.widgets.column import Column
from tutor.ui.widgets.figure_block import FigureBlock
from tutor.ui.widgets.lab_block import LabBlock
from tutor.ui.widgets.practice import PracticeBlock
from tutor.ui.widgets.prose import ClaimBlock, ProseBlock
from tutor.ui.widgets.question import QuestionBlock

Enterable = QuestionBlock | LabBlock | ClaimBlock | PracticeBlock
ENTER: Final = {QuestionBlock: "answer", LabBlock: "open the lab", ClaimBlock: "run it", PracticeBlock: "solve"}
WAITS: Final = "A question waits: Enter answers it, n passes over it."
THE_END: Final = "This is the end of the lesson. Esc goes back to the list."


class LessonScreen(Screen[None], inherit_bindings=False):
    """Nothing blocks: every question can be passed over, every place is remembered."""

    CONTEXT = LESSON
    BINDINGS = bindings(LESSON)
    AUTO_FOCUS = ""

    def __init__(self, session: Session, lesson_id: str, block_id: str | None = None) -> None:
        """Reads the lesson. Raises LessonError."""
        super().__init__()
        self._session = session
        self._lesson, self._faults = load_lesson(session.course.directory, lesson_id)
        self._flow = flow_of(self._lesson, session.titles())
        self._recorder = Recorder(session, lesson_id)
        session.store.save_outline(session.course_id, lesson_id, (q.tests for q in self._lesson.questions()))
        place = session.store.place(session.course_id, lesson_id)
        self._anchor = self._index(block_id or (place.unit if place else None))
        self._furthest = max(self._anchor, self._index(place.furthest_unit if place else None))
        self._shows_source = False
        signs = marks(session.is_ascii)
        self._title = TitleBar(self._lesson.file.title)
        self._progress = ProgressLine(signs)
        self._column = Column()
        self._keys = KeyBar(LESSON)

    def _index(self, block_id: str | None) -> int:
        return (self._flow.index(block_id) if block_id else None) or 0

    def compose(self) -> ComposeResult:
        """Where one is, the column, the keys."""
        yield self._title
        yield self._progress
        with self._column:
            for block in self._flow.blocks[: self._furthest + 1]:
                yield self._widget(block)
        yield self._keys

    def _widget(self, block: Block) -> Widget:
        is_ascii = self._session.is_ascii
        match block.content:
            case Prose() as prose:
                return ProseBlock(prose, is_ascii=is_ascii)
            case Claim() as claim:
                return ClaimBlock(claim, is_ascii=is_ascii)
            case PlotSection() as plot:
                return FigureBlock(plot, self._session)
            case LabSection() as lab:
                return LabBlock(lab, self._session)
            case Ask() as ask:
                return QuestionBlock(ask, self._recorder)
            case practice:
                return PracticeBlock(practice, is_ascii=is_ascii)

    def on_mount(self) -> None:
        """To the place where the learner was."""
        if self._faults:
            what = f"{len(self._faults)} parts of this lesson are left out. `tutor check` says why."
            self.notify(what, severity="warning", timeout=10)
        self.call_after_refresh(self._return_to_anchor)

    def on_resize(self) -> None:
        """Another width breaks lines elsewhere; the place stays."""
        self.call_after_refresh(self._return_to_anchor)

    def _return_to_anchor(self) -> None:
        widget = self._column.blocks[self._anchor]
        if self._column.is_laid_out(widget):
            self._column.put_at_top(widget)
            self._show_place()
        else:
            self.call_after_refresh(self._return_to_anchor)

    # --- going on

    def action_next(self) -> None:
        """More of what is there already, or what comes next."""
        blocks = self._column.blocks
        if not self._column.is_at_end:
            self._column.scroll_page(1)
            self._moved()
        elif blocks and isinstance(blocks[-1], QuestionBlock) and blocks[-1].waits:
            self._keys.say(WAITS)
        else:
            self._reveal(self._furthest + 1)

    def action_skip(self) -> None:
        """What comes next, whatever waits."""
        self._reveal(self._furthest + 1)

    def _reveal(self, index: int) -> None:
        """Shows everything up to a block, and that block in view."""
        if index >= len(self._flow.blocks):
            self._column.scroll_edge(1)
            self._keys.say(THE_END)
            return
        fresh = [self._widget(block) for block in self._flow.blocks[self._furthest + 1 : index + 1]]
        self._furthest = max(self._furthest, index)
        if self._shows_source:
            self._apply_source(fresh)
        self._column.mount_all(fresh)
        self.call_after_refresh(self._bring_in, fresh[-1])

    def _bring_in(self, widget: Widget) -> None:
        if self._column.is_laid_out(widget):
            self._column.bring_in(widget)
            self._moved()
        else:
            self.call_after_refresh(self._bring_in, widget)

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

    def action_chapter(self, step: int) -> None:
        """To the start of this chapter or the one before; to the next one."""
        here = self._column.top_index()
        chapter = self._flow.blocks[here].chapter
        if step < 0 and here == self._flow.chapter_start(chapter):
            chapter -= 1
        elif step > 0:
            chapter += 1
        if chapter >= len(self._flow.chapters):
            self._reveal(len(self._flow.blocks))
            return
        start = self._flow.chapter_start(max(0, chapter))
        if start > self._furthest:
            self._reveal(start)
        self._go_to(start)

    def _go_to(self, index: int) -> None:
        widget = self._column.blocks[index]
        if self._column.is_laid_out(widget):
            self._column.put_at_top(widget)
            self._moved()
        else:
            self.call_after_refresh(self._go_to, index)

    def on_mouse_scroll_down(self) -> None:
        """The wheel moves the place as well."""
        self.call_after_refresh(self._moved)

    def on_mouse_scroll_up(self) -> None:
        """The wheel moves the place as well."""
        self.call_after_refresh(self._moved)

    def _moved(self) -> None:
        """After each move: remembers the place, shows it, and says what the keys do here."""
        self._anchor = self._column.top_index()
        self._show_place()
        blocks = self._flow.blocks
        unit, furthest = blocks[self._anchor].id, blocks[self._furthest].id
        reached = blocks[self._furthest].chapter + 1
        self._session.save_place(self._lesson.file.id, unit, furthest, reached, len(self._flow.chapters))

    def _show_place(self) -> None:
        chapters = self._flow.chapters
        if chapters:
            chapter = self._flow.blocks[min(self._anchor, len(self._flow.blocks) - 1)].chapter
            self._title.say(self._lesson.file.title, f"{chapters[chapter]}  {chapter + 1}/{len(chapters)}")
        self._progress.show((self._furthest + 1) / len(self._flow.blocks))
        self._show_keys()

    def _show_keys(self) -> None:
        entered = self._entered
        if entered is not None:
            self._keys.show(entered.labels)
            return
        target = self._target()
        enter = (("Enter", ENTER[type(target)]),) if target is not None else ()
        self._keys.show((*enter, *labels(LESSON)))

    # --- entering and leaving

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is entered only its own keys hold."""
        return self.focused is None

    @property
    def _entered(self) -> QuestionBlock | PracticeBlock | None:
        for widget in self.focused.ancestors_with_self if self.focused else ():
            if isinstance(widget, QuestionBlock | PracticeBlock):
                return widget
        return None

    def _target(self) -> Enterable | None:
        """What Enter enters: in view, a question that waits before all others, else what came last."""
        enterable = [widget for widget in self._column.in_view() if isinstance(widget, Enterable) and _opens(widget)]
        waiting = [widget for widget in enterable if isinstance(widget, QuestionBlock) and widget.waits]
        return waiting[0] if waiting else enterable[-1] if enterable else None

    def action_enter(self) -> None:
        """Enters what is in view; with nothing to enter, goes on."""
        match self._target():
            case QuestionBlock() as question:
                question.enter()
                self._column.bring_in(question)
            case PracticeBlock() as practice:
                practice.focus()
                self._column.bring_in(practice)
            case LabBlock() as lab:
                section = lab.section
                self.post_message(OpenLab(section.lab, section.params, section.variants, section.seed, section))
            case ClaimBlock(section=ClaimSection(lab=str() as name, params=params, seeds=seeds)):
                self.post_message(OpenLab(name, params, seed=seeds[0]))
            case _:
                self.action_next()

    def on_descendant_focus(self) -> None:
        """Other keys hold."""
        self._show_keys()

    def on_question_block_changed(self) -> None:
        """Other keys hold; what was said must be in view."""
        entered = self._entered
        if entered is not None:
            self.call_after_refresh(self._column.bring_in, entered)
        self._show_keys()

    def on_question_block_scroll_wanted(self, message: QuestionBlock.ScrollWanted) -> None:
        """A question that does not fit the screen."""
        self._column.scroll_rows(message.steps)

    def on_question_block_left(self) -> None:
        """Back to the lesson."""
        self._leave()

    def on_practice_block_left(self) -> None:
        """Back to the lesson."""
        self._leave()

    def on_question_block_finished(self) -> None:
        """The verdict was read: on to what comes next."""
        entered = self._entered
        self._leave()
        blocks = self._column.blocks
        if entered is None or entered is blocks[-1]:
            self._reveal(self._furthest + 1)
        else:
            self._bring_in(blocks[blocks.index(entered) + 1])

    def _leave(self) -> None:
        self.set_focus(None)
        self._show_keys()

    def show_frame(self, section_id: str, frame: Frame) -> None:
        """What the learner has made of an experiment of this lesson."""
        for widget in self._column.blocks:
            if isinstance(widget, LabBlock) and widget.section.id == section_id:
                widget.show(frame)

    # --- other views

    def action_source(self) -> None:
        """Formulas as LaTeX, or as formulas again."""
        self._shows_source = not self._shows_source
        self._apply_source(self._column.blocks)
        self.call_after_refresh(self._return_to_anchor)

    def _apply_source(self, widgets: list[Widget]) -> None:
        for widget in widgets:
            if isinstance(widget, ProseBlock):
                widget.show_source(self._shows_source)

    def action_words(self) -> None:
        """The figure in view, or the last of them, in words and numbers."""
        figures = [widget.figure for widget in self._column.in_view() if hasattr(widget, "figure") and widget.figure]
        if figures:
            self.post_message(ShowWords(figures[-1]))
        else:
            self._keys.say("There is no figure in view.")

    def action_search(self) -> None:
        """All lessons."""
        self.post_message(OpenSearch())

    def action_back(self) -> None:
        """Home."""
        self.app.pop_screen()


def _opens(widget: Enterable) -> bool:
    """Whether there is anything to enter: a claim may only be computed."""
    return not isinstance(widget, ClaimBlock) or widget.section.lab is not None
