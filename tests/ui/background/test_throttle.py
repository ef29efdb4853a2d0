"""Figures change at a pace that can be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from playground.session import Session
from playground.ui.background.throttle import Throttle


def test_while_training_once_in_so_many_seconds(
    session_of: Callable[..., Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [100.0]
    monkeypatch.setattr("playground.ui.background.throttle.perf_counter", lambda: clock[0])
    session = session_of()
    throttle = Throttle(session, 0.25)
    assert throttle.due() and throttle.due()  # at rest always
    session.run.training = True  # without its worker
    assert not throttle.due() and throttle.due(at_once=True)
    clock[0] += 0.2
    assert not throttle.due()
    clock[0] += 0.1
    assert throttle.due() and not throttle.due()
    throttle.reset()
    assert throttle.due()
    session.run.training = False
