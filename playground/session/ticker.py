"""What happens once a frame: news of the worker are taken and handed on, and what has changed is told."""

from __future__ import annotations

from playground.session.backprop import Backprop
from playground.session.changes import ALL, Change, Changes
from playground.session.comparison import Comparison
from playground.session.many import Many
from playground.session.playhead import Playhead
from playground.session.reel import Reel
from playground.session.run_state import RunState
from playground.session.waiting_edits import WaitingEdits
from playground.session.worker_link import WorkerLink
from playground.training.look_back import Past
from playground.training.messages import Report
from playground.training.proxy import WorkerFailed, WorkerLost
from playground.training.resume_point import ResumePoint


class Ticker:
    """Hands each report to the parts, in their order, and starts another worker where one has ended."""

    def __init__(
        self,
        changes: Changes,
        run: RunState,
        worker: WorkerLink,
        *,
        backprop: Backprop,
        playhead: Playhead,
        comparison: Comparison,
        many: Many,
        reel: Reel,
        waiting_edits: WaitingEdits,
    ) -> None:
        self._changes, self._run, self._worker, self._backprop = changes, run, worker, backprop
        self._playhead, self._comparison, self._many, self._reel = playhead, comparison, many, reel
        self._waiting_edits = waiting_edits

    @property
    def busy(self) -> bool:
        """Whether news can come without a verb being called."""
        worker = self._worker
        asked = self._run.training or worker.proxy.asking or worker.has_news or self._playhead.playing
        return self._many.running or ((asked or self._awaited) and not worker.abandoned)

    @property
    def _awaited(self) -> bool:
        """Whether a part waits for what the worker is to find."""
        looking = self._playhead.waiting or self._comparison.waiting or self._reel.waiting
        return self._backprop.waiting or looking

    def tick(self) -> None:
        """Once a frame: take the answer that has come, ask again, and tell what has changed. Never waits.

        Raises WorkerFailed on an error of the program itself, after the worker was started again.
        """
        try:
            self._many.tick()
        finally:
            self._tick_run()

    def _tick_run(self) -> None:
        try:
            if not (self._worker.abandoned or self._worker.closed):
                self._exchange()
        except WorkerLost:
            self._restart("was lost")
        except WorkerFailed:
            self._restart("met an error")
            raise
        finally:
            self._announce()

    def _exchange(self) -> None:
        """Take the answer that has come, and ask again."""
        report = self._worker.poll()
        if report is not None:  # what was found of runs is true of them for ever
            self._comparison.take(report.others)
            self._reel.take(report.others)
        if report is not None and self._worker.believe(report):
            snapshot = self._worker.pending.on_top_of(report.snapshot)
            self._run.take(report, snapshot, up_to_date=not self._worker.outdated)
            self._playhead.take(report.past)
            self._backprop.take(self._moment_of(report))
        self._waiting_edits.tick()
        self._playhead.tick()
        self._comparison.tick()
        self._reel.tick()
        self._worker.ask(news=self._run.training or self._awaited, moment=self._backprop.waiting)

    def _moment_of(self, report: Report) -> ResumePoint | None:
        """Where a trainer stands at the place that is looked at, if the report tells."""
        if self._playhead.place is None:
            return report.moment
        return report.past.moment if isinstance(report.past, Past) and self._playhead.exact else None

    def _announce(self) -> None:
        """An edit is told together with the moment after it: panels never see the one without the other."""
        if self._changes.pending & Change.VIEW:
            self._backprop.rename()
        scope = self._backprop.microscope
        if scope is None or self._backprop.present_microscope is not None or not self.busy:
            self._changes.announce(ALL)
        elif self._worker.silence:  # the moment may be long in coming: this alone is said meanwhile
            self._changes.announce(Change.STATUS)

    # --- the end of a worker -----------------------------------------------------------------------

    def restart_training(self) -> None:
        """End a worker that does not answer, and go on in a new one from its last answer."""
        self._worker.forgive()
        self._restart("did not answer")

    def _restart(self, what: str) -> None:
        self._worker.restart(what, self._backprop.resume_point)
        self._playhead.ask_again()
        self._comparison.ask_again()
        self._reel.ask_again()
        self._backprop.ask_again()
        if self._worker.abandoned:
            self._backprop.close()
