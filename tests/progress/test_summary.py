"""The summary beside the answers: always what the answers say, and what the first screen shows."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from progress_samples import COURSE, DAY, NOON, an_attempt, store_in_memory

from tutor.progress.connection import connect
from tutor.progress.records import LessonSummary, Level, Place
from tutor.progress.store import Store

LESSONS = ("saturation", "dead-relus")
OBJECTIVES = ("tell", "predict", "explain")

records = st.tuples(
    st.just("record"),
    st.sampled_from(LESSONS),
    st.sampled_from("abcd"),
    st.sampled_from(OBJECTIVES),
    st.sampled_from([0.0, 0.5, 1.0, 1.0, 1.0]),
    st.sampled_from(["quiz", "review"]),
    st.integers(0, 80),
)
retractions = st.tuples(st.just("retract"), st.integers(1, 10))
outlines = st.tuples(st.just("outline"), st.sampled_from(LESSONS), st.lists(st.sampled_from(OBJECTIVES), max_size=5))


def follow(store: Store, operations: list[tuple[object, ...]]) -> None:
    recorded = 0
    for operation in operations:
        match operation:
            case ("record", lesson, question, objective, credit, context, hours):
                moment = NOON + timedelta(hours=hours)  # not in order: files of two computers may be merged
                names = {"lesson": lesson, "question": question, "objective": objective, "context": context}
                recorded = store.record(an_attempt(attempted_at=moment, credit=credit, **names))
            case ("retract", attempt_id) if attempt_id <= recorded:
                store.retract(attempt_id, NOON)
            case ("outline", lesson, objectives):
                store.save_outline(COURSE, lesson, objectives)


@given(st.lists(st.one_of(records, records, retractions, outlines), max_size=25))
@settings(derandomize=True, max_examples=100, deadline=None)
def test_levels_kept_up_to_date_are_those_rebuilt_from_the_attempts(operations: list[tuple[object, ...]]) -> None:
    with store_in_memory() as store:
        follow(store, operations)
        kept = store.levels(COURSE)
        store.rebuild_levels()
        assert store.levels(COURSE) == kept


def test_rebuilding_mends_a_summary_that_is_wrong(store: Store, path: Path) -> None:
    store.record(an_attempt())
    right = store.levels(COURSE)
    with closing(connect(path)) as another:
        another.execute("UPDATE levels SET level = 0, questions_right = 17")
    assert store.levels(COURSE) != right
    store.rebuild_levels()
    assert store.levels(COURSE) == right


def test_level_is_of_the_questions_seen_until_the_outline_is_known(store: Store) -> None:
    store.record(an_attempt())
    assert [level.level for level in store.levels(COURSE)] == [Level.PROFICIENT]
    store.save_outline(COURSE, "saturation", ["tell-saturation"] * 4 + ["predict-slope"] * 2)
    assert [(level.objective, level.level, level.questions_total) for level in store.levels(COURSE)] == [
        ("predict-slope", Level.NONE, 2),
        ("tell-saturation", Level.ATTEMPTED, 4),
    ]


def test_unchanged_outline_is_not_written_again(store: Store, path: Path) -> None:
    store.save_outline(COURSE, "saturation", ["tell", "predict", "tell"])
    with closing(connect(path)) as another:
        before = another.execute("PRAGMA data_version").fetchone()  # changes with every commit of others
        store.save_outline(COURSE, "saturation", ["predict", "tell", "tell"])
        assert another.execute("PRAGMA data_version").fetchone() == before
        store.save_outline(COURSE, "saturation", ["predict", "tell"])
        assert another.execute("PRAGMA data_version").fetchone() != before


def test_lesson_has_its_lowest_objectives_level(store: Store) -> None:
    store.record(an_attempt(question="a", objective="tell"))
    store.record(an_attempt(question="b", objective="predict", credit=0.0, attempted_at=NOON + DAY))
    place = Place(
        course=COURSE, lesson="saturation", unit="u2", furthest_unit="u3", reached=3, total=9, updated_at=NOON + 2 * DAY
    )
    store.save_place(place)
    assert store.lesson_summaries(COURSE) == (
        LessonSummary(
            lesson="saturation",
            level=Level.ATTEMPTED,
            questions_right=1,
            questions_answered=2,
            questions_total=2,
            place=place,
            last_active_at=NOON + 2 * DAY,
        ),
    )


def test_lessons_only_opened_and_lessons_only_answered_are_summarized(store: Store) -> None:
    store.save_place(
        Place(course=COURSE, lesson="opened", unit="u", furthest_unit="u", reached=1, total=9, updated_at=NOON)
    )
    store.record(an_attempt(lesson="answered"))
    store.record(an_attempt(course="another"))
    answered, opened = store.lesson_summaries(COURSE)
    assert (answered.lesson, answered.place, answered.last_active_at) == ("answered", None, NOON)
    assert (opened.lesson, opened.level, opened.questions_answered) == ("opened", Level.NONE, 0)
