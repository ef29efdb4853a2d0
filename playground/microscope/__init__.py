"""The microscope: every number of one update, as numbers, as stages, and as formulae with their numbers.

step: the numbers · stages: the order in which they are told · formula: how they are written ·
telling: what is told of a stage · lens, landscape, check: E seen from one weight, from two, from all.
Nothing here trains anything: it looks at a copy.
"""

from playground.microscope.check import Check, CheckAll, say_outcome
from playground.microscope.digits import number
from playground.microscope.formula import Formula
from playground.microscope.landscape import Landscape, Pair, pair_with
from playground.microscope.lens import Lens, span_of
from playground.microscope.lens_words import say_slope
from playground.microscope.stages import Stage, stages
from playground.microscope.step import Step
from playground.microscope.telling import Telling, tell

__all__ = [
    "Check",
    "CheckAll",
    "Formula",
    "Landscape",
    "Lens",
    "Pair",
    "Stage",
    "Step",
    "Telling",
    "number",
    "pair_with",
    "say_outcome",
    "say_slope",
    "span_of",
    "stages",
    "tell",
]
