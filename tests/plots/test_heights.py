"""The height at which a figure reads well."""

from __future__ import annotations

import pytest
from plot_samples import decay_chart, ridge

from tutor.plots.figure import Bar, Bars
from tutor.plots.heights import preferred_height


@pytest.mark.parametrize(("count", "rows"), [(1, 5), (3, 9), (5, 14), (6, 9), (7, 10), (20, 15)])
def test_bars_stand_apart_where_there_is_room_and_close_where_there_is_not(count: int, rows: int) -> None:
    assert preferred_height(Bars("", tuple(Bar(str(n), n) for n in range(count)))) == rows


def test_charts_take_all_rows_and_ridges_two_a_layer() -> None:
    assert preferred_height(decay_chart()) == 15
    assert preferred_height(decay_chart(), 20) == 20
    assert preferred_height(ridge(), 20) == 16
