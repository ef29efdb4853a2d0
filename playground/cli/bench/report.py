"""The table that `bench` prints, in Markdown: as good to read in a terminal as in a README."""

from __future__ import annotations

from collections.abc import Sequence

from playground.cli.bench.race import Result, Rival


def table(results: Sequence[Result]) -> str:
    """A line per race; two tables, where both kinds of races were run."""
    outer = [one for one in results if len(one.rivals) > 1]
    inner = [one for one in results if len(one.rivals) == 1]
    parts = []
    if outer:
        names = list(outer[0].rivals)
        rows = [[*_ours(one), *(_times(one.rivals[name]) for name in names)] for one in outer]
        parts.append(_lines(["", "workload", "epochs/s", "µs/step", *(f"× {n}" for n in names)], rows))
    if inner:
        rows = [[*_ours(one), name, _times(rival)] for one in inner for name, rival in one.rivals.items()]
        parts.append(_lines(["", "workload", "epochs/s", "µs/step", "baseline", "× its speed"], rows))
    return "\n\n".join(parts)


def _ours(one: Result) -> list[str]:
    return [one.name, one.text, f"{one.epochs_per_second:,.0f}", f"{one.step_microseconds:,.1f}"]


def _times(rival: Rival | None) -> str:
    if rival is None:
        return "not installed"
    return f"{rival.times:.2f}" + (f" (≥ {rival.target:.3g})" if rival.target else "")


def _lines(head: list[str], rows: list[list[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    marks = ["-" * width for width in widths]
    lines = (" | ".join(map(str.ljust, row, widths)) for row in [head, marks, *rows])
    return "\n".join(f"| {line} |" for line in lines)
