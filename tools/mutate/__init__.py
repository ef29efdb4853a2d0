"""Files that are nearly right: a sound one, changed at random as an accident or an attacker would."""

from tools.mutate.changes import bytes_changed
from tools.mutate.kinds import KINDS

__all__ = ["KINDS", "bytes_changed"]
