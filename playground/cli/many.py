"""What `seeds` and `race` share: their options, and the figures of one of many runs."""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterable

import msgspec
import numpy as np

from playground.cli.options import add_experiment
from playground.training.evaluation import Score


class Figures(msgspec.Struct, kw_only=True):
    """How one run ended. What is no number, or is not there, is null.

    quality      accuracy of classes or R² of values, of the test rows if there are any
    diverged_at  the epoch after which the run was found to have diverged
    """

    train_loss: float | None
    test_loss: float | None
    accuracy: float | None
    test_accuracy: float | None
    rmse: float | None
    test_rmse: float | None
    quality: float | None
    diverged: bool
    diverged_at: int | None

    def line(self) -> str:
        """Losses and quality in columns; of a run that diverged, that."""
        if self.diverged:
            return f"  diverged after epoch {self.diverged_at:,}"
        return f"{_number(self.train_loss):>14}{_number(self.test_loss):>14}{_number(self.quality, 3):>10}"


class Quartiles(msgspec.Struct):
    """The middle of many figures, and the band that half of them are in."""

    lower: float
    median: float
    upper: float


def add_run_options(parser: argparse.ArgumentParser) -> None:
    """An experiment to start from, every setting, and --json."""
    add_experiment(parser, "An experiment (.json) or a link whose data and settings are used")
    parser.add_argument("--json", action="store_true", help="Print the result as one JSON object.")


def figures_of(train: Score, test: Score, quality: float | None, diverged_at: int | None) -> Figures:
    """The figures of a run with these scores."""
    return Figures(
        train_loss=_finite(train.loss),
        test_loss=_finite(test.loss),
        accuracy=train.accuracy,
        test_accuracy=test.accuracy,
        rmse=_finite(train.rmse),
        test_rmse=_finite(test.rmse),
        quality=_finite(quality),
        diverged=diverged_at is not None,
        diverged_at=diverged_at,
    )


def quartiles(figures: Iterable[float | None]) -> Quartiles | None:
    """Of all figures that there are; None where there is none."""
    known = [figure for figure in figures if figure is not None]
    return Quartiles(*np.quantile(known, [0.25, 0.5, 0.75]).tolist()) if known else None


def _finite(number: float | None) -> float | None:
    return number if number is not None and math.isfinite(number) else None


def _number(number: float | None, digits: int = 6) -> str:
    return "–" if number is None else f"{number:.{digits}g}"
