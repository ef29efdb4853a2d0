"""What is exported: the experiment and its network as they are when the dialog opens."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from playground.export.model import TrainedModel
from playground.session import Session
from playground.training import Experiment, History, Snapshot
from playground.training.kept_run import RunList
from playground.ui.theme.theme import Theme
from playground.wording import counted


@dataclass(frozen=True, eq=False)
class Subject:
    """The session may train on meanwhile: what is shown is what is saved."""

    experiment: Experiment
    snapshot: Snapshot
    history: History
    runs: RunList
    session: Session
    window: QWidget
    theme: Theme
    name: str

    @classmethod
    def of(cls, session: Session, window: QWidget, theme: Theme) -> Subject:
        """What the session holds now."""
        name = Path(session.document.path or session.data.name).stem or "network"
        history, runs = session.history.copy(), session.runs.listed
        return cls(session.experiment, session.snapshot, history, runs, session, window, theme, name)

    @property
    def words(self) -> str:
        """What it is, in a line: "circle · 2 → 4 → 2 → 1 neurons … · epoch 183"."""
        model = TrainedModel.of(self.experiment, self.snapshot)
        trained = counted(self.snapshot.epoch, "epoch") if self.snapshot.epoch else "not trained yet"
        return f"{model.network} · {trained}"
