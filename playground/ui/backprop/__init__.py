"""The Backprop mode: one update told stage by stage, with every number of it on screen.

mode: the page · stage_bar: the controls · diagram: the network with its numbers · telling_card: the formulae.
"""
