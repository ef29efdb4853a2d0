"""Epochs of a run, with a bar that tells how far it is."""

from __future__ import annotations

from playground.training import Trainer


def run_epochs(trainer: Trainer, epochs: int) -> None:
    """Train so many epochs, or fewer when a stop rule or a divergence ends the run."""
    from tqdm import tqdm

    with tqdm(range(epochs), unit=" epochs", leave=False, disable=None) as bar:  # None: only on a terminal
        for _ in bar:
            trainer.step("epoch")
            if trainer.status != "ready":
                break
