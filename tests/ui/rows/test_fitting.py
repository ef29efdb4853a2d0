"""How the columns of the table give way where there is little room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from playground.training import Experiment
from playground.ui.rows.fitting import Need, fitted
from tests.ui.rows.tables import cell, column, page_of

_PX = st.tuples(st.integers(10, 90), st.integers(0, 30), st.integers(0, 30), st.booleans())
_NEEDS = st.lists(_PX.map(lambda px: Need(px[0] + px[1] + px[2], px[0] + px[1], px[0], px[3])), min_size=1)


@given(_NEEDS, st.integers(0, 3000))
def test_columns_give_up_air_then_words_then_the_spare_ones(needs: list[Need], room: int) -> None:
    found = fitted(needs, room)
    kept = [(wide, need) for wide, need in zip(found, needs, strict=True) if wide]
    least, bare = sum(need.least for need in needs), sum(need.least for need in needs if not need.spare)
    assert all(need.spare for wide, need in zip(found, needs, strict=True) if not wide)
    assert all(need.least <= wide <= need.wide for wide, need in kept)
    if bare > room or (least > room and not bare):
        assert found == [need.wide for need in needs], "then they are scrolled"
    else:
        assert sum(found) == min(room, sum(need.wide for _, need in kept))
        assert (len(kept) < len(needs)) == (least > room), "none is left out without need"
    if sum(need.whole for need in needs) <= room:
        assert all(wide >= need.whole for wide, need in kept), "words go last"


def narrow(page: Any, lack: int) -> None:
    """Give the table so many px less than its columns need in brief."""
    table = page.table
    edges = table.width() - table.viewport().width()
    table.resize(table.least_width(spare=True) - lack + edges, table.height())
    table.fit()


def test_a_class_is_told_by_its_mark_where_its_name_has_no_room(
    beside: Callable[..., Any], iris: Experiment
) -> None:
    page = page_of(beside(iris))
    narrow(page, 0)
    table = page.table
    assert table.horizontalHeader().length() == table.viewport().width()
    for name in ("target", "prediction"):
        place = column(page, name)
        assert table.is_brief(place)
        said = page.model.columns[place].brief(page.model.cell(0))
        assert said in cell(page, 0, name).data() and "setosa" not in said
    assert not table.is_brief(column(page, "input_0"))


def test_the_split_is_left_out_last_and_comes_back(beside: Callable[..., Any], iris: Experiment) -> None:
    page = page_of(beside(iris))
    narrow(page, 1)
    split = column(page, "part")
    assert page.table.isColumnHidden(split)
    assert page.table.horizontalHeader().length() == page.table.viewport().width()
    assert "Row 1, test" in page.model._say(page.model.column("number"), page.model.cell(0))
    for lack in (0, 400):
        narrow(page, lack)
        assert not page.table.isColumnHidden(split), "where it is no use, all are scrolled"
