"""The history of a record: in the language of the window, without sums and ties, left with Escape."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel

import casebook
from casebook.base.i18n import Translator
from casebook.domain.evidence.document import Document
from casebook.services.base import record
from casebook.services.base.history_text import field_texts, verb
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.base.history import History
from casebook.ui.pages.base.history_values import HistoryValues
from casebook.ui.pages.wording.media import media_words
from tests.ui.conftest import Opened
from tests.ui.driver import shown_in, shown_rows

if TYPE_CHECKING:
    from casebook.domain.case.case import Case
    from casebook.services.base.session import Session


def _history(opened: Opened, sample: Session, case: Case, language: str) -> tuple[Any, QDialog]:
    workspace: Any = opened(sample, language)
    workspace.go(Location(page="case", id=case.id, tab="evidence"))
    page = shown_in(workspace.page)
    page.open_history()
    return page, page.findChildren(QDialog)[-1]


def test_the_history_of_a_piece_of_evidence_is_told_in_chinese(
    opened: Opened, sample: Session, sample_case: Case
) -> None:
    page, dialog = _history(opened, sample, sample_case, "zh-Hans")
    document = next(each for each in record.every(sample, Document) if each.id == page.table.chosen_id)
    view = dialog.findChildren(History)[0]
    changes = [change.id for change in shown_rows(view.rows) if change.noun == "document"]
    view.table.choose(changes[-1])  # other tests remove evidence and put it back
    text = "\n".join(each.text() for each in dialog.findChildren(QLabel))
    assert document.title in text
    assert "文件类型" in text
    assert "PDF 文件" in text
    assert document.sha256 not in text
    for raw in ("application/pdf", "Media type", document.id, "court-paper"):
        assert raw not in text


def test_escape_leaves_the_history(opened: Opened, sample: Session, sample_case: Case) -> None:
    page, dialog = _history(opened, sample, sample_case, "")
    search = dialog.findChildren(type(page.filter))[0]
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_every_field_has_a_name_in_chinese(language: str) -> None:
    words = Translator(language)
    assert {text for text in field_texts() if words(text) == text} <= {"ECLI"}


def test_the_day_of_a_closed_court_is_told_in_words() -> None:
    assert HistoryValues(Translator("zh-Hans")).display_text("closure", "on", "2026-03-02") == "2026年3月2日"


@pytest.mark.parametrize(
    ("media_type", "wording"),
    [
        ("application/pdf", "PDF document"),
        ("image/jpeg", "Image (JPEG)"),
        ("audio/mpeg", "Audio recording"),
        ("text/plain", "Text"),
        ("application/x-odd", "application/x-odd"),
    ],
)
def test_a_media_type_is_told_in_words(media_type: str, wording: str) -> None:
    assert media_words(media_type, Translator()) == wording


def test_a_copy_that_was_made_is_read_by_titles_and_words() -> None:
    values = HistoryValues(Translator())
    parts = [{"key": "part:1", "title": "Chronology", "digest": "5d0a", "scale_percent": 100}]
    assert values.display_text("build", "contents", parts) == "Chronology"
    assert values.display_text("build", "copy_kind", "filing") == "Filing copy"
    assert values.display_text("bulk-edit", "field", "done_on") == "Completed on"
    assert values.display_text("build", "file_format", "docx") == "Word"


def test_a_step_of_custody_is_read_with_its_day_and_its_words() -> None:
    step = {
        "kind": "received",
        "at": "2026-05-04T09:30:00+00:00",
        "who": "DK",
        "why": "",
        "sha256_after": "5d0a",
        "detail": "saved-outside",
    }
    shown = HistoryValues(Translator("zh-Hans")).display_text("document", "custody", [step, step])
    assert shown.count("2026年5月4日") == 2
    for raw in ("T09:30", "5d0a", "received", "saved-outside"):
        assert raw not in shown


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_every_action_of_the_program_has_a_verb_in_chinese(language: str) -> None:
    written = re.compile(r"\.write\(\s*f?\"(?:[a-z-]+|own-\{[a-z.]+\}|\{[^\"]+?\})\.([a-z.-]+)\"")
    sources = (Path(casebook.__file__).parent / "services").rglob("*.py")
    done = {found for path in sources for found in written.findall(path.read_text(encoding="utf-8"))}
    assert {"withhold", "transcribe", "settle.undo"} <= done
    words = Translator(language)
    untold = [
        each for each in done - {"change", "after-removal"} if verb(f"a.{each}", words) == words("Changed")
    ]
    assert not untold
    assert all(not verb(f"a.{each}", words).isascii() for each in done)
