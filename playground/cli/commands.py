"""The table of commands. A new one is a module here with `add_options` and `run`, and a row of COMMANDS."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from importlib import import_module
from typing import NamedTuple, Protocol, cast


class Module(Protocol):
    """What a command is: `run` prints to stdout; what the user can mend, it raises as PlaygroundError."""

    def add_options(self, parser: ArgumentParser) -> None: ...

    def run(self, options: Namespace) -> None: ...


class Command(NamedTuple):
    """One row of COMMANDS. Its module, of the same name, is imported when it is used."""

    name: str
    help: str

    @property
    def module(self) -> Module:
        called = f"{self.name}_" if self.name == "import" else self.name  # a word of Python
        return cast("Module", import_module(f"playground.cli.{called}"))


_ROWS = (
    Command("train", "Train a network and export its weights."),
    Command("predict", "Predict the rows of a CSV file with a trained model."),
    Command("seeds", "Train from many seeds at once."),
    Command("race", "Train with several values of one setting."),
    Command("export", "Write a trained network in other formats."),
    Command("render", "Draw pictures and animations of a run."),
    Command("import", "Import a network from another program or a link."),
    Command("link", "Print an experiment as a link or a line of text."),
    Command("lesson", "Check a lesson, mark results, write questions."),
    Command("worksheet", "Print worksheets of a lesson, and their key."),
    Command("datasets", "List the available datasets."),
    Command("bench", "Benchmark the engine against other implementations."),
)

COMMANDS: dict[str, Command] = {row.name: row for row in _ROWS}
