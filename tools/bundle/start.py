"""Where the bundle starts: the program, or one of the processes that it starts by its own name."""

import multiprocessing
import os
import sys

from playground.data.reading import sheet_process
from playground.main import main


def run() -> int:
    """`-P FILE …` is how spreadsheets are read by a process of their own (`data/reading/sheets.py`)."""
    if sys.argv[1:2] != ["-P"]:
        return main()
    try:
        sheet_process.main(*sys.argv[3:])
    except MemoryError:
        os._exit(sheet_process.TOO_LARGE)
    return 0


if __name__ == "__main__":
    multiprocessing.freeze_support()  # the worker process ends here
    sys.exit(run())
