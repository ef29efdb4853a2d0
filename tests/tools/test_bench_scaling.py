"""The default scaling loses no more than 5 % against standardised columns, on tables of all units."""

from __future__ import annotations

from tools.bench_scaling import LEAST, TABLES, Reached, bundled, generated, reached, report


def test_the_defaults_reach_what_standardised_columns_reach() -> None:
    tables = [*generated(), *bundled()]
    judged = [table for table in tables if not table.scaled()]  # the others are standardised by default
    assert TABLES == 30 and 0 < len(judged) < 15
    for table in judged:
        assert table.reach("auto") >= LEAST * table.reach("standardise"), table.data.name


def test_the_report_has_a_line_for_each_group_with_its_least_share() -> None:
    table = next(generated())
    found = reached(table)
    assert found.default > found.plain * 0.9
    lines = report([("some", [found, Reached("b", 0.3, 0.1, 0.4)])]).splitlines()
    assert lines[-1].startswith("| some |") and lines[-1].endswith("| 0.750 |")
