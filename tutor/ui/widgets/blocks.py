"""From a lesson's blocks to widgets. Each kind of widget is imported when the first block needs it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from textual.widget import Widget

from tutor.course.flow import Ask, Block, Claim, Prose
from tutor.course.model import LabSection, PlotSection
from tutor.ui.session import Session
from tutor.ui.widgets.prose import ClaimBlock, ProseBlock

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
            case Prose() as prose:
                return ProseBlock(prose, is_ascii=is_ascii)
            case Claim() as claim:
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

    def hand_back(self, widget: Widget, frame: Frame) -> None:
        """Shows in a lab's block what the learner has made of it."""
        from tutor.ui.widgets.lab_block import LabBlock

        if isinstance(widget, LabBlock):
            widget.show(frame)
