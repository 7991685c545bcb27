"""What a question shows when its solution is asked for."""

from __future__ import annotations

import pytest
from quiz_samples import right_response, sample

from tutor.quiz.presenting import present
from tutor.quiz.responses import Typed
from tutor.quiz.sitting import Sitting


@pytest.mark.parametrize("kind", ["ordering", "matching"])
@pytest.mark.parametrize("learner", ["anna", "ben", "cleo"])
def test_a_solution_that_is_shown_arranges_the_rows_as_they_belong(kind: str, learner: str) -> None:
    """Else its check marks would stand beside the learner's own arrangement."""
    question = sample(kind)
    presented = present(question, learner)
    asked, restored = Sitting(question, presented), Sitting(question, presented)
    before = asked._read_response()
    asked.give_up()
    restored.restore(Typed(""), 0.0, is_solution_shown=True)
    assert asked._read_response() == restored._read_response() == right_response(question, presented.values, {})
    assert before != asked._read_response()
    assert asked.grade is not None
    assert asked.grade.credit == 0.0
