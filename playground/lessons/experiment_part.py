"""The [experiment] table of a lesson: the very keys of an experiment file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from playground.arrays import Array
from playground.data import ignore
from playground.data.reading.raw import silent
from playground.errors import PlaygroundError
from playground.export.beside import TableElsewhereError, table_beside
from playground.export.experiment_file import ExperimentFile, experiment_bytes, experiment_in
from playground.lessons.part import PlacedError, check_keys, keys
from playground.training import Checkpoint, Experiment, Snapshot, Spec

_NOWHERE = Path("experiment")  # messages begin with the name of the file


class Start(Struct, frozen=True, eq=False):
    """What is trained, and the weights θ that it begins with."""

    experiment: Experiment
    theta: Array
    trained: Checkpoint | None = None


def start_of(table: Mapping[str, Any], lesson: Path | None) -> Start:
    """The experiment in the table; a table of rows that it names lies beside the lesson.

    Raises PlacedError, with the keys that lead to what is wrong.
    """

    def find(source: str) -> Path:
        if lesson is None:
            raise TableElsewhereError(f"The lesson names the table {source} and has no folder.", "", source)
        return table_beside(lesson, source)

    check_keys(table, ExperimentFile, ())
    try:
        content = msgspec.json.encode(table)
        experiment, trained = experiment_in(content, _NOWHERE, find, silent, ignore)
    except PlaygroundError as error:
        what = error.message.removeprefix(f"{_NOWHERE}").removeprefix(": ").strip()
        place, colon, rest = what.partition(": ")
        inside = keys(place) if colon and " " not in place else ()
        raise PlacedError(inside, rest if inside else what, error.hint) from error
    except (TypeError, OverflowError) as error:  # a date, an integer beyond all bounds
        raise PlacedError((), str(error)[:200], "Correct it.") from error
    theta = experiment.network().theta.copy() if trained is None else trained.theta
    return Start(experiment, theta, trained)


def table_of(experiment: Experiment, trained: Snapshot | Checkpoint | None = None) -> dict[str, Any]:
    """The table for an experiment, without what still has its default; TOML has no word for None."""
    parts = experiment_bytes(experiment, trained)
    text = parts if isinstance(parts, bytes) else b"".join(parts)
    table: dict[str, Any] = _without_none(json.loads(text))
    usual = msgspec.to_builtins(Spec())
    table["spec"] = {key: value for key, value in table["spec"].items() if value != usual.get(key)}
    return {key: value for key, value in table.items() if key not in {"format", "version"}}


def changed(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The table with other values for some keys. The weights belong to the network that they were trained
    in, and the scaling to its data: these are not taken over.
    """
    kept = {key: value for key, value in base.items() if key not in {"weights", "scaling"}}
    return merged(kept, changes)


def merged(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The table with other values for some keys, also inside of its tables."""
    both = dict(base)
    for key, value in changes.items():
        inner = both.get(key)
        both[key] = merged(inner, value) if isinstance(inner, dict) and isinstance(value, dict) else value
    return both


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_none(one) for key, one in value.items() if one is not None}
    return [_without_none(one) for one in value] if isinstance(value, list) else value
