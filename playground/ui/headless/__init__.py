"""What the command line has drawn by Qt, without a screen. Only `render` and `worksheet` load it."""
