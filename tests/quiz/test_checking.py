"""The checker is silent on sound questions and finds every kind of fault, with the path to its key."""

from __future__ import annotations

import copy
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quiz_samples import COMMON, KINDS_OF_SAMPLES, SAMPLES, sample

from tutor.quiz.checking import check_question, is_executable
from tutor.quiz.findings import Finding
from tutor.quiz.questions import Question


def findings(kind: str, **changes: Any) -> tuple[Finding, ...]:
    return check_question(sample(kind, **changes))


def only_finding(kind: str, **changes: Any) -> Finding:
    (finding,) = findings(kind, **changes)
    assert finding.remedy
    return finding


def changed(kind: str, key: str, index: int, **keys: Any) -> list[dict[str, Any]]:
    entries = SAMPLES[kind][key]
    return [{**entry, **keys} if place == index else entry for place, entry in enumerate(entries)]


@pytest.mark.parametrize("kind", KINDS_OF_SAMPLES)
def test_sound_questions_have_no_findings(kind: str) -> None:
    assert findings(kind) == ()


# --- parameters, texts, verify


def test_parameters_are_checked_before_anything_is_computed() -> None:
    finding = only_finding("numeric", params={"k": {"choices": [1, 1]}}, expr="k +")
    assert finding.path == ("params", "k")


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"prompt": "a {{m}}"}, ("prompt",), 'no name "m" (at character 5)'),
        ({"explanation": "{{= 1 +}}"}, ("explanation",), "ends too early"),
        ({"hints": ["one", "{{= kk}}"]}, ("hints", 1), 'no name "kk"'),
        ({"prompt": "{{= 1 if k > 0 else kk}}"}, ("prompt",), 'no name "kk" (at character 21)'),
        ({"prompt": "{{= w + 1}}", "params": {"k": 3, "w": "relu"}}, ("prompt",), "is a word"),
        ({"mistakes": [{"value": 7, "feedback": "{{j}}"}]}, ("mistakes", 0, "feedback"), 'no name "j"'),
    ],
)
def test_gaps_need_known_names(changes: dict[str, Any], path: tuple[str | int, ...], words: str) -> None:
    finding = only_finding("numeric", **changes)
    assert finding.path == path
    assert words in finding.what


@pytest.mark.parametrize(
    ("kind", "changes", "path"),
    [
        (
            "multiple-choice",
            {"answers": changed("multiple-choice", "answers", 2, text="{{x}}")},
            ("answers", 2, "text"),
        ),
        ("explain", {"model_answer": "mean difference gradient {{x}}"}, ("model_answer",)),
        ("explain", {"ideas": changed("explain", "ideas", 0, idea="{{x}}")}, ("ideas", 0, "idea")),
        ("ordering", {"items": changed("ordering", "items", 0, text="{{x}}")}, ("items", 0, "text")),
        ("matching", {"rows": [["a", "b"], ["c", "{{x}}"]], "distractors": None}, ("rows", 1, 1)),
        ("matching", {"distractors": ["{{x}}"]}, ("distractors", 0)),
        ("predict", {"observe": "{{x}}"}, ("observe",)),
    ],
)
def test_every_shown_text_is_looked_through_for_gaps(kind: str, changes: dict[str, Any], path: tuple[Any, ...]) -> None:
    assert only_finding(kind, **changes).path == path


@pytest.mark.parametrize(
    ("verify", "words"),
    [
        ("error < 0.5", "is not true for error = 0.8"),
        ("error", "is not true for error = 0.8"),
        ("errr > 0", 'no name "errr"'),
        ("'a' + 1 > 0", "is a word"),
    ],
)
def test_verify_must_be_true_for_every_draw(verify: str, words: str) -> None:
    finding = only_finding("multiple-choice", verify=verify)
    assert finding.path == ("verify",)
    assert words in finding.what


def test_verify_of_any_kind_is_computed() -> None:
    for kind in ("multiple-select", "true-false", "short-answer", "explain", "ordering", "matching", "predict"):
        assert only_finding(kind, verify="1 > 2").path == ("verify",)


# --- what is executed


def test_a_key_is_executable_where_something_recomputes_it() -> None:
    executable = {kind for kind in KINDS_OF_SAMPLES if is_executable(sample(kind))}
    assert executable == {"multiple-choice", "numeric", "ordering", "formula", "predict", "predicted-number"}
    assert is_executable(sample("true-false", verify="1 < 2"))
    assert is_executable(sample("numeric", expr=None, value=1, verify="1"))
    assert not is_executable(sample("numeric", expr=None, value=1, verify=None))
    assert not is_executable(sample("ordering", items=[{"text": "a"}, {"text": "b", "expr": "1"}]))
    assert not is_executable(sample("formula", verify=None))


PIECES = st.sampled_from(
    ["k", "w", "k + w", "{{w}}", "{{= w + 1}}", "{{= k +", "inf", "log(-1)", "2%", "", " ", "(a+)+", "z"]
)


@st.composite
def mangled(draw: st.DrawFn) -> dict[str, Any]:
    """The table of a sample with a few of its texts replaced by other pieces."""
    table = copy.deepcopy(SAMPLES[draw(st.sampled_from(KINDS_OF_SAMPLES))])
    table |= {"params": {"k": {"choices": [0, 3]}, "w": "relu"}, "verify": draw(st.none() | PIECES)}
    for _ in range(draw(st.integers(1, 3))):
        node: Any = table
        while isinstance(node, dict | list) and node:
            key = draw(st.sampled_from(sorted(node) if isinstance(node, dict) else range(len(node))))
            if not isinstance(node[key], dict | list):
                node[key] = draw(PIECES)
            node = node[key]
    return table


@settings(derandomize=True, max_examples=250)
@given(mangled())
def test_no_fault_of_a_file_stops_the_checker(table: dict[str, Any]) -> None:
    try:
        question = msgspec.convert({**COMMON, "hints": ["{{k}}"], **drop_none(table)}, type=Question)
    except msgspec.ValidationError:
        return
    for finding in check_question(question):
        assert finding.path
        assert finding.what
        assert finding.remedy


def drop_none(table: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in table.items() if value is not None}
