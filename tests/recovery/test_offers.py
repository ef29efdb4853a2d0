"""What a start offers, and that work is offered no longer once it is there."""

from __future__ import annotations

from collections.abc import Callable

from playground.recovery import Offers
from tests.recovery.conftest import Desk


def test_work_that_was_chosen_from_the_list_is_offered_no_longer(desk: Callable[[], Desk]) -> None:
    for rows in range(3):  # windows that die
        one = desk()
        for place in range(rows + 1):
            one.draw(place)
        one.wait(2)
        one.keeper._place.let_go()
    here = desk()
    offers = Offers(here.keeper, here.session)
    offers.begin(restore=False)
    first, second, third = (offer.left for offer in offers.all())
    offers.restore_any(second)
    assert offers.shown is not None and offers.shown.left == first
    offers.restore_any(first)
    assert offers.shown is not None and offers.shown.left == third
    offers.restore_any(third)
    assert offers.shown is None
