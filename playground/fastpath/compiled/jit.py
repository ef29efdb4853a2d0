"""numba, as this folder uses it: compiled once, and kept on disk for the next start."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast
from zlib import crc32

from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic
from numba.np import arrayobj

# Of all files of this folder. numba looks only at the file of a function, not at those of what it calls: what
# it keeps is asked for by this number too, or a change elsewhere would go unseen.
SOURCES = crc32(b"".join(file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py"))))

A = TypeVar("A")
F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """Compile it when it is first called. Divisions by 0 give ∞ or NaN, as NumPy's do."""
    return cast(F, njit(error_model="numpy")(function))


def kept(function: F) -> F:
    """Compile it with all that it calls, and keep that on disk; at each start, where there is no folder."""
    try:
        return cast(F, njit(cache=True, error_model="numpy")(function))
    except RuntimeError:
        return compiled(function)


def inlined(function: F) -> F:
    """Compile it as a part of whoever calls it: handing arrays on costs as much as a small layer."""
    return cast(F, njit(inline="always", error_model="numpy")(function))


def _same_bits(there: Any) -> Callable[..., Any]:
    """The 64 bits of a number taken as one of another kind."""

    def typed(_context: Any, number: Any) -> Any:
        def code(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            return builder.bitcast(arguments[0], context.get_value_type(there))

        return there(number), code

    return cast(Callable[..., Any], intrinsic(typed))


float_of_bits = _same_bits(types.float64)
bits_of_float = _same_bits(types.int64)


def _borrowed(_context: Any, array: Any) -> Any:
    def code(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        it = arrayobj.make_array(array)(context, builder, arguments[0])  # type: ignore[no-untyped-call]
        it.meminfo = cgutils.get_null_value(it.meminfo.type)  # type: ignore[no-untyped-call]
        return it._getvalue()  # noqa: SLF001  numba's own way

    return array(array), code


# The array without a count of who holds it: to cut views from it then costs nothing. The caller has to hold
# the array itself. (Counting took half of a step of 2-4-2-1 from a single row.)
borrowed = cast(Callable[[A], A], intrinsic(_borrowed))
