"""The microscope: every number of one update, as numbers, as stages, and as formulae with their numbers.

step: the numbers · stages: the order in which they are told · formula, digits: how they are written ·
explanations: what is told of a stage · lens, landscape, check: E seen from one weight, from two, from all.
Nothing here trains anything: it looks at a copy. Import what is needed from its own module: a start of the
program that never enters the Backprop mode loads no more than `step` and `stages`.
"""
