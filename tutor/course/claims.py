"""What must hold of the experiments in a lesson: labs that exist, knobs they have, numbers that come out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from tutor.course.document import Document
from tutor.course.figures import compute, draw_curve
from tutor.course.lines import Path
from tutor.course.model import ClaimSection, CourseFile, LabSection, Lesson, PlotSection
from tutor.course.runs import filled, knobs_among
from tutor.course.structure import numbered, question_places
from tutor.errors import ExpressionError, LabError
from tutor.labs.frame import Frame
from tutor.labs.knobs import Value
from tutor.labs.registry import load
from tutor.labs.running import outcome
from tutor.quiz.keys import is_near, named_readouts
from tutor.quiz.parameters import all_draws
from tutor.quiz.prediction_checks import check_outcome
from tutor.quiz.questions import Predict, Question
from tutor.suggest import did_you_mean

MOST_PREDICTION_DRAWS = 6  # each draw runs the labs again


@dataclass
class ClaimCounts:
    """How much was recomputed."""

    claims: int = 0
    predictions: int = 0
    labs: int = 0


def check_experiments(lesson_document: Document, quiz_document: Document, lesson: Lesson) -> ClaimCounts:
    """Notes every fault of plots, labs, claims and predictions; runs all of them."""
    counts = ClaimCounts()
    for index, section in numbered(lesson_document, "sections", lesson.file.sections):
        path: Path = ("sections", index)
        if isinstance(section, PlotSection):
            _check_plot(lesson_document, path, section)
        elif isinstance(section, LabSection):
            counts.labs += 1
            _check_lab(lesson_document, path, section)
        elif isinstance(section, ClaimSection):
            counts.claims += 1
            _check_claim(lesson_document, path, section)
    for document, path, question in question_places(lesson_document, quiz_document, lesson):
        _check_question_lab(document, path, question)
        if isinstance(question, Predict):
            counts.predictions += 1
            _check_prediction(document, path, question)
    return counts


def check_misconceptions(document: Document, file: CourseFile) -> None:
    """The lab presets that refute misconceptions."""
    for index, misconception in enumerate(file.misconceptions):
        if misconception.lab is not None:
            _run(document, ("misconceptions", index), misconception.lab, misconception.params)


def _check_plot(document: Document, path: Path, section: PlotSection) -> None:
    if (section.plot is None) == (not section.curves):
        document.report(path, "it needs a plot or curves, one of the two", 'add plot = "..." or curves = [...]')
    elif section.plot is not None:
        _run(document, path, section.plot, section.params, section.seed, section.variants, key="plot")
    elif section.x is None:
        document.report((*path, "x"), "missing", "add x = [-5, 5], the range of the plot")
    else:
        _check_curves(document, path, section, section.x)


def _check_curves(document: Document, path: Path, section: PlotSection, limits: tuple[float, float]) -> None:
    low, high = limits
    if not low < high:
        document.report((*path, "x"), "the range is empty", "put the smaller number first")
        return
    for index, curve in enumerate(section.curves):
        place = (*path, "curves", index, "expr")
        try:
            values = draw_curve(curve, low, high).y
        except ExpressionError as error:
            document.report_in_text(place, error.position, error.what, error.remedy)
            continue
        if not any(map(math.isfinite, values)):
            document.report(place, "it is finite nowhere in the range", "mend it, or plot another range")


def _check_lab(document: Document, path: Path, section: LabSection) -> None:
    frame = _run(document, path, section.lab, section.params, section.seed, section.variants)
    if frame is None:
        return
    readouts = [readout.name for readout in frame.readouts]
    for index, name in enumerate(section.watch):
        if name not in readouts:
            hint = did_you_mean(name, readouts) or f"there are: {', '.join(readouts)}"
            document.report((*path, "watch", index), f'there is no readout "{name}"', hint)
    lab = load(section.lab)
    for name, control in section.controls.items():
        try:
            lab.narrowed(name, control.low, control.high, control.options)
        except LabError as error:
            document.report((*path, "controls", name), error.what, error.remedy)


def _check_claim(document: Document, path: Path, section: ClaimSection) -> None:
    if (section.expr is None) == (section.lab is None):
        document.report(path, "a claim needs expr or lab, one of the two", "add what its number is computed from")
    elif section.expr is not None:
        _check_expression_claim(document, path, section, section.expr)
    else:
        _check_lab_claim(document, path, section)


def _check_expression_claim(document: Document, path: Path, section: ClaimSection, expr: str) -> None:
    if section.value is None or section.tolerance is None:
        missing = "value" if section.value is None else "tolerance"
        document.report((*path, missing), "missing", f"add {missing} beside expr")
        return
    try:
        computed = compute(expr, {})
        is_right = is_near(section.value, computed, section.tolerance)
    except ExpressionError as error:
        document.report_in_text((*path, "expr"), error.position, error.what, error.remedy)
        return
    if not is_right:
        document.report(
            (*path, "value"), f"{section.value:g} is quoted, {computed:.6g} comes out", "mend value or expr"
        )


def _check_lab_claim(document: Document, path: Path, section: ClaimSection) -> None:
    if section.metric is None or section.within is None or section.lab is None:
        missing = "metric" if section.metric is None else "within"
        document.report((*path, missing), "missing", f"add {missing} beside lab")
        return
    values = []
    for seed in section.seeds:
        frame = _run(document, path, section.lab, section.params, seed)
        if frame is None:
            return
        try:
            values.append(frame.readout(section.metric))
        except LabError as error:
            document.report((*path, "metric"), error.what, error.remedy)
            return
    low, high = section.within
    measured = median(values)
    if not low <= measured <= high:
        document.report((*path, "within"), f"{measured:.6g} comes out, outside [{low:g}, {high:g}]", "mend the range")
    if section.value is not None and not low <= section.value <= high:
        document.report((*path, "value"), f"{section.value:g} is outside [{low:g}, {high:g}]", "quote a number inside")


def _check_question_lab(document: Document, path: Path, question: Question) -> None:
    """The lab that a question opens, with those of its parameters that are knobs there."""
    if question.lab is None:
        return
    try:
        lab = load(question.lab)
    except LabError as error:
        document.report((*path, "lab"), error.what, error.remedy)
        return
    for draw in all_draws(question.params, MOST_PREDICTION_DRAWS):
        try:
            lab.setting(knobs_among(lab, draw))
        except LabError as error:
            document.report((*path, "params"), error.what, error.remedy)
            return


def _check_prediction(document: Document, path: Path, question: Predict) -> None:
    for draw in all_draws(question.params, MOST_PREDICTION_DRAWS):
        frames = []
        for index, run in enumerate(question.runs):
            frame = _run(document, (*path, "runs", index), run.lab, filled(run.params, draw), run.seed)
            if frame is None:
                return
            frames.append({readout.name: readout.value for readout in frame.readouts})
        for finding in check_outcome(question, named_readouts(question, frames), draw):
            document.report((*path, *finding.path), finding.what, finding.remedy)
            return


def _run(
    document: Document,
    path: Path,
    name: str,
    params: Mapping[str, Value],
    seed: int = 0,
    variants: Iterable[str] = (),
    key: str = "lab",
) -> Frame | None:
    try:
        load(name)
    except LabError as error:
        document.report((*path, key), error.what, error.remedy)
        return None
    try:
        return outcome(name, params, seed, tuple(variants))
    except LabError as error:
        document.report((*path, "params"), error.what, error.remedy)
        return None
