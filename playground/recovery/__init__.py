"""Recovery: the work of every running window is kept in a folder of its own, and is there at the next start.

A folder belongs to one window as long as its lock is held. What lies in a folder that nobody holds was left
by a window that closed, or by one that did not come so far.
"""

from playground.recovery.keeper import Keeper
from playground.recovery.offers import Offer, Offers
from playground.recovery.shelf import KEPT_DAYS, Left, Shelf
from playground.recovery.work import Work

__all__ = ["KEPT_DAYS", "Keeper", "Left", "Offer", "Offers", "Shelf", "Work"]
