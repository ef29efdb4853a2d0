"""How many examples Hypothesis makes for a test.

By default few, and the same ones each time, for a run that is quick and says the same on every machine.
All of them, and others each time: `pytest --hypothesis-profile thorough`.
"""

from __future__ import annotations

from hypothesis import settings

QUICK, THOROUGH = "quick", "thorough"
_SHARE, _LEAST = 10, 5  # by default one of so many, but so many at the least

settings.register_profile(QUICK, deadline=None, derandomize=True, max_examples=100 // _SHARE)
settings.register_profile(THOROUGH, deadline=None, print_blob=True)


def examples(most: int) -> settings:
    """For a test of which a thorough run makes so many examples."""
    if settings.get_current_profile_name() == THOROUGH:
        return settings(max_examples=most)
    return settings(max_examples=max(min(most, _LEAST), most // _SHARE))
