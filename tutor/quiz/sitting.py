"""One question being answered: what is chosen, moved or typed so far, and what has been shown. No keys, no screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from tutor.quiz.grading import Grade, grade
from tutor.quiz.numerals import read_number
from tutor.quiz.presenting import Option, Options, Presented
from tutor.quiz.questions import (
    Explain,
    Matching,
    MultipleChoice,
    MultipleSelect,
    Ordering,
    Predict,
    Question,
    TrueFalse,
)
from tutor.quiz.responses import Chosen, Judged, Matched, Ordered, Response, Ticked, Typed, UnreadableError
from tutor.quiz.solutions import right_response, solution
from tutor.quiz.wording import find_ideas


class Stage(Enum):
    """What the learner does next."""

    ANSWERING = auto()
    TICKING = auto()  # explain: holding the text against the list of ideas
    RUNNING = auto()  # predict: the guess is made, the lab runs
    OBSERVING = auto()  # predict: what did you see?
    DONE = auto()


@dataclass
class Sitting:
    """The state of one attempt at a question."""

    question: Question
    presented: Presented
    stage: Stage = Stage.ANSWERING
    cursor: int = 0
    column: int = 0  # matching: which column the arrows move in
    is_holding: bool = False  # ordering, matching: the item under the cursor moves along
    is_touched: bool = False  # whether anything was moved or ticked, or Enter meant it as it stands
    verdict: bool | None = None  # true-false
    chosen: tuple[int, ...] = ()  # indices of the file
    columns: list[list[Option]] = field(default_factory=list)  # ordering, matching: as they stand now
    text: str = ""
    hints_shown: int = 0
    is_solution_shown: bool = False
    response: Response | None = None
    grade: Grade | None = None

    def __post_init__(self) -> None:
        if isinstance(self.question, Ordering):
            self.columns = [list(self.presented.options)]
        elif isinstance(self.question, Matching):
            self.columns = [list(options) for options in self.presented.columns]

    # --- what there is to choose from

    @property
    def is_typed(self) -> bool:
        """Whether the answer is text."""
        if isinstance(self.question, Predict):
            return not self.question.answers
        return not (self.columns or self.is_chosen)

    @property
    def guess(self) -> float | None:
        """The number that was predicted, if a number was."""
        is_guessed = isinstance(self.question, Predict) and not self.is_solution_shown
        return read_number(self.response.text) if is_guessed and isinstance(self.response, Typed) else None

    @property
    def is_chosen(self) -> bool:
        """Whether the answer is one or more options."""
        has_options = isinstance(self.question, MultipleChoice | MultipleSelect | TrueFalse)
        return has_options or (isinstance(self.question, Predict) and bool(self.question.answers))

    @property
    def allows_many(self) -> bool:
        """Whether several options may be chosen."""
        return isinstance(self.question, MultipleSelect) or self.stage is Stage.TICKING

    @property
    def options(self) -> Options:
        """The options to choose from now; of a true-false question the reasons, once the verdict is given."""
        is_waiting = isinstance(self.question, TrueFalse) and self.verdict is None
        if is_waiting or (isinstance(self.question, Explain) and self.stage is Stage.ANSWERING):
            return ()
        return self.presented.options

    @property
    def rows(self) -> int:
        """How many rows the cursor can stand on."""
        if self.columns:
            return len(self.columns[self.column])
        return len(self.options) or (2 if isinstance(self.question, TrueFalse) else 0)

    # --- moves

    def move(self, steps: int) -> None:
        """The cursor up or down, with the item that is held."""
        if not self.rows:
            return
        target = min(max(self.cursor + steps, 0), self.rows - 1)
        if self.is_holding:
            items = self.columns[self.column]
            items.insert(target, items.pop(self.cursor))
            self.is_touched = True
        self.cursor = target

    def move_sideways(self, steps: int) -> None:
        """Matching: the column to the left or right; what is held is dropped."""
        if len(self.columns) > 1:
            self.is_holding = False
            self.column = min(max(self.column + steps, 0), len(self.columns) - 1)
            self.cursor = min(self.cursor, self.rows - 1)

    def pick(self, row: int | None = None) -> None:
        """Chooses the option in that row (the cursor's if None), or picks up or drops an item."""
        if row is not None and not 0 <= row < self.rows:
            return
        self.cursor = self.cursor if row is None else row
        if self.stage not in (Stage.ANSWERING, Stage.TICKING) or not self.rows:
            return
        if self.columns:
            self.is_holding = not self.is_holding if row is None else False
        elif isinstance(self.question, TrueFalse) and self.verdict is None:
            self.verdict, self.cursor = self.cursor == 0, 0
        else:
            self._choose(self.options[self.cursor].index)

    def _choose(self, index: int) -> None:
        self.is_touched = True
        if not self.allows_many:
            self.chosen = (index,)
        elif index in self.chosen:
            self.chosen = tuple(other for other in self.chosen if other != index)
        else:
            self.chosen = tuple(sorted((*self.chosen, index)))

    def reconsider(self) -> bool:
        """True-false: takes the verdict back while nothing is submitted; whether there was one."""
        if self.stage is Stage.ANSWERING and self.verdict is not None:
            self.verdict, self.chosen, self.cursor = None, (), 0
            return True
        return False

    def show_hint(self) -> bool:
        """One more hint; whether there was one."""
        if self.stage is Stage.DONE or self.hints_shown >= len(self.presented.hints):
            return False
        self.hints_shown += 1
        return True

    # --- from the answer to the grade

    def check(self) -> None:
        """Nothing, if the answer can be judged as it stands. Raises UnreadableError for a slip.

        What was not touched is taken for an answer the second time only.
        """
        if not self.is_touched and (self.columns or isinstance(self.question, MultipleSelect)):
            self.is_touched = True
            done, how = ("moved", "Space picks up and drops") if self.columns else ("ticked", "Digits and Space tick")
            raise UnreadableError(f"Nothing is {done} yet.", f"{how}; Enter again answers with what stands here.")
        if isinstance(self.question, Explain) and self.stage is Stage.ANSWERING:
            if not self.text.strip():
                raise UnreadableError("There is nothing written yet.", "Write a sentence or two.")
        elif isinstance(self.question, Predict):
            self._read_response()
        else:
            grade(self.question, self._read_response(), self.presented.values)

    def submit(self) -> None:
        """Takes the answer as it stands, on to ticking ideas, to the lab or to the grade. Raises UnreadableError."""
        self.check()
        if isinstance(self.question, Explain) and self.stage is Stage.ANSWERING:
            self._start_ticking(self.question)
            return
        self.response = self._read_response()
        if isinstance(self.question, Predict):
            self.stage = Stage.RUNNING
        else:
            self._finish(grade(self.question, self.response, self.presented.values))

    def see(self, outcome: Mapping[str, float]) -> None:
        """Takes what the lab runs of a prediction have shown. Raises UnreadableError if nothing fits it."""
        values = self.presented.values
        if self.is_solution_shown or self.response is None:
            self.grade = solution(self.question, values, outcome)
        else:
            self.grade = grade(self.question, self.response, values, outcome)
        self.stage = Stage.OBSERVING if self.presented.more else Stage.DONE

    def observed(self) -> None:
        """The learner has looked; on to the explanation."""
        self.stage = Stage.DONE

    def give_up(self) -> None:
        """Shows the solution, after the run if it takes one; the attempt counts as not right."""
        self.is_solution_shown = True
        self.response = Typed(self.text)
        if isinstance(self.question, Predict):
            self.stage = Stage.RUNNING
        else:
            self._show_solution()

    def restore(self, response: Response, credit: float, is_solution_shown: bool) -> None:
        """Puts back an answer given earlier. Raises UnreadableError if it does not fit the question any more."""
        self.response, self.is_solution_shown = response, is_solution_shown
        self.put_back(response)
        if isinstance(self.question, Predict):  # what came out then is not kept; the lab can run again
            self._finish(Grade(credit, "As you expected." if credit == 1 else "It came out differently."))
        elif is_solution_shown:
            self._show_solution()
        else:
            self._finish(grade(self.question, response, self.presented.values))

    def _show_solution(self) -> None:
        """With rows arranged as they belong: what the marks beside them speak of."""
        values = self.presented.values
        if self.columns:
            self.put_back(right_response(self.question, values))
        self._finish(solution(self.question, values))

    def _finish(self, grade: Grade) -> None:
        self.grade, self.stage, self.is_holding = grade, Stage.DONE, False

    def _start_ticking(self, question: Explain) -> None:
        found = find_ideas(question, self.text)
        self.chosen = tuple(index for index, is_found in enumerate(found) if is_found)
        self.stage, self.cursor = Stage.TICKING, 0

    def _read_response(self) -> Response:
        question = self.question
        if isinstance(question, Explain):
            return Ticked(self.text, tuple(index in self.chosen for index in range(len(question.ideas))))
        if isinstance(question, Matching):
            rows = range(len(question.rows))
            return Matched(tuple(tuple(column[row].index for column in self.columns) for row in rows))
        if isinstance(question, Ordering):
            return Ordered(tuple(option.index for option in self.columns[0]))
        if isinstance(question, TrueFalse):
            if self.verdict is None:
                raise UnreadableError("Neither true nor false is chosen.", "Choose 1 or 2, then the reason.")
            return Judged(self.verdict, self.chosen[0] if self.chosen else -1)
        if not self.is_typed:
            if not self.chosen and not isinstance(question, MultipleSelect):
                raise UnreadableError("Nothing is chosen yet.", "Choose an option by its digit or with the arrows.")
            return Chosen(self.chosen)
        if isinstance(question, Predict):
            read_number(self.text)  # a slip shows now, not after the run
        return Typed(self.text)

    def put_back(self, response: Response) -> None:
        """Chooses, types or arranges what a response says, without submitting it."""
        self.is_touched = True
        match response:
            case Chosen(indices):
                self.chosen = indices
            case Judged(verdict, reason):
                self.verdict, self.chosen = verdict, (reason,)
            case Typed(text):
                self.text = text
            case Ticked(text, ticks):
                self.text, self.chosen = text, tuple(index for index, is_ticked in enumerate(ticks) if is_ticked)
            case Ordered(indices):
                self._arrange(0, indices)
            case Matched(rows):
                for column in range(len(self.columns)):
                    self._arrange(column, tuple(row[column] for row in rows))

    def _arrange(self, column: int, indices: tuple[int, ...]) -> None:
        by_index = {option.index: option for option in self.columns[column]}
        placed = [by_index.pop(index) for index in indices if index in by_index]
        self.columns[column] = [*placed, *by_index.values()]
