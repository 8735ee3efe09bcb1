from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casebook.base.errors import InvalidInput, Refused
from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Party
from casebook.domain.dossier.build import Build, BuiltFile, BuiltNumbers, BuiltPart, CopyKind
from casebook.domain.dossier.certificate import Certificate, CertificateKind, CertificateRequest
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.evidence.document import Document, TranslationCertificate
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.dossier.forms import certificate
from casebook.services.dossier.forms.certificate_sheet import certificate_sheet
from casebook.services.dossier.pseudonymised_text import texts_of
from tests.pdf.read import texts

SIGNED = TranslationCertificate(
    translator="Ada Marlow",
    languages=("zh-Hans", "en"),
    accuracy="A true translation.",
    signed_on=StatedDate(edtf="2026-01-30"),
    address="1 Invented Street",
)


@pytest.fixture
def filed(session: Session) -> Session:
    """A case with a client, an original, its translation and a paper of advice, all in a dossier."""
    consent = Consent(purpose="court", given_on=session.clock().date())
    client = Person(id="p", names=(Name(text="Wen Shuyun", script="Latn"),), consents=(consent,))
    record.add(session, client)
    case = open_case(session, reference="R-1", title="", jurisdiction="CY", parties=(Party(person_id="p"),))
    record.add(
        session,
        paper(case.id, "o", "Summons of Wen Shuyun", mark="1", language="zh-Hans"),
        paper(case.id, "t", "Translation", mark="2", translation_of="o", certificate=SIGNED, language="en"),
        paper(case.id, "a", "Advice", mark="3", is_privileged=True),
        Dossier(
            id="d",
            case_id=case.id,
            title="Appeal of Wen Shuyun",
            court="Court of Invention",
            exhibit_ids=("o", "t", "a"),
        ),
    )
    return session


def paper(case_id: str, id_: str, title: str, **more: Any) -> Document:  # noqa: ANN401 - any attribute
    mark = more.pop("mark")
    return Document(
        id=id_,
        case_id=case_id,
        title=title,
        kind="court-paper",
        attachment_id="",
        sha256=id_ * 64,
        size_bytes=1,
        media_type="application/pdf",
        exhibit_mark=mark,
        **more,
    )


def built(
    session: Session,
    id_: str,
    kind: CopyKind,
    *keys: str,
    titles: str = "Summons",
    **more: Any,  # noqa: ANN401 - any attribute
) -> None:
    """Enter a copy in the register."""
    case_id = record.find(session, Dossier, "d").case_id
    parts = [BuiltPart(key="part:1", title="Chronology", digest="x")]
    parts += [
        BuiltPart(key=key, title=titles, mark=str(at), digest=key * 64, first_page=at, last_page=at + 1)
        for at, key in enumerate(keys, start=1)
    ]
    record.add(
        session,
        Build(
            id=id_,
            dossier_id="d",
            case_id=case_id,
            built_at=session.clock(),
            copy_kind=kind,
            sha256="f" * 64,
            pages=9,
            contents=tuple(parts),
            **more,
        ),
    )


def asked(kind: CertificateKind = "service", **more: Any) -> CertificateRequest:  # noqa: ANN401
    return CertificateRequest(kind=kind, dossier_id=more.pop("dossier_id", "d"), **more)


def values(draft: Certificate) -> dict[str, str]:
    return {line.element.id: line.value for line in draft.lines}


def test_a_translation_is_certified_from_records_with_an_address_on_demand(
    filed: Session,
) -> None:
    draft = certificate.fill_in(filed, asked("translation", document_id="t"))
    known = values(draft)
    assert known["original"].startswith("Exhibit 1: Summons of Wen Shuyun\nSHA-256 ")
    assert known["languages"] == "Chinese (Simplified) into English"
    assert (known["translator"], known["accuracy"]) == ("Ada Marlow", "A true translation.")
    assert known["competence"] == ""
    assert "address" not in known
    assert known["signed-on"] == "", "the day of an earlier signature is not that of the next"
    profile = "us-eoir-immigration-court"
    court = certificate.fill_in(filed, asked("translation", document_id="t", profile_id=profile))
    assert values(court)["address"] == "1 Invented Street"
    assert {line.element.id for line in court.open_lines} >= {"telephone", "signature", "signed-on"}
    assert court.contents is not None
    assert court.contents.pinpoint == "ICPM 3.3(a)"


def test_a_translation_needs_no_dossier_and_takes_languages_from_papers(filed: Session) -> None:
    translation = record.find(filed, Document, "t")
    record.change(filed, replace(translation, certificate=None), seen=translation)
    request = asked("translation", dossier_id="", document_id="t", language="fr")
    known = values(certificate.fill_in(filed, request))
    assert (known["court"], known["translator"]) == ("", "")
    assert known["languages"] == "chinois (simplifié) vers anglais"


@pytest.mark.parametrize("wrong", [{}, {"document_id": "o"}])
def test_what_is_no_translation_is_not_certified_as_one(filed: Session, wrong: dict[str, str]) -> None:
    with pytest.raises(InvalidInput, match="translation"):
        certificate.fill_in(filed, asked("translation", **wrong))


def test_without_a_copy_in_the_register_nothing_is_said_of_how_or_to_whom(filed: Session) -> None:
    draft = certificate.fill_in(filed, asked())
    assert values(draft)["copy"] == "Appeal of Wen Shuyun"
    assert draft.exhibits == (), "nobody knows what was served"
    opened = {line.element.id for line in draft.open_lines}
    assert opened >= {"recipient", "address", "how", "when", "server", "signature", "signed-on"}
    assert "fingerprint" not in values(draft)


def test_pages_are_named_as_they_are_printed(filed: Session) -> None:
    numbers = (BuiltNumbers(key="o", numbers=("42", "43")), BuiltNumbers(key="t", numbers=("44A",)))
    built(filed, "b", "service", "o", "t", for_whom="the Attorney General", numbers=numbers)
    draft = certificate.fill_in(filed, asked())
    assert [each.span for each in draft.exhibits] == ["42–43", "44A"]


def test_the_newest_service_copy_is_certified_with_whom_it_was_made_for(filed: Session) -> None:
    built(filed, "b1", "filing", "o", "t", "a", for_whom="the registry")
    built(filed, "b2", "service", "o", "t", for_whom="the Attorney General")
    painted = record.find(filed, Document, "t")
    record.change(filed, replace(painted, sha256="0" * 64), seen=painted)
    draft = certificate.fill_in(filed, asked(profile_id="ca-irb-rpd"))
    known = values(draft)
    assert known["recipient"] == "the Attorney General"
    assert known["copy"].endswith("9 pages, created on 2 March 2026, 09:00 UTC")
    assert known["fingerprint"].replace(" ", "") == "f" * 64
    shown = [(each.mark, each.span, each.sha256) for each in draft.exhibits]
    assert shown == [("1", "1–2", ""), ("2", "2–3", "")], "only what was served has a hash"
    built(filed, "b3", "filing", "o", "t")
    filing = certificate.fill_in(filed, asked(build_id="b3"))
    assert [each.sha256 for each in filing.exhibits][:2] == ["o" * 64, ""], "of the file as received"
    lines = {line.element.id: line for line in draft.lines}
    assert lines["how"].asked == ("how the other party was given the documents",)
    assert draft.required is not None
    assert draft.required.pinpoint.startswith("r 34(2)")


def test_the_files_of_a_copy_in_several_are_each_named_with_their_hash(filed: Session) -> None:
    file = BuiltFile(name="1-summons.pdf", sha256="e" * 64, pages=2, size_bytes=9)
    built(filed, "b", "service", "o", files=(file,))
    assert values(certificate.fill_in(filed, asked()))["fingerprint"].startswith("1-summons.pdf: eeee")


def test_what_is_privileged_is_never_certified_as_served(filed: Session) -> None:
    built(filed, "b", "filing", "o", "a")
    with pytest.raises(Refused, match="privileged"):
        certificate.fill_in(filed, asked(build_id="b"))
    original = record.find(filed, Document, "o")
    record.change(filed, replace(original, is_privileged=True), seen=original)
    with pytest.raises(Refused, match="privileged"):
        certificate.fill_in(filed, asked("translation", document_id="t", copy_kind="service"))
    assert certificate.fill_in(filed, asked("translation", document_id="t")).lines


def test_a_copy_of_another_dossier_is_refused(filed: Session) -> None:
    built(filed, "b", "service", "o")
    other = replace(record.find(filed, Dossier, "d"), id="d2")
    record.add(filed, other)
    with pytest.raises(InvalidInput, match="another dossier"):
        certificate.fill_in(filed, asked(dossier_id="d2", build_id="b"))


@pytest.mark.parametrize("file_format", ["pdf", "docx"])
def test_a_pseudonymised_copy_is_certified_with_labels_and_no_hashes(
    filed: Session,
    tmp_path: Path,
    file_format: Any,  # noqa: ANN401 - a file format
) -> None:
    built(filed, "b", "pseudonymised", "o", titles="Summons of Person A", for_whom="Wen Shuyun's cousin")
    out = tmp_path / f"out.{file_format}"
    made = run_in_line(certificate.write(filed, asked(build_id="b"), out, file_format))
    assert values(made.certificate)["recipient"] == "Person A's cousin"
    assert made.certificate.exhibits[0].sha256 == ""
    if file_format == "pdf":
        text = "".join(texts(out))
        assert "Appeal of Person A" in text
        assert "Wen" not in text
        assert "Shuyun" not in text
    with pytest.raises(InvalidInput, match="The file name reveals details that this"):
        run_in_line(certificate.write(filed, asked(build_id="b"), tmp_path / "wen-shuyun.pdf"))
    labels = certificate.fill_in(filed, asked("translation", document_id="t", copy_kind="pseudonymised"))
    assert "Summons of Person A" in values(labels)["original"]


def test_nothing_is_written_without_consent_and_it_can_be_looked_at(filed: Session, tmp_path: Path) -> None:
    client = record.find(filed, Person, "p")
    record.change(filed, replace(client, consents=()), seen=client)
    assert certificate.fill_in(filed, asked()).lines
    with pytest.raises(Refused, match="consented"):
        run_in_line(certificate.write(filed, asked(), tmp_path / "out.pdf"))
    assert not (tmp_path / "out.pdf").exists()


def test_its_fixed_texts_are_in_the_language_of_the_dossier(filed: Session) -> None:
    drafts = [certificate.fill_in(filed, asked(kind, document_id="t")) for kind in ("translation", "service")]
    for language in ("en", "fr", "es", "de", "el", "zh-Hans", "zh-Hant"):
        words = Translator(language)
        for draft in drafts:
            printed = set(texts_of(certificate_sheet(draft, words)))
            fixed = {draft.template.title, *(line.element.label for line in draft.open_lines)}
            assert {words(text) for text in fixed} <= printed
            assert words("Not valid until signed. By signing, the signatory states:") in printed
            english = {draft.template.title, "Date of signature", "Court"} & printed
            assert bool(english) is (language == "en"), language


def test_what_is_to_be_signed_holds_no_note_of_the_office(filed: Session) -> None:
    for profile, is_asked in (("", False), ("us-eoir-immigration-court", True), ("ca-irb-rpd", True)):
        draft = certificate.fill_in(filed, asked(profile_id=profile))
        assert (draft.required is not None) is is_asked
        said = texts_of(certificate_sheet(draft, Translator()))
        assert not any("ICPM" in text or "r 34" in text or "No rule" in text for text in said)


def test_that_a_statement_was_read_is_for_whoever_read_it_to_say(filed: Session, tmp_path: Path) -> None:
    case_id = record.find(filed, Dossier, "d").case_id
    record.add(filed, paper(case_id, "s", "Statement", mark="4", author="Wen Shuyun"))
    forum = "us-eoir-immigration-court"
    draft = certificate.fill_in(filed, asked("interpretation", document_id="s", profile_id=forum))
    known = values(draft)
    assert known["statement"].startswith("Exhibit 4: Statement")
    assert known["declarant"] == "Wen Shuyun"
    assert (known["language"], known["interpreter"]) == ("", "")
    assert draft.required is not None
    assert "read to them in a language they understand" in str(draft.required.value)
    (read,) = (line for line in draft.lines if line.element.id == "read")
    assert read.rule == draft.required
    assert {"language", "interpreter", "signature", "signed-on"} <= {
        line.element.id for line in draft.open_lines
    }
    hidden = asked("interpretation", document_id="s", copy_kind="pseudonymised")
    assert values(certificate.fill_in(filed, hidden))["declarant"] == "Person A"
    run_in_line(certificate.write(filed, hidden, tmp_path / "form.pdf"))
    assert "Wen" not in "".join(texts(tmp_path / "form.pdf"))
    with pytest.raises(Refused):
        certificate.fill_in(filed, asked("interpretation", document_id="a", copy_kind="service"))
    with pytest.raises(InvalidInput):
        certificate.fill_in(filed, asked("interpretation"))


def test_a_paper_is_certified_by_what_it_is(filed: Session) -> None:
    kinds = {document.id: certificate.kind_for(document) for document in record.every(filed, Document)}
    assert kinds == {"o": None, "t": "translation", "a": None}
    statement = replace(paper("c", "s", "Statement", mark="4"), kind="statement")
    assert certificate.kind_for(statement) == "interpretation"


def test_a_certificate_of_a_paper_is_offered_the_dossiers_of_its_case(filed: Session) -> None:
    preview = certificate.preview(filed, CertificateRequest(kind="translation", document_id="t"))
    assert preview.document is not None
    assert (preview.document.id, [dossier.id for dossier in preview.dossiers]) == ("t", ["d"])
    served = certificate.preview(
        filed, CertificateRequest(kind="translation", document_id="t", dossier_id="d")
    )
    assert served.certificate.lines


def test_what_the_copy_left_out_is_not_sworn_to_as_served(filed: Session) -> None:
    left_out = BuiltPart(key="t", title="Letter", mark="2", digest="", first_page=3, is_placeholder=True)
    built(filed, "b1", "service", "o")
    assert values(certificate.fill_in(filed, asked()))["served"] == ""
    build = record.find(filed, Build, "b1")
    record.change(filed, replace(build, contents=(*build.contents, left_out)), seen=build)
    stated = values(certificate.fill_in(filed, asked()))["served"]
    assert "except those listed as not in the copy" in stated


def test_a_working_draft_is_not_certified_as_served(filed: Session) -> None:
    built(filed, "draft", "draft", "o")
    with pytest.raises(InvalidInput, match="working draft"):
        certificate.fill_in(filed, asked(build_id="draft"))
