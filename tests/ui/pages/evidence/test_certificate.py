from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casebook.domain.case.case import Case
from casebook.domain.dossier.build import Build, BuiltPart
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.evidence.document import Document
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.ui.kit.page_context import BarMessage, Location
from casebook.ui.pages.evidence.certificate import CertificatePane
from tests.ui.driver import shown_in, text_of
from tests.ui.pages.dossier.dossier_page import Opened, press_beginning


def _tab(opened: Opened, session: Session, case: Case, tab: str, within: str = "") -> tuple[Any, Any]:
    """The workspace and a tab of a case."""
    workspace = opened(session)
    workspace.go(Location(page="case", id=case.id, tab=tab, within=within))
    return workspace, shown_in(workspace.page)


def _pane(page: Any) -> CertificatePane:  # noqa: ANN401 - a tab of a case
    found: list[CertificatePane] = page.findChildren(CertificatePane)
    (pane,) = found
    return pane


def test_a_translators_certificate_is_previewed_and_saved_from_evidence(
    opened: Opened, sample: Session, sample_case: Case, tmp_path: Path
) -> None:
    documents = record.of_case(sample, Document, sample_case.id)
    translation = next(document for document in documents if document.translation_of)
    workspace, page = _tab(opened, sample, sample_case, "evidence", translation.id)
    press_beginning(page, "Translator's certificate…")
    pane = _pane(page)
    dossier = next(iter(record.of_case(sample, Dossier, sample_case.id)))
    assert pane.request.dossier_id == dossier.id
    assert dossier.court in text_of(pane)
    assert "No court or body is chosen, so" in text_of(pane)
    pane.forum.setCurrentIndex(pane.forum.findData("us-eoir-immigration-court"))
    text = text_of(pane)
    assert "translator's address and telephone: ICPM 3.3(a)" in text
    assert "is already recorded. This form is for" in text
    assert "no rule found" in text
    messages: list[BarMessage] = []
    workspace.context.message_posted.connect(messages.append)
    for file_format, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        out = tmp_path / f"certificate.{file_format}"
        pane.save_to(out, file_format)  # type: ignore[arg-type]
        assert out.read_bytes().startswith(begins)
    assert [message.title for message in messages] == [
        "Certificate exported. Outside the casebook it is not encrypted."
    ] * 2
    QTest.keyClick(pane, Qt.Key.Key_Escape)
    assert page.editor.currentWidget().isAncestorOf(page.editor.details)
    page.table.choose(next(document.id for document in documents if document.kind == "statement"))
    press_beginning(page, "Interpreter's certificate…")
    interpreters = page.editor.currentWidget()
    assert interpreters.request.kind == "interpretation"
    interpreters.left.emit()
    page.table.choose(translation.translation_of)
    page.certify()
    assert page.editor.currentWidget().isAncestorOf(page.editor.details), (
        "an original is certified by no translator"
    )


def test_a_certificate_of_service_stands_beside_the_register(
    opened: Opened, own_sample: Session, sample_case: Case
) -> None:
    hearing = next(one for one in record.every(own_sample, Dossier) if one.kind == "hearing-dossier")
    served = Build(
        id="served",
        dossier_id=hearing.id,
        case_id=sample_case.id,
        built_at=own_sample.clock(),
        copy_kind="service",
        sha256="",
        pages=2,
        contents=(
            BuiltPart(key="1", title="Request for extradition", digest="", mark="1", first_page=1),
            BuiltPart(
                key="2",
                title="Statement",
                digest="",
                mark="2",
                first_page=2,
                last_page=2,
                is_placeholder=True,
            ),
        ),
    )
    record.add(own_sample, served)
    _, page = _tab(opened, own_sample, sample_case, "dossiers")
    page.show_tab("register")
    press_beginning(page.side.register, "Certificate of service…")
    pane = _pane(page)
    assert pane.isVisible()
    said = text_of(pane)
    assert "What was served" in said
    assert "1 · Request for extradition" in said
    assert "2 · Statement · 2 · Not in the copy served" in said
    pane.copy.setCurrentIndex(pane.copy.findData("pseudonymised"))
    assert "Person A" in text_of(pane)
    assert "Lin Zhiyuan" not in text_of(pane)
    pane.left.emit()
    assert not page.view.isVisible()
    assert page.side.register.isVisible()
