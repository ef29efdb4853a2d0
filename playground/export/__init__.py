"""Export: one file per format. What was trained to bytes, and back where the format can; see FORMATS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.late import late

if TYPE_CHECKING:
    from playground.export.beside import TableElsewhereError
    from playground.export.experiment_file import load_experiment, save_experiment
    from playground.export.formats import FORMATS, Format, Load, format_of
    from playground.export.links.share import to_text
    from playground.export.links.tfp import link_of
    from playground.export.losses import losses_csv
    from playground.export.options import Options
    from playground.export.sources import is_experiment, is_text, open_source, reader_of
    from playground.export.weights import load_weights, save_weights
else:
    __getattr__ = late(
        __name__,
        beside=("TableElsewhereError",),
        experiment_file=("load_experiment", "save_experiment"),
        formats=("FORMATS", "Format", "Load", "format_of"),
        links__share=("to_text",),
        links__tfp=("link_of",),
        losses=("losses_csv",),
        options=("Options",),
        sources=("is_experiment", "is_text", "open_source", "reader_of"),
        weights=("load_weights", "save_weights"),
    )

__all__ = [
    "FORMATS",
    "Format",
    "Load",
    "Options",
    "TableElsewhereError",
    "format_of",
    "is_experiment",
    "is_text",
    "link_of",
    "load_experiment",
    "load_weights",
    "losses_csv",
    "open_source",
    "reader_of",
    "save_experiment",
    "save_weights",
    "to_text",
]
