"""What a learner answers, one struct for each way of answering, and its form in the store.

Indices count options, items and rows in the order of the lesson file, however they were shown.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct

from tutor.errors import TutorError


class UnreadableError(TutorError):
    """An answer that cannot be judged as it stands: a slip to mend, never a wrong answer."""


class Chosen(Struct, frozen=True, tag="chosen"):
    """The options that were chosen: of multiple-choice and predict exactly one."""

    indices: tuple[int, ...]


class Judged(Struct, frozen=True, tag="judged"):
    """True or false, and the index of the reason."""

    verdict: bool
    reason: int


class Typed(Struct, frozen=True, tag="typed"):
    """A number, a word or a formula as it was typed."""

    text: str


class Ordered(Struct, frozen=True, tag="ordered"):
    """The items from first to last."""

    indices: tuple[int, ...]


class Matched(Struct, frozen=True, tag="matched"):
    """For each row the cells placed in its further columns.

    A cell is named by the row it belongs to in the file; distractors are counted on from there.
    """

    rows: tuple[tuple[int, ...], ...]


class Ticked(Struct, frozen=True, tag="ticked"):
    """A free text, and for each idea whether the learner finds it there."""

    text: str
    ticks: tuple[bool, ...]


Response = Chosen | Judged | Typed | Ordered | Matched | Ticked


def to_json(response: Response) -> str:
    """The response as one line of JSON, for the store."""
    return msgspec.json.encode(response).decode()


def from_json(text: str) -> Response:
    """The response that `to_json` wrote. Raises UnreadableError."""
    try:
        response: Response = msgspec.json.decode(text, type=Response)
    except msgspec.MsgspecError as error:
        raise UnreadableError(f"A stored answer cannot be read: {error}.", "Answer the question again.") from error
    return response
