"""The Backprop mode: one update told stage by stage, with every number of it on screen.

mode: its verbs · page: what stands where · stage_bar: the controls · telling_card: the formulae · lens,
batch, check, landscape: one card each · diagram: the network with its numbers; on the way from a reading to
the screen are diagram_wish (what needs room), diagram_columns (how wide, in which letters), diagram_layout
(where everything stands), diagram_chips and diagram_figures (what is painted there), diagram_paint.
"""
