"""Lesson files of tests."""

from __future__ import annotations

import numpy as np

from playground.data import Dataset
from playground.lessons import Lesson, Moment, read_text
from playground.microscope.step import Step
from playground.training import Experiment, Spec

HEAD = """\
format = "backprop-playground lesson"
version = 1
id = "by-hand"
title = "By hand"
"""

EXPERIMENT = """
[experiment]
spec = { hidden_layers = [2], activation = ["sigmoid"], learning_rate = 0.5 }
data = { recipe = { source = "xor" }, rows = { columns = ["x1", "x2"], class_names = ["red", "green"], \
X = [[1.0, 0.5], [0.2, -0.7], [0.0, 0.3]], y = [1, 0, 1] } }
weights = { theta = [0.3, -0.4, 0.6, 0.8, 0.1, -0.2, 0.7, -0.9, 0.2] }
"""

STEP = """
[[step]]
id = "forward"
kind = "calculate"
title = "Forward"
text = '''
[not] = "a table"
'''
row = 1
ask = ["z1.1", "z1.2", "a1.1", "a1.2"]
points = 4
"""


def lesson(steps: str = STEP, head: str = HEAD, experiment: str = EXPERIMENT) -> Lesson:
    return read_text(head + experiment + steps)


def update(
    seed: int = 0, activation: str = "sigmoid", *, step: float = 0.1, rows: tuple[int, ...] = (0,)
) -> Step:
    """The update of a 2-2-1 network with weights that a student is given: short decimals."""
    chance = np.random.default_rng(seed)
    X = np.round(chance.uniform(-1.0, 1.0, (3, 2)), 1)
    data = Dataset(X, np.array([1.0, 0.0, 1.0]), ("x1", "x2"), class_names=("red", "green"))
    spec = Spec(hidden_layers=(2,), activation=(activation,), learning_rate=0.5)
    experiment = Experiment.create(data, spec)
    theta = np.round(chance.uniform(-1.0, 1.0, 9) / step) * step
    return Moment(experiment, theta).step(rows)
