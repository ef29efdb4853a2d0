"""The session's end of the worker: what it is told, whether it answers, and what if it is lost."""

from __future__ import annotations

import math
from time import monotonic

from playground.session.changes import Change, Changes
from playground.session.notice import Notice, Offer
from playground.session.pending import PendingParameters
from playground.session.run_state import RunState
from playground.session.view_state import ViewState
from playground.training.checkpoint import Checkpoint, Place
from playground.training.experiment import Experiment
from playground.training.messages import Apply, Command, GoBack, Pause, Play, Recover, Report, SetParameters
from playground.training.proxy import Connect

_MOST_LOSSES = 3
_LONG, _VERY_LONG = 3, 10  # seconds without an answer after which it is said, and a new start is offered
_SLOW_START = 40  # seconds after which a new start is offered to a worker that never answered
_OVERDUE = Notice(
    f"The training process has not responded for {_VERY_LONG} s: one step takes that long, or it hangs.",
    Offer.RESTART,
)
_NOT_STARTED = Notice(f"The training process has not started after {_SLOW_START} s.", Offer.RESTART)

_GIVEN_UP = Notice("The training process keeps ending as soon as it starts.", Offer.RESTART)


class WorkerLink:
    """Sends commands and takes reports, once a frame; never waits.

    A report tells the last command it has seen: those sent since are unanswered, and one that is older than
    the network there is now speaks of another.

    pending    the numbers set by hand that it does not know of yet
    silence    for how many seconds an answer is overdue; 0 while it answers in time
    abandoned  so many workers ended at once that another one is started only when asked for
    """

    def __init__(self, changes: Changes, run: RunState, view: ViewState, connect: Connect) -> None:
        self._changes, self._run, self._view, self._connect = changes, run, view, connect
        self.silence = 0
        self.closed = False
        self.until: int | None = None  # the epoch to whose end it trains
        self._losses = 0  # of workers, one after the other, without a sign of life between
        self._connect_from(None)

    def _connect_from(self, start: Checkpoint | None) -> None:
        self._last_seen = -1
        self._network_since = 0  # the command that made the network there is now
        self._evaluated = True
        self.is_compiled = False  # whether its batches run as machine code, and not by NumPy
        self.compiling = False  # whether training waits for that code
        self.pending = PendingParameters()
        self._asked_at, self.silence = monotonic(), 0
        self.proxy = self._connect(self._run.present.experiment, start, self._run.number)

    # --- reading -----------------------------------------------------------------------------------

    @property
    def abandoned(self) -> bool:
        return self._losses >= _MOST_LOSSES

    @property
    def has_answered(self) -> bool:
        """Whether there was any answer of this worker: until then it is starting."""
        return self._last_seen >= 0

    @property
    def outdated(self) -> bool:
        """Whether there are commands that no answer has seen yet, sent or not."""
        return self._last_seen < self.proxy.last_command or bool(self.pending)

    @property
    def has_news(self) -> bool:
        """Whether the worker has something to tell even if it does not train."""
        return self.outdated or not self._evaluated

    @property
    def seen_all(self) -> bool:
        """Whether the last answer has seen every command that was sent."""
        return self._last_seen >= self.proxy.last_command

    # --- commands ----------------------------------------------------------------------------------

    def send(self, command: Command) -> int:
        """Pass a command on; says its number."""
        if self.abandoned and not self.closed:
            self._losses = 0
            self._start(self._run.resume_point)
        self._send_pending()
        return self.proxy.send(command)

    def play(self, until: int | None = None) -> None:
        """Let it train at the speed there is; or to the end of an epoch, as fast as it goes."""
        self.until = until
        self.resume()

    def play_another(self) -> None:
        """Let another run train as the one before did; one that was only made again is not gone on with."""
        if self.until is None:
            self.play()
        else:
            self.pause()

    def resume(self) -> None:
        """Let it train on: at another speed, in another worker."""
        self.send(Play(self._view.settings.speed if self.until is None else math.inf, self.until))

    def pause(self) -> None:
        self.until = None
        self._run.stop()
        self.send(Pause())

    def apply(self, experiment: Experiment) -> None:
        """Let the network there is go on with an edited experiment."""
        self.send(Apply(experiment))

    def rebuild(self, experiment: Experiment, start: Checkpoint) -> None:
        """Let a new network go on from `start`."""
        self.pending.clear()
        self._evaluated = True
        self._network_since = self.send(Apply(experiment, start, self._run.number))

    def go_back(self, place: Place) -> None:
        """Let the run go on from the place of the past that is shown."""
        self.pending.clear()
        self._evaluated = True
        start = self._run.snapshot.checkpoint
        self._network_since = self.send(GoBack(self._run.number, place, self._run.experiment, start))

    def recover(self) -> None:
        """Back to the last finite state."""
        self._network_since = self.send(Recover())

    def _send_pending(self) -> None:
        if unsent := self.pending.unsent:
            self.pending.send_with(self.proxy.send(SetParameters(unsent)))

    # --- once a frame ------------------------------------------------------------------------------

    def poll(self) -> Report | None:
        """The answer that has come; it may not be of the present (`believe`).

        Raises WorkerLost and WorkerFailed.
        """
        report = self.proxy.poll()
        self._listen_for_silence(heard=report is not None)
        return report

    def ask(self, *, news: bool, moment: bool) -> None:
        """Pass on what was set by hand, and if there can be `news` ask for them; no faster than the worker
        can find the losses.
        """
        if not self.proxy.asking:
            self._send_pending()
        if news or self.has_news:
            history = self._run.history
            self.proxy.ask(history.last_epoch if len(history) else 0, moment=moment)

    def believe(self, report: Report) -> bool:
        """Whether an answer speaks of the network that is there; then it is noted what it has seen."""
        if report.last_command < self._network_since:
            return False
        self._last_seen, self._evaluated = report.last_command, report.evaluated
        self._losses, self.is_compiled, self.compiling = 0, report.is_compiled, report.compiling
        self.pending.acknowledge(report.last_command)
        return True

    def _listen_for_silence(self, *, heard: bool) -> None:
        """Notice a worker that lives and does not answer: it is stopped, or one step of it takes long."""
        now = monotonic()
        if heard or not self.proxy.asking:
            self._asked_at = now
        waited, before = int(now - self._asked_at), self.silence
        self.silence = waited if waited >= _LONG else 0
        if self.silence == before:
            return
        self._run.speed_meter.clear()
        limit, notice = (_VERY_LONG, _OVERDUE) if self.has_answered else (_SLOW_START, _NOT_STARTED)
        if before < limit <= self.silence:
            self._run.notices.show_lasting("worker", notice)
        elif not self.silence and self._run.notices.lasting.get("worker") is notice:
            self._run.notices.show_lasting("worker", None)
        self._changes.note(Change.STATUS)

    # --- the end of a worker -----------------------------------------------------------------------

    def restart(self, what: str, start: Checkpoint) -> None:
        """Start a new worker at `start`, and train on if it was training; `what` became of the old one."""
        self._losses += 1
        self.proxy.close()
        if self.abandoned:
            self._run.training = False
            notice = _GIVEN_UP
        else:
            self._start(start)
            notice = Notice(f"The training process {what}. It was restarted from epoch {start.epoch:,}.")
        self._run.notices.show_lasting("worker", notice)

    def forgive(self) -> None:
        """A new start is asked for: how many workers were lost before does not count."""
        self._losses = 0

    def close(self) -> None:
        """End the worker."""
        self.closed = True
        self.proxy.close()

    def _start(self, start: Checkpoint) -> None:
        self._connect_from(start)  # the numbers set by hand are in it
        if self._run.training:
            self.resume()
