"""What is seen of a question in a lesson: its parts below each other, and what the bar says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult

from tutor.labs.registry import entry
from tutor.quiz.questions import Explain, Question
from tutor.quiz.sitting import Sitting, Stage
from tutor.spans import Line
from tutor.ui.attempts import Attempts
from tutor.ui.keys import FIELD, SURE, Labels, labels
from tutor.ui.marks import marks
from tutor.ui.question_labels import question_labels
from tutor.ui.question_lines import QuestionLines
from tutor.ui.recorder import Recorder
from tutor.ui.widgets import fields
from tutor.ui.widgets.block import LOOK_AGAIN, Enterable, beside_bar, width_beside_bar
from tutor.ui.widgets.lines import Drawn
from tutor.ui.widgets.runs import PredictionRuns
from tutor.ui.widgets.sure import SureLine

if TYPE_CHECKING:
    from tutor.plots.figure import Figure
    from tutor.ui.navigation import LabRequest

CHROME: Final = 3  # rows of the screen that are not the lesson


class QuestionView(Enterable, can_focus=True, inherit_bindings=False):
    """The parts of a question below each other, as the attempt in hand has them."""

    DEFAULT_CSS = "QuestionView { height: auto; width: 100%; layout: vertical; padding-bottom: 1; }"

    def __init__(self, question: Question, recorder: Recorder) -> None:
        super().__init__()
        self._question = question
        self._recorder = recorder
        self._attempts = Attempts(question, recorder)
        self._marks = marks(recorder.session.is_ascii)
        self._slip = ""
        self._head = Drawn(self._draw_head)
        self._sure = SureLine(self._marks)
        self._runs = PredictionRuns(recorder.session, self._marks)
        self._tail = Drawn(self._draw_tail)
        self._typing = self._make_typing()
        self._field = self._typing.field if self._typing is not None else None

    def _make_typing(self) -> fields.Typing | None:
        if not self._sitting.is_typed:
            return None
        kind = fields.TextField if isinstance(self._question, Explain) else fields.LineField
        typing = fields.Typing(kind(self._sitting.text), self._marks)
        typing.display = self._sitting.stage is Stage.ANSWERING
        return typing

    def compose(self) -> ComposeResult:
        """What is asked, where to type, how sure, what was said, and what a prediction has shown."""
        yield self._head
        if self._typing is not None:
            yield self._typing
        yield self._sure
        yield self._tail
        yield self._runs

    def height_at(self, width: int) -> int:
        """The rows of all parts that are shown, and a blank one."""
        parts = [part for part in (self._head, self._sure, self._tail, self._runs) if part.display]
        typing = self._typing.rows if self._typing is not None and self._typing.display else 0
        return sum(part.height_at(width) for part in parts) + typing + 1

    @property
    def _sitting(self) -> Sitting:
        return self._attempts.sitting

    # --- what the screen wants to know

    @property
    def opens(self) -> str:
        """Answered questions can be looked at again."""
        return "answer" if self.waits else LOOK_AGAIN

    @property
    def waits(self) -> bool:
        """Whether there is no answer yet."""
        return self._sitting.stage is not Stage.DONE

    @property
    def is_entered(self) -> bool:
        """Whether the keys of the question hold."""
        focused = self.screen.focused if self.is_mounted else None
        return focused is not None and self in focused.ancestors_with_self

    @property
    def labels(self) -> Labels:
        """What the keys do while this is entered."""
        if self._sure.has_focus:
            return labels(SURE)
        if self._field is not None and self._field.has_focus:
            return labels(FIELD)
        return question_labels(
            self._sitting,
            can_undo=self._attempts.can_undo,
            lab="show me" if self._attempts.refutation else "lab" if self._attempts.lab else "",
            is_higher_than_screen=self.size.height > self.screen.size.height - CHROME,
        )

    @property
    def figure(self) -> Figure | None:
        """What a prediction's run has shown last."""
        return self._runs.figure

    @property
    def experiment(self) -> LabRequest | None:
        """That of its lab, with the numbers of this attempt."""
        return self._attempts.lab_request()

    # --- drawing

    def redraw_head(self) -> None:
        """What is asked."""
        self._head.redraw()

    def _lines(self, width: int) -> QuestionLines:
        room = width_beside_bar(width)
        session = self._recorder.session
        return QuestionLines(self._sitting, room, self._marks, is_entered=self.is_entered, is_ascii=session.is_ascii)

    def _draw_head(self, width: int) -> tuple[Line, ...]:
        refutation = self._attempts.refutation
        shown_in = entry(refutation.lab).title if refutation else ""
        return beside_bar(self._lines(width).head(shown_in), self._marks, self.is_entered, self.is_target)

    def _draw_tail(self, width: int) -> tuple[Line, ...]:
        told = tuple(self._lines(width).tail(self._slip))
        return beside_bar(((), *told) if told else (), self._marks, self.is_entered)

    def _redraw(self) -> None:
        if self._typing is not None:
            self._typing.display = self._sitting.stage is Stage.ANSWERING
            self._typing.look(self.is_entered)
        self._head.redraw()
        self._tail.redraw()
        self._runs.look(self.is_entered)
        self.post_message(self.Changed())

    # --- entering and leaving

    def enter(self) -> None:
        """The keys of the question hold from now on; a typed answer can be typed at once."""
        is_typing = self._field is not None and self._sitting.stage is Stage.ANSWERING
        (self._field if self._field is not None and is_typing else self).focus()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Looks entered, or left unless one of its parts was entered."""
        super().watch_has_focus(_has_focus)
        if self.is_mounted:
            self._redraw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While one of its parts is entered only that part's keys hold."""
        return self.screen.focused is self

    def on_descendant_focus(self) -> None:
        """Looks entered."""
        self._redraw()

    def on_descendant_blur(self) -> None:
        """Looks left, unless something else of it was entered."""
        self._redraw()
