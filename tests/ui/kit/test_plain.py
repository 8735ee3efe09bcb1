"""A name with a tag in it is shown as it is: nothing is opened, nothing decoded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListView, QWidget
from pytestqt.qtbot import QtBot

from casebook.domain.base.name import Name
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.ui.kit.page_context import Location
from casebook.ui.kit.plain import plain_label, plain_tip
from tests.host.confined import run_python

SVG = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4="


def pictures_in(text: str) -> list[str]:
    """The pictures that Qt would load to show this text in a tooltip or a label that is not plain."""
    if "<" not in text:
        return []
    document, found = QTextDocument(), list[str]()
    document.setHtml(text)
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            style = pieces.fragment().charFormat()
            if style.isImageFormat():
                found.append(style.toImageFormat().name())
            pieces += 1
        block = block.next()
    return found


def shown(root: QWidget) -> Iterator[str]:
    """Every text that Qt could read as markup: tooltips, those of cells, labels not made plain."""
    for widget in [root, *root.findChildren(QWidget)]:
        yield widget.toolTip()
        if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
            yield widget.text()
        if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
            for row in range(model.rowCount(widget.rootIndex())):
                columns = 1 if isinstance(widget, QListView) else model.columnCount(widget.rootIndex())
                for column in range(columns):
                    index = model.index(row, column, widget.rootIndex())
                    yield str(index.data(Qt.ItemDataRole.ToolTipRole) or "")


@pytest.mark.parametrize("source", [SVG, "/etc/hostname", "//server/share/x.png"])
def test_the_attack_works_on_what_is_not_plain(source: str) -> None:
    name = f"<img src='{source}'>"
    assert pictures_in(name) == [source]
    assert pictures_in(plain_tip(name)) == []


def test_a_label_shows_a_tag_as_it_is(qtbot: QtBot) -> None:
    label = plain_label("<b>Lin</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_ordinary_words_stay_as_they_are() -> None:
    assert plain_tip("Lin & Wen, 5 > 4\nsecond line") == "Lin & Wen, 5 > 4\nsecond line"


def test_a_name_with_a_tag_decodes_nothing_on_any_page(opened: Callable[..., Any], blank: Session) -> None:
    hostile = f"<img src='{SVG}'><img src='/etc/hostname'>"
    record.add(
        blank,
        Person(id="p", names=(Name(text=hostile, script="Latn"),)),
        Contact(id="c", name=hostile, kind="interpreter"),
    )
    workspace = opened(blank)
    texts: list[str] = []
    for page in ("people", "contacts", "today", "cases"):
        workspace.go(Location(page=page))
        texts += shown(workspace)
    assert any("&lt;img" in text for text in texts), "the name was shown"
    assert [picture for text in texts for picture in pictures_in(text)] == []


def test_a_window_on_the_screen_loads_no_decoder_of_pictures() -> None:
    program = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtGui import QImageReader
from casebook.base.settings import Settings
from casebook.ui.app.application import Program
from casebook.ui.kit.plain import load_no_more_plugins
from casebook.ui.kit.toolkit import make_application
application = make_application(Settings())
program = Program(application, Settings(), [])
program.window.seen.connect(load_no_more_plugins)
program.window.seen.connect(application.quit)
program.show()
application.exec()
print(*sorted(bytes(one.data()).decode() for one in QImageReader.supportedImageFormats()))
"""
    run = run_python(program)
    assert run.stdout.split() == ["bmp", "pbm", "pgm", "png", "ppm", "xbm", "xpm"], run.stderr


def test_a_wrapped_label_is_as_high_as_its_text_whatever_became_of_it(qtbot: QtBot) -> None:
    kept, bare = plain_label("one two three " * 9, wraps=True), plain_label("one two three " * 9)
    bare.setWordWrap(True)
    kept.setWordWrap(True)
    qtbot.addWidget(kept)
    qtbot.addWidget(bare)
    large = kept.font()
    large.setPointSize(30)
    changes: tuple[Callable[[QLabel], object], ...] = (
        lambda label: label.show(),
        lambda label: label.setProperty("text", "four five six " * 20),
        lambda label: label.setFont(large),
        lambda label: label.setStyleSheet("padding: 20px"),
    )
    for change in changes:
        change(kept)
        change(bare)
        heights = [kept.heightForWidth(width) for width in (120, 300, 120)]
        assert heights == [bare.heightForWidth(width) for width in (120, 300, 120)]


def test_a_wrapped_label_is_measured_once_for_a_width(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    measured = QLabel.heightForWidth

    def noted(label: QLabel, width: int) -> int:
        asked.append(width)
        return measured(label, width)

    monkeypatch.setattr(QLabel, "heightForWidth", noted)
    kept = plain_label("one two three", wraps=True)
    qtbot.addWidget(kept)
    for width in (80, 80, 90, 80, 90):
        assert kept.heightForWidth(width) > 0
    assert asked == [80, 90]
