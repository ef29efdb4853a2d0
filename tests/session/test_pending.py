"""Numbers set by hand stay on top of reports that do not know of them, and of no others."""

from __future__ import annotations

import numpy as np

from playground.session.pending import PendingParameters
from playground.training import Experiment, Trainer

SNAPSHOT = Trainer(Experiment.load()).snapshot()


def shown(pending: PendingParameters, index: int) -> float:
    return float(pending.on_top_of(SNAPSHOT).theta[index])


def test_a_number_is_on_top_until_its_command_was_seen() -> None:
    pending, before = PendingParameters(), SNAPSHOT.theta.copy()
    assert pending.on_top_of(SNAPSHOT) is SNAPSHOT
    pending.set(1, 5.0)
    assert pending.unsent == {1: 5.0} and shown(pending, 1) == 5.0
    pending.acknowledge(100)  # it was not sent
    assert len(pending) == 1
    pending.send_with(101)
    assert not pending.unsent and shown(pending, 1) == 5.0
    pending.acknowledge(100)
    assert shown(pending, 1) == 5.0
    pending.acknowledge(101)
    assert not len(pending) and shown(pending, 1) == before[1]
    np.testing.assert_array_equal(SNAPSHOT.theta, before)


def test_a_number_that_is_set_again_waits_for_its_own_command() -> None:
    pending = PendingParameters()
    pending.set(1, 5.0)
    pending.send_with(3)
    pending.set(1, 6.0)
    pending.set(2, 7.0)
    assert pending.unsent == {1: 6.0, 2: 7.0}
    pending.acknowledge(3)
    assert (shown(pending, 1), shown(pending, 2)) == (6.0, 7.0)
    pending.send_with(4)
    pending.acknowledge(4)
    assert not len(pending)
