"""Training: the spec, the experiment, the trainer, and the worker process that hosts one."""

from playground.training.experiment import Experiment
from playground.training.history import Checkpoint, History
from playground.training.spec import Spec
from playground.training.trainer import Snapshot, Trainer

__all__ = ["Checkpoint", "Experiment", "History", "Snapshot", "Spec", "Trainer"]
