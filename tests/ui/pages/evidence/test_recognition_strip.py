"""Recognition of text beside the document: languages, progress, search, mark and undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject

from casebook.domain.evidence.document import Document
from casebook.host.process import recogniser
from casebook.services.base import record, search
from casebook.services.base.session import Session
from casebook.services.evidence import recognition
from casebook.ui.kit.drawing import contained_reply
from casebook.ui.pages.evidence.document_view import DocumentView
from casebook.ui.pages.evidence.recognition_parts import RecognitionStrip
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.controls.styled_inputs import TickBox
from tests.pdf.corpus import typed
from tests.services.evidence.test_recognition import scan, taken
from tests.ui.driver import message_of, open_page, part, press, send, settle, text_of

Opened = Callable[..., Any]
UNCHECKED = "text recognised by program, unchecked"


class Canceller(QObject):
    """Presses Cancel as soon as progress is shown."""

    @contained_reply
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's signature
        if event.type() == QEvent.Type.Show and isinstance(watched, ProgressStrip):
            press(watched, "Cancel")
        return False


def evidence_of(opened: Opened, session: Session, document: Document) -> tuple[Any, Any]:
    workspace = opened(session)
    return workspace, open_page(workspace, "case", id=document.case_id, tab="evidence")


def test_a_scan_is_recognised_marked_found_and_undone(opened: Opened, blank: Session, tmp_path: Path) -> None:
    document = taken(blank, tmp_path, scan("Summons to the quince station"))
    workspace, evidence = evidence_of(opened, blank, document)
    strip = part(evidence, RecognitionStrip)
    assert "scan without text" in text_of(strip)
    press(strip, "Recognise text…")
    press(strip, "Recognise text")
    settle()
    assert "Text recognised" in message_of(workspace)
    assert UNCHECKED in text_of(strip)
    assert search.find(blank, "quince station")
    press(workspace, "Undo")
    settle()
    assert "scan without text" in text_of(strip)
    assert search.find(blank, "quince station") == []
    workspace.context.redo()
    settle()
    assert UNCHECKED in text_of(strip)
    assert search.find(blank, "quince station")


def test_recognised_words_are_found_in_the_document_in_view(
    opened: Opened, blank: Session, tmp_path: Path
) -> None:
    document = taken(blank, tmp_path, scan("Summons to the quince station"))
    _, evidence = evidence_of(opened, blank, document)
    evidence.open_row(document.id)
    strip = part(evidence, RecognitionStrip)
    press(strip, "Recognise text…")
    press(strip, "Recognise text")
    settle()
    view = part(evidence, DocumentView)
    send(view, "Search in this document", "quince")
    settle()
    assert "1 of 1" in text_of(view)


def test_the_language_is_ticked_and_missing_data_told(opened: Opened, blank: Session, tmp_path: Path) -> None:
    document = taken(blank, tmp_path, scan("Summons"))
    other = next(tag for tag in ("dz", "th", "el") if tag not in recogniser.languages())
    record.change(blank, replace(document, language=other))
    _, evidence = evidence_of(opened, blank, document)
    strip = part(evidence, RecognitionStrip)
    press(strip, "Recognise text…")
    ticked = [tick.text() for tick in strip.findChildren(TickBox) if tick.isChecked()]
    assert ticked == ["English (eng)"]
    assert "No data for Dzongkha is installed" in text_of(strip)


def test_a_document_with_text_is_not_offered_recognition(
    opened: Opened, blank: Session, tmp_path: Path
) -> None:
    document = taken(blank, tmp_path, typed(1))
    _, evidence = evidence_of(opened, blank, document)
    assert not evidence.findChild(RecognitionStrip).isVisible()


def test_a_cancelled_recognition_keeps_nothing(opened: Opened, blank: Session, tmp_path: Path) -> None:
    document = taken(blank, tmp_path, scan("Summons"))
    _, evidence = evidence_of(opened, blank, document)
    strip = part(evidence, RecognitionStrip)
    canceller = Canceller()
    strip.progress.installEventFilter(canceller)
    press(strip, "Recognise text…")
    press(strip, "Recognise text")
    settle()
    assert recognition.of_document(blank, document.id) is None
