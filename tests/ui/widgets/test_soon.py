"""A call that waits is made once, and nothing of it stays when its owner ends first."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from weakref import ref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtTest import QTest

from playground.ui.widgets.soon import soon

pytestmark = pytest.mark.usefixtures("qapp")


class Owner(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.calls = 0

    def called(self) -> None:
        self.calls += 1


def by_method(owner: Owner) -> None:
    soon(owner, owner.called)


def by_function(owner: Owner) -> None:
    soon(owner, partial(Owner.called, owner))


WAYS = pytest.mark.parametrize("ask", [by_method, by_function])


@WAYS
def test_the_call_waits_and_is_made_once(ask: Callable[[Owner], None]) -> None:
    owner = Owner()
    ask(owner)
    assert owner.calls == 0
    for _ in range(3):
        QTest.qWait(1)
    assert owner.calls == 1 and not owner.findChildren(QTimer)


@WAYS
def test_nothing_holds_an_owner_that_has_ended(ask: Callable[[Owner], None]) -> None:
    owner = Owner()
    held = ref(owner)
    ask(owner)
    owner.deleteLater()
    del owner
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QTest.qWait(1)
    gc.collect()
    assert held() is None
