"""What is said of the lines of a file that hold no row of its table."""

from __future__ import annotations

from collections.abc import Iterator

from playground.data.reading.decisions import Decision, listed, skipped_at_top
from playground.data.reading.table import Table


def passed_over(table: Table) -> Iterator[Decision]:
    """A sentence each: units below the header, comments, totals and notes. All rows must have been read."""
    unit = table.rows.unit
    if table.units:
        words = listed([cell.strip() for cell in table.units if cell.strip()])
        yield Decision("skipped_lines", f"The {unit} below the header holds units and is skipped: {words}.")
    if count := table.rows.comments:
        are = f"1 {unit} between the rows is a comment" if count == 1 else f"{count:,} {unit}s are comments"
        yield Decision("skipped_lines", f"{are} and skipped.")
    if table.below:
        numbers = [f"{table.rows.number(place):,}" for place in table.below]
        where = f"{unit} {numbers[0]}" if len(numbers) == 1 else f"{unit}s {listed(numbers)}"
        yield Decision("skipped_lines", f"Totals or notes below the table are skipped: {where}.")


def no_rows(table: Table) -> Iterator[Decision]:
    """The same, with the lines above the table."""
    if table.layout.above:
        yield skipped_at_top(table.layout.above, table.rows.unit)
    yield from passed_over(table)
