"""The worker process: reports of another network, a worker that dies, one that says nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection

import psutil
import pytest
from msgspec.structs import replace

from playground.session import Change, Offer, Session
from playground.session.worker_link import WorkerLink
from playground.training.messages import Apply, Message, post
from playground.training.proxy import WorkerFailed
from tests.session.frames import (
    kill_worker,
    look,
    play_a_while,
    settle,
    tick_until,
    train,
)

pytestmark = pytest.mark.process

# --- a worker that dies ------------------------------------------------------------------------------


def test_a_killed_worker_is_said_and_replaced_while_training_goes_on(session: Session) -> None:
    play_a_while(session)
    old = session.worker.proxy.pid
    kill_worker(session)
    tick_until(session, lambda: session.worker.proxy.pid not in (old, None), "another worker")
    assert session.notice is not None and session.notice.bad
    epoch = int(session.notice.text.split("epoch ")[1].rstrip(".").replace(",", ""))
    assert "was lost" in session.notice.text and epoch >= 20
    tick_until(session, lambda: session.snapshot.epoch > epoch + 20)
    assert session.training
    assert len(session.history) == session.snapshot.epoch + 1


def test_a_worker_killed_while_paused_leaves_the_weights(session: Session) -> None:
    train(session)
    theta = session.network.theta.copy()
    kill_worker(session)
    tick_until(session, lambda: session.notice is not None)
    settle(session)
    assert (session.network.theta == theta).all()
    assert (session.snapshot.epoch, session.training) == (5, False)
    train(session, 2)
    assert session.snapshot.epoch == 7


def test_an_error_of_the_program_is_raised_after_a_new_start(session: Session) -> None:
    train(session)
    session.worker.proxy.send(Apply(replace(session.experiment, data=None)))  # type: ignore[arg-type]
    with pytest.raises(WorkerFailed, match="Traceback"):
        tick_until(session, lambda: False)
    assert session.notice is not None and "met an error" in session.notice.text
    settle(session)
    train(session, 1)
    assert session.snapshot.epoch == 6


def test_a_sender_that_dies_is_said_and_replaced(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """The window would wait for ever for an answer to what was never sent."""
    play_a_while(session)
    results = iter([ZeroDivisionError()])

    def post_later(connection: Connection, message: Message) -> None:
        for error in results:
            raise error
        post(connection, message)

    with monkeypatch.context() as patch:
        patch.setattr("playground.training.proxy.post", post_later)
        with pytest.raises(WorkerFailed, match=r"(?s)Traceback.*ZeroDivisionError"):
            tick_until(session, lambda: False)
    assert session.notice is not None and "met an error" in session.notice.text
    epoch = session.snapshot.epoch
    tick_until(session, lambda: session.snapshot.epoch > epoch + 20, "more epochs")
    assert session.training


def test_a_worker_that_always_dies_is_not_restarted_for_ever(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    pids = set()
    with monkeypatch.context() as patch:
        patch.setattr(WorkerLink, "believe", lambda _worker, _report: False)  # no sign of life between
        for _ in range(3):
            tick_until(session, lambda: session.worker.proxy.pid not in {None, *pids})
            pids.add(session.worker.proxy.pid)
            session.notices.dismiss()
            kill_worker(session)
            tick_until(session, lambda: session.notice is not None)
    assert "keeps ending" in str(session.notice) and session.notice.offer is Offer.RESTART
    assert not session.busy and not session.training
    for _ in range(10):
        session.tick()
    play_a_while(session, epochs=3)  # asked for, it is tried once more
    assert session.snapshot.epoch >= 3


# --- a worker that says nothing ----------------------------------------------------------------------


@dataclass
class Clock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def silence(monkeypatch: pytest.MonkeyPatch, session: Session) -> Callable[[float], None]:
    """Lets so many seconds pass, on a clock of our own, in which the worker says nothing."""
    clock = Clock()
    monkeypatch.setattr("playground.session.worker_link.monotonic", clock)

    def silence(seconds: float) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(session.worker.proxy, "poll", lambda: None)
            session.tick()
            clock.now += seconds
            session.tick()

    return silence


def test_a_worker_that_does_not_answer_is_said_until_it_does(
    session: Session, silence: Callable[[float], None]
) -> None:
    session.playback.play()
    tick_until(session, lambda: session.run.speed_meter.epochs_per_second > 0.0)
    silence(2.9)
    assert (session.worker.silence, session.notice) == (0, None)
    assert session.run.speed_meter.epochs_per_second > 0.0
    silence(0.2)
    assert (session.worker.silence, session.notice, session.run.speed_meter.epochs_per_second) == (
        3,
        None,
        0.0,
    )
    silence(7.0)
    assert session.worker.silence == 10 and session.notice is not None
    assert (session.notice.offer, session.notice.bad) == (Offer.RESTART, True)
    session.notices.dismiss()
    silence(5.0)
    assert (session.worker.silence, session.notice) == (15, None), "dismissed"
    tick_until(session, lambda: not session.worker.silence, "an answer")


def test_the_notice_of_an_answer_that_is_overdue_goes_when_it_comes(
    session: Session, silence: Callable[[float], None]
) -> None:
    settle(session)
    session.playback.step("epoch")
    silence(12.0)
    assert session.notice is not None
    settle(session)
    assert (session.worker.silence, session.notice) == (0, None)


def test_a_worker_that_has_not_answered_yet_has_longer(
    session: Session, silence: Callable[[float], None]
) -> None:
    """Its first start on a slow computer takes a while; to begin again would not help."""
    silence(12.0)
    assert (session.worker.silence, session.notice) == (12, None)
    silence(30.0)
    assert session.notice is not None and session.notice.offer is Offer.RESTART
    settle(session)
    assert (session.worker.silence, session.notice) == (0, None)


def test_no_answer_is_overdue_when_nothing_was_asked(
    session: Session, silence: Callable[[float], None]
) -> None:
    settle(session)
    silence(100.0)
    assert (session.worker.silence, session.notice) == (0, None)


def test_silence_is_told_in_the_backprop_mode_too(session: Session, silence: Callable[[float], None]) -> None:
    """There panels wait for the moment after an edit; this they do not wait with."""
    look(session)
    told: list[Change] = []
    session.listen(told.append)
    session.model.update_spec(learning_rate=0.5)
    silence(5.0)
    assert session.worker.silence == 5 and told == [Change.STATUS]
    settle(session)
    assert Change.SPEC in told[-1]


def test_a_stopped_worker_can_be_replaced(session: Session) -> None:
    play_a_while(session)
    stopped = psutil.Process(session.worker.proxy.pid)
    stopped.suspend()
    epoch = session.snapshot.epoch
    session.ticker.restart_training()
    assert not stopped.is_running()
    assert session.notice is not None and "did not answer" in session.notice.text
    tick_until(session, lambda: session.snapshot.epoch > epoch + 20, "more epochs")
    assert session.training


def test_after_close_no_frame_starts_anything(session: Session) -> None:
    session.playback.play()
    session.close()
    session.tick()
    session.playback.pause()
    session.tick()
    session.close()


def test_a_report_of_another_network_is_not_believed(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    train(session)
    session.worker.proxy.ask(0)
    session.model.update_spec(hidden_layers=(3,))
    report = None
    while report is None:
        report = session.worker.proxy.poll()
    assert report.last_command == session.worker.proxy.last_command - 1
    with monkeypatch.context() as patch:
        patch.setattr(session.worker.proxy, "poll", lambda: report)
        session.tick()
    assert session.snapshot.epoch == 0
    assert session.network.sizes == (2, 3, 1)


def test_a_rebuild_just_as_the_worker_stops_by_itself_trains_on(make: Callable[..., Session]) -> None:
    """The stop is not known yet when the network is rebuilt: Play still holds."""
    session = make(stop_epochs=3)
    settle(session)
    session.playback.play()
    report = None
    while report is None or report.training:  # the worker has stopped, and no frame has seen it
        session.worker.proxy.ask(0)
        report = session.worker.proxy.poll()
    session.model.update_spec(hidden_layers=(3,), stop_epochs=0)
    tick_until(session, lambda: session.snapshot.epoch > 10)
    assert session.training and session.notice is None
