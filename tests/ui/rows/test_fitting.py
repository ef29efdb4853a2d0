"""How the columns of the table give way where there is little room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from playground.training import Experiment
from playground.ui.rows.fitting import Need, fitted
from tests.ui.rows.tables import cell, column, page_of

_PX = st.tuples(st.integers(10, 90), st.integers(0, 30), st.integers(0, 30), st.integers(0, 5))
_NEEDS = st.lists(_PX.map(lambda px: Need(px[0] + px[1] + px[2], px[0] + px[1], px[0], px[3])), min_size=1)


@given(_NEEDS, st.integers(0, 3000))
def test_columns_give_up_air_then_words_then_the_spare_ones_one_by_one(needs: list[Need], room: int) -> None:
    found = fitted(needs, room)
    kept = [(wide, need) for wide, need in zip(found, needs, strict=True) if wide]
    least, bare = sum(need.least for need in needs), sum(need.least for need in needs if not need.spare)
    gone = [need for wide, need in zip(found, needs, strict=True) if not wide]
    assert all(need.spare for need in gone)
    assert max((need.spare for _, need in kept), default=0) <= min((need.spare for need in gone), default=9)
    assert all(need.least <= wide <= need.wide for wide, need in kept)
    if bare > room or (least > room and not bare):
        assert found == [need.wide for need in needs], "then they are scrolled"
    else:
        assert sum(found) == min(room, sum(need.wide for _, need in kept))
        last = min(gone, key=lambda need: need.spare, default=None)
        assert last is None or sum(need.least for _, need in kept) + last.least > room, "none without need"
    if sum(need.whole for need in needs) <= room:
        assert all(wide >= need.whole for wide, need in kept), "words go last"


def narrow(page: Any, lack: int) -> None:
    """Give the table so many px less than its columns need in brief."""
    table = page.table
    edges = table.width() - table.viewport().width()
    table.resize(table.least_widths[0] - lack + edges, table.height())
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


def shown(page: Any) -> set[str]:
    return {one.name for place, one in enumerate(page.model.columns) if not page.table.isColumnHidden(place)}


def test_the_split_is_left_out_after_words_and_comes_back(
    beside: Callable[..., Any], iris: Experiment
) -> None:
    page = page_of(beside(iris))
    narrow(page, 1)
    assert "part" not in shown(page)
    assert page.table.horizontalHeader().length() == page.table.viewport().width()
    assert "Row 1, test" in page.model._say(page.model.column("number"), page.model.cell(0))
    assert not page.more.isVisibleTo(page), "the look of a row tells its part"
    narrow(page, 0)
    assert "part" in shown(page)


def test_inputs_that_are_not_on_the_axes_are_left_out_first_and_shown_on_demand(
    beside: Callable[..., Any], iris: Experiment
) -> None:
    one = beside(iris)
    page = page_of(one)
    one.session.view.set_axes(3, 1)
    widths = page.table.least_widths
    for out, inputs in ((2, {0, 1, 3}), (3, {1, 3}), (4, {3}), (5, set())):
        narrow(page, widths[0] - widths[out])
        assert shown(page) == {"number", "target", "prediction", "error", *(f"input_{one}" for one in inputs)}
        assert page.table.horizontalHeader().length() == page.table.viewport().width()
        assert page.more.isVisibleTo(page) and page.more.text().startswith(str(4 - len(inputs)))
    page.more.click()
    assert len(shown(page)) == len(page.model.columns)
    page.table.setCurrentIndex(cell(page, 4, "input_0"))
    assert page.table.horizontalHeader().length() > page.table.viewport().width()
    page.more.click()
    assert shown(page) == {"number", "target", "prediction", "error"}
    assert page.table.currentIndex() == cell(page, 4, "number"), "the cell that has the keys is seen"
    narrow(page, 0)
    assert len(shown(page)) == len(page.model.columns) and not page.more.isVisibleTo(page)


def test_where_even_the_network_has_no_room_all_are_scrolled(
    beside: Callable[..., Any], iris: Experiment
) -> None:
    page = page_of(beside(iris))
    narrow(page, page.table.least_widths[0] - page.table.least_widths[-1] + 1)
    assert len(shown(page)) == len(page.model.columns)
