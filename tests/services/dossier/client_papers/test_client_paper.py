"""Papers given to a client: what each says and to whom, when it may be signed, and what is recorded."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest

from casebook.base.errors import CasebookError, InvalidInput, NotFound, Refused
from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.dossier.client_paper import ClientPaper, PaperFormat
from casebook.domain.dossier.client_papers.paper_template import PaperLanguage
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Consent, Person, check_person
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.dossier.client_papers import client_paper, paper_wording
from casebook.services.dossier.client_papers.client_paper import ClientPaperRequest
from casebook.services.dossier.client_papers.paper_text import ConsentTerms
from tests.absent import take_away
from tests.people import add_person

MARK = "translation not checked"


@pytest.fixture
def consent(case: Case, client: Person, session: Session) -> ClientPaperRequest:
    """A consent for one court, for a month."""
    ends = session.clock().date() + timedelta(days=30)
    terms = ConsentTerms(recipient="Invented Court", scope="this hearing alone", expires_on=ends)
    return ClientPaperRequest(
        case_id=case.id, person_id=client.id, paper="consent", purpose="court", terms=terms
    )


def _text(path: Path) -> str:
    with pypdfium2.PdfDocument(path.read_bytes()) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def _written(session: Session, request: ClientPaperRequest, folder: Path) -> tuple[ClientPaper, str]:
    paper, _ = run_in_line(client_paper.write(session, request, folder))
    return paper, _text(folder / client_paper.file_name(request))


def _check(session: Session, paper: str) -> None:
    template = paper_wording.template_named(paper)
    wording = paper_wording.wording_of(session, template, "ug")
    lines = {line.id: line.english for line in template.lines if line.id in wording.untranslated}
    paper_wording.keep_wording(session, paper, "ug", lines)
    today = session.clock().date()
    paper_wording.record_check(session, paper, "ug", checked_by="B. Checker", checked_on=today)


def test_a_consent_states_recipient_purpose_and_end(
    session: Session, consent: ClientPaperRequest, tmp_path: Path
) -> None:
    client = record.find(session, Person, consent.person_id)
    born = StatedDate(edtf="1988-03-02", words="the passport prints 1989")
    record.change(session, replace(client, born=born, whereabouts="12 Invented Street"))
    paper, text = _written(session, consent, tmp_path)
    assert "Date of birth: 2 March 1988" in text
    assert "1989" not in text
    assert "Street" not in text
    assert "Recipient: Invented Court" in text
    assert "before this court or authority" in text
    assert "United Nations" not in text
    assert "This consent ends on: 1 April 2026" in text
    signed = " ".join(text.partition("Signatures")[2].split())
    assert "Name: Alim Example · Recipient: Invented Court · This consent ends on: 1 April 2026" in signed
    assert (paper.is_for_signature, paper.recipient, paper.purpose) == (True, "Invented Court", "court")
    assert client_paper.of_case(session, consent.case_id) == [paper]
    for spoilt, words in (
        (replace(consent, terms=ConsentTerms()), "names its purpose, its recipient"),
        (replace(consent, terms=replace(consent.terms, recipient=" ")), "names its purpose, its recipient"),
        (replace(consent, terms=replace(consent.terms, expires_on=None)), "names its purpose, its recipient"),
        (replace(consent, purpose=""), "names its purpose, its recipient"),
        (replace(consent, format="form"), "Only the questionnaire"),
        (replace(consent, terms=replace(consent.terms, expires_on=date(2026, 3, 1))), "ended already"),
        (replace(consent, person_id="nobody"), "no client of the case"),
    ):
        with pytest.raises(InvalidInput, match=words):
            run_in_line(client_paper.write(session, spoilt, tmp_path))
    with pytest.raises(NotFound):
        client_paper.draft(session, replace(consent, paper="nothing"))


def test_a_consent_tells_its_recipient_of_nobody_else(session: Session, consent: ClientPaperRequest) -> None:
    sister = add_person(session, (Name(text="Bahar Example", script="Latn"),))
    named = replace(consent, terms=replace(consent.terms, scope="not for Bahar Example"))
    with pytest.raises(Refused, match="another person"):
        client_paper.draft(session, named)
    agreed = Consent(purpose="court", given_on=session.clock().date())
    record.change(session, replace(sister, consents=(agreed,)))
    assert client_paper.draft(session, named).texts
    of_claim = replace(consent, terms=replace(consent.terms, scope="the asylum claim"))
    assert client_paper.draft(session, of_claim).texts
    for purpose in ("interpol", "media"):
        with pytest.raises(Refused, match="claim to protection"):
            client_paper.draft(session, replace(of_claim, purpose=purpose))


@pytest.mark.parametrize("scope", ["the file E-01290", "what UNHCR said of Alim"])
def test_a_consent_hears_the_claims_of_its_case(
    session: Session, case: Case, consent: ClientPaperRequest, scope: str
) -> None:
    asylum = Proceeding(id="a", case_id=case.id, kind="asylum", forum="BAMF", number="E-01290")
    record.add(session, asylum)
    terms = replace(consent.terms, scope=scope)
    with pytest.raises(Refused, match="claim to protection"):
        client_paper.draft(session, replace(consent, purpose="interpol", terms=terms))


def test_a_consent_to_the_ledger_names_no_recipient_and_covers_its_rows(
    session: Session, consent: ClientPaperRequest, client: Person, tmp_path: Path
) -> None:
    terms = ConsentTerms(expires_on=consent.terms.expires_on)
    wanted = replace(consent, purpose="ledger", terms=terms)
    paper, text = _written(session, wanted, tmp_path)
    flat = " ".join(text.split())
    assert "a record, without my name, of what became of me" in flat
    assert "Nobody knows who will read it" in flat
    assert "Recipient" not in text
    assert "Limits" not in text
    assert "for this recipient" not in flat
    assert (paper.variant, paper.purpose, paper.recipient) == ("ledger", "ledger", "")
    client_paper.link_signed(session, paper.id, _document(session, consent.case_id).id)
    signed, today = record.find(session, Person, client.id), session.clock().date()
    assert signed.consents_to("ledger", today + timedelta(days=30), (), whole=True)
    assert not signed.consents_to("ledger", today + timedelta(days=31), (), whole=True)
    assert not signed.consents_to("partner", today, ())
    for spoilt, words in (
        (replace(terms, recipient="Invented Court"), "would cover nothing"),
        (replace(terms, scope="this year alone"), "would cover nothing"),
        (replace(terms, expires_on=None), "the day it ends"),
        (replace(terms, expires_on=date(2026, 3, 1)), "ended already"),
    ):
        with pytest.raises(InvalidInput, match=words):
            run_in_line(client_paper.write(session, replace(wanted, terms=spoilt), tmp_path))


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "ug", "bo"])
def test_the_ledger_is_explained_in_each_language(
    session: Session, consent: ClientPaperRequest, language: PaperLanguage, tmp_path: Path
) -> None:
    terms = ConsentTerms(expires_on=consent.terms.expires_on)
    wanted = replace(consent, purpose="ledger", terms=terms, language=language)
    paper, text = _written(session, wanted, tmp_path)
    is_draft = language in {"ug", "bo"}
    assert paper.is_for_signature is not is_draft
    assert ("Nobody knows" in text) is is_draft
    explained = {"zh-Hans": "记录中不写我的姓名", "zh-Hant": "記錄中不寫我的姓名"}
    assert explained.get(language, "") in "".join(text.split())


def test_a_consent_may_name_the_client_who_gives_it(session: Session, consent: ClientPaperRequest) -> None:
    own = replace(consent, terms=replace(consent.terms, scope="what concerns Alim Example alone"))
    assert client_paper.draft(session, own).texts


def test_a_draft_is_signed_only_once_somebody_checked_it(
    session: Session, consent: ClientPaperRequest, tmp_path: Path
) -> None:
    uyghur = replace(consent, language="ug")
    paper, text = _written(session, uyghur, tmp_path)
    assert MARK in text
    assert "Not for signature" in text
    assert "Signature of the client" not in text
    assert not paper.is_for_signature
    with pytest.raises(Refused, match="not given for signature"):
        client_paper.link_signed(session, paper.id, _document(session, consent.case_id).id)
    _check(session, "consent")
    paper, text = _written(session, uyghur, tmp_path)
    assert paper.is_for_signature
    assert MARK not in text
    assert "Translation checked by B. Checker on 2 March 2026" in text
    paper_wording.keep_wording(session, "consent", "ug", {"who": "كىم"})
    _, text = _written(session, uyghur, tmp_path)
    assert MARK in text


def test_a_check_is_for_the_whole_of_one_text(session: Session) -> None:
    today = session.clock().date()

    def check(who: str, day: date) -> None:
        paper_wording.record_check(session, "consent", "bo", checked_by=who, checked_on=day)

    with pytest.raises(Refused, match="not translated yet"):
        check("B. Checker", today)
    with pytest.raises(InvalidInput, match="who checked"):
        check(" ", today)
    with pytest.raises(InvalidInput, match="has not come"):
        check("B. Checker", today + timedelta(days=1))
    with pytest.raises(InvalidInput, match="supplied with the program"):
        paper_wording.keep_wording(session, "consent", "zh-Hans", {"who": "x"})
    for lines in ({"nothing": "x"}, {"name": "without the value"}, {"name": "{client} {"}):
        with pytest.raises(InvalidInput):
            paper_wording.keep_wording(session, "consent", "bo", lines)
    _, undo = paper_wording.keep_wording(session, "consent", "bo", {"who": "x"})
    template = paper_wording.template_named("consent")
    assert paper_wording.wording_of(session, template, "bo").texts["who"] == "x"
    undo(session)
    assert "who" not in paper_wording.wording_of(session, template, "bo").texts


def test_a_signed_consent_is_recorded_with_its_exhibit(
    session: Session, consent: ClientPaperRequest, client: Person, tmp_path: Path
) -> None:
    paper, _ = _written(session, consent, tmp_path)
    document = _document(session, consent.case_id)
    linked, undo = client_paper.link_signed(session, paper.id, document.id)
    assert linked.document_id == document.id
    signed = record.find(session, Person, client.id)
    today = session.clock().date()
    assert signed.consents_to("court", today + timedelta(days=30), ["invented court"])
    assert not signed.consents_to("court", today + timedelta(days=30), ["Another Court"])
    assert not signed.consents_to("court", today + timedelta(days=31), ["Invented Court"])
    assert signed.consents[0].limits == "Invented Court · this hearing alone"
    undo(session)
    assert record.find(session, Person, client.id) == client
    assert record.find(session, ClientPaper, paper.id) == paper
    for wrong, words in ((today + timedelta(days=1), "has not come"), (date(2026, 3, 1), "before the paper")):
        with pytest.raises(InvalidInput, match=words):
            client_paper.link_signed(session, paper.id, document.id, signed_on=wrong)


def test_a_consent_that_ends_before_it_begins_is_refused(client: Person) -> None:
    spoilt = Consent(purpose="court", given_on=date(2026, 3, 2), expires_on=date(2026, 3, 1))
    with pytest.raises(InvalidInput, match="ends before"):
        check_person(replace(client, consents=(spoilt,)))


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant", "ug", "bo"])
@pytest.mark.parametrize("paper", ["intake", "authority", "proceeding"])
def test_every_paper_is_set_in_every_language(
    session: Session, case: Case, client: Person, paper: str, language: str, tmp_path: Path
) -> None:
    request = ClientPaperRequest(
        case_id=case.id,
        person_id=client.id,
        paper=paper,
        language=language,  # type: ignore[arg-type] # of the list above
        size="Letter",
    )
    given, text = _written(session, request, tmp_path)
    assert given.variant == ("extradition" if paper == "proceeding" else "")
    is_draft = language in {"ug", "bo"}
    assert (MARK in text) == is_draft
    assert ("Invented Court" in text) == (paper != "intake")
    if paper == "authority":
        assert "of that State" not in " ".join(text.split()), "no State is named before it"
    assert not re.search(r"\{\w+\}|[\u200f\u2066-\u2069]", text)
    with pypdfium2.PdfDocument(io.BytesIO((tmp_path / f"{paper}.pdf").read_bytes())) as pdf:
        assert pdf[0].get_size() == (612, 792)
        marks = [MARK in page.get_textpage().get_text_bounded() for page in pdf]
    assert all(marks) if is_draft else not any(marks)


def test_a_form_lets_nothing_in_or_out_and_names_nobody(
    session: Session, intake: ClientPaperRequest, client: Person, tmp_path: Path
) -> None:
    for language in ("en", "zh-Hant", "ug"):
        request = replace(intake, language=language)
        run_in_line(client_paper.write(session, request, tmp_path))
        page = (tmp_path / "intake.html").read_text(encoding="utf-8")
        assert "default-src 'none'" in page
        assert not re.search(r"https?://|src=|@import|url\(", page)
        assert client.leading_name not in page
        assert (MARK in page) == (language == "ug")
    assert 'lang="ug" dir="rtl"' in page
    with pytest.raises(CasebookError, match="names someone"):
        run_in_line(client_paper.write(session, intake, tmp_path / "alim-example.html"))
    assert not (tmp_path / "alim-example.html").exists()


def test_a_file_ends_as_its_format_does(session: Session, intake: ClientPaperRequest, tmp_path: Path) -> None:
    named: dict[PaperFormat, str] = {"form": "intake.pdf", "pdf": "intake.html"}
    for format_, name in named.items():
        request = replace(intake, format=format_)
        with pytest.raises(InvalidInput, match=r"must end in \.(html|pdf)"):
            run_in_line(client_paper.write(session, request, tmp_path / name))
    assert list(tmp_path.glob("intake.*")) == []


def _document(session: Session, case_id: str) -> Document:
    document = Document(
        id=session.ids(),
        case_id=case_id,
        title="Signed copy",
        kind="other",
        attachment_id="",
        sha256="0" * 64,
        size_bytes=1,
        media_type="application/pdf",
    )
    record.add(session, document)
    return document


def test_no_paper_leaves_whose_case_refers_to_what_is_not_here_yet(
    consent: ClientPaperRequest, case: Case, session: Session, tmp_path: Path
) -> None:
    other = add_person(session, (Name(text="Another Party", script="Latn"),))
    record.change(session, record.find(session, Case, case.id).with_party(other.id, "relative"))
    take_away(session, "person", [other.id])
    with pytest.raises(Refused, match="Not here yet: person"):
        run_in_line(client_paper.write(session, consent, tmp_path))
    assert record.of_case(session, ClientPaper, case.id) == []
