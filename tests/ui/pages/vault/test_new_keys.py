"""New keys in the window: offered after a removal, asked for with reasons, and locked when done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from casebook.base.errors import WrongKey
from casebook.crypto.kdf import KdfCost
from casebook.services.base.session import Session, open_session
from casebook.services.vault import slot
from casebook.ui.kit.page_context import Location
from tests.vaults import PHRASE

Opened = Callable[..., Any]
NEW = "eight other invented words stand here for the tests"


@pytest.fixture
def form(opened: Opened, blank: Session, cheap_cost: KdfCost, monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401 - its fields have no names of their own
    monkeypatch.setattr("casebook.services.vault.vault.calibrated", lambda *_: cheap_cost)
    workspace = opened(blank)
    workspace.go(Location(page="security"))
    _press(workspace.page.ways, "New keys…")
    return workspace.page.ways.new_keys


def _press(within: Any, name: str) -> None:  # noqa: ANN401
    found = [part for part in within.findChildren(QPushButton) if part.accessibleName() == name]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def _fill(form: Any, *, retyped: str, current: str = PHRASE) -> None:  # noqa: ANN401
    typed = {
        "Current unlock method": current,
        "New passphrase": NEW,
        "Repeat passphrase": NEW,
        "Enter the recovery code from your paper": retyped,
    }
    for field in form.findChildren(QLineEdit):
        if field.accessibleName() in typed:
            field.setText(typed[field.accessibleName()])


def test_new_keys_lock_the_casebook_which_only_the_new_ways_open(form: Any, blank: Session) -> None:  # noqa: ANN401
    asked: list[bool] = []
    form.parent().window().workspace.page.context.lock_requested.connect(lambda: asked.append(True))
    code = form.shown.text()
    _fill(form, retyped=code)
    _press(form, "Encrypt with new keys")
    assert asked == [True]
    with pytest.raises(WrongKey):
        open_session(blank.vault.path, PHRASE)
    for secret in (NEW, code):
        open_session(blank.vault.path, secret).lock()


def test_a_mistyped_code_or_a_wrong_passphrase_leaves_it_open(form: Any, blank: Session) -> None:  # noqa: ANN401
    _fill(form, retyped="something else")
    _press(form, "Encrypt with new keys")
    _fill(form, retyped=form.shown.text(), current="no passphrase of this casebook")
    _press(form, "Encrypt with new keys")
    assert not blank.is_locked
    assert len(slot.every(blank)) == 2


def test_new_keys_are_offered_after_a_removal(form: Any, blank: Session) -> None:  # noqa: ANN401
    form.leave()
    ways = form.parent()
    _press(ways, "Remove Recovery code")
    _fill(ways.form, retyped="")
    _press(ways.form, "Remove unlock method")
    assert len(slot.every(blank)) == 1
    assert form.isVisible()
    assert form.reason.text().startswith("Someone who knows the removed")
