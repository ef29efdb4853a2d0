"""The Backprop mode: one update told stage by stage, with every number of it on screen.

mode: its verbs · page: what stands where · stage_bar: the controls · diagram: the network with its numbers ·
telling_card: the formulae · lens, batch, check and landscape: one card each.
"""
