"""Responses survive their way through the store."""

from __future__ import annotations

import pytest

from tutor.quiz.responses import (
    Chosen,
    Judged,
    Matched,
    Ordered,
    Response,
    Ticked,
    Typed,
    UnreadableError,
    from_json,
    to_json,
)

RESPONSES = [
    Chosen((0, 2)),
    Chosen(()),
    Judged(False, 1),
    Typed('1·10⁻⁶ \n "σ\'"'),
    Ordered((2, 0, 1)),
    Matched(((0, 1), (2, 4))),
    Ticked("weil σ' klein ist", (True, False)),
]


@pytest.mark.parametrize("response", RESPONSES, ids=lambda response: type(response).__name__)
def test_what_was_stored_comes_back(response: Response) -> None:
    line = to_json(response)
    assert "\n" not in line
    assert from_json(line) == response


def test_the_stored_form_names_its_kind() -> None:
    assert to_json(Chosen((1,))) == '{"type":"chosen","indices":[1]}'


@pytest.mark.parametrize("line", ["", "{}", '{"type":"sung"}', '{"type":"chosen","indices":"1"}'])
def test_a_broken_line_is_reported_not_guessed_at(line: str) -> None:
    with pytest.raises(UnreadableError, match="cannot be read"):
        from_json(line)
