"""The table that `bench` prints, in Markdown: as good to read in a terminal as in a README."""

from __future__ import annotations

from collections.abc import Sequence

from playground.cli.bench.benchmark import BaselineResult, Result


def table(results: Sequence[Result]) -> str:
    """A line per benchmark; two tables, where both kinds of benchmarks were run."""
    outer = [one for one in results if len(one.baselines) > 1]
    inner = [one for one in results if len(one.baselines) == 1]
    parts = []
    if outer:
        names = list(outer[0].baselines)
        rows = [[*_ours(one), *(_times(one.baselines[name]) for name in names)] for one in outer]
        parts.append(_lines(["", "workload", "epochs/s", "µs/step", *(f"× {n}" for n in names)], rows))
    if inner:
        rows = [
            [*_ours(one), name, _times(baseline)] for one in inner for name, baseline in one.baselines.items()
        ]
        parts.append(_lines(["", "workload", "epochs/s", "µs/step", "baseline", "× its speed"], rows))
    return "\n\n".join(parts)


def _ours(one: Result) -> list[str]:
    return [one.name, one.text, f"{one.epochs_per_second:,.0f}", f"{one.step_microseconds:,.1f}"]


def _times(baseline: BaselineResult | None) -> str:
    if baseline is None:
        return "not installed"
    return f"{baseline.times:.2f}" + (f" (≥ {baseline.target:.3g})" if baseline.target else "")


def _lines(head: list[str], rows: list[list[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    marks = ["-" * width for width in widths]
    lines = (" | ".join(map(str.ljust, row, widths)) for row in [head, marks, *rows])
    return "\n".join(f"| {line} |" for line in lines)
