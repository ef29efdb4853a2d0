"""The fast path as machine code: the same steps, compiled by numba, an extra (`pip install .[fast]`).

Prepared calls of NumPy cost half a microsecond each, however small the arrays. For a small network and few
rows that is nearly the whole step; loops in machine code have no calls. For many rows or wide layers NumPy's
own loops are better, and take over (`pays`).

    jit.py        numba as it is used here
    codes.py      what is covered: the rows of the engine's tables, by number
    functions.py  the activations and losses, one number at a time
    steps.py      forward, backward, update: the loops
    moves.py      penalty, clipping, and the optimisers
    batches.py    the steps of a prepared learner

Everything here is a second telling of the engine: `tests/fastpath` holds each step to the same step of
`Learner`, over all tables, to 1e-12. What has no code here (a new row of a table, a stack of networks) is run
by NumPy as a whole.

Two machines, or one with and one without numba, may differ in the last digits of a step. In one process a
batch size is always run in the same way, so that a run can be repeated bit for bit.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec

from playground.engine.activations import ACTIVATIONS
from playground.engine.learner import Learner
from playground.engine.losses import LOSSES
from playground.engine.optimisers import OPTIMISERS
from playground.engine.regularisers import REGULARISERS
from playground.fastpath.compiled.codes import (
    ACTIVATION_CODES,
    LOSS_CODES,
    OPTIMISER_CODES,
    PENALTY_CODES,
)

SWITCH = "BACKPROP_PLAYGROUND_COMPILED"  # "0" keeps to NumPy
_MOST_ROWS, _MOST_PRODUCTS = 64, 10_000  # measured: from about here NumPy's own loops win


@cache
def available() -> bool:
    """Whether numba is installed, and not switched off. For this process that stays as it is."""
    return os.environ.get(SWITCH) != "0" and find_spec("numba") is not None


def covers(learner: Learner) -> bool:
    """Whether every part of the learner has compiled code. A stack of networks has none."""
    network, optimiser = learner.network, learner.optimiser
    rows = [
        *((row, ACTIVATIONS, ACTIVATION_CODES) for row in network.hidden),
        (network.loss_fn, LOSSES, LOSS_CODES),
        (type(optimiser), OPTIMISERS, OPTIMISER_CODES),
        (learner.regulariser, REGULARISERS, PENALTY_CODES),
    ]
    ours = all(row.name in codes and table.get(row.name) is row for row, table, codes in rows)  # type: ignore[attr-defined]
    return ours and network.theta.ndim == 1 and network.theta.dtype == float


def pays(learner: Learner, rows: int) -> bool:
    """Whether a step from so many rows is quicker compiled."""
    return rows <= _MOST_ROWS and rows * learner.network.parameters <= _MOST_PRODUCTS


def chosen(learner: Learner, rows: int) -> bool:
    """Whether steps from so many rows are to be compiled, here and now."""
    return available() and pays(learner, rows) and covers(learner)


def warm_up() -> None:
    """Load the compiled code; the very first time on a machine it is compiled, which takes seconds."""
    if available():
        import numpy as np

        from playground.engine.network import Network
        from playground.fastpath.compiled.batches import CompiledBatches
        from playground.fastpath.updates import LearningRate

        learner = Learner(Network((1, 1), loss="mse"))
        batches = CompiledBatches(learner, np.ones((1, 2)), np.ones((1, 1)), 1, LearningRate())
        batches.run(np.zeros(1, dtype=np.intp), 0, 1, 0.0)
