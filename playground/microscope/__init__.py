"""The microscope: every number of one update, as numbers, as stages, and as formulae with their numbers.

step: the numbers · stages: the order in which they are told · formula: how they are written ·
telling: what is told of a stage · lens, landscape, check: E seen from one weight, from two, from all.
Nothing here trains anything: it looks at a copy.
"""

from playground.microscope.digits import number
from playground.microscope.formula import Formula
from playground.microscope.stages import Stage, stages
from playground.microscope.step import Step
from playground.microscope.telling import Telling, tell

__all__ = ["Formula", "Stage", "Step", "Telling", "number", "stages", "tell"]
