"""The parts of the data card: gallery, tools, palette, what a tool can be set to, and the recipe."""
