"""`datasets`: the data there is to learn from."""

from __future__ import annotations

import argparse

import msgspec

from playground.data import BUNDLED, GENERATORS, Recipe, load


class Entry(msgspec.Struct):
    """One dataset, as --json prints it."""

    name: str
    help: str
    task: str
    rows: int
    columns: tuple[str, ...]
    target: str
    class_names: tuple[str, ...]


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `datasets`: how to print."""
    parser.add_argument("--json", action="store_true", help="Print the list as JSON.")


def run(options: argparse.Namespace) -> None:
    """Print all datasets."""
    entries = [_entry(name) for name in (*GENERATORS, *BUNDLED)]
    print(msgspec.json.encode(entries).decode() if options.json else _table(entries))


def _entry(name: str) -> Entry:
    data = load(Recipe(source=name))
    row = (GENERATORS | BUNDLED)[name]
    return Entry(name, row.help, data.task, len(data), data.columns, data.target, data.class_names)


def _table(entries: list[Entry]) -> str:
    width = max(len(entry.name) for entry in entries)
    return "\n".join(
        f"{entry.name:{width}}  {entry.rows:>5,} rows  {entry.task.replace('_', ' '):12}  {entry.help}"
        for entry in entries
    )
