"""New keys in the window: offered after a removal, asked for with reasons, and locked when done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from casebook.base.errors import WrongKey
from casebook.crypto.kdf import KdfCost
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.vault import backup, new_keys, unlock_method
from casebook.services.vault.new_keys import NewKeysOrder
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.vault import new_keys as new_keys_form
from casebook.ui.shell.message_bar import MessageBar
from casebook.vault import Credential
from tests.ui import driver
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


def _code(form: Any, current: str = PHRASE) -> str:  # noqa: ANN401
    """The code that is shown once the rest is filled in, or "" where that did not prove right."""
    _fill(form, retyped="", current=current)
    _press(form, "Show a new recovery code")
    code: str = form.shown.text()
    return code


def _fill(form: Any, *, retyped: str, current: str = PHRASE) -> None:  # noqa: ANN401
    typed = {
        "Current passphrase or recovery code": current,
        "New passphrase": NEW,
        "Repeat passphrase": NEW,
        "Enter the recovery code you wrote down": retyped,
    }
    for field in form.findChildren(QLineEdit):
        if field.accessibleName() in typed:
            field.setText(typed[field.accessibleName()])


def test_new_keys_lock_the_casebook_which_only_the_new_ways_open(form: Any, blank: Session) -> None:  # noqa: ANN401
    asked: list[bool] = []
    form.parent().window().workspace.page.context.lock_requested.connect(lambda: asked.append(True))
    assert not form.shown.text()
    code = _code(form)
    _fill(form, retyped=code)
    _press(form, "Encrypt with new keys")
    assert asked == [True]
    with pytest.raises(WrongKey):
        open_session(blank.vault.path, PHRASE)
    for secret in (NEW, code):
        open_session(blank.vault.path, secret).lock()


def test_a_failure_is_told_no_longer_once_the_right_passphrase_is_given(form: Any) -> None:  # noqa: ANN401
    (bar,) = form.window().findChildren(MessageBar)
    assert _code(form, "not the passphrase") == ""
    assert not bar.isHidden()
    assert _code(form)
    assert bar.isHidden()


def test_the_form_begins_in_view_in_the_least_window(form: Any) -> None:  # noqa: ANN401
    window = form.window()
    window.resize(1024, 640)
    _press(window.workspace.page.ways, "New keys…")
    driver.settle()
    assert 0 <= form.mapTo(window, QPoint()).y() < window.height() // 2


def test_new_keys_ask_for_a_new_key_file_where_that_is_chosen(
    form: Any,  # noqa: ANN401
    blank: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keyfile, path = tmp_path / "office.key", blank.vault.path
    monkeypatch.setattr(new_keys_form, "pick_target", lambda *_: keyfile)
    code = _code(form)
    driver.press(form, "Also require a new key file")
    _fill(form, retyped=code, current="no passphrase of this casebook")
    _press(form, "Encrypt with new keys")
    assert not keyfile.exists()
    _fill(form, retyped=code)
    _press(form, "Encrypt with new keys")
    with pytest.raises(WrongKey):
        open_session(path, NEW)
    open_session(path, NEW, keyfile=keyfile).lock()


def test_backups_from_before_are_named_and_deleted_at_the_second_press(
    opened: Opened, blank: Session, cheap_cost: KdfCost
) -> None:
    path, code = blank.vault.path, unlock_method.new_recovery_code()
    saved = run_in_line(backup.back_up(blank)).path
    order = NewKeysOrder(authority=Credential(PHRASE), passphrase=NEW, code=code, cost=cheap_cost)
    blank.lock()
    run_in_line(new_keys.renew(path, order))
    with open_session(path, NEW) as session:
        page = driver.open_page(opened(session), "security", tab="backups")
        assert "Opens with: Passphrase, Recovery code" in driver.words_in_view(page)
        (folder,) = saved.parent.glob("old-keys-*")
        delete = f"Delete earlier backups in {folder.name}"
        driver.press(page, delete)
        assert folder.is_dir()
        driver.press(page, "Press again to delete permanently")
        assert not folder.exists()
        assert "Backups from before the new keys" not in driver.words_in_view(page)


def test_a_mistyped_code_or_a_wrong_passphrase_leaves_it_open(form: Any, blank: Session) -> None:  # noqa: ANN401
    assert not _code(form, "no passphrase of this casebook")
    code = _code(form)
    _fill(form, retyped="something else")
    _press(form, "Encrypt with new keys")
    _fill(form, retyped=code, current="no passphrase of this casebook")
    _press(form, "Encrypt with new keys")
    assert not blank.is_locked
    assert len(unlock_method.every(blank)) == 2


def test_new_keys_are_offered_after_a_removal(form: Any, blank: Session) -> None:  # noqa: ANN401
    form.leave()
    ways = form.parent()
    _press(ways, "Remove Recovery code")
    _fill(ways.form, retyped="")
    _press(ways.form, "Remove unlock method")
    assert len(unlock_method.every(blank)) == 1
    assert form.isVisible()
    assert form.reason.text().startswith("Someone who knows the removed")
