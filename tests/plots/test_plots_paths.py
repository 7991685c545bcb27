"""Segments over dots: connected, thinned, clipped, walked and dashed without a dot too many or too few."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.plots.paths import connect, dash, walk

COLUMNS, ROWS = 40, 30
Dot = tuple[int, int]


def dots_of(x: list[float], y: list[float], is_number: list[bool] | None = None) -> set[Dot]:
    flags = np.ones(len(x), dtype=bool) if is_number is None else np.array(is_number)
    return {tuple(dot) for dot in walk(connect(np.array(x), np.array(y), flags, COLUMNS, ROWS)).tolist()}


def test_walk_visits_every_dot_of_a_segment_once() -> None:
    assert walk(np.array([[0, 0, 4, 2]])).tolist() == [[0, 0], [1, 1], [2, 1], [3, 2], [4, 2]]
    assert walk(np.array([[3, 5, 3, 2]])).tolist() == [[3, 5], [3, 4], [3, 3], [3, 2]]
    assert walk(np.array([[7, 7, 7, 7]])).tolist() == [[7, 7]]
    assert walk(np.empty((0, 4), dtype=np.int64)).shape == (0, 2)


@settings(derandomize=True, max_examples=100)
@given(st.tuples(*[st.integers(0, 60)] * 4))
def test_walk_never_strays_more_than_half_a_dot(segment: tuple[int, int, int, int]) -> None:
    x0, y0, x1, y1 = segment
    dots = walk(np.array([segment]))
    length = max(abs(x1 - x0), abs(y1 - y0))
    assert len(dots) == length + 1
    share = np.arange(length + 1) / max(length, 1)
    assert np.abs(dots[:, 0] - (x0 + share * (x1 - x0))).max() <= 0.5
    assert np.abs(dots[:, 1] - (y0 + share * (y1 - y0))).max() <= 0.5


def test_gap_splits_the_line_and_a_lone_point_stays_a_dot() -> None:
    x, y = [0.0, 5.0, 10.0, 15.0, 20.0], [1.0, 1.0, np.nan, 3.0, np.nan]
    assert dots_of(x, y, [True, True, False, True, False]) == {(i, 1) for i in range(6)} | {(15, 3)}


def test_nothing_comes_of_nothing() -> None:
    assert dots_of([], []) == set()
    assert dots_of([1.0], [np.nan], [False]) == set()


def test_line_through_the_picture_is_drawn_though_both_points_are_outside() -> None:
    assert dots_of([20.0, 20.0], [-1e6, 1e6]) == {(20, row) for row in range(ROWS)}


def test_line_that_passes_by_is_not_drawn() -> None:
    assert dots_of([-10.0, 10.0], [ROWS - 5.0, ROWS + 40.0]) == set()


def test_line_on_the_very_edge_is_drawn() -> None:
    assert dots_of([0.0, COLUMNS - 1.0], [ROWS - 1 + 1e-12] * 2) == {(column, ROWS - 1) for column in range(COLUMNS)}


@settings(derandomize=True, max_examples=100)
@given(st.tuples(*[st.floats(-100, 100)] * 4))
def test_clipped_line_has_the_dots_of_the_whole_line_that_are_inside(ends: tuple[float, float, float, float]) -> None:
    x0, y0, x1, y1 = ends
    drawn = dots_of([x0, x1], [y0, y1])
    share = np.linspace(0, 1, 2001)
    dense = np.stack([x0 + share * (x1 - x0), y0 + share * (y1 - y0)], axis=1)
    is_inside = (dense >= 0).all(axis=1) & (dense <= [COLUMNS - 1, ROWS - 1]).all(axis=1)
    for x, y in dense[is_inside]:
        assert any(abs(x - column) <= 1.5 and abs(y - row) <= 1.5 for column, row in drawn)
    for column, row in drawn:
        assert 0 <= column < COLUMNS
        assert 0 <= row < ROWS
        assert np.abs(dense - [column, row]).max(axis=1).min() <= 1.5


@settings(derandomize=True, max_examples=20)
@given(st.integers(0, 1000))
def test_thinned_line_draws_the_same_columns_to_the_same_extremes(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, y = np.sort(rng.uniform(0, COLUMNS - 1, 2000)), rng.uniform(0, ROWS - 1, 2000)
    every = {tuple(dot) for dot in np.floor(np.stack([x, y], axis=1) + 0.5).astype(int).tolist()}
    drawn = dots_of(x.tolist(), y.tolist())
    for column in range(COLUMNS):
        rows = [row for at, row in every if at == column]
        shown = [row for at, row in drawn if at == column]
        assert min(shown) <= min(rows)
        assert max(shown) >= max(rows)


def test_many_points_become_few_segments() -> None:
    x = np.linspace(0, COLUMNS - 1, 100_000)
    assert len(connect(x, np.sin(x) * 10 + 15, np.ones(len(x), dtype=bool), COLUMNS, ROWS)) <= 4 * COLUMNS


@pytest.mark.parametrize("end", [(39, 0), (0, 29), (29, 29), (39, 13)])
def test_dashes_and_gaps_are_as_long_as_asked(end: Dot) -> None:
    whole = walk(np.array([[0, 0, *end]]))
    dashed = {tuple(dot) for dot in walk(dash(np.array([[0, 0, *end]]), 4, 2)).tolist()}
    pattern = [tuple(dot) in dashed for dot in whole.tolist()]
    assert pattern == [index % 6 < 4 for index in range(len(whole))]


def test_dashes_run_on_over_the_corners_of_a_line() -> None:
    straight = walk(dash(np.array([[0, 0, 30, 0]]), 4, 2))
    broken = walk(dash(np.array([[0, 0, 7, 0], [7, 0, 15, 0], [15, 0, 30, 0]]), 4, 2))
    assert straight.tolist() == broken.tolist()


def test_dashes_of_nothing_are_nothing() -> None:
    assert len(dash(np.empty((0, 4), dtype=np.int64), 4, 2)) == 0
