"""A question as lines: what is asked, what there is to choose, and what was said about the answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tutor.quiz.grading import Feedback, Grade
from tutor.quiz.questions import (
    Explain,
    Formula,
    Matching,
    MultipleChoice,
    MultipleSelect,
    Numeric,
    Ordering,
    Predict,
    Question,
    ShortAnswer,
    TrueFalse,
)
from tutor.quiz.responses import Ordered
from tutor.quiz.sitting import Sitting, Stage
from tutor.quiz.solutions import right_response
from tutor.spans import Line, Span, line_width
from tutor.typeset.page import hang, typeset, typeset_inline, wrap
from tutor.ui.marks import Marks

INSTRUCTIONS: Final[dict[type, str]] = {
    MultipleChoice: "Choose one",
    MultipleSelect: "Choose all that hold",
    TrueFalse: "True or false, and why",
    Numeric: "Type a number",
    ShortAnswer: "Type a word",
    Explain: "Answer in your own words",
    Ordering: "Put in order: Space picks up and drops",
    Matching: "Match: Space picks up and drops",
    Formula: "Type a formula",
    Predict: "Predict, then watch",
}
VERDICTS: Final = ("True", "False")


class QuestionLines:
    """Draws one sitting at one width."""

    def __init__(self, sitting: Sitting, width: int, signs: Marks, *, is_entered: bool, is_ascii: bool) -> None:
        self._sitting = sitting
        self._width = width
        self._signs = signs
        self._is_entered = is_entered
        self._is_ascii = is_ascii

    # --- what is asked

    def head(self, shown_in: str) -> Iterator[Line]:
        """The instruction (or the verdict in its place), the prompt and the options.

        `shown_in`: the title of the lab that speaks against the answer, if there is one.
        """
        sitting = self._sitting
        if self._told:
            yield from self._verdict(self._told)
            if shown_in:
                keys = Span("l" if self._is_entered else "Enter l", "key")
                yield from self._hung((Span("  "),), (keys, Span(f" shows you why, in the lab {shown_in}.")))
        else:
            yield (Span(self._instruction(sitting.question), "accent"),)
        yield from self._typeset(sitting.presented.prompt)
        rows = list(self._answer_rows())
        if rows:
            yield ()
            yield from rows

    def _instruction(self, question: Question) -> str:
        if isinstance(question, Numeric) and question.unit:
            return f"{INSTRUCTIONS[Numeric]} ({question.unit})"
        if isinstance(question, Formula):
            return f"{INSTRUCTIONS[Formula]} in {', '.join(question.vars)}"
        return INSTRUCTIONS[type(question)]

    def _answer_rows(self) -> Iterator[Line]:
        sitting = self._sitting
        match sitting.question:
            case TrueFalse(answer=answer):
                yield from self._verdict_rows(answer)
                if sitting.verdict is not None or self._told:
                    yield ()
                    yield (Span("because", "dim"),)
                    yield from self._option_rows()
            case Ordering():
                yield from self._ordered_rows()
            case Matching():
                yield from self._matched_rows(sitting.question)
            case Explain() if sitting.stage in (Stage.TICKING, Stage.DONE):
                yield from self._own_text()
                yield from self._option_rows()
            case Explain():
                return
            case _ if sitting.is_typed:
                if sitting.stage is not Stage.ANSWERING and sitting.text:
                    yield (Span("Your answer: ", "dim"), Span(sitting.text, "strong"))
            case _:
                yield from self._option_rows()

    def _verdict_rows(self, answer: bool) -> Iterator[Line]:
        sitting = self._sitting
        is_open = sitting.verdict is None and sitting.stage is Stage.ANSWERING
        for row, word in enumerate(VERDICTS):
            is_chosen, is_right = sitting.verdict is (row == 0), answer is (row == 0)
            mark = (self._option_mark(is_right, is_chosen),) if self._told else self._pointer(row, is_open)
            yield (*mark, Span(f"{self._signs.radio(is_chosen)} "), *self._digit(row, is_open), Span(word))

    def _option_rows(self) -> Iterator[Line]:
        sitting = self._sitting
        feedback = {said.index: said for said in self._told.feedback} if self._told else {}
        for row, option in enumerate(sitting.options or sitting.presented.options):
            is_chosen = option.index in sitting.chosen
            sign = self._signs.checkbox(is_chosen) if self._shows_boxes else self._signs.radio(is_chosen)
            first = (*self._pointer(row), Span(f"{sign} "), *self._digit(row))
            said = feedback.get(option.index)
            text = self._inline(option.text, "strong" if is_chosen else "")
            if said is not None:
                first = (self._option_mark(said.is_right, is_chosen), *first[1:])
                is_missed = sitting.allows_many and said.is_right and not is_chosen
                text = (*text, Span("  missed", "wrong")) if is_missed else text
            yield from self._hung(first, text)
            if said is not None and said.text:
                yield from self._hung((Span(" " * line_width(first)),), self._inline(said.text, "dim"))

    def _option_mark(self, is_right: bool, is_chosen: bool) -> Span:
        """Of many options: whether each was judged rightly. Of one: where the right one is, and the wrong choice."""
        if self._sitting.allows_many:
            is_right = is_right is is_chosen
        elif not is_right and not is_chosen:
            return Span("  ")
        return self._mark(is_right)

    def _mark(self, is_right: bool) -> Span:
        return Span(f"{self._signs.right} ", "right") if is_right else Span(f"{self._signs.wrong} ", "wrong")

    @property
    def _told(self) -> Grade | None:
        """The grade, once it may be shown."""
        return self._sitting.grade if self._sitting.stage is Stage.DONE else None

    @property
    def _shows_boxes(self) -> bool:
        return isinstance(self._sitting.question, MultipleSelect | Explain)

    def _own_text(self) -> Iterator[Line]:
        yield (Span("You wrote", "dim"),)
        yield from wrap((Span(self._sitting.text or "nothing", "quote"),), self._width)
        yield ()
        yield (Span("A model answer", "dim"),)
        yield from self._typeset(self._sitting.presented.more)
        yield ()
        if self._sitting.stage is Stage.TICKING:
            yield (Span("Which of these did you say? Mend the ticks; Enter when they are right.", "accent"),)

    def _ordered_rows(self) -> Iterator[Line]:
        sitting = self._sitting
        feedback = {said.index: said for said in self._told.feedback} if self._told else {}
        for row, option in enumerate(sitting.columns[0]):
            said = feedback.get(option.index)
            mark = (self._mark(said.is_right),) if said is not None else self._pointer(row)
            first = (*mark, Span(f"{row + 1}. ", "dim"))
            yield from self._hung(first, self._inline(option.text, self._held_style(row)))
        if self._told and not self._told.is_right:
            yield ()
            yield (Span("The right order", "dim"),)
            response = right_response(sitting.question, sitting.presented.values)
            texts = {option.index: option.text for option in sitting.presented.options}
            indices = response.indices if isinstance(response, Ordered) else ()
            for row, index in enumerate(indices, start=1):
                yield from self._hung((Span(f"  {row}. ", "dim"),), self._inline(texts[index]))

    def _matched_rows(self, question: Matching) -> Iterator[Line]:
        sitting = self._sitting
        feedback = {said.index: said for said in self._told.feedback} if self._told else {}
        count = 1 + len(sitting.columns)
        rows = max(len(column) for column in sitting.columns)
        lefts = [self._inline(text) for text in sitting.presented.rows]
        widths = self._shares(max(map(line_width, lefts)) + 1, count)
        for row in range(rows):
            if row == len(lefts):
                yield (Span("left over", "dim"),)
            cells: list[Line] = [lefts[row] if row < len(lefts) else ()]
            for place, column in enumerate(sitting.columns):
                style = self._held_style(row) if place == sitting.column else ""
                cells.append(self._inline(column[row].text, style) if row < len(column) else ())
            said = feedback.get(row) if row < len(lefts) else None
            yield from self._row_of_cells(row, cells, widths, said)
            if said is not None and said.text:
                yield from self._hung((Span("    "),), self._inline(said.text, "dim"))

    def _shares(self, left: int, count: int) -> list[int]:
        """The widths of the columns: the first as wide as it needs, within reason, the others alike."""
        room = self._width - 2 - 3 * (count - 1)
        first = min(left, room // 2 if count == 2 else room // 3)
        return [first, *[max(4, (room - first) // (count - 1))] * (count - 1)]

    def _row_of_cells(self, row: int, cells: list[Line], widths: list[int], said: Feedback | None) -> Iterator[Line]:
        wrapped = [wrap(cell, width - 1) for cell, width in zip(cells, widths, strict=True)]
        pointer, sitting = self._pointer(row), self._sitting
        is_chosen = self._is_entered and sitting.stage is Stage.ANSWERING and row == sitting.cursor
        chosen = sitting.column + 1 if is_chosen else None
        if said is not None:
            pointer = (self._mark(said.is_right),)
        wrong = {place + 1 for place in said.wrong_cells} if said is not None else set()
        for y in range(max(map(len, wrapped))):
            line: list[Span] = list(pointer if y == 0 else (Span("  "),))
            for place, (lines, width) in enumerate(zip(wrapped, widths, strict=True)):
                part = lines[y] if y < len(lines) else ()
                opening, closing = (self._signs.left_turn, self._signs.right_turn) if place == chosen else (" ", " ")
                sign = Span(self._signs.wrong, "wrong") if place in wrong and y == 0 else Span(opening, "key")
                gap = (Span(f" {self._signs.bar}", "rule"), sign) if place else ()
                line += [*gap, *part, Span(closing, "key"), Span(" " * (width - 1 - line_width(part)))]
            yield tuple(line)

    # --- what was said

    def tail(self, slip: str) -> Iterator[Line]:
        """Hints, a slip to mend, and the explanation."""
        sitting = self._sitting
        hints = sitting.presented.hints[: sitting.hints_shown] if sitting.stage is not Stage.DONE else ()
        for number, hint in enumerate(hints, start=1):
            yield from self._hung((Span(f"Hint {number}  ", "dim"),), self._inline(hint))
        if slip:
            yield from wrap((Span(slip, "warning"),), self._width)
        if sitting.stage is Stage.OBSERVING:
            yield from self._typeset(sitting.presented.more)
            yield (Span("Look at the figure first. Enter goes on.", "accent"),)
        if self._told:
            yield from self._typeset(sitting.presented.explanation)

    def _verdict(self, grade: Grade) -> Iterator[Line]:
        is_neutral = isinstance(self._sitting.question, Predict) or self._sitting.is_solution_shown
        mark = Span(f"{self._signs.bullet} ", "accent") if is_neutral else self._mark(grade.is_right)
        message = self._inline(grade.message, mark.style)
        yield from self._hung((mark,), message)

    # --- small parts

    def _pointer(self, row: int, is_open: bool = True) -> Line:
        sitting = self._sitting
        is_here = self._is_entered and is_open and row == sitting.cursor
        is_here &= sitting.stage in (Stage.ANSWERING, Stage.TICKING)
        sign = self._signs.held if sitting.is_holding else self._signs.cursor
        return (Span(f"{sign} " if is_here else "  ", "accent"),)

    def _digit(self, row: int, is_open: bool = True) -> Line:
        is_waiting = is_open and self._sitting.stage in (Stage.ANSWERING, Stage.TICKING)
        return (Span(f"{row + 1}  ", "key"),) if is_waiting else ()

    def _held_style(self, row: int) -> str:
        sitting = self._sitting
        if not (self._is_entered and row == sitting.cursor and sitting.stage is Stage.ANSWERING):
            return ""
        return "reverse" if sitting.is_holding else "strong"

    def _hung(self, first: Line, text: Line) -> tuple[Line, ...]:
        return hang(wrap(text, max(10, self._width - line_width(first))), first)

    def _inline(self, markdown: str, style: str = "") -> Line:
        line = typeset_inline(markdown, ascii_only=self._is_ascii)
        return tuple(Span(span.text, f"{style} {span.style}".strip()) for span in line) if style else line

    def _typeset(self, markdown: str) -> tuple[Line, ...]:
        return typeset(markdown, self._width, ascii_only=self._is_ascii)
