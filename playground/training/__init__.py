"""Training: the spec, the experiment, the trainer, and the worker process that hosts one.

spec, experiment: what is trained · trainer: one run, made of row_order (what an epoch takes next),
evaluator (scores, in slices), stop_rules (when it ends) and run_log (what is kept of it: edits, and history,
which is losses and the timeline of checkpoints and flags) · replay, look_back: every place of the past again,
bit for bit · snapshot: what it publishes · resume_point: all that the next update depends on · worker,
messages, proxy: a trainer in its own process · statistics, probe, health, trend: what a network makes of its
rows, and how a run goes.
"""

from playground.training.checkpoint import Checkpoint
from playground.training.experiment import Experiment
from playground.training.history import History
from playground.training.snapshot import Snapshot
from playground.training.spec import Spec
from playground.training.trainer import Trainer

__all__ = ["Checkpoint", "Experiment", "History", "Snapshot", "Spec", "Trainer"]
