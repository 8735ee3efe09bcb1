"""Shares of guardians at the lock screen: typed there, they open the vault, and a wrong word is named."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from queue import SimpleQueue

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from casebook.base.i18n import Translator
from casebook.services.agenda.first_page import FirstPage
from casebook.services.base.flow import off_thread
from casebook.services.base.session import open_session
from casebook.services.vault import guardian, unlock_method
from casebook.services.vault.guardian import NewShares
from casebook.ui.app import preload
from casebook.ui.app.application import Program
from casebook.ui.lock.idle import Idle
from casebook.ui.lock.lock import LockScreen
from casebook.ui.lock.shares import SharesChoice
from casebook.ui.shell.message_bar import MessageBar
from tests.crypto.forged_share import forged
from tests.host.confined import run_python
from tests.ui import programs
from tests.ui.driver import button, field, is_in_view, part, press, problem_of, settle, text_of
from tests.vaults import PHRASE

WAIT_MS = 20_000
TO_SHARES, TO_PHRASE = "Unlock with shares of guardians…", "Enter a passphrase or recovery code"
SHARES = "Shares of guardians"
TOLD = "Unlocked by shares of guardians. Add a new passphrase: Security, Unlock methods."

Shown = Callable[[], Program]


@pytest.fixture
def new(vault: Path) -> NewShares:
    """Three shares, two of which open the vault."""
    shares = guardian.prepare(("Ioanna", "Marios", "Wenlan"), 2)
    with open_session(vault, PHRASE) as session:
        guardian.set_up(session, unlock_method.credential(PHRASE), shares)
    return shares


@pytest.fixture
def shown(application: QApplication, vault: Path, qtbot: QtBot) -> Shown:
    """Shows the whole program with its threads at the lock screen, once it offers shares."""

    def showing() -> Program:
        program = programs.shown(application, qtbot, [vault])
        qtbot.waitUntil(lambda: is_in_view(program.window.lock_screen, TO_SHARES), timeout=WAIT_MS)
        return program

    return showing


def _type(screen: LockScreen, text: str) -> QPlainTextEdit:
    edit: QPlainTextEdit = field(screen, SHARES)
    edit.clear()
    QTest.keyClicks(edit, text)
    return edit


def _told(program: Program) -> str:
    workspace = program.window.workspace
    return part(workspace, MessageBar).accessibleName() if workspace else ""


def test_shares_typed_one_below_the_other_open_the_vault(new: NewShares, shown: Shown, qtbot: QtBot) -> None:
    program = shown()
    screen = program.window.lock_screen
    press(screen, TO_SHARES)
    settle()
    assert not is_in_view(screen, programs.SECRET)
    edit = _type(screen, new.words[2])
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert program.window.workspace is None, "Enter begins the next share"
    QTest.keyClicks(edit, " ".join(f"{at}. {word}" for at, word in enumerate(new.words[0].split(), start=1)))
    press(screen, "Unlock")
    qtbot.waitUntil(lambda: program.window.workspace is not None, timeout=WAIT_MS)
    assert edit.toPlainText() == ""
    qtbot.waitUntil(lambda: _told(program) == TOLD, timeout=WAIT_MS)
    programs.locked(program, qtbot)
    assert is_in_view(screen, programs.SECRET)
    assert not is_in_view(screen, SHARES)


def test_a_wrong_word_is_named_by_its_place_and_the_rest_stays(
    new: NewShares, shown: Shown, qtbot: QtBot
) -> None:
    program = shown()
    screen = program.window.lock_screen
    press(screen, TO_SHARES)
    first, second = new.words[0], new.words[1].split()
    typed = f"{first} {' '.join((*second[:4], 'casebook', *second[5:]))}"
    edit = _type(screen, typed)
    press(screen, "Unlock")
    qtbot.waitUntil(lambda: bool(problem_of(screen)), timeout=WAIT_MS)
    assert problem_of(screen).startswith("Share 2: Word 5 is not in the word list of shares.")
    qtbot.waitUntil(edit.hasFocus, timeout=WAIT_MS)
    assert edit.toPlainText() == typed
    assert not edit.textCursor().hasSelection(), "the next key replaces nothing"
    QTest.keyClick(edit, Qt.Key.Key_Space)
    assert problem_of(screen) == ""
    assert "At the last attempt: Share 2: Word 5 is not in the word list of shares." in text_of(screen)
    edit.setPlainText(f"{first}\n{new.words[1]}")
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: program.window.workspace is not None, timeout=WAIT_MS)


def test_what_is_still_lacking_is_said(new: NewShares, shown: Shown, qtbot: QtBot) -> None:
    program = shown()
    screen = program.window.lock_screen
    press(screen, TO_SHARES)
    _type(screen, new.words[0])
    settle()
    place = button(screen, "Unlock").mapTo(screen, QPoint())
    press(screen, "Unlock")
    qtbot.waitUntil(lambda: bool(problem_of(screen)), timeout=WAIT_MS)
    assert problem_of(screen) == "1 more share is required."
    settle()
    assert button(screen, "Unlock").mapTo(screen, QPoint()) == place, "the next press meets it where it was"


@pytest.mark.usefixtures("new")
@pytest.mark.parametrize("way", ["F12", "nobody goes on"])
def test_words_do_not_stay_on_the_screen(shown: Shown, way: str, qtbot: QtBot) -> None:
    program = shown()
    screen = program.window.lock_screen
    press(screen, TO_SHARES)
    edit = _type(screen, "academic acid")
    if way == "F12":
        _press_as_the_desktop_does(program, Qt.Key.Key_F12, qtbot)
    else:
        (timer,) = part(screen, SharesChoice).findChildren(QTimer)
        assert timer.isActive()
        timer.timeout.emit()
    assert edit.toPlainText() == ""
    assert not edit.isVisible()


def _press_as_the_desktop_does(program: Program, key: Qt.Key, qtbot: QtBot) -> None:
    """Press a key on the whole window, whose filter for keys is at work once everything is loaded."""
    qtbot.waitUntil(lambda: bool(program.findChildren(Idle)), timeout=WAIT_MS)
    handle = program.window.windowHandle()
    for filtering in program.findChildren(Idle):
        filtering.listen(handle)  # as when the window gets the keyboard
    QTest.keyClick(handle, key)


@pytest.mark.usefixtures("new")
def test_the_panic_key_clears_a_typed_passphrase(shown: Shown, qtbot: QtBot) -> None:
    program = shown()
    secret = field(program.window.lock_screen, programs.SECRET)
    QTest.keyClicks(secret, "seven invented words")
    _press_as_the_desktop_does(program, Qt.Key.Key_F12, qtbot)
    assert secret.text() == ""


@pytest.mark.usefixtures("new")
def test_words_are_not_copied_out_of_the_field(shown: Shown) -> None:
    screen = shown().window.lock_screen
    press(screen, TO_SHARES)
    edit, clipboard = _type(screen, "academic acid"), QGuiApplication.clipboard()
    clipboard.setText("of before")
    edit.selectAll()
    for key in (Qt.Key.Key_C, Qt.Key.Key_X):
        QTest.keyClick(edit, key, Qt.KeyboardModifier.ControlModifier)
    assert (clipboard.text(), edit.toPlainText()) == ("of before", "academic acid")
    edit.copy()
    assert clipboard.text() == ""
    edit.selectAll()
    at = QPoint(1, 1)
    QApplication.sendEvent(
        edit, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, edit.mapToGlobal(at))
    )
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    names = {step.objectName() for step in menu.actions()}
    menu.close()
    assert "edit-paste" in names
    assert not names & {"edit-copy", "edit-cut"}


@pytest.mark.usefixtures("new")
@pytest.mark.parametrize("is_replaced", [False, True])
def test_pasted_words_leave_the_clipboard_with_the_field(shown: Shown, *, is_replaced: bool) -> None:
    screen = shown().window.lock_screen
    press(screen, TO_SHARES)
    edit, clipboard = field(screen, SHARES), QGuiApplication.clipboard()
    clipboard.setText("academic acid")
    QTest.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert edit.toPlainText() == "academic acid"
    if is_replaced:
        clipboard.setText("of another program")
    press(screen, TO_PHRASE)
    assert clipboard.text() == ("of another program" if is_replaced else "")


@pytest.mark.usefixtures("new")
@pytest.mark.parametrize("way", ["refused", "cleared"])
def test_nothing_keeps_words_that_were_refused(shown: Shown, way: str, qtbot: QtBot) -> None:
    program = shown()
    screen = program.window.lock_screen
    press(screen, TO_SHARES)
    word = field(screen, SHARES).accessibleName()[:6].lower()[::-1]  # no constant of this function
    _type(screen, f"academic {word}")
    press(screen, "Unlock")
    qtbot.waitUntil(lambda: bool(problem_of(screen)), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not programs.is_at_work(program), timeout=WAIT_MS)
    if way == "cleared":
        press(screen, TO_PHRASE)
    settle()
    assert _holders(word) == []


def _holders(word: str) -> list[str]:
    """Return the types of objects that hold a text with a word."""
    gc.collect()
    holders = []
    for one in gc.get_objects():
        parts = one.values() if isinstance(one, dict) else one if isinstance(one, list | tuple) else ()
        if isinstance(one, partial):
            parts = one.args
        holders += [type(one).__name__ for part in tuple(parts) if isinstance(part, str) and word in part]
    return holders


@pytest.mark.usefixtures("new")
def test_the_link_for_shares_moves_no_other_stop_of_tab(shown: Shown) -> None:
    screen = shown().window.lock_screen
    secret = field(screen, programs.SECRET)
    with_link = _stops(secret)
    assert with_link[-1] == TO_SHARES
    assert with_link[0] != TO_SHARES


def _stops(start: QWidget) -> list[str]:
    """Return the accessible names of what Tab goes through, until it is back."""
    names, place = [], start.nextInFocusChain()
    while place is not None and place is not start:
        if place.isVisible() and place.isEnabled() and place.focusPolicy() & Qt.FocusPolicy.TabFocus:
            names.append(place.accessibleName())
        place = place.nextInFocusChain()
    return names


def test_a_false_share_is_named_once_the_casebook_is_open(new: NewShares, shown: Shown, qtbot: QtBot) -> None:
    program = shown()
    screen = program.window.lock_screen
    press(screen, TO_SHARES)
    _type(screen, " ".join((*new.words[:2], forged(new.words[2]))))
    press(screen, "Unlock")
    qtbot.waitUntil(lambda: program.window.workspace is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "share" in _told(program), timeout=WAIT_MS)
    assert _told(program).startswith("The share entered as number 3 is false.")


@pytest.mark.usefixtures("new")
def test_shares_are_offered_before_the_program_is_loaded(
    application: QApplication, vault: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate: SimpleQueue[str] = SimpleQueue()
    loading = preload.loading

    async def held_back(words: Translator) -> FirstPage:
        await off_thread(partial(gate.get, timeout=WAIT_MS / 1000))
        return await loading(words)

    monkeypatch.setattr(preload, "loading", held_back)
    program = programs.shown(application, qtbot, [vault])
    qtbot.waitUntil(lambda: is_in_view(program.window.lock_screen, TO_SHARES), timeout=WAIT_MS)
    assert programs.is_at_work(program)
    gate.put("load")


@pytest.mark.usefixtures("new")
def test_a_wrong_passphrase_names_the_shares_too(shown: Shown, qtbot: QtBot) -> None:
    program = shown()
    programs.type_secret(program, "not this one at all")
    screen = program.window.lock_screen
    qtbot.waitUntil(lambda: bool(problem_of(screen)), timeout=WAIT_MS)
    assert problem_of(screen).endswith("or use the recovery code. Shares of its guardians unlock it, too.")


def test_sentences_in_chinese_have_no_space_between_them(vault: Path, qtbot: QtBot) -> None:
    screen = LockScreen(Translator("zh-Hans"), [vault])
    qtbot.addWidget(screen)
    screen.show()
    screen.refuse("一。", "二。")
    assert problem_of(screen) == "一。二。"


@pytest.mark.usefixtures("new")
def test_whoever_turns_back_types_a_passphrase(shown: Shown, qtbot: QtBot) -> None:
    program = shown()
    screen = program.window.lock_screen
    press(screen, TO_SHARES)
    edit = _type(screen, "academic acid")
    press(screen, TO_PHRASE)
    assert edit.toPlainText() == ""
    assert not screen.is_in_use
    programs.type_secret(program, PHRASE)
    qtbot.waitUntil(lambda: program.window.workspace is not None, timeout=WAIT_MS)
    settle()
    assert "shares" not in _told(program)


def test_a_vault_without_guardians_has_no_field_for_shares(
    application: QApplication, vault: Path, qtbot: QtBot
) -> None:
    program = programs.shown(application, qtbot, [vault])
    screen = program.window.lock_screen
    qtbot.waitUntil(lambda: not programs.is_at_work(program), timeout=WAIT_MS)
    assert not screen.findChildren(SharesChoice)
    screen.show_ways(vault, has_keyfile=False, has_keychain=False, has_guardians=True)
    assert not screen.findChildren(QPlainTextEdit), "made once it is asked for"
    press(screen, TO_SHARES)
    assert screen.findChildren(QPlainTextEdit)
    screen.show_ways(vault, has_keyfile=False, has_keychain=False)
    assert not is_in_view(screen, TO_SHARES)
    assert is_in_view(screen, programs.SECRET)


@pytest.mark.usefixtures("new")
def test_tab_goes_from_the_words_to_the_step(shown: Shown) -> None:
    screen = shown().window.lock_screen
    press(screen, TO_SHARES)
    edit = field(screen, SHARES)
    edit.setFocus()
    edit.setPlainText("academic")
    seen = []
    for _ in range(4):
        QTest.keyClick(screen.window().focusWidget(), Qt.Key.Key_Tab)
        seen.append(screen.window().focusWidget().accessibleName())
    assert seen[:2] == [TO_PHRASE, "Unlock"], seen
    assert edit.toPlainText() == "academic"


def test_shares_that_were_replaced_are_refused_for_that(
    new: NewShares, vault: Path, shown: Shown, qtbot: QtBot
) -> None:
    with open_session(vault, PHRASE) as session:
        authority = unlock_method.credential(PHRASE)
        guardian.set_up(session, authority, guardian.prepare(new.names, 2))
    program = shown()
    screen = program.window.lock_screen
    press(screen, TO_SHARES)
    _type(screen, " ".join(new.words[:2]))
    press(screen, "Unlock")
    qtbot.waitUntil(lambda: bool(problem_of(screen)), timeout=WAIT_MS)
    assert problem_of(screen).startswith("These shares do not unlock this casebook.")


def test_a_session_that_reaches_its_vault_alone_opens_by_shares(
    new: NewShares, vault: Path, tmp_path: Path
) -> None:
    """The list of words is read once the process has given up its other files."""
    run = run_python(
        "from functools import partial\n"
        "from pathlib import Path\n"
        "from casebook.host.sandbox.places import session_grants\n"
        "from casebook.host.sandbox.sandbox import confine_session\n"
        "from casebook.services.base.session import open_session\n"
        "from casebook.services.vault import guardian\n"
        f"vault = Path({str(vault)!r})\n"
        f"confine_session(session_grants(vault, Path({str(tmp_path / 'kept' / 'settings.json')!r})))\n"
        f"session = guardian.open_by_shares(partial(open_session, vault), {' '.join(new.words[1:])!r})\n"
        "print(guardian.has_opened(session))\n"
        "session.lock()\n"
    )
    assert run.stdout.strip() == "True", run.stderr
