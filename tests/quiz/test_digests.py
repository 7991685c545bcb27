"""The digest of a key changes exactly when other answers become right."""

from __future__ import annotations

from typing import Any

import pytest
from quiz_samples import KINDS_OF_SAMPLES, SAMPLES, sample

from tutor.quiz.digests import key_digest


@pytest.mark.parametrize("kind", KINDS_OF_SAMPLES)
def test_wording_hints_and_explanations_keep_the_digest(kind: str) -> None:
    reworded = sample(
        kind, prompt="Anew.", explanation="Since.", hints=["Other."], use="check", verify=None, covers=["S1-01"]
    )
    assert key_digest(reworded) == key_digest(sample(kind))


def changed(entries: list[dict[str, Any]], index: int, **keys: Any) -> list[dict[str, Any]]:
    return [{**entry, **keys} if place == index else entry for place, entry in enumerate(entries)]


def of(kind: str, key: str) -> list[dict[str, Any]]:
    return SAMPLES[kind][key]


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("multiple-choice", {"answers": changed(of("multiple-choice", "answers"), 0, text="new", feedback="new")}),
        (
            "multiple-choice",
            {"answers": changed(of("multiple-choice", "answers"), 1, text="right anew"), "shuffle": False},
        ),
        ("true-false", {"reasons": changed(of("true-false", "reasons"), 0, text="better said")}),
        ("numeric", {"mistakes": [], "unit": "ms", "params": {"k": 3}}),
        ("short-answer", {"accept": ["Glorot", "Xavier"]}),
        ("explain", {"model_answer": "new", "ideas": changed(of("explain", "ideas"), 0, keywords=["all", "new"])}),
        ("ordering", {"items": changed(of("ordering", "items"), 0, text="the sigmoid")}),
        ("matching", {"distractors": ["identity"], "rows": SAMPLES["matching"]["rows"][::-1]}),
        ("predict", {"answers": changed(of("predict", "answers"), 0, text="about 1"), "observe": ""}),
        ("formula", {"vars": {"z": {"min": -1, "max": 1}}}),
    ],
)
def test_other_words_for_the_same_key_keep_the_digest(kind: str, changes: dict[str, Any]) -> None:
    assert key_digest(sample(kind, **changes)) == key_digest(sample(kind))


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("multiple-choice", {"answers": of("multiple-choice", "answers")[1:]}),
        ("multiple-choice", {"answers": changed(of("multiple-choice", "answers"), 0, correct=True)}),
        ("multiple-choice", {"type": "multiple-select"}),
        ("multiple-select", {"answers": changed(of("multiple-select", "answers"), 0, correct=False)}),
        ("true-false", {"answer": True}),
        ("true-false", {"reasons": of("true-false", "reasons")[::-1]}),
        ("numeric", {"expr": "0.25**(k+1)"}),
        ("numeric", {"expr": None, "value": 0.25}),
        ("numeric", {"tolerance": "3%"}),
        ("numeric", {"tolerance": 0.02}),
        ("numeric", {"unit": "%"}),
        ("short-answer", {"accept": ["Xavier"]}),
        ("short-answer", {"accept_regex": None}),
        ("short-answer", {"case_sensitive": True}),
        ("explain", {"ideas": of("explain", "ideas")[1:]}),
        ("ordering", {"items": of("ordering", "items")[::-1]}),
        ("ordering", {"after": [[1, 0]]}),
        ("matching", {"rows": [["Xavier", "2/fan_in", "tanh"], *SAMPLES["matching"]["rows"][1:]]}),
        ("formula", {"answer": "1 - tanh(z)**2"}),
        ("formula", {"vars": ["z", "x"]}),
        ("predict", {"answers": changed(of("predict", "answers"), 0, when="rms > 0.2")}),
        ("predict", {"runs": changed(of("predict", "runs"), 0, seed=1)}),
        ("predicted-number", {"metric": "he_norm"}),
        ("predicted-number", {"tolerance": 0.2}),
    ],
)
def test_another_key_has_another_digest(kind: str, changes: dict[str, Any]) -> None:
    assert key_digest(sample(kind, **changes)) != key_digest(sample(kind))


def test_an_unordered_partial_order_is_a_key_by_its_pairs_only() -> None:
    one, other = ([[1, 0], [2, 0]], [[2, 0], [1, 0]])
    assert key_digest(sample("ordering", after=one)) == key_digest(sample("ordering", after=other))


def test_digests_are_short_different_and_pinned() -> None:
    digests = {kind: key_digest(sample(kind)) for kind in KINDS_OF_SAMPLES}
    assert len(set(digests.values())) == len(digests)
    assert digests["numeric"] == "2321e3e91528"  # stored beside every answer: a new form would ask all again
