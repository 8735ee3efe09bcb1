from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from casebook.base.i18n import Translator
from casebook.host.protocol.picker_protocol import PickKind
from casebook.ui.dialogs import browser
from casebook.ui.dialogs.browser import Browser
from casebook.ui.dialogs.file import pick_files, pick_target
from casebook.ui.dialogs.last_folders import forget_folders
from tests.ui.driver import field, part, paste, press, text_of, words_in_view


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_files_are_picked_by_path_or_from_the_list(parent: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(b"%PDF")
    picker = Browser(parent, Translator(), "files")
    paste(picker, "Path", str(tmp_path / "a.pdf"))
    press(picker, "Add")
    assert picker.chosen == [tmp_path / "a.pdf"]
    paste(picker, "Path", str(tmp_path))
    press(picker, "Add")
    view = part(picker, QTreeView)
    model, folder = view.model(), view.rootIndex()
    qtbot.waitUntil(lambda: model.rowCount(folder) == 2)
    rows = QItemSelectionModel.SelectionFlag.Rows | QItemSelectionModel.SelectionFlag.Select
    for row in range(2):
        view.selectionModel().select(model.index(row, 0, folder), rows)
    assert "2 files chosen" in text_of(picker)
    press(picker, "Add")
    assert sorted(picker.chosen) == [tmp_path / "a.pdf", tmp_path / "b.pdf"]


def test_sizes_and_days_are_in_the_language_of_the_window(
    parent: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    for name, size in (("a.pdf", 32), ("b.pdf", 61_250)):
        (tmp_path / name).write_bytes(b"x" * size)
        os.utime(tmp_path / name, times=(1_796_193_720, 1_796_193_720))
    picker = Browser(parent, Translator("zh-Hans"), "files", begins_in=str(tmp_path))
    view = part(picker, QTreeView)
    model, folder = view.model(), view.rootIndex()
    names = ["a.pdf", "b.pdf"]
    qtbot.waitUntil(lambda: [model.index(at, 0, folder).data() for at in range(2)] == names)
    cells = [[model.index(row, at, folder).data() for at in (1, 3)] for row in range(2)]
    assert [size for size, _ in cells] == ["32 B", "61.3 kB"]
    assert all(day.startswith("2026年12月2日 ") for _, day in cells)


def test_a_new_folder_is_not_proposed_where_it_may_not_lie(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, desktop = tmp_path / "home", tmp_path / "home" / "Desktop"
    desktop.mkdir(parents=True)
    places = {QStandardPaths.StandardLocation.HomeLocation: home}
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda kind: str(places.get(kind, desktop)))
    monkeypatch.setattr(browser, "_volumes", list)
    beside = Browser(parent, Translator(), "new folder", "trip.casebook")
    assert field(beside, "Path").text() == str(home / "trip.casebook")
    apart = Browser(parent, Translator(), "new folder", "trip.casebook", apart=home)
    assert field(apart, "Path").text() == str(desktop / "trip.casebook")


def test_a_file_that_exists_is_replaced_only_at_a_second_press(parent: QWidget, tmp_path: Path) -> None:
    target = tmp_path / "dossier.pdf"
    target.write_bytes(b"old")
    picker = Browser(parent, Translator(), "target", "dossier.pdf")
    paste(picker, "Path", str(target))
    press(picker, "Save here")
    assert picker.chosen == []
    press(picker, "Replace file")
    assert picker.chosen == [target]


def test_keys_pressed_while_the_dialog_opens_save_nothing(parent: QWidget, tmp_path: Path) -> None:
    picker = Browser(parent, Translator(), "target", "dossier.pdf")
    paste(picker, "Path", str(tmp_path / "dossier.pdf"))
    path = field(picker, "Path")
    QTest.keyClick(path, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, autorep=True)
    QApplication.sendEvent(path, held)
    assert picker.chosen == []
    QTest.keyClick(path, Qt.Key.Key_Return)
    assert picker.chosen == [tmp_path / "dossier.pdf"]


# The platform without a screen says this of every window that has an owner.
def test_what_is_picked_is_written_nowhere(parent: QWidget, tmp_path: Path) -> None:
    def take() -> None:
        picker = QApplication.activeModalWidget()
        assert isinstance(picker, Browser)
        paste(picker, "Path", str(tmp_path / "new.pdf"))
        press(picker, "Save here")

    QTimer.singleShot(50, take)
    assert pick_target(parent, Translator(), "dossier.pdf") == tmp_path / "new.pdf"
    assert [path for path in Path.home().rglob("*") if path.is_file()] == []


def test_the_columns_are_headed_in_the_language_of_the_window(parent: QWidget) -> None:
    picker = Browser(parent, Translator("zh-Hant"), "files")
    model = part(picker, QTreeView).model()
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(4)]
    assert heads == ["檔名", "大小", "類型", "日期"]


@pytest.mark.parametrize(
    ("kind", "step", "said"),
    [
        ("files", "Add", "There is nothing at this path."),
        ("folder", "Choose", "There is nothing at this path."),
        ("target", "Save here", "The folder of this path does not exist."),
    ],
)
def test_a_path_that_does_not_exist_is_said(
    parent: QWidget, tmp_path: Path, kind: PickKind, step: str, said: str
) -> None:
    picker = Browser(parent, Translator(), kind, "dossier.pdf")
    paste(picker, "Path", str(tmp_path / "gone" / "dossier.pdf"))
    press(picker, step)
    assert said in words_in_view(picker)
    paste(picker, "Path", str(tmp_path))
    press(picker, step)
    assert said not in words_in_view(picker)


def test_it_names_what_is_chosen_and_begins_where_that_was_chosen_last(
    parent: QWidget, tmp_path: Path
) -> None:
    (tmp_path / "ben.casebook-card").write_bytes(b"card")
    seen = []

    def take() -> None:
        picker = QApplication.activeModalWidget()
        assert isinstance(picker, Browser)
        seen.append((words_in_view(picker).splitlines()[0], field(picker, "Path").text()))
        paste(picker, "Path", str(tmp_path / "ben.casebook-card"))
        press(picker, "Choose")

    for _ in range(2):
        QTimer.singleShot(50, take)
        pick_files(parent, Translator(), purpose="card")
    forget_folders()
    QTimer.singleShot(50, take)
    pick_files(parent, Translator(), purpose="card")
    home = str(Path.home())
    assert seen == [("Choose the card", folder) for folder in (home, str(tmp_path), home)]
