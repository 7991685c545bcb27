"""What must hold of the experiments in a lesson: labs that exist, knobs they have, numbers that come out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Final

from tutor.course.document import Document
from tutor.course.figures import compute, draw_curve
from tutor.course.lines import Path
from tutor.course.model import ClaimSection, Control, CourseFile, LabSection, Lesson, PlotSection
from tutor.course.runs import filled, knobs_among
from tutor.course.structure import LessonFiles, numbered, question_places
from tutor.errors import ExpressionError, LabError
from tutor.labs.frame import Frame
from tutor.labs.knobs import Value
from tutor.labs.registry import load
from tutor.labs.running import outcome
from tutor.quiz.checking import check_question
from tutor.quiz.findings import WIDEST
from tutor.quiz.keys import allowed_error, is_near, named_readouts
from tutor.quiz.numerals import write_number
from tutor.quiz.parameters import Draw, all_draws, check_parameters
from tutor.quiz.prediction_checks import check_outcome
from tutor.quiz.questions import Predict, Question
from tutor.suggest import did_you_mean

MOST_PREDICTION_DRAWS: Final = 6  # each draw runs the labs again
QUOTED: Final = "10%"
"""How near a quoted number must be to what is measured, where no tolerance is given."""

DIGITS: Final = 6  # of numbers that disagree: enough to see where

NO_RANGE, SMALLER_FIRST = "it is no range", "write two numbers, the smaller one first"

RUN_KEYS: Final = ("params", "runs", "answers", "metric", "tolerance")
"""What a prediction is judged by."""


@dataclass
class ClaimCounts:
    """How much was recomputed."""

    claims: int = 0
    predictions: int = 0
    labs: int = 0
    left_out: int = 0


def check_experiments(files: LessonFiles, lesson: Lesson, *, with_slow: bool) -> ClaimCounts:
    """Notes every fault of plots, labs, claims and predictions; runs all of them, slow ones only if asked to."""
    counts = ClaimCounts()
    for index, section in numbered(files.lesson_document, "sections", lesson.file.sections):
        path: Path = ("sections", index)
        if isinstance(section, PlotSection):
            _check_plot(files.lesson_document, path, section)
        elif isinstance(section, LabSection):
            counts.labs += 1
            _check_lab(files.lesson_document, path, section)
        elif isinstance(section, ClaimSection) and section.slow and not with_slow:
            counts.left_out += 1
        elif isinstance(section, ClaimSection):
            counts.claims += 1
            _check_claim(files.lesson_document, path, section)
    for document, path, question in question_places(files, lesson):
        _check_question_lab(document, path, question)
        if isinstance(question, Predict) and question.slow and not with_slow:
            counts.left_out += 1
        elif isinstance(question, Predict):
            counts.predictions += 1
            _check_prediction(document, path, question)
    return counts


def check_misconceptions(document: Document, file: CourseFile) -> None:
    """The lab presets that refute misconceptions."""
    for index, misconception in numbered(document, "misconceptions", file.misconceptions):
        if misconception.lab is not None:
            _run(document, ("misconceptions", index), misconception.lab, misconception.params)


def _check_plot(document: Document, path: Path, section: PlotSection) -> None:
    if (section.plot is None) == (not section.curves):
        document.report(path, "it needs a plot or curves, one of the two", 'write plot = "..." or curves = [...]')
    elif section.plot is not None:
        frame = _run(document, path, section.plot, section.params, section.seed, section.variants, key="plot")
        if frame is not None and section.figure > len(frame.figures):
            what = f"{section.plot} has {len(frame.figures)} here"
            document.report((*path, "figure"), what, "count from 1, in the order of the lab")
    elif section.x is None:
        document.report((*path, "x"), "missing", "add x = [-5, 5], the range of the plot")
    else:
        _check_curves(document, path, section, section.x)


def _check_curves(document: Document, path: Path, section: PlotSection, limits: tuple[float, float]) -> None:
    low, high = limits
    if not -math.inf < low < high < math.inf:
        document.report((*path, "x"), NO_RANGE, SMALLER_FIRST)
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
    for name, control in section.controls.items():
        _check_control(document, (*path, "controls", name), section, name, control)


def _check_control(document: Document, path: Path, section: LabSection, name: str, control: Control) -> None:
    try:
        knob = load(section.lab).narrowed(name, control.low, control.high, control.options).knob(name)
    except LabError as error:
        document.report(path, error.what, error.remedy)
        return
    try:
        knob.check(section.params.get(name, knob.default))
    except LabError:
        document.report(path, f"params sets {name} outside of it", "widen it, or change params")


def _check_claim(document: Document, path: Path, section: ClaimSection) -> None:
    if (section.expr is None) == (section.lab is None):
        document.report(path, "it needs expr or lab, one of the two", 'write expr = "..." or lab = "..."')
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
    except ExpressionError as error:
        document.report_in_text((*path, "expr"), error.position, error.what, error.remedy)
        return
    try:
        reach = allowed_error(section.tolerance, computed)
    except ExpressionError as error:
        document.report((*path, "tolerance"), error.what, error.remedy)
        return
    if not 0 <= reach < math.inf:
        document.report((*path, "tolerance"), "is not a finite number from 0 on", "write one such as 0.01")
    elif computed and reach > WIDEST * abs(computed):
        what = f"takes more than half of {write_number(computed, DIGITS)} for right"
        document.report((*path, "tolerance"), what, "narrow it")
    elif not is_near(section.value, computed, section.tolerance):
        what = f"{write_number(section.value, DIGITS)} is quoted, {write_number(computed, DIGITS)} comes out"
        document.report((*path, "value"), what, "mend value or expr")


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
    measured, span = median(values), f"[{write_number(low, DIGITS)}, {write_number(high, DIGITS)}]"
    if not low <= high:
        document.report((*path, "within"), NO_RANGE, SMALLER_FIRST)
    elif not low <= measured <= high:
        what = f"{write_number(measured, DIGITS)} comes out, which is outside of {span}"
        document.report((*path, "within"), what, "mend the range, or what is run")
    elif section.value is not None and not is_near(section.value, measured, section.tolerance or QUOTED):
        what = f"{write_number(section.value, DIGITS)} is quoted, {write_number(measured, DIGITS)} comes out"
        document.report((*path, "value"), what, "quote what comes out")


def _check_question_lab(document: Document, path: Path, question: Question) -> None:
    """The lab that a question opens, with those of its parameters that are knobs there."""
    if question.lab is None:
        return
    try:
        lab = load(question.lab)
    except LabError as error:
        document.report((*path, "lab"), error.what, error.remedy)
        return
    for draw in _some_draws(question):
        try:
            lab.setting(knobs_among(lab, draw))
        except LabError as error:
            document.report((*path, "params"), error.what, error.remedy)
            return


def _check_prediction(document: Document, path: Path, question: Predict) -> None:
    if any(finding.path[0] in RUN_KEYS for finding in check_question(question)):
        return  # noted already, and running anything would say it again
    for draw in _some_draws(question):
        frames = []
        for index, run in enumerate(question.runs):
            place = (*path, "runs", index)
            try:
                params = filled(run.params, draw)
            except ExpressionError as error:
                document.report((*place, "params"), error.what, error.remedy)
                return
            frame = _run(document, place, run.lab, params, run.seed)
            if frame is None:
                return
            if question.figure > len(frame.figures):
                what = f"{run.lab} has {len(frame.figures)} here"
                document.report((*path, "figure"), what, "count from 1, in the order of the lab")
                return
            frames.append({readout.name: readout.value for readout in frame.readouts})
        for finding in check_outcome(question, named_readouts(question, frames), draw):
            document.report((*path, *finding.path), finding.what, finding.remedy)
            return


def _some_draws(question: Question) -> Iterator[Draw]:
    """Values for the question's parameters; none where these have faults, which the quiz room finds."""
    if not check_parameters(question.params):
        yield from all_draws(question.params, MOST_PREDICTION_DRAWS)


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
        lab = load(name)
        key = "params"
        lab.setting(params)
        key = "variants"
        return outcome(name, params, seed, tuple(variants))
    except LabError as error:
        document.report((*path, key), error.what, error.remedy or "leave variants out")
        return None
