"""Names typed or pasted as one line become names of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget

from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.ui.kit.page_context import Location
from tests.ui.driver import field, settle
from tests.ui.pages.filled import save

if TYPE_CHECKING:
    from casebook.services.base.session import Session
    from tests.ui.conftest import Opened

PASTED = "Lin Zhiyuan\n林志远\r\nBo Sample\n阿迪力·买买提\n"


def _form(opened: Opened, session: Session, page_key: str) -> Any:  # noqa: ANN401 - either page has one
    workspace: Any = opened(session)
    if page_key == "new-client":
        workspace.run_action("new-client")
        settle()
        return workspace.page.form
    workspace.go(Location(page="people"))
    workspace.page.start_new()
    settle()
    return workspace.page.editor.form


def _first(names: Any) -> QLineEdit:  # noqa: ANN401 - the entry of all names
    edit: QLineEdit = field(names.lines[0] if names.lines else names.add(None), "Name")
    edit.setFocus()
    return edit


def _names(session: Session) -> list[tuple[str, str, str]]:
    (person,) = record.every(session, Person)
    return [(name.text, name.script, name.kind) for name in person.names]


@pytest.mark.parametrize("page_key", ["new-client", "people"])
@pytest.mark.parametrize("leaves", [False, True], ids=["saved at once", "left by Tab"])
def test_two_scripts_with_a_dot_between_are_two_names(
    opened: Opened, blank: Session, page_key: str, *, leaves: bool
) -> None:
    form = _form(opened, blank, page_key)
    names = form.entries["names"]
    edit = _first(names)
    edit.insert("Lin Zhiyuan · 林志远")
    names.suggest()
    offered = [
        lines.item(at).text() for lines in names.findChildren(QListWidget) for at in range(lines.count())
    ]
    assert offered
    assert not any("Linzhiyuan" in text for text in offered)
    assert len(names.lines) == 1, "still being typed"
    if leaves:
        QTest.keyClick(edit, Qt.Key.Key_Tab)
        assert len(names.lines) == 2
    save(form)
    assert _names(blank) == [("Lin Zhiyuan", "Latn", "legal"), ("林志远", "Hans", "legal")]


@pytest.mark.parametrize("page_key", ["new-client", "people"])
def test_pasted_lines_are_names_of_their_own(opened: Opened, blank: Session, page_key: str) -> None:
    form = _form(opened, blank, page_key)
    names = form.entries["names"]
    edit = _first(names)
    QGuiApplication.clipboard().setText(PASTED)
    QTest.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert [field(line, "Name").text() for line in names.lines] == [
        "Lin Zhiyuan",
        "林志远",
        "Bo Sample",
        "阿迪力·买买提",
    ]
    assert names.lines[-1].isAncestorOf(QApplication.focusWidget())
    save(form)
    assert [text for text, _, _ in _names(blank)] == ["Lin Zhiyuan", "林志远", "Bo Sample", "阿迪力·买买提"]
