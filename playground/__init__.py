"""Backprop Playground: watch a small neural network learn, with every number open to inspection."""

import os

# Two BLAS threads are slower than one on networks of this size, and their sums differ in the last
# bit from machine to machine. This has to be said before NumPy is first imported.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

__version__ = "0.1.0"
