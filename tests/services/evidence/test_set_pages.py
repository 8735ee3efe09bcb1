"""What the pages that are set from a file call it and its parts."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
import pytest

from casebook.base.i18n import Translator
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.formats.media_type import EPUB, MSG, NUMBERS, PPTX, XLSX
from casebook.services.evidence.file_pages import FileReceipt, set_pages
from casebook.services.evidence.intake_read import FileReport

RECEIPT = FileReceipt(name="", size_bytes=10, sha256="", exhibits={})


def text_of(report: FileReport, shown: Callable[[str], str] = str) -> str:
    data, count = set_pages(report, RECEIPT, Translator("en"), shown)
    with pypdfium2.PdfDocument(data) as document:
        return "\n".join(document[at].get_textpage().get_text_range() for at in range(count))


@pytest.mark.parametrize(
    ("media_type", "title"), [(EPUB, "Chapter 2"), (XLSX, "Sheet 2"), (PPTX, "Slide master")]
)
def test_the_parts_of_a_file_are_called_what_they_are(media_type: str, title: str) -> None:
    assert title in text_of(FileReport(media_type=media_type, pages=("It was cold.", "It rained.")))


def test_a_sheet_of_numbers_says_what_its_pages_do_not_show() -> None:
    text = text_of(FileReport(media_type=NUMBERS, pages=("Rent\t-97.4",), titles=("Loans – Debts",)))
    assert "Loans – Debts" in text
    assert "without currency or percent signs" in " ".join(text.split())


def test_an_item_of_outlook_is_set_as_what_it_is() -> None:
    fields = (("Subject", "Visit"), ("Item", "Appointment"), ("Place", "Room 2"))
    page = "Subject: Visit\nItem: Appointment\nPlace: Room 2\nBring papers"
    text = text_of(FileReport(media_type=MSG, pages=(page,), fields=fields))
    assert text.startswith("Appointment")
    assert "Place: Room 2" in " ".join(text.split())
    assert "Item" not in text


@pytest.mark.parametrize(
    "report",
    [
        FileReport(media_type=XLSX, pages=("Name\tID\nAn\t88901",)),
        FileReport(media_type=MSG, pages=("From: An\nIt rained.",), fields=(("From", "An"),)),
    ],
)
def test_a_word_is_hidden_where_its_label_or_head_says_it_is_a_name(report: FileReport) -> None:
    names = NameReplacer([Hidden(form="An Rongrong", label="Person N", ordinary=frozenset({"an"}))])
    assert names.find(report.pages[0])
    text = text_of(report, names.apply)
    assert "An" not in text.split()
    assert "Person N" in text
