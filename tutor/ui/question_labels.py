"""What the bar says of a question: the keys that matter at each of its stages."""

from __future__ import annotations

from tutor.quiz.sitting import Sitting, Stage
from tutor.ui.keys import HELP, QUESTION, Labels, labels


def question_labels(sitting: Sitting, *, can_undo: bool, lab: str, is_higher_than_screen: bool) -> Labels:
    """Keys with what they do now, the most wanted first. `lab`: what the key of the lab does, if anything."""
    match sitting.stage:
        case Stage.RUNNING:
            return (("", "the labs are running"), ("Esc", "leave"), HELP)
        case Stage.OBSERVING:
            return (("Enter", "go on"), ("↑ ↓", "scroll"), ("Esc", "leave"), HELP)
        case Stage.DONE:
            scroll = (("↑ ↓", "scroll"),) if is_higher_than_screen else ()
            undo = (("u", "undo"),) if can_undo else ()
            labs = (("l", lab),) if lab else ()
            return (("Enter", "go on"), *scroll, ("r", "again"), *undo, *labs, ("Esc", "leave"), HELP)
    enter, *others = labels(QUESTION)
    return (enter, *_moves(sitting), *others)


def _moves(sitting: Sitting) -> Labels:
    """What only questions with things to move know."""
    if not sitting.columns:
        return ()
    sideways = (("← →", "column"),) if len(sitting.columns) > 1 else ()
    return (("Space", "drop" if sitting.is_holding else "pick up"), *sideways)
