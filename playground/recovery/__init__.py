"""Recovery: the work of every running window is kept in a folder of its own, and is there at the next start.

A folder belongs to one window as long as its lock is held. What lies in a folder that nobody holds was left
by a window that closed, or by one that did not come so far. A window that closes removes its folder where all
of its work is in its file, or there at every start; unsaved work it leaves: so closing need not ask.
"""

from playground.recovery.keeper import Keeper
from playground.recovery.offers import Offer, Offers
from playground.recovery.shelf import KEPT_DAYS, Left, Shelf
from playground.recovery.work import Work

__all__ = ["KEPT_DAYS", "Keeper", "Left", "Offer", "Offers", "Shelf", "Work"]
