"""Play, pause and step: what lets the network learn."""

from __future__ import annotations

from playground.session.backprop import Backprop
from playground.session.playhead import Playhead
from playground.session.run_state import RunState
from playground.session.view_state import ViewState
from playground.session.worker_link import WorkerLink
from playground.training.messages import Pause, Step
from playground.training.trainer import Stride


class Playback:
    """The verbs of training."""

    def __init__(
        self,
        run: RunState,
        view: ViewState,
        worker: WorkerLink,
        backprop: Backprop,
        playhead: Playhead,
    ) -> None:
        self._run, self._view, self._worker = run, view, worker
        self._backprop, self._playhead = backprop, playhead

    def play(self) -> None:
        """Train from the present on, until paused or until a stop rule holds."""
        self._playhead.to_present()
        obstacle = self._run.why_not_trainable()
        self._run.notices.show(obstacle)
        if obstacle is not None:
            return
        self._backprop.close()
        self._run.training, self._run.remark = True, ""
        self._run.speed_meter.clear()
        self._worker.play()

    def pause(self) -> None:
        self._worker.pause()

    def step(self, stride: Stride) -> None:
        """Train one row, batch or epoch, and pause; of the past, look at what came next."""
        if self._run.looking_back:
            self._playhead.step(stride)
            return
        obstacle = self._run.why_not_trainable()
        self._run.notices.show(obstacle)
        self._run.stop()
        self._run.remark = ""
        if obstacle is not None:
            self._worker.send(Pause())
            return
        self._worker.send(Step(stride))
        self._backprop.ask_again()

    def recover(self) -> None:
        """After a divergence: back to the last finite state."""
        self._playhead.to_present()
        self._run.recover()
        self._worker.recover()
        self._backprop.ask_again()

    def set_speed(self, epochs_per_second: float) -> None:
        """The speed limit, in epochs per second; inf for as fast as it goes."""
        self._view.update(speed=epochs_per_second)
        self._run.speed_meter.clear()
        if self._run.training:
            self._worker.resume()
