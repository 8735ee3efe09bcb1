"""Looking at evidence in the window, through the real render worker and the real threads."""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from casebook.base.i18n import Translator
from casebook.domain.evidence.document import Document
from casebook.host.sandbox.limits import REQUEST_CPU_SECONDS
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence.document import file_sealed
from casebook.ui.kit.changes import Bus
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.kit.tasks import Lanes
from casebook.ui.pages.evidence.document import EvidencePage
from casebook.ui.pages.evidence.document_pane import DocumentPane
from casebook.ui.pages.evidence.document_view import DocumentView
from casebook.ui.shell.window import Window
from tests.ui.driver import field, is_in_view, part, send, shown_in, shown_rows, text_of
from tests.worker.documents import endless_pdf, letter_pdf, picture

Looked = Callable[..., EvidencePage]
WAIT_MS = 20_000
HURRIED_CPU_SECONDS = 1


@pytest.fixture
def looked(blank: Session, qtbot: QtBot) -> Iterator[Looked]:
    """Takes a file in and shows it on its page, with threads."""
    lanes: list[Lanes] = []
    windows: list[Window] = []

    def let_go(window: Window) -> None:
        """What is still under way would come back to a window that is gone."""
        window.close_workspace()
        for running in lanes:
            running.stop()

    def looking(data: bytes, kind: str = "application/pdf") -> EvidencePage:
        case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
        draft = Document(
            id=blank.ids(),
            case_id=case.id,
            title="Looked at",
            kind="other",
            attachment_id="",
            sha256="",
            size_bytes=0,
            media_type=kind,
        )
        sealed = blank.vault.attachments.seal(io.BytesIO(data), blank.ids())
        file_sealed(blank, draft, sealed, ("",), page_count=1)
        lanes.append(Lanes())
        bus, window = Bus(), Window(Translator(), [])
        blank.on_change(bus.changed.emit)
        windows.append(window)  # qtbot alone does not keep it
        qtbot.addWidget(window, before_close_func=let_go)
        window.resize(1280, 800)
        window.show()
        with qtbot.waitActive(window):
            window.activateWindow()
        window.open_workspace(
            PageContext(blank, lanes[0], bus, Translator()), Location(page="case", id=case.id, tab="evidence")
        )
        page = window.findChild(EvidencePage)
        assert page is not None
        qtbot.waitUntil(lambda: "Looked at" in text_of(part(page, DocumentPane)), timeout=WAIT_MS)
        part(page, DocumentPane).show_tab("document")
        return page

    yield looking
    blank.store.listeners.clear()


def _view(page: EvidencePage) -> DocumentView:
    return part(page, DocumentPane).view


def _kinds(page: EvidencePage) -> list[str]:
    return [step.kind for document in shown_rows(page.rows) for step in document.custody]


def _shown(view: DocumentView) -> QImage:
    return view.paper.viewport().grab().toImage()


def _has(image: QImage, is_wanted: Callable[[QColor], bool]) -> bool:
    return any(
        is_wanted(image.pixelColor(x, y))
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )


def _is_ink(colour: QColor) -> bool:
    return colour.lightness() < 60


def _is_marked(colour: QColor) -> bool:
    return colour.red() > 200 and colour.blue() < 170 and colour.green() > 100


def _button(view: DocumentView) -> QPushButton:
    page: QWidget = shown_in(view)
    (found,) = page.findChildren(QPushButton)
    return found


def _wait_for_ink(view: DocumentView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(view.looking.pages) and _has(_shown(view), _is_ink), timeout=WAIT_MS)


def test_a_pdf_is_shown_turned_zoomed_and_numbered(looked: Looked, qtbot: QtBot) -> None:
    view = _view(looked(letter_pdf()))
    _wait_for_ink(view, qtbot)
    assert is_in_view(view, "of 3")
    QTest.keyClick(view.paper, Qt.Key.Key_End)
    number = field(view, "Page number")
    qtbot.waitUntil(lambda: number.text() == "3", timeout=WAIT_MS)
    send(view, "Page number", "2")
    qtbot.waitUntil(lambda: number.text() == "2", timeout=WAIT_MS)
    before = view.paper.scale
    middle = QPointF(view.paper.viewport().rect().center())
    turned = QWheelEvent(
        middle,
        middle,
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt takes it by place
    )
    QApplication.sendEvent(view.paper.viewport(), turned)
    assert view.paper.scale > before
    view.paper.zoom("page")
    size = view.looking.pages[1]
    assert size.height_pt * view.paper.scale <= view.paper.viewport().height()


def test_every_page_in_view_is_drawn_as_sharp_as_the_screen(looked: Looked, qtbot: QtBot) -> None:
    view = _view(looked(letter_pdf()))
    _wait_for_ink(view, qtbot)
    view.paper.zoom(2.0)
    qtbot.waitUntil(lambda: view.paper.is_drawn(0), timeout=WAIT_MS)
    image = view.paper.image(0)
    assert image is not None
    assert image.width() == int(400 * 2.0 * 96 / 72 * view.devicePixelRatioF())


def test_words_are_found_marked_and_gone_through(looked: Looked, qtbot: QtBot) -> None:
    view = _view(looked(letter_pdf()))
    _wait_for_ink(view, qtbot)
    QTest.keyClick(view.paper, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert field(view, "Search in this document").hasFocus()
    send(view, "Search in this document", "判决")
    qtbot.waitUntil(lambda: is_in_view(view, "1 of 1"), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: _has(_shown(view), _is_marked), timeout=WAIT_MS)
    send(view, "Search in this document", "no such words")
    qtbot.waitUntil(lambda: is_in_view(view, "no matches"), timeout=WAIT_MS)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_pictures_are_shown(looked: Looked, qtbot: QtBot, kind: str) -> None:
    view = _view(looked(picture(kind), f"image/{kind.lower()}"))
    qtbot.waitUntil(lambda: view.paper.image(0) is not None, timeout=WAIT_MS)
    assert is_in_view(view, "of 1")


def test_what_is_not_drawn_is_kept_sealed_and_says_so(looked: Looked) -> None:
    view = _view(looked(b"<html>a page that was saved</html>", "text/html"))
    assert not is_in_view(view, "Page number")
    assert _button(view).accessibleName() == "Save a copy outside the casebook…"


def test_a_killed_worker_is_a_calm_message_and_can_be_tried_again(looked: Looked, qtbot: QtBot) -> None:
    view = _view(looked(letter_pdf()))
    _wait_for_ink(view, qtbot)
    failures: list[object] = []
    view.looking.failed.connect(failures.append)
    for zoom in (1.5, 3.0):
        qtbot.waitUntil(lambda: not view.looking.is_busy, timeout=WAIT_MS)
        opened = view.looking.preview
        if opened is not None and opened.worker_pid is not None:
            os.kill(opened.worker_pid, signal.SIGKILL)
        view.paper.zoom(zoom)
    qtbot.waitUntil(lambda: bool(failures), timeout=WAIT_MS)
    QTest.mouseClick(_button(view), Qt.MouseButton.LeftButton)
    _wait_for_ink(view, qtbot)


def _hurry(pid: int) -> None:
    """Take from a renderer most of the processor time it allowed itself for what it draws now."""
    if sys.platform != "linux":
        return
    import resource

    with suppress(ProcessLookupError):
        soft, hard = resource.prlimit(pid, resource.RLIMIT_CPU)
        assert REQUEST_CPU_SECONDS < soft < 3 * REQUEST_CPU_SECONDS or soft == HURRIED_CPU_SECONDS
        resource.prlimit(pid, resource.RLIMIT_CPU, (HURRIED_CPU_SECONDS, hard))


def test_a_page_without_end_is_stopped_and_the_window_lives(looked: Looked, qtbot: QtBot) -> None:
    view = _view(looked(endless_pdf()))
    qtbot.waitUntil(lambda: bool(view.looking.pages), timeout=WAIT_MS)
    opened = view.looking.preview
    assert opened is not None

    def is_given_up() -> bool:
        if opened.worker_pid is not None:
            _hurry(opened.worker_pid)
        return view.paper.is_drawn(0) and view.paper.image(0) is None

    qtbot.waitUntil(is_given_up, timeout=30_000)


def test_turning_away_ends_the_renderer(looked: Looked, qtbot: QtBot) -> None:
    page = looked(letter_pdf())
    view = _view(page)
    _wait_for_ink(view, qtbot)
    opened = view.looking.preview
    assert opened is not None
    part(page, DocumentPane).show_tab("details")
    assert view.looking.preview is None
    assert not opened.is_alive
    assert view.paper.image(0) is None


def test_a_copy_is_warned_of_written_and_noted_in_its_custody(
    looked: Looked, qtbot: QtBot, tmp_path: Path
) -> None:
    page = looked(letter_pdf())
    _wait_for_ink(_view(page), qtbot)
    _view(page).saving.emit()
    assert is_in_view(page, "Save an unencrypted copy outside the casebook")
    target = tmp_path / "out.pdf"
    part(page, DocumentPane).save_copy(target)
    qtbot.waitUntil(lambda: _kinds(page)[-1:] == ["copied"], timeout=WAIT_MS)
    assert target.read_bytes() == letter_pdf()
    assert "a copy was saved outside the casebook" in text_of(page)
