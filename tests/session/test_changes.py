"""Changes wait until they are told."""

from __future__ import annotations

from playground.session.changes import ALL, Change, Changes


def test_changes_are_gathered_and_told_once() -> None:
    changes, told = Changes(), list[Change]()
    changes.listeners.append(told.append)
    changes.announce()
    changes.note(Change.DATA)
    changes.note(Change.VIEW)
    changes.announce()
    changes.announce()
    assert told == [ALL, Change.DATA | Change.VIEW]


def test_what_is_not_asked_for_waits() -> None:
    changes, told = Changes(), list[Change]()
    changes.announce()
    changes.listeners.append(told.append)
    changes.note(Change.DATA | Change.STATUS)
    changes.announce(Change.STATUS)
    changes.announce(Change.STATUS)
    changes.announce()
    assert told == [Change.STATUS, Change.DATA]


def test_news_is_called_out_at_once() -> None:
    changes, called = Changes(), list[int]()
    changes.on_change = lambda: called.append(1)
    changes.note(Change.STATUS)
    assert called == [1]
