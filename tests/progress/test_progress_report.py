"""The report: everything, in one document that other programs can read."""

from __future__ import annotations

import json

from progress_samples import COURSE, NOON, an_attempt

from tutor.progress.records import Place
from tutor.progress.report import report, to_json
from tutor.progress.store import Store


def test_report_holds_what_stands_in_the_store(store: Store) -> None:
    store.record(an_attempt())
    store.retract(store.record(an_attempt(attempt_number=2)), NOON)
    store.record(an_attempt(course="another"))
    found = report(store, COURSE)
    assert (found.levels, found.attempts) == (store.levels(COURSE), store.attempts(COURSE))
    assert len(found.attempts) == 1


def test_json_has_every_column_with_answers_as_json_in_a_stable_order(store: Store) -> None:
    store.record(
        an_attempt(
            response_json='{"text":"σ′"}', values_json='{"n":200}', misconceptions=("a-b",), confidence=2, seconds=1.5
        )
    )
    place = Place(
        course=COURSE, lesson="saturation", unit="u2", furthest_unit="u3", reached=3, total=9, updated_at=NOON
    )
    store.save_place(place)
    document = to_json(report(store, COURSE))
    assert json.loads(document) == {
        "course": COURSE,
        "levels": [
            {
                "lesson": "saturation",
                "objective": "tell-saturation",
                "level": "proficient",
                "right": 1,
                "seen": 1,
                "total": 1,
            }
        ],
        "attempts": [
            {
                "id": 1,
                "attempted_at": "2026-11-21T12:00:00.000Z",
                "lesson": "saturation",
                "question": "slope-at-zero",
                "objective": "tell-saturation",
                "attempt_number": 1,
                "key_digest": "9f86d081",
                "context": "quiz",
                "response": {"text": "σ′"},
                "values": {"n": 200},
                "credit": 1.0,
                "is_solution_shown": False,
                "hints_used": 0,
                "confidence": 2,
                "misconceptions": ["a-b"],
                "seconds": 1.5,
            }
        ],
        "places": [
            {
                "lesson": "saturation",
                "unit": "u2",
                "furthest_unit": "u3",
                "reached": 3,
                "total": 9,
                "updated_at": "2026-11-21T12:00:00.000Z",
            }
        ],
    }
    assert document == to_json(report(store, COURSE))
    assert "σ′" in document


def test_report_of_an_unknown_course_is_empty(store: Store) -> None:
    assert json.loads(to_json(report(store, COURSE))) == {"course": COURSE, "levels": [], "attempts": [], "places": []}
