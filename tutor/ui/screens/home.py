"""Home: the course as a tree, the chosen lesson beside it, and the cursor where the learner left off."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.timer import Timer

from tutor.progress.records import Place
from tutor.ui.keys import HOME, bindings, labels
from tutor.ui.navigation import navigator
from tutor.ui.session import Session
from tutor.ui.widgets.bars import KeyBar, TitleBar
from tutor.ui.widgets.lesson_detail import LessonDetail
from tutor.ui.widgets.lesson_tree import LessonTree

REST = 0.1  # seconds


class HomeScreen(Screen[None], inherit_bindings=False):
    """The list of lessons."""

    CONTEXT = HOME
    BINDINGS = bindings(HOME)
    AUTO_FOCUS = ""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._title = TitleBar(session.course.file.title)
        self._tree = LessonTree(session)
        self._detail = LessonDetail(session)
        self._keys = KeyBar(HOME)
        self._rest: Timer | None = None
        self._last: Place | None = None  # where the learner was, when that was looked up last

    def compose(self) -> ComposeResult:
        """Title, tree and detail, keys."""
        yield self._title
        with Horizontal(id="home"):
            yield self._tree
            yield self._detail
        yield self._keys

    def on_mount(self) -> None:
        """What was done before."""
        self._look_again()

    def on_screen_resume(self) -> None:
        """Back from a lesson: places and levels may be others now."""
        if self._tree.is_mounted:
            self._look_again()

    def _look_again(self) -> None:
        summaries = {s.lesson: s for s in self._session.store.lesson_summaries(self._session.course_id)}
        self._tree.show(summaries)
        self._follow()
        self._detail.show(self._tree.chosen, summaries)
        answered = sum(summary.questions_answered for summary in summaries.values())
        right = sum(summary.questions_right for summary in summaries.values())
        self._title.say(self._session.course.file.title, f"{right} of {answered} answers right" if answered else "")
        self._rest = self.set_timer(REST, self._look_closer)

    def _follow(self) -> None:
        """The cursor goes to the lesson in which the learner has been since, however it was opened."""
        last = self._session.store.last_place(self._session.course_id)
        if last is not None and last != self._last:
            self._last = last
            self._tree.choose(last.lesson)

    def _look_closer(self) -> None:
        """At the chosen lesson: its detail, and what Enter does with it."""
        lesson = self._tree.chosen
        if lesson is not None:
            self._detail.choose(lesson)
            place = self._tree.place_of(lesson)
            first, *others = labels(HOME)
            enter = (first[0], f"go on at {place.reached}/{place.total}") if place else first
            self._keys.show((enter, *others))

    def on_lesson_tree_moved(self, message: LessonTree.Moved) -> None:
        """The detail follows the cursor when that rests: a held key moves the cursor only."""
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST, self._look_closer)

    def on_lesson_tree_opened(self, message: LessonTree.Opened) -> None:
        """A click on the chosen lesson opens it."""
        self.action_open()

    def action_move(self, steps: int) -> None:
        """One lesson up or down."""
        self._tree.move(steps)

    def action_page(self, direction: int) -> None:
        """A page of lessons."""
        self._tree.move(direction * max(1, self._tree.size.height - 2))

    def action_edge(self, direction: int) -> None:
        """The first or last lesson."""
        self._tree.move(direction * len(self._session.course.heads))

    def action_open(self) -> None:
        """The chosen lesson."""
        if self._tree.chosen is not None:
            navigator(self).open_lesson(self._tree.chosen.id)

    def action_labs(self) -> None:
        """The list of experiments."""
        navigator(self).open_labs()

    def action_paths(self) -> None:
        """Tracks and tests."""
        navigator(self).open_paths()

    def action_index(self) -> None:
        """Questions people ask."""
        navigator(self).open_index()

    def action_search(self) -> None:
        """All lessons."""
        navigator(self).open_search()

    def action_progress(self) -> None:
        """What was learned so far."""
        navigator(self).open_progress()
