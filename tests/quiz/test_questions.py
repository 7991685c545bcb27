"""Lesson files become questions, and what does not fit is refused with its place."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from quiz_samples import KINDS_OF_SAMPLES, SAMPLES, sample

from tutor.quiz.questions import KINDS, MultipleChoice


@pytest.mark.parametrize("kind", KINDS_OF_SAMPLES)
def test_every_kind_reads_its_table(kind: str) -> None:
    assert type(sample(kind)) is KINDS[SAMPLES[kind]["type"]]


def test_there_are_ten_kinds() -> None:
    assert set(KINDS) == {SAMPLES[kind]["type"] for kind in SAMPLES}
    assert KINDS["multiple-choice"] is MultipleChoice


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"colour": "red"}, "colour"),
        ({"hints": []}, r"\$.hints"),
        ({"id": "Leaky Delta"}, r"\$.id"),
        ({"answers": []}, r"\$.answers"),
        ({"params": {"a b": 1}}, "pattern|regex"),
        ({"params": {"k": {"min": 0, "max": 1, "step": 0}}}, r"\$.params"),
        ({"type": "riddle"}, "riddle"),
    ],
)
def test_what_does_not_fit_is_refused(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=words):
        sample("multiple-choice", **changes)
