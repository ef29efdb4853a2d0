"""The worker process: hosts one trainer, and answers the window between two steps.

Training here instead of in a thread of the window keeps both at full speed: measured, a thread
reaches 11-27 % of the engine's own epochs/s and the frames are uneven, a process 85-99 %.
"""

from __future__ import annotations

import math
from multiprocessing.connection import Connection
from threading import Thread
from time import perf_counter

from msgspec.structs import replace

from playground.fastpath import compiled
from playground.training.hosted import beside_the_window
from playground.training.look_back import LookBack
from playground.training.messages import (
    Apply,
    Begin,
    End,
    Envelope,
    FindInRuns,
    FindPlace,
    GoBack,
    Pause,
    Play,
    Recover,
    Report,
    RequestReport,
    SetParameters,
    Step,
    StepWithRows,
    coalesce,
    fetch,
)
from playground.training.other_runs import OtherRuns
from playground.training.priority import RUN
from playground.training.run_shelf import RunShelf
from playground.training.trainer import Trainer

_SLICE = 0.002  # seconds of training between two looks at the mail
_LOOK_SLICE = 0.0005  # seconds of looking back after each slice of training: the run keeps four fifths
_CHEAP = 0.0005  # a scoring that costs no more than this is done for every answer


def serve(connection: Connection) -> None:
    """Run until the window says End, or is gone. Its first message says what to train."""
    with beside_the_window(connection, RUN):
        first = fetch(connection).command
        assert isinstance(first, Begin)
        runs = RunShelf(Trainer(first.experiment, first.start), first.run)
        compiler = Thread(target=compiled.warm_up, name="compiler", daemon=True)
        compiler.start()  # beside the first report
        WorkerLoop(connection, runs, compiler).serve()


class WorkerLoop:
    """A trainer and its mail. `step_budget` is how many steps the chosen speed allows at present.

    compiler  the thread that loads or makes machine code: training that needs it waits for its end
    """

    def __init__(self, connection: Connection, runs: RunShelf, compiler: Thread | None = None) -> None:
        self.connection, self._compiler = connection, compiler
        self.runs, self.other_runs = runs, OtherRuns(runs)
        self.look_back = LookBack(runs.current)
        self.training = False
        self.speed = math.inf
        self.until: int | None = None  # the epoch at whose end it pauses
        self.last_command = 0
        self._step_budget = 0.0
        self._budget_at = perf_counter()
        self._steps_left: int | None = None  # of a command to step; None: there is none, or it is done

    @property
    def trainer(self) -> Trainer:
        """Of the run that goes on."""
        return self.runs.current

    @property
    def compiling(self) -> bool:
        """Whether training has to wait for machine code."""
        if self._compiler is not None and not self._compiler.is_alive():
            self._compiler = None
        return self._compiler is not None and self.trainer.is_compiled

    def serve(self) -> None:
        """Until the End."""
        while True:
            for envelope in self._receive(self._poll_timeout()):
                if isinstance(envelope.command, End):
                    return
                self.take(envelope)
            self.work()

    def work(self) -> None:
        """One slice of what there is to do."""
        if self._steps_left is not None:
            self._go_on_stepping(_SLICE)
        elif self.training:
            self._train()
            self.look_back.advance(_LOOK_SLICE)
            self.other_runs.advance(_LOOK_SLICE)
        elif not self.trainer.evaluated:
            self.trainer.evaluate(_SLICE)
        elif self.look_back.working:
            self.look_back.advance(_SLICE)
        else:
            self.other_runs.advance(_SLICE)

    def _receive(self, timeout: float | None) -> list[Envelope]:
        """What has come; after so long nothing. Of edits in a row the last is left."""
        mail: list[Envelope] = []
        while self.connection.poll(timeout):
            coalesce(mail, fetch(self.connection))
            timeout = 0.0  # or a question a frame would keep a slow run waiting for ever
        return mail

    def take(self, envelope: Envelope) -> None:
        """Do what one command says."""
        self._turn_to(envelope)
        match envelope.command:
            case RequestReport(since, moment):
                self.connection.send(self._report(since, moment=moment))
            case Play(speed, until):
                if not self.training:
                    self.trainer.restart_stop_rules()
                self.training, self.speed, self.until = True, speed, until
                self._step_budget, self._budget_at = 1.0, perf_counter()
            case Pause():
                self.training = False
            case Step() | StepWithRows() as step:
                self._step(step)
            case Apply():
                self._apply(envelope.command)
            case SetParameters(values):
                self.trainer.set_parameters(values)
            case Recover() | GoBack() as back:
                self._go_back(back)
            case FindPlace() | FindInRuns() as wish:
                self._find(wish)

    def _turn_to(self, envelope: Envelope) -> None:
        """Note the number of a command. A step that is not done ends before it, but Pause leaves it there."""
        if isinstance(envelope.command, RequestReport):
            return
        while self._steps_left is not None and not isinstance(envelope.command, Pause):
            self._go_on_stepping(math.inf)
        self._steps_left = None
        self.last_command = envelope.id

    def _find(self, wish: FindPlace | FindInRuns) -> None:
        if isinstance(wish, FindPlace):
            self.look_back.find(wish.place, moment=wish.moment)
        else:
            self.other_runs.find(wish.places, wish.asker)

    def _step(self, command: Step | StepWithRows) -> None:
        self.training = False
        self.trainer.restart_stop_rules()
        if isinstance(command, StepWithRows):
            self.trainer.step_on(command.rows)
        elif command.stride == "row":
            self.trainer.step("row")
        else:
            whole = self.trainer.steps_left or self.trainer.steps_per_epoch
            self._steps_left = min(1, whole) if command.stride == "batch" else whole
            self._go_on_stepping(_SLICE)

    def _go_on_stepping(self, seconds: float) -> None:
        """Step for so long at most. An epoch that is complete ends with its scores."""
        assert self._steps_left is not None
        self._steps_left -= self.trainer.advance(seconds, self._steps_left)
        if self.trainer.status != "ready" or not (self._steps_left or self.trainer.epoch_complete):
            self._steps_left = None

    def _apply(self, edit: Apply) -> None:
        """Go on with an edited experiment. Rows that are the same as before are not scored again."""
        before, experiment = self.trainer.experiment.data, edit.experiment
        if experiment.data.same_as(before):
            experiment = replace(experiment, data=before)
        if edit.start is None:
            self.trainer.apply(experiment)
        else:
            self.runs.begin(edit.run, experiment, edit.start)
        self._look_anew()

    def _look_anew(self) -> None:
        """The run is another."""
        self.look_back = LookBack(self.trainer)
        self.other_runs.look_anew()

    def _go_back(self, to: Recover | GoBack) -> None:
        """To a place of the past, as if what came after had never been."""
        self.training = False
        if isinstance(to, Recover):
            self.trainer.recover()
        elif (replay := self.look_back.way_to(to.place)) is not None:
            self.runs.branch(to.run, replay, to.experiment, to.start)
        else:  # of a run that another worker had
            self.runs.begin(to.run, to.experiment, to.start)
        self._look_anew()

    def _train(self) -> None:
        """Train for one slice, or as many steps as the speed allows; a stop of the trainer is a stop."""
        if self.compiling:
            return
        if self.until is not None:
            self._train_until(self.until)
            return
        if math.isfinite(self.speed):
            now, per_second = perf_counter(), self.speed * self.trainer.steps_per_epoch
            budget = self._step_budget + per_second * (now - self._budget_at)
            self._budget_at = now
            self._step_budget = min(budget, max(1.0, 0.1 * per_second))
            self._step_budget -= self.trainer.advance(_SLICE, math.floor(self._step_budget))
        else:
            self.trainer.advance(_SLICE)
        self.training = self.trainer.status == "ready" and self.trainer.steps_per_epoch > 0

    def _train_until(self, epoch: int) -> None:
        """Train for one slice, and not beyond the end of an epoch; stop rules do not hold."""
        trainer = self.trainer
        if trainer.epoch < epoch:
            at = trainer.place
            trainer.advance(_SLICE, (epoch - at.epoch) * trainer.steps_per_epoch - at.step)
            if trainer.status == "stopped":
                trainer.restart_stop_rules()
        going = trainer.status == "ready" and trainer.steps_per_epoch > 0
        self.training = going and trainer.epoch < epoch

    def _poll_timeout(self) -> float | None:
        """How long to wait for mail: not at all while there is work, until the next step at a slow speed."""
        searching = self.look_back.working or (self.other_runs.working and not self.training)
        if searching or self._steps_left is not None:
            return 0.0
        if self.training and self.compiling:
            return _SLICE
        if not self.training:
            return None if self.trainer.evaluated else 0.0
        if not math.isfinite(self.speed) or self._step_budget >= 1.0 or self.trainer.epoch_complete:
            return 0.0
        per_second = max(self.speed * self.trainer.steps_per_epoch, 1e-9)
        return min(0.05, (1.0 - self._step_budget) / per_second)

    def _report(self, since: int, *, moment: bool) -> Report:
        is_stepping = self._steps_left is not None
        if self.training or is_stepping:
            evaluated, exact = True, self.trainer.score_seconds < _CHEAP
        else:
            evaluated = exact = self.trainer.evaluate(_SLICE)
        snapshot = self.trainer.snapshot(exact=exact)
        delta = self.trainer.history.since(min(since, snapshot.epoch))  # it may have gone back
        stands = self.trainer.resume_point() if moment else None
        past = self.look_back.take_answer()
        return Report(
            snapshot,
            delta,
            self.training,
            self.last_command - 1 if is_stepping else self.last_command,  # it is not done yet
            stands,
            evaluated,
            self.trainer.is_compiled,
            self.compiling,
            past,
            self.other_runs.take_answers(),
        )
