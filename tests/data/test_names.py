"""Names: clean, short and different, whatever a table calls its columns and classes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from playground.data import Loaded, Raw, Recipe, read_table
from playground.data.names import LONGEST_NAME, fault_of, shortened
from playground.text import plain


def loaded(text: str) -> Loaded:
    return read_table(Raw("my.csv", text.encode()), Recipe())


def test_long_names_that_begin_alike_still_differ() -> None:
    long = "How much do you agree with this sentence, " * 5
    names = (f"{long} 1", "short", f"{long} 2", f"{long} 3")
    cut = shortened(names)
    assert cut[1] == "short" and len(set(cut)) == 4
    assert max(map(len, cut)) <= LONGEST_NAME
    assert cut[0].endswith("…") and cut[3].endswith("… (3)")


@given(st.lists(st.text("ab", min_size=95, max_size=110), unique=True))
def test_cut_names_differ_and_are_faultless(names: list[str]) -> None:
    cut = shortened(names)
    assert len(set(cut)) == len(names) and not any(map(fault_of, cut))


def test_names_of_a_table_are_tidied_and_that_is_said() -> None:
    found = loaded('"size\n(m²)",\u202eage\u202c,kind\n1,2,"no\u200b"\n3,4,no\n5,6,yes\n')
    assert found.dataset.columns == ("size (m²)", "age")
    assert found.dataset.class_names == ("no", "yes") and found.dataset.y.tolist() == [0, 0, 1]
    assert found.notes == ("3 names were tidied: a name is one line of at most 100 visible characters.",)
    assert loaded("a,<b>b</b>,kind\n1,2, no\n3,4,x<y>z\n").notes == ()


def test_a_name_of_nothing_that_can_be_seen_is_none() -> None:
    found = loaded("\u200b,b,kind\n1,2,no\n3,4,yes\n")
    assert found.dataset.columns == ("x1", "b")
    assert plain("\u200b") == "" and fault_of("\u200b") == "is empty"


def test_long_names_of_classes_do_not_become_one() -> None:
    one, two = "z" * 200 + "1", "z" * 200 + "2"
    found = loaded(f"a,b,kind\n1,2,{one}\n3,4,{two}\n")
    assert len(found.dataset.class_names) == 2 and found.dataset.y.tolist() == [0, 1]
