"""The Backprop mode: one update told stage by stage, with every number of it on screen.

mode: its verbs · page: what stands where · stage_bar: the controls · explanation_card: the formulae · lens,
batch, check, landscape: one card each · diagram: the network with its numbers. In diagram, on the way from
values to the screen, are wish (what needs room), columns (how wide, in which letters), layout (where it all
stands), labels and figures (what is painted there), painter.
"""
