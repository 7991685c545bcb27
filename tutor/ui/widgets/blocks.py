"""From a lesson's blocks to widgets. Each kind of widget is imported when the first block needs it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from textual.widget import Widget

from tutor.course.flow import FAREWELL, Ask, Block, Claim, Prose, Score
from tutor.course.model import Head, LabSection, PlotSection
from tutor.ui.session import Session
from tutor.ui.widgets.prose import NextBlock, ProseBlock

if TYPE_CHECKING:
    from tutor.labs.frame import Frame


class BlockMaker:
    """Makes the widgets of one lesson or test."""

    def __init__(self, session: Session, walk_id: str) -> None:
        self._session = session
        self._walk_id = walk_id

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
            case Ask(question, lesson, context):
                from tutor.ui.recorder import Recorder
                from tutor.ui.widgets.question import QuestionBlock

                return QuestionBlock(question, Recorder(self._session, lesson, context))
            case Score(asks):
                from tutor.ui.widgets.score_block import ScoreBlock

                return ScoreBlock(asks, self._session)
            case practice:
                from tutor.ui.widgets.practice import PracticeBlock

                return PracticeBlock(practice, is_ascii=is_ascii)

    def _next_lesson(self) -> Head | None:
        """The lesson after this one on the learner's path."""
        after = next((after for lesson, after in pairwise(self._session.path) if lesson == self._walk_id), None)
        return self._session.course.head(after) if after is not None else None

    def hand_back(self, widget: Widget, frame: Frame) -> None:
        """Shows in a lab's block what the learner has made of it."""
        from tutor.ui.widgets.lab_block import LabBlock

        if isinstance(widget, LabBlock):
            widget.show(frame)
