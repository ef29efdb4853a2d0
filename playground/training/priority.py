"""Who goes first when many want the processor: the window, and whatever else its user does."""

from __future__ import annotations

import os
import sys

RUN, BESIDE = 3, 10  # steps of nice by which the run gives way, and many networks trained beside it
_BELOW_NORMAL, _IDLE = 0x4000, 0x40  # of Windows, which has no steps between


def give_way(by: int) -> None:
    """Let this process stand back by so many steps.

    Beside two busy programs, on two processors: by 3 the run keeps a third of its speed (by 0 a half, by 5 a
    quarter), and the slowest frame in a hundred comes 40 times a second; Pause waits for the end of a step,
    which takes the longer the further it stands back.
    """
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.SetPriorityClass.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL if by <= RUN else _IDLE)
    else:
        os.nice(by)
