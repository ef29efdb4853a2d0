"""What is exported: the experiment and its network as they are when the dialog opens."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct
from PySide6.QtWidgets import QWidget

from playground.export.model import TrainedModel
from playground.session import Session
from playground.training import Experiment, History, Snapshot
from playground.training.kept_run import NO_RUNS, KeptRun, RunList
from playground.ui.theme.theme import Theme
from playground.wording import counted


class Subject(Struct, frozen=True, eq=False):
    """The session may train on meanwhile: what is shown is what is saved.

    name  that a file is offered; `run`: that of the run, if it is one of the list
    """

    experiment: Experiment
    snapshot: Snapshot
    history: History
    runs: RunList
    session: Session
    window: QWidget
    theme: Theme
    name: str
    run: str = ""

    @classmethod
    def of(cls, session: Session, window: QWidget, theme: Theme) -> Subject:
        """What the session holds now."""
        name = Path(session.document.path or session.data.name).stem or "network"
        history, runs = session.history.copy(), session.runs.listed
        return cls(session.experiment, session.snapshot, history, runs, session, window, theme, name)

    @classmethod
    def of_run(cls, run: KeptRun, session: Session, window: QWidget, theme: Theme) -> Subject:
        """A run of the list, at its end."""
        name = re.sub(r"[^\w.-]+", "-", f"{run.experiment.data.name}-{run.name}").strip("-.") or "network"
        moment, history = run.end_snapshot, run.history.copy()
        return cls(run.experiment, moment, history, NO_RUNS, session, window, theme, name, run.name)

    @property
    def words(self) -> str:
        """What it is, in a line: "circle · 2 → 4 → 2 → 1 neurons … · epoch 183"."""
        model = TrainedModel.of(self.experiment, self.snapshot)
        trained = counted(self.snapshot.epoch, "epoch") if self.snapshot.epoch else "not trained yet"
        return f"{self.run} · {model.network} · {trained}".removeprefix(" · ")
