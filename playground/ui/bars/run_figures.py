"""The figures of the run: epoch, losses, accuracy or RMSE, and speed."""

from __future__ import annotations

from playground.session import Session
from playground.ui.theme.theme import Theme
from playground.ui.widgets import number_format
from playground.ui.widgets.readout import Readout

_LOSS, _QUALITY = "0.00·10⁻⁰", "0.0·10⁻⁴⁰"  # the widest loss, and the widest RMSE


class RunFigures:
    """`all` of them, from left to right."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.epoch = Readout("Epoch", "0,000,000", "Completed passes over the training set")
        self.train = Readout("Train loss", _LOSS, "")
        self.test = Readout("Test loss", _LOSS, "", dim=True)
        self.accuracy = Readout("Train accuracy", _QUALITY, "")
        self.test_accuracy = Readout("Test accuracy", _QUALITY, "", dim=True)
        self.pace = Readout("Epochs/s", "00,000", "Training speed over the last second")
        self.all = (self.epoch, self.train, self.test, self.accuracy, self.test_accuracy, self.pace)

    def refresh(self) -> None:
        session, shot = self._session, self._session.snapshot
        self.epoch.show_value(f"{shot.epoch:,}")
        self.train.show_value(number_format.loss(shot.train.loss))
        self.test.show_value(number_format.loss(shot.test.loss))
        epochs = session.run.speed_meter.epochs_per_second
        pace = "0" if session.worker.silence else number_format.rate(epochs)
        self.pace.show_value(pace if session.training else "–")
        self._show_quality()

    def apply_theme(self, theme: Theme) -> None:
        for figure in self.all:
            figure.apply_theme(theme)

    def _show_quality(self) -> None:
        """Of training and of test rows: the loss, and the accuracy of classes or the RMSE of values."""
        data, shot, loss = self._session.data, self._session.snapshot, self._session.experiment.loss
        for losses, quality, score, rows in (
            (self.train, self.accuracy, shot.train, "training"),
            (self.test, self.test_accuracy, shot.test, "test"),
        ):
            short = rows.removesuffix("ing").capitalize()
            losses.setToolTip(self._loss_tip(score.loss, rows, loss.label, loss.formula))
            if data.class_names:
                quality.show_value(number_format.share(score.accuracy), f"{short} accuracy")
                quality.setToolTip(f"The share of the {rows} rows that are classified correctly")
            else:
                quality.show_value(number_format.brief(score.rmse), f"{short} RMSE")
                units = self._session.view.names.target
                squared = f"Root mean squared error of the {rows} rows, in the units of {units}"
                quality.setToolTip(f"{squared}:\n√((1/N) Σ (target − prediction)²)")

    def _loss_tip(self, value: float | None, rows: str, label: str, formula: str) -> str:
        words = f"{label}: the mean of {formula} over the {rows} rows"
        experiment = self._session.experiment
        if value is not None and experiment.loss.squares_units and not experiment.target.is_identity:
            original = number_format.value(value * float(experiment.target.scale[0]) ** 2)
            words += f",\nof the standardised target. In the target's own units: {original}"
        return words + "."
