"""Office files as exhibits: pages laid out by LibreOffice, with a last page that says so.

The machine that proves this has LibreOffice (make proof installs it).
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.errors import DamagedSource
from casebook.domain.case.case import Case
from casebook.domain.dossier.build import BuildRequest, CopyKind
from casebook.domain.evidence.document import Document
from casebook.formats.media_type import SXC, SXD, SXI, SXW
from casebook.host.ipc.channel import Channel
from casebook.host.process.program_part import start_program_part
from casebook.host.protocol.program_protocol import reach_programs_by
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.dossier import build as builds
from casebook.services.dossier import dossier
from casebook.services.dossier.redaction_search import RedactionQuery, suggest
from casebook.services.evidence import redaction
from casebook.services.evidence.intake import Receipt, take_in
from casebook.services.evidence.intake_source import from_paths
from casebook.services.evidence.preview import open_preview
from tests.formats.printed.test_frozen import workbook_with
from tests.formats.test_office import an_older_document
from tests.paths import ROOT
from tests.services.dossier.test_set_exhibits import text_of
from tests.services.evidence.test_redaction import opened

__all__ = ["opened"]

pytestmark = pytest.mark.proof

FILES = ROOT / "tests" / "data" / "files"
MADE_BY = re.compile(r"Converted with LibreOffice \d+\.\d+")
TEXT_ONLY = "Text only: layout and pictures are not shown."


@pytest.fixture(autouse=True)
def _with_programs() -> None:
    reach_programs_by(start_program_part)


def taken(session: Session, opened: Case, name: str) -> Document:
    (row,) = run_in_line(take_in(session, opened.id, from_paths([FILES / name]), Receipt()))
    assert row.document is not None
    return record.change(session, replace(row.document, exhibit_mark="K-1"))


def built(session: Session, document: Document, copy: CopyKind, out: Path) -> str:
    draft = dossier.draft(session, document.case_id, "Dossier")
    record.change(session, replace(draft, sections=(), exhibit_ids=(document.id,)))
    run_in_line(builds.build(session, BuildRequest(dossier_id=draft.id, copy_kind=copy), out))
    return text_of(out.read_bytes())


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("letter.docx", "port of Kyrenia"),
        ("letter.odt", "port of Kyrenia"),
        ("letter.rtf", "Kyrenia"),
        ("chart.pptx", "Larnaca"),
        ("chart.xlsx", "soap"),
    ],
)
def test_an_office_file_has_the_pages_libreoffice_lays_out(
    session: Session, opened: Case, tmp_path: Path, name: str, word: str
) -> None:
    document = taken(session, opened, name)
    text = built(session, document, "filing", tmp_path / "out.pdf")
    assert word in text
    assert MADE_BY.search(text)
    assert TEXT_ONLY not in text
    assert document.sha256 in text.replace("\n", "")


def test_a_pseudonymised_copy_is_set_from_the_text(session: Session, opened: Case, tmp_path: Path) -> None:
    """Names are replaced in the text before it is set; in a layout they would stand as they are."""
    text = built(session, taken(session, opened, "letter.docx"), "pseudonymised", tmp_path / "out.pdf")
    assert TEXT_ONLY in text
    assert not MADE_BY.search(text)


def test_areas_are_marked_and_redacted_on_the_text(session: Session, opened: Case, tmp_path: Path) -> None:
    """They stay where they were marked, whether LibreOffice is installed then or not."""
    document = taken(session, opened, "letter.docx")
    suggested = run_in_line(suggest(session, document, RedactionQuery(words="Kyrenia")))
    was = redaction.of_document(session, document)
    redaction.keep(session, was.decided(suggested, "accepted"), was)
    text = built(session, document, "service", tmp_path / "out.pdf")
    assert "Kyrenia" not in text
    assert TEXT_ONLY in text
    with run_in_line(open_preview(session, document, is_laid_out=False)) as preview:
        assert TEXT_ONLY in preview.text(0).text


def test_the_preview_shows_the_pages_of_the_dossier(session: Session, opened: Case) -> None:
    with run_in_line(open_preview(session, taken(session, opened, "letter.docx"))) as preview:
        assert "port of Kyrenia" in preview.text(0).text
        assert MADE_BY.search(preview.text(len(preview.pages) - 1).text)


@pytest.mark.parametrize("name", ["tracked.docx", "tracked.odt", "tracked.rtf"])
def test_a_file_with_deleted_or_hidden_text_is_set_from_what_is_printed(
    session: Session, opened: Case, tmp_path: Path, name: str
) -> None:
    """LibreOffice would print it; the preview shows the pages that are filed."""
    document = taken(session, opened, name)
    assert TEXT_ONLY in built(session, document, "filing", tmp_path / "out.pdf")
    with run_in_line(open_preview(session, document)) as preview:
        assert TEXT_ONLY in preview.text(0).text


def test_the_last_page_names_what_libreoffice_does_not_print(
    session: Session, opened: Case, tmp_path: Path
) -> None:
    text = built(session, taken(session, opened, "hidden.xlsx"), "filing", tmp_path / "out.pdf")
    assert MADE_BY.search(text)
    assert "hidden sheets (1)" in text.replace("\n", " ")
    assert "very hidden sheet" not in text
    assert "Hidden row Wang" not in text


def test_the_whole_text_follows_pages_that_cut_a_cell(session: Session, opened: Case, tmp_path: Path) -> None:
    """Of a workbook before 2007 no column can be widened."""
    text = built(session, taken(session, opened, "chinese.xls"), "filing", tmp_path / "out.pdf")
    assert MADE_BY.search(text)
    assert "Its whole text follows" in text
    assert "Provinces in China" in text


def test_dates_and_cells_are_printed_as_they_were_stored(
    session: Session, opened: Case, tmp_path: Path
) -> None:
    statement = "They came at night and took my brother away, cutword at the end of the sentence"
    book = workbook_with({"A1": 2019, "B1": statement, "C1": "Kashgar"}, {"A1": "YEAR(TODAY())"})
    file = tmp_path / "statement.xlsx"
    file.write_bytes(book)
    (row,) = run_in_line(take_in(session, opened.id, from_paths([file]), Receipt()))
    assert row.document is not None
    text = built(
        session,
        record.change(session, replace(row.document, exhibit_mark="K-1")),
        "filing",
        tmp_path / "out.pdf",
    )
    assert MADE_BY.search(text)
    assert "2019" in text
    assert "end of the sentence" in text
    assert "Its whole text follows" not in text


DRAWING = """\
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"><office:body><office:drawing><draw:page
 draw:name="p"><draw:rect svg:width="5cm" svg:height="5cm" svg:x="2cm" svg:y="2cm"/></draw:page>
</office:drawing></office:body></office:document-content>"""
MANIFEST = """\
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry
 manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.graphics"/>
<manifest:file-entry
 manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""


def test_a_file_without_text_is_laid_out(session: Session, opened: Case, tmp_path: Path) -> None:
    file = tmp_path / "plan.odg"
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.graphics")
        package.writestr("content.xml", DRAWING)
        package.writestr("META-INF/manifest.xml", MANIFEST)
    (row,) = run_in_line(take_in(session, opened.id, from_paths([file]), Receipt()))
    assert row.document is not None
    document = record.change(session, replace(row.document, exhibit_mark="K-1"))
    assert MADE_BY.search(built(session, document, "filing", tmp_path / "out.pdf"))
    with run_in_line(open_preview(session, document)) as preview:
        assert MADE_BY.search(preview.text(len(preview.pages) - 1).text)
    with pytest.raises(DamagedSource, match="has no text"):
        built(session, document, "pseudonymised", tmp_path / "hidden.pdf")


@pytest.mark.parametrize(("kind", "ending"), [(SXW, "stw"), (SXC, "sxc"), (SXI, "sxi"), (SXD, "sxd")])
def test_a_document_before_open_document_is_laid_out(
    session: Session, opened: Case, tmp_path: Path, kind: str, ending: str
) -> None:
    file = tmp_path / f"plain.{ending}"
    drawn = "" if kind in {SXW, SXC} else '<draw:page draw:name="p"/>'
    text = "<text:p>Marginalia</text:p>" if kind == SXW else drawn
    cell = "<table:table-cell><text:p>Rent</text:p></table:table-cell>"
    sheet = f'<table:table table:name="S"><table:table-row>{cell}</table:table-row></table:table>'
    file.write_bytes(an_older_document(kind, sheet if kind == SXC else text, has_mimetype=False))
    (row,) = run_in_line(take_in(session, opened.id, from_paths([file]), Receipt()))
    assert row.document is not None
    assert row.document.media_type == kind
    document = record.change(session, replace(row.document, exhibit_mark="K-1"))
    assert MADE_BY.search(built(session, document, "filing", tmp_path / "out.pdf"))


def test_pages_are_laid_out_once_until_lock(session: Session, opened: Case) -> None:
    document = taken(session, opened, "letter.docx")
    with run_in_line(open_preview(session, document)) as preview:
        count = len(preview.pages)
    reach_programs_by(no_program)
    with run_in_line(open_preview(session, document)) as preview:
        assert MADE_BY.search(preview.text(count - 1).text)
    session.kept_pages.clear()
    with run_in_line(open_preview(session, document)) as preview:
        assert TEXT_ONLY in preview.text(0).text


def no_program() -> Channel:
    raise OSError


def test_the_same_file_has_the_same_pages(session: Session, opened: Case, tmp_path: Path) -> None:
    document = taken(session, opened, "letter.docx")
    first = built(session, document, "filing", tmp_path / "one.pdf")
    assert built(session, document, "filing", tmp_path / "two.pdf") == first
