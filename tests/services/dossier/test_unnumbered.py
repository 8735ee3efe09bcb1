"""Exhibits without a number: what is decided of one holds for no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.domain.base.name import Name as PersonName
from casebook.domain.case.case import Party
from casebook.domain.dossier.build import BuildRequest, CopyDecision, DecisionKind
from casebook.domain.dossier.certificate import CertificateRequest
from casebook.domain.dossier.composition import Heading, Span, TextTable
from casebook.domain.dossier.dossier import Section
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.dossier import build, copy_review, dossier
from casebook.services.dossier.compose import compose
from casebook.services.dossier.dossier_data import load_for_export
from casebook.services.dossier.forms import certificate
from casebook.services.dossier.forms.certificate_sheet import certificate_sheet
from casebook.services.dossier.precheck import precheck
from casebook.services.dossier.sections import custody, reference
from casebook.services.evidence import redaction
from casebook.services.evidence.intake import Receipt, take_in
from casebook.services.evidence.intake_source import from_paths
from tests.pdf.corpus import changed, picture, typed
from tests.pdf.out_of_sight import COVERED, page

Bundled = Callable[..., tuple[str, list[Document]]]
CUSTODY = Section(id="s", kind="exhibit-custody")


@pytest.fixture
def bundled(session: Session, tmp_path: Path) -> Bundled:
    """Files as exhibits without a number of one dossier, of a client who is protected."""
    consent = Consent(purpose="court", given_on=session.clock().date())
    client = Person(id="p", names=(PersonName(text="Ceshi Weiming", script="Latn"),), consents=(consent,))
    record.add(session, client)
    opened = case.open_case(session, reference="R-1", title="", jurisdiction="GB")
    record.change(session, replace(opened, parties=(Party(person_id="p"),)))
    made = dossier.draft(session, opened.id, "Dossier")

    def received(**files: bytes) -> tuple[str, list[Document]]:
        paths = [tmp_path / name.replace("_", ".") for name in files]
        for path, data in zip(paths, files.values(), strict=True):
            path.write_bytes(data)
        rows = run_in_line(take_in(session, opened.id, from_paths(paths), Receipt()))
        by_name = {row.document.received_as: row.document for row in rows if row.document}
        documents = [by_name[path.name] for path in paths]
        ids = tuple(document.id for document in documents)
        record.change(session, replace(made, sections=(), exhibit_ids=ids))
        return made.id, documents

    return received


def pages_of(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


def test_what_a_copy_hides_is_listed_by_place(session: Session, bundled: Bundled) -> None:
    dossier_id, _ = bundled(first_png=picture(), second_png=picture(size=(300, 500)))
    names = [str(marked.name) for marked in copy_review.marked(session, dossier_id)]
    assert names == ["no. 1 of the list", "no. 2 of the list"]


def test_the_check_counts_them_in_one_line_and_names_each(session: Session, bundled: Bundled) -> None:
    dossier_id, _ = bundled(first_pdf=typed(1), second_pdf=typed(1, "second"), third_pdf=typed(1, "third"))
    checked = precheck(session, BuildRequest(dossier_id=dossier_id))
    marks = [str(one.problem.what) for one in checked.foreseen if one.problem.check == "marks"]
    assert marks == ["3 exhibits have no number: no. 1–3 of the list."]


def test_a_look_at_one_releases_no_other(session: Session, bundled: Bundled, tmp_path: Path) -> None:
    dossier_id, (one, _) = bundled(first_png=picture(), second_png=picture(size=(300, 500)))
    request, out = BuildRequest(dossier_id=dossier_id, copy_kind="pseudonymised"), tmp_path / "out.pdf"
    redaction.review(session, one, [1], shows_no_one=True)
    report = run_in_line(build.build(session, request, out))
    assert [page.count("Page left out") for page in pages_of(out)].count(1) == 1
    left_out = [str(one.what) for one in report.problems if "must review" in str(one.what)]
    stated = "Exhibit no. 2 of the list: pages that a person must review were left out: 1 (picture)."
    assert left_out == [stated]


def test_reviewed_pages_of_no_exhibit_are_refused(session: Session, bundled: Bundled, tmp_path: Path) -> None:
    dossier_id, _ = bundled(first_png=picture())
    looked_at = {"no.1": frozenset({2})}
    request = BuildRequest(dossier_id=dossier_id, copy_kind="pseudonymised", reviewed=looked_at)
    with pytest.raises(InvalidInput, match=r"has the number no\.1"):
        run_in_line(build.build(session, request, tmp_path / "out.pdf"))


@pytest.mark.parametrize("marks", [("", ""), ("7", "7")])
def test_a_number_of_none_or_of_several_decides_nothing(
    marks: tuple[str, str], session: Session, bundled: Bundled, tmp_path: Path
) -> None:
    dossier_id, documents = bundled(first_pdf=typed(1, "first"), second_pdf=typed(1, "second"))
    for document, mark in zip(documents, marks, strict=True):
        changed = replace(document, exhibit_mark=mark, is_privileged=True, privilege="advice")
        record.change(session, changed)
    kinds: tuple[DecisionKind, ...] = ("disclose", "not-redrawn")
    request = BuildRequest(dossier_id=dossier_id, for_whom="the registry")
    decided = [
        replace(request, decisions=(CopyDecision(kind=kind, subject=marks[0], reason="r"),)) for kind in kinds
    ]
    for asked in (*decided, replace(request, reviewed={marks[0]: frozenset({1})})):
        with pytest.raises(InvalidInput, match="number"):
            run_in_line(build.build(session, asked, tmp_path / "out.pdf"))
    assert not (tmp_path / "out.pdf").exists()
    run_in_line(build.build(session, request, tmp_path / "out.pdf"))
    named = "no. {} of the list" if not marks[0] else "7"
    shown = "\n".join(pages_of(tmp_path / "out.pdf"))
    assert all(f"Exhibit {named.format(place)} is withheld" in shown for place in (1, 2))
    assert not any(word in shown for word in ("first", "second"))


def test_what_is_found_on_its_pages_names_it(session: Session, bundled: Bundled, tmp_path: Path) -> None:
    dossier_id, _ = bundled(good_pdf=typed(1), covered_pdf=page(COVERED["a black box"]))
    report = run_in_line(build.build(session, BuildRequest(dossier_id=dossier_id), tmp_path / "out.pdf"))
    assert not report.build.is_ready
    said = [str(one.what) for one in report.problems]
    assert any(what.startswith("Exhibit no. 2 of the list: text is covered") for what in said)
    assert any(what.startswith("Exhibit no. 1 of the list, page 1: the font") for what in said)


def test_a_certificate_lists_those_that_were_served(
    session: Session, bundled: Bundled, tmp_path: Path
) -> None:
    dossier_id, documents = bundled(first_pdf=typed(1), advice_pdf=typed(1, "advice"), last_pdf=typed(2))
    record.change(session, replace(documents[1], is_privileged=True, privilege="legal advice"))
    request = BuildRequest(
        dossier_id=dossier_id,
        copy_kind="service",
        for_whom="the other party",
        placeholders=frozenset({"no.3"}),
    )
    asked = CertificateRequest(kind="service", dossier_id=dossier_id)
    run_in_line(build.build(session, request, tmp_path / "out.pdf"))
    draft = certificate.fill_in(session, asked)
    assert [(one.mark, one.is_placeholder) for one in draft.exhibits] == [
        ("no. 1 of the list", False),
        ("no. 2 of the list", True),
        ("no. 3 of the list", True),
    ]
    assert all(one.span and not one.sha256 for one in draft.exhibits)
    served, left_out = (
        block
        for block in certificate_sheet(draft, Translator()).parts[0].blocks
        if isinstance(block, TextTable)
    )
    assert [row[0] for row in served.rows] == [(Span("no. 1 of the list"),)]
    assert left_out.head[1] == "Not in the copy served"
    grounds = ("legal advice", "not for this recipient")
    assert [row[1] for row in left_out.rows] == [(Span(f"withheld ({ground})"),) for ground in grounds]
    index = " ".join("\n".join(pages_of(tmp_path / "out.pdf")).split())
    assert index.count("is withheld") == 3, "each page in their place says so"


def test_a_reference_and_a_heading_call_it_by_its_place(session: Session, bundled: Bundled) -> None:
    dossier_id, (_, second) = bundled(first_pdf=typed(1), second_pdf=typed(4))
    known = load_for_export(session, BuildRequest(dossier_id=dossier_id))
    span = reference.exhibit(known, second.id, 3)
    assert span is not None
    assert span.text == "exhibit no. 2 of the list, p. {page}"
    assert span.alone == "exhibit no. 2 of the list, page 3"
    headings = [one.text for one in custody.blocks(known, CUSTODY) if isinstance(one, Heading)]
    assert [text.partition(":")[0] for text in headings] == [f"Exhibit no. {at} of the list" for at in (1, 2)]


def test_a_translation_says_whose_it_is_by_its_place(session: Session, bundled: Bundled) -> None:
    dossier_id, (original, translation) = bundled(first_pdf=typed(1), second_pdf=typed(2))
    record.change(session, replace(translation, translation_of=original.id))
    dossier_data = load_for_export(session, BuildRequest(dossier_id=dossier_id))
    exhibits = compose(dossier_data, lambda _: BytesIO()).exhibits
    assert [exhibit.note for exhibit in exhibits] == ["", "Translation of exhibit no. 1 of the list"]


def test_a_pseudonymised_copy_says_which_comments_it_leaves_out(
    session: Session, bundled: Bundled, tmp_path: Path
) -> None:
    def comment(pdf: Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents="ask again")
        pdf.pages[1].obj.Annots = Array([pdf.make_indirect(note)])

    dossier_id, _ = bundled(first_pdf=changed(typed(2), comment))
    request = BuildRequest(dossier_id=dossier_id, copy_kind="pseudonymised")
    report = run_in_line(build.build(session, request, out := tmp_path / "out.pdf"))
    (lost,) = [problem for problem in report.problems if problem.check == "comments"]
    assert str(lost.what).startswith("Exhibit no. 1 of the list: ")
    assert lost.page == len(pages_of(out))
