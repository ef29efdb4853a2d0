"""Export: one file per format. What was trained to bytes, and back where the format can; see FORMATS."""

from __future__ import annotations

from playground.export.beside import TableElsewhereError
from playground.export.experiment_file import load_experiment, save_experiment
from playground.export.formats import FORMATS, Format, Load, format_of
from playground.export.options import Options
from playground.export.weights import load_weights, save_weights

__all__ = [
    "FORMATS",
    "Format",
    "Load",
    "Options",
    "TableElsewhereError",
    "format_of",
    "load_experiment",
    "load_weights",
    "save_experiment",
    "save_weights",
]
