"""Guardians on the Security page: shares are made, put in use, asked for, replaced and removed."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from casebook.base.clock import fixed_clock
from casebook.base.errors import WrongKey
from casebook.host.ipc.channel import ChannelMessage
from casebook.host.protocol.session_protocol import SessionMessage, is_sound
from casebook.services.base import draft
from casebook.services.base.session import Session, open_session
from casebook.services.vault import guardian, unlock_method
from casebook.services.vault.guardian import NewShares
from casebook.services.vault.lock_remarks import REMARKS, with_backup_failure
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.vault import guardian_form
from casebook.ui.widgets.controls.chip import Chip
from casebook.vault import FLOOR_COST, is_in_header
from casebook.vault.keyslot_changes import add_keyslot
from tests.ui.driver import (
    button,
    choose,
    field,
    is_in_view,
    message_of,
    press,
    problem_of,
    send,
    settle,
    text_of,
    words_in_view,
)
from tests.ui.later import Later
from tests.vaults import PHRASE, SAMPLE_AT

pytestmark = pytest.mark.usefixtures("cheap_calibration")

Opened = Callable[..., Any]
PEOPLE = ("Ioanna", "Marios", "Wenlan")
CURRENT, NAMES = "Current passphrase or recovery code", "Names of the guardians, one per line"
NEEDED, MAKE, USE = "Shares needed to unlock", "Make the pages…", "Use these shares"
UNUSED = "The new shares are not in use. Nothing in the casebook has changed."


@pytest.fixture
def page(opened: Opened, blank: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401
    monkeypatch.setattr(guardian_form, "pick_target", lambda *_: tmp_path / "shares.pdf")
    workspace = opened(blank)
    workspace.go(Location(page="security"))
    return workspace.page


@pytest.fixture
def shares(blank: Session) -> NewShares:
    """Two of three shares, which open the vault."""
    return _with_guardians(blank)


def _with_guardians(session: Session) -> NewShares:
    new = guardian.prepare(PEOPLE, 2)
    guardian.set_up(session, unlock_method.credential(PHRASE), new)
    return new


def _fill(form: QWidget, names: tuple[str, ...] = PEOPLE, current: str = PHRASE) -> None:
    field(form, CURRENT).setText(current)
    field(form, NAMES).setPlainText("\n".join(names))


def _written(page: Any) -> None:  # noqa: ANN401
    """Fill in the form and make the pages."""
    press(page.guardians, "Make shares for guardians…")
    assert NEEDED not in words_in_view(page.guardians.form)
    _fill(page.guardians.form)
    assert NEEDED in words_in_view(page.guardians.form)
    press(page.guardians.form, MAKE)
    settle()


def _pages(path: Path) -> list[list[str]]:
    """The words of each share, as the pages bear them."""
    printed = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    pages = [page.split() for page in printed.split("\f")[:-1]]
    return [[page[page.index(str(at)) + 1] for at in range(1, 24)] for page in pages]


def _typed(within: QWidget) -> list[str]:
    """Everything that stands in a field or a label."""
    fields = [line.text() for line in within.findChildren(QLineEdit)]
    fields += [edit.toPlainText() for edit in within.findChildren(QPlainTextEdit)]
    return [*fields, *(label.text() for label in within.findChildren(QLabel))]


def test_shares_are_written_then_put_in_use_and_open_the_casebook(
    page: Any,  # noqa: ANN401
    blank: Session,
    tmp_path: Path,
) -> None:
    assert "who together, and only together, can unlock the casebook" in words_in_view(page.guardians)
    _written(page)
    assert guardian.current(blank) is None
    assert "give each page to its guardian in person" in words_in_view(page.guardians.form)
    assert not is_in_view(page.guardians.form, NAMES)
    assert page.window().focusWidget() is button(page.guardians.form, USE)
    words = _pages(tmp_path / "shares.pdf")
    assert len(words) == 3
    assert not any(" ".join(words[0][:3]) in text for text in _typed(page.window()))
    saved: list[bool] = []
    page.context.saved.connect(lambda: saved.append(True))
    press(page.guardians.form, USE)
    assert saved == [True], "the status line says when"
    assert "2 of 3 shares unlock this casebook." in message_of(page.window())
    assert page.window().focusWidget() is button(page.guardians, "Replace all shares…")
    assert all(name in words_in_view(page.guardians) for name in ("1 · Ioanna", "3 · Wenlan"))
    assert "not asked yet" in words_in_view(page.guardians)
    assert "Guardians" in text_of(page.ways)
    assert not any(PHRASE in text for text in _typed(page.window()))
    assert draft.every(blank) == []
    assert QGuiApplication.clipboard().text() == ""
    blank.lock()
    with open_session(blank.vault.path, guardian.credential([" ".join(words[0]), " ".join(words[2])])):
        pass


@pytest.mark.parametrize("leaves", ["cancels", "another page", "begins anew"])
def test_shares_that_are_not_put_in_use_change_nothing(page: Any, blank: Session, leaves: str) -> None:  # noqa: ANN401
    _written(page)
    if leaves == "cancels":
        press(page.guardians.form, "Cancel")
    elif leaves == "begins anew":
        press(page.guardians, "Make shares for guardians…")
    else:
        page.context.go(Location(page="cases"))
    assert message_of(page.window()) == UNUSED
    assert guardian.current(blank) is None
    assert [way.kind for way in unlock_method.every(blank)] == ["passphrase", "recovery"]
    if leaves == "another page":
        page.context.go(Location(page="security"))
    assert not is_in_view(page.guardians, USE)
    assert (UNUSED in words_in_view(page.guardians)) == (leaves != "begins anew")


@pytest.mark.parametrize("leaves", ["locks", "cancels", "uses them"])
def test_saved_pages_that_are_not_in_use_are_named_on_the_lock_screen(page: Any, leaves: str) -> None:  # noqa: ANN401
    context = page.context
    context.remarks = "backup-full"
    _written(page)
    assert context.remarks == "shares-unused,backup-full"
    if leaves == "cancels":
        press(page.guardians.form, "Cancel")
    elif leaves == "uses them":
        press(page.guardians.form, USE)
    else:
        page.guardians.form.hide()  # as when the window is blanked, and the lock screen asks at once
        assert context.remarks == "shares-unused,backup-full"
        locked = ChannelMessage(SessionMessage.LOCKED, ("", context.remarks, ""))
        assert is_sound(locked)
        assert set(context.remarks.split(",")) <= {*REMARKS}
    settle()
    assert context.remarks == "backup-full"


def test_why_a_backup_failed_takes_no_other_remark_away() -> None:
    assert with_backup_failure("", "backup-full") == "backup-full"
    assert with_backup_failure("backup-full", "backup-denied") == "backup-denied"
    assert with_backup_failure("shares-unused,backup-full", "backup-denied") == "shares-unused,backup-denied"
    assert not is_sound(ChannelMessage(SessionMessage.LOCKED, ("", "shares-unused,", "")))


def test_a_wrong_passphrase_makes_no_pages(page: Any, tmp_path: Path) -> None:  # noqa: ANN401
    press(page.guardians, "Make shares for guardians…")
    _fill(page.guardians.form, current="a passer-by")
    press(page.guardians.form, MAKE)
    settle()
    assert "did not unlock" in message_of(page.window())
    assert not (tmp_path / "shares.pdf").exists()
    assert field(page.guardians.form, NAMES).toPlainText() == "\n".join(PEOPLE)


def test_names_that_cannot_be_are_refused_before_a_file_is_asked_for(page: Any, tmp_path: Path) -> None:  # noqa: ANN401
    press(page.guardians, "Make shares for guardians…")
    form = page.guardians.form
    for names, told in (((), "empty"), (("Ioanna",), "2 to 16"), (("Ioanna", "ioanna"), "the same name")):
        _fill(form, names)
        press(form, MAKE)
        settle()
        assert told in message_of(page.window()), names
    assert not (tmp_path / "shares.pdf").exists()


def test_more_than_half_are_needed_unless_another_number_is_chosen(page: Any, blank: Session) -> None:  # noqa: ANN401
    press(page.guardians, "Make shares for guardians…")
    form = page.guardians.form
    needed = field(form, NEEDED)
    for names, usual in ((("A", "B"), 2), (("A", "B", "C"), 2), (("A", "B", "C", "D", "E"), 3)):
        _fill(form, names)
        assert needed.currentData() == usual
        assert needed.count() == len(names) - 1
    choose(form, NEEDED, "4 of 5 shares")
    _fill(form, (*"ABCDEF",))
    assert needed.currentText() == "4 of 6 shares"
    press(form, MAKE)
    settle()
    press(form, USE)
    known = guardian.current(blank)
    assert known is not None
    assert (known.threshold, len(known.guardians)) == (4, 6)


def test_pages_come_too_late_for_a_form_that_was_left(page: Any, blank: Session, tmp_path: Path) -> None:  # noqa: ANN401
    press(page.guardians, "Make shares for guardians…")
    form, page.context.runner = page.guardians.form, Later()
    _fill(form)
    press(form, MAKE)
    page.context.go(Location(page="cases"))
    page.context.runner.let()
    settle()
    assert not (tmp_path / "shares.pdf").exists()
    assert guardian.current(blank) is None
    assert not field(form, CURRENT).text()


@pytest.mark.usefixtures("shares")
def test_who_was_not_asked_for_a_year_is_marked(blank: Session, opened: Opened) -> None:
    blank.clock = fixed_clock(SAMPLE_AT + timedelta(days=400))
    workspace = opened(blank)
    workspace.go(Location(page="security"))
    settle()
    chips = [chip for chip in workspace.page.guardians.findChildren(Chip) if chip.isVisible()]
    assert [chip.accessibleName() for chip in chips] == ["not asked yet"] * 3


def test_a_drill_is_recorded_by_the_last_three_words(shares: NewShares, page: Any) -> None:  # noqa: ANN401
    cards = page.guardians
    press(cards, "Record a drill with Marios…")
    asking = "The last three words of share 2"
    typed = " ".join(shares.words[2].split()[-3:])
    send(cards, asking, typed)
    assert problem_of(cards).startswith("These are not the last three words of this share.")
    assert field(cards, asking).text() == typed
    send(cards, asking, "academic casebook acid")
    assert problem_of(cards).startswith("Word 2 is not in the word list of shares.")
    QTest.keyClick(field(cards, asking), Qt.Key.Key_Backspace)
    assert problem_of(cards) == ""
    send(cards, asking, " ".join(word[:4] for word in shares.words[1].split()[-3:]))
    assert message_of(page.window()) == "Drill recorded"
    assert "last asked 11 May 2026" in words_in_view(cards)
    assert page.window().focusWidget() is button(cards, "Record a drill with Marios…")
    assert not is_in_view(cards, asking)


def test_new_shares_replace_those_before(shares: NewShares, page: Any, blank: Session) -> None:  # noqa: ANN401
    cards = page.guardians
    press(cards, "Replace all shares…")
    assert field(cards.form, NAMES).toPlainText() == "\n".join(PEOPLE)
    field(cards.form, CURRENT).setText(" ".join(shares.words))
    press(cards.form, MAKE)
    settle()
    assert message_of(page.window()) == "Shares of guardians cannot replace themselves."
    _fill(cards.form)
    press(cards.form, MAKE)
    settle()
    press(cards.form, USE)
    known = guardian.current(blank)
    assert known is not None
    assert known.fingerprint != shares.fingerprint
    assert known.fingerprint in words_in_view(cards)
    assert known.fingerprint in text_of(page.ways)


@pytest.mark.parametrize("begins", ["card", "unlock methods"])
def test_guardians_are_removed_with_a_way_that_stays(
    shares: NewShares,
    page: Any,  # noqa: ANN401
    blank: Session,
    begins: str,
) -> None:
    form = page.guardians.form
    if begins == "card":
        press(page.guardians, "Remove guardians…")
    else:
        press(page.ways, "Remove Guardians")
    assert "Afterwards only these unlock methods remain: Passphrase" in words_in_view(form)
    assert not is_in_view(form, NAMES)
    send(form, CURRENT, "a passer-by")
    assert guardian.current(blank) is not None
    send(form, CURRENT, PHRASE)
    assert guardian.current(blank) is None
    assert message_of(page.window()) == "Guardians removed"
    assert is_in_view(page.guardians, "Make shares for guardians…")
    assert is_in_view(page.ways, "New keys")
    path = blank.vault.path
    blank.lock()
    with pytest.raises(WrongKey):
        open_session(path, guardian.credential(shares.words))


def test_whoever_unlocked_by_shares_adds_a_passphrase_by_them(
    shares: NewShares,
    page: Any,  # noqa: ANN401
    blank: Session,
) -> None:
    new = "eight other invented words stand here for the tests"
    form = page.ways.form
    press(page.ways, "Add passphrase")
    press(form, "Enter shares of guardians…")
    assert not is_in_view(form, CURRENT)
    field(form, "Shares of guardians").setPlainText("\n".join(shares.words[:2]))
    for name in ("New passphrase", "Repeat passphrase"):
        field(form, name).setText(new)
    press(form, "Save")
    assert message_of(page.window()) == "Saved"
    assert field(form, "Shares of guardians").toPlainText() == ""
    path = blank.vault.path
    blank.lock()
    open_session(path, new).lock()


def test_shares_of_which_nothing_is_recorded_are_named_and_removed(blank: Session, opened: Opened) -> None:
    stray = guardian.prepare(PEOPLE, 2)
    add_keyslot(blank.vault, unlock_method.credential(PHRASE), stray.credential, cost=FLOOR_COST)
    workspace = opened(blank)
    workspace.go(Location(page="security"))
    page = workspace.page
    assert "Other shares also unlock the casebook" in words_in_view(page.guardians)
    press(page.guardians, "Remove guardians…")
    field(page.guardians.form, CURRENT).setText(PHRASE)
    press(page.guardians.form, "Remove guardians")
    assert not is_in_header(blank.vault.path, stray.credential)
    assert "Other shares also unlock the casebook" not in words_in_view(page.guardians)


def test_shares_are_asked_for_only_where_there_are_guardians(page: Any) -> None:  # noqa: ANN401
    press(page.ways, "Add passphrase")
    assert not is_in_view(page.ways.form, "Enter shares of guardians…")
