"""From a lesson's blocks to widgets. Each kind of widget is imported when the first block needs it."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from textual.widget import Widget

from tutor.course.flow import FAREWELL, Ask, Block, Claim, Prose
from tutor.course.model import Head, LabSection, PlotSection
from tutor.ui.session import Session
from tutor.ui.widgets.prose import NextBlock, ProseBlock

if TYPE_CHECKING:
    from tutor.labs.frame import Frame
    from tutor.ui.recorder import Recorder


class BlockMaker:
    """Makes the widgets of one lesson."""

    def __init__(self, session: Session, lesson_id: str) -> None:
        self._session = session
        self._lesson_id = lesson_id

    @cached_property
    def _recorder(self) -> Recorder:
        from tutor.ui.recorder import Recorder

        return Recorder(self._session, self._lesson_id)

    def make(self, block: Block) -> Widget:
        """The widget for a block."""
        is_ascii = self._session.is_ascii
        match block.content:
            case Prose() as prose if block.id == FAREWELL and (next_lesson := self._next_lesson()):
                return NextBlock(prose, next_lesson, is_ascii=is_ascii)
            case Prose() as prose:
                return ProseBlock(prose, is_ascii=is_ascii)
            case Claim() as claim:
                from tutor.ui.widgets.claim_block import ClaimBlock

                return ClaimBlock(claim, is_ascii=is_ascii)
            case PlotSection() as plot:
                from tutor.ui.widgets.figure_block import FigureBlock

                return FigureBlock(plot, self._session)
            case LabSection() as lab:
                from tutor.ui.widgets.lab_block import LabBlock

                return LabBlock(lab, self._session)
            case Ask() as ask:
                from tutor.ui.widgets.question import QuestionBlock

                return QuestionBlock(ask, self._recorder)
            case practice:
                from tutor.ui.widgets.practice import PracticeBlock

                return PracticeBlock(practice, is_ascii=is_ascii)

    def _next_lesson(self) -> Head | None:
        """The lesson after this one in the order of the course."""
        heads = self._session.course.heads
        return next((after for head, after in pairwise(heads) if head.id == self._lesson_id), None)

    def hand_back(self, widget: Widget, frame: Frame) -> None:
        """Shows in a lab's block what the learner has made of it."""
        from tutor.ui.widgets.lab_block import LabBlock

        if isinstance(widget, LabBlock):
            widget.show(frame)
