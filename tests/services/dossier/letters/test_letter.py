"""Letters made from the records of a case: what they say, what they lack, and what is refused."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document as WordFile

from casebook.base.clock import fixed_clock
from casebook.base.errors import InvalidInput, ReadOnly, Refused
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Fact, Pinpoint
from casebook.domain.case.ground import Ground, Proof
from casebook.domain.case.proceeding import Proceeding, Stage
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.letter import CLAIM_REASON, ENCLOSED, TRUSTED, Letter, LetterAnswer, LetterKind
from casebook.domain.dossier.letters.letter_field import FIELDS
from casebook.domain.dossier.letters.letter_file import FilledLine
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.statement import ReadBack, Statement, StatementParagraph
from casebook.domain.library.cooperation.review import printable
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Consent, Person, Purpose
from casebook.domain.person.relation import Relation
from casebook.domain.person.role import Role
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.dossier import build as builds
from casebook.services.dossier.gate.searched_name import is_named_by, name_pattern
from casebook.services.dossier.letters import house_style, letter_kind
from casebook.services.dossier.letters import letter as letters
from casebook.services.dossier.letters.enclosure import for_recipient, unconsented, without_named
from casebook.services.dossier.letters.letter_draft import LetterDraft, LetterRequest
from casebook.services.dossier.letters.letter_kind import supplied_template
from casebook.services.dossier.letters.letter_values import records_of
from casebook.services.dossier.letters.other_body import other_bodies, unnamed_bodies
from casebook.services.dossier.letters.relative_facts import without_relatives
from casebook.services.dossier.profile import profiles
from casebook.services.library.cooperation import review, review_text
from casebook.services.person import person, role
from casebook.services.person.in_china import in_china_of
from tests.absent import take_away
from tests.vaults import SAMPLE_AT, MasterVault

KINDS = letter_kind.supplied()
STRASBOURG = "European Court of Human Rights"
MARKS = ("{{", "}}", "{%", "%}", "[")


@pytest.fixture(scope="module")
def whole(sample_vault: MasterVault, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The sample, whose client consents to all of it; letters are added to it and nothing else changes."""
    path = sample_vault.copied_to(tmp_path_factory.mktemp("letters") / "sample.casebook")
    with open_session(path, sample_vault.code, clock=fixed_clock(SAMPLE_AT), who="tester") as opened:
        _begin_anew(opened)
        _state(opened, _let_all(opened))
        yield opened


@pytest.fixture(scope="module")
def untouched(sample_vault: MasterVault, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The sample as it ships; letters are added to it and nothing else changes."""
    path = sample_vault.copied_to(tmp_path_factory.mktemp("untouched") / "sample.casebook")
    with open_session(path, sample_vault.code, clock=fixed_clock(SAMPLE_AT), who="tester") as opened:
        yield opened


@pytest.fixture(scope="module")
def anew(sample_vault: MasterVault, tmp_path_factory: pytest.TempPathFactory) -> MasterVault:
    """The sample with nothing that an office has begun."""
    path = sample_vault.copied_to(tmp_path_factory.mktemp("anew") / "sample.casebook")
    with open_session(path, sample_vault.code, clock=fixed_clock(SAMPLE_AT), who="tester") as opened:
        _begin_anew(opened)
    return MasterVault(path, sample_vault.code)


@pytest.fixture
def sample(anew: MasterVault, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The sample with nothing that an office has begun, for one test alone."""
    path = anew.copied_to(tmp_path_factory.mktemp("letter") / "sample.casebook")
    with open_session(path, anew.code, clock=fixed_clock(SAMPLE_AT), who="tester") as opened:
        yield opened


def _begin_anew(session: Session) -> None:
    """Leave nothing that an office has begun, neither letters nor the statement, nor consent to INTERPOL."""
    case = _lin(session)
    for letter in record.of_case(session, Letter, case.id):
        record.move_to_bin(session, Letter, letter.id)
    for statement in record.of_case(session, Statement, case.id):
        record.move_to_bin(session, Statement, statement.id)
    (client,) = person.clients_of(session, case)
    consents = tuple(one for one in client.consents if one.purpose != "interpol")
    record.change(session, replace(client, consents=consents))


def _take_back_written(session: Session) -> None:
    """Take back what other tests wrote: a letter to one international body changes what another is told."""
    for earlier in record.of_case(session, Letter, _lin(session).id):
        if earlier.written_at:
            record.move_to_bin(session, Letter, earlier.id)


def _lin(session: Session) -> Case:
    return next(one for one in record.every(session, Case) if one.reference.startswith("LIN"))


def _let_all(session: Session) -> Case:
    """The main case of the sample, whose client consents to every purpose from today on."""
    case = _lin(session)
    (client,) = person.clients_of(session, case)
    today = session.clock().date()
    purposes: tuple[Purpose, ...] = ("court", "un-body", "interpol", "dossier")
    consents = tuple(Consent(purpose=purpose, given_on=today) for purpose in purposes)
    record.change(session, replace(client, consents=consents))
    return case


def _state(session: Session, case: Case) -> Statement:
    """A statement of the client, translated."""
    statement = Statement(
        id=session.ids(),
        case_id=case.id,
        title="First statement",
        person_id=case.client_ids[0],
        language="zh-Hans",
        paragraphs=(StatementParagraph(id="1", text="我被捕。", translation="I was arrested."),),
    )
    read_back = ReadBack(
        read_at=session.clock(), reader="Interpreter", language="zh-Hans", digest=statement.digest
    )
    statement = replace(statement, read_backs=(read_back,))
    record.add(session, statement)
    return statement


def _written(session: Session, case: Case, kind: str, folder: Path) -> tuple[Letter, list[str]]:
    request = _whole(session, case, kind)
    letter, draft = run_in_line(letters.write(session, request, folder))
    word = WordFile(io.BytesIO((folder / draft.kind.file_name).read_bytes()))
    return letter, [paragraph.text for paragraph in word.paragraphs if paragraph.text.strip()]


def _whole(session: Session, case: Case, kind_id: str) -> LetterRequest:
    """A letter with everything that its kind leaves to a person."""
    kind = next(one for one in KINDS if one.id == kind_id)
    answers = tuple(LetterAnswer(name=one.name, text="as written") for one in kind.blanks if not one.text)
    names = {one.contact.kind: one.contact.id for one in role.of_case(session, case.id)}
    chosen = "" if kind.addressee or kind.reader in {"court", "client"} else names["doctor"]
    return LetterRequest(case_id=case.id, kind=kind_id, answers=answers, contact_id=chosen)


def _text(session: Session, case: Case, kind: str, **values: object) -> str:
    request = LetterRequest(case_id=case.id, kind=kind, **values)  # type: ignore[arg-type] # of the request
    return "\n".join(line.text for line in run_in_line(letters.draft(session, request)).lines)


def test_there_are_25_kinds_each_with_reader_title_and_provision() -> None:
    assert len(KINDS) == 26
    assert len({kind.id for kind in KINDS}) == 26
    assert all(kind.provisions for kind in KINDS)
    assert all(kind.purpose or kind.reader in {"client", "office", "authority"} for kind in KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_each_is_built_from_the_sample_as_it_is(kind: LetterKind, untouched: Session, tmp_path: Path) -> None:
    _take_back_written(untouched)
    request = LetterRequest(case_id=_lin(untouched).id, kind=kind.id, provision="the provision that I read")
    letter, draft = run_in_line(letters.write(untouched, request, tmp_path))
    assert [gap.field for gap in draft.gaps] == []
    text = "\n".join(line.text for line in draft.lines)
    assert [mark for mark in MARKS if mark in text] == []
    head = draft.lines[:12]
    assert any(line.style == "Source Line" and "the provision that I read" in line.text for line in head)
    assert _empty_headings(draft) == []
    assert draft.addressee
    assert [path.name for path in tmp_path.iterdir()] == [f"letter-{kind.id}.docx"]
    assert not [one for one in ("him or her", "his or her", "here:") if one in text]
    assert record.find(untouched, Letter, letter.id) == letter


def _empty_headings(draft: LetterDraft) -> list[str]:
    """Headings with nothing under them but a heading of the same or a higher level."""
    lines = (*draft.lines, FilledLine(style="Heading 2", text="end"))
    return [
        line.text
        for line, after in pairwise(lines)
        if line.style.startswith("Heading")
        and after.style <= line.style
        and after.style.startswith("Heading")
    ]


def test_a_provision_that_was_not_read_is_named_and_not_printed(whole: Session, tmp_path: Path) -> None:
    _take_back_written(whole)
    case = _lin(whole)
    draft = run_in_line(letters.draft(whole, LetterRequest(case_id=case.id, kind="cat-interim")))
    assert [provision.read for provision in draft.unread] == ["none"]
    _, texts = _written(whole, case, "cat-interim", tmp_path)
    (head,) = (text for text in texts if text.startswith("Provisions: "))
    assert head.startswith("Provisions: Convention against Torture, articles 3 and 22(1); ")
    assert head.endswith("36 to 38 and 45")
    assert "114" not in " ".join(texts)


def test_every_provision_rests_on_an_entry_of_the_reference_data(whole: Session) -> None:
    known = {f"profile:{one.id}" for one in profiles()}
    with whole.store.reading() as connection:
        for noun in ("source", "argument", "route"):
            ids = connection.exec_driver_sql(f"SELECT id FROM {noun}").scalars()  # noqa: S608 - a word of this list
            known |= {f"{noun}:{one}" for one in ids}
    bases = {basis for kind in KINDS for one in kind.provisions for basis in one.basis}
    assert {basis for basis in bases if not basis.startswith("rule:")} <= known


def test_missing_values_are_named_with_their_record_and_nothing_is_written(
    sample: Session, tmp_path: Path
) -> None:
    case = _let_all(sample)
    (client,) = person.clients_of(sample, case)
    record.change(sample, replace(client, born=None, consents=client.consents))
    request = LetterRequest(case_id=case.id, kind="letter-of-authority")
    draft = run_in_line(letters.draft(sample, request))
    assert [(gap.field, gap.noun, gap.record_id) for gap in draft.gaps] == [
        ("client.born", "person", client.id)
    ]
    with pytest.raises(InvalidInput, match=r"Values are missing: client's date of birth\."):
        run_in_line(letters.write(sample, request, tmp_path))
    assert list(tmp_path.iterdir()) == []
    assert record.of_case(sample, Letter, case.id) == []
    letter, _ = run_in_line(letters.write(sample, request, tmp_path, leaves_gaps=True))
    assert letter.gaps == ("client.born",)
    (word,) = (WordFile(str(path)) for path in tmp_path.iterdir())
    runs = [run for paragraph in word.paragraphs for run in paragraph.runs if "[" in run.text]
    assert [re.findall(r"\[[^]]*\]", run.text) for run in runs] == [["[client's date of birth]"]]
    assert all(run.font.highlight_color for run in runs)


def test_nothing_goes_to_a_reader_without_consent(sample: Session, tmp_path: Path) -> None:
    request = LetterRequest(case_id=_lin(sample).id, kind="ccf-provisional")
    assert not run_in_line(letters.draft(sample, request)).has_consent
    with pytest.raises(Refused, match="has not consented to this purpose: Interpol"):
        run_in_line(letters.write(sample, request, tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_the_name_of_a_file_names_nobody(whole: Session, tmp_path: Path) -> None:
    request = LetterRequest(case_id=_lin(whole).id, kind="letter-of-authority")
    for name in ("Authority Zhiyuan.docx", "林志远.docx", "chen-shulan.docx", "Ioanna_Petrakidou.docx"):
        with pytest.raises(InvalidInput, match=r"names someone|a contact"):
            run_in_line(letters.write(whole, request, tmp_path / name))
    assert list(tmp_path.iterdir()) == []


def test_a_letter_ends_as_a_word_file(whole: Session, tmp_path: Path) -> None:
    request = _whole(whole, _lin(whole), "letter-of-authority")
    for name in ("authority", "authority.v2"):
        run_in_line(letters.write(whole, request, tmp_path / name, leaves_gaps=True))
    assert sorted(one.name for one in tmp_path.iterdir()) == ["authority.docx", "authority.v2.docx"]


def test_no_supplied_letter_tells_an_untrusted_reader_where_a_client_is() -> None:
    protected = [name for name, known in FIELDS.items() if known.is_protected]
    told_to = {kind.reader for kind in KINDS if any(name in kind.body for name in protected)}
    assert told_to <= TRUSTED


def test_answers_stand_in_the_letter_and_in_its_record(whole: Session, tmp_path: Path) -> None:
    case = _lin(whole)
    answer = LetterAnswer(name="fees", text="none & none")
    request = LetterRequest(case_id=case.id, kind="expert-instruction-civil", answers=(answer,))
    unasked = run_in_line(letters.draft(whole, request))
    assert unasked.addressee == "Dr Hanneke Verbrugghen"
    assert [gap.field for gap in unasked.gaps] == ["blank.issues", "blank.questions"]
    asked = tuple(LetterAnswer(name=name, text="Which spelling?") for name in ("issues", "questions"))
    request = replace(request, answers=(answer, *asked))
    letter, draft = run_in_line(letters.write(whole, request, tmp_path))
    assert any("Fees: none & none." in line.text for line in draft.lines)
    assert letter.answers == (answer, *asked)
    assert next(blank.text for blank in draft.blanks if blank.name == "fees") == "none & none"


def test_a_letter_is_taken_back_and_comes_back(sample: Session, tmp_path: Path) -> None:
    case = _let_all(sample)
    letter, _ = _written(sample, case, "letter-of-authority", tmp_path)
    record.move_to_bin(sample, Letter, letter.id)
    assert letters.of_case(sample, case.id) == []
    record.restore(sample, Letter, letter.id)
    assert letters.of_case(sample, case.id) == [letter]


def test_privileged_exhibits_are_not_named(sample: Session) -> None:
    case = _let_all(sample)
    shown = next(one for one in record.of_case(sample, Document, case.id) if one.exhibit_mark)
    record.change(
        sample, replace(shown, title="Advice of counsel", is_privileged=True, privilege="legal advice")
    )
    mark = shown.exhibit_mark
    request = LetterRequest(case_id=case.id, kind="echr-rule39-request", enclosures=(mark,))
    with pytest.raises(InvalidInput, match=f"may be enclosed has this number: {mark}"):
        run_in_line(letters.draft(sample, request))


def test_a_contact_that_must_not_be_used_is_never_addressed(whole: Session) -> None:
    case = _lin(whole)
    embassy = next(one for one in record.every(whole, Contact) if one.kind == "embassy")
    request = LetterRequest(case_id=case.id, kind="disclosure-request", contact_id=embassy.id)
    with pytest.raises(InvalidInput, match="must not be used"):
        run_in_line(letters.draft(whole, request))


def test_a_dossier_for_word_is_set_in_the_styles_of_the_office(sample: Session, tmp_path: Path) -> None:
    case = _let_all(sample)
    reference = tmp_path / "own.docx"
    house_style.write_reference(sample, reference)
    own = WordFile(str(reference))
    own.styles["Heading 1"].font.name = "Garamond"
    own.save(str(reference))
    run_in_line(house_style.take(sample, reference))
    dossier = next(iter(record.of_case(sample, Dossier, case.id)))
    out = tmp_path / "dossier.docx"
    request = BuildRequest(dossier_id=dossier.id, copy_kind="filing", file_format="docx")
    run_in_line(builds.build(sample, request, out))
    assert WordFile(str(out)).styles["Heading 1"].font.name == "Garamond"


def test_a_vault_open_to_read_writes_no_letter(whole: Session, tmp_path: Path) -> None:
    case, kept = _lin(whole), whole.store.refusal
    whole.store.refusal = ReadOnly
    try:
        with pytest.raises(ReadOnly):
            run_in_line(letters.write(whole, _whole(whole, case, "ccf-access"), tmp_path))
    finally:
        whole.store.refusal = kept
    assert list(tmp_path.iterdir()) == []


def test_only_chosen_exhibits_are_named(whole: Session) -> None:
    case = _lin(whole)
    assert "xhibit" not in _text(whole, case, "echr-rule39-request", enclosures=())
    chosen = _text(whole, case, "echr-rule39-request", enclosures=("1",))
    assert set(re.findall(r"Exhibit (\d+)", chosen)) == {"1"}
    assert "Material enclosed" not in _text(whole, case, "expert-instruction-criminal", enclosures=())


def test_a_claim_to_protection_reaches_no_state_without_a_reason(whole: Session, tmp_path: Path) -> None:
    case = _lin(whole)
    assert any("asylum" in one.statement for one in record.of_case(whole, Fact, case.id))
    for kind in ("ccf-deletion", "undertaking-no-removal", "assurance-particulars"):
        assert "asylum" not in _text(whole, case, kind).lower()
    (asylum,) = (one for one in record.of_case(whole, Proceeding, case.id) if one.kind == "asylum")
    for values in ({"enclosures": ("20",)}, {"proceeding_id": asylum.id}):
        with pytest.raises(Refused, match="claim to protection"):
            _text(whole, case, "ccf-deletion", **values)
    whole_letter = _whole(whole, case, "ccf-deletion")
    reason = "the client asks for it"
    request = replace(whole_letter, enclosures=("20",), claim_reason=reason, relatives_reason=reason)
    letter, draft = run_in_line(letters.write(whole, request, tmp_path))
    assert any("Exhibit 20" in line.text for line in draft.lines)
    kept = {one.name: one.text for one in letter.answers}
    assert (kept[ENCLOSED], kept[CLAIM_REASON]) == ("20", "the client asks for it")


def test_a_letter_that_lists_no_exhibits_takes_none(whole: Session) -> None:
    case = _lin(whole)
    with pytest.raises(InvalidInput, match="lists no exhibits"):
        _text(whole, case, "assurance-particulars", enclosures=("1",))
    request = LetterRequest(case_id=case.id, kind="assurance-particulars")
    assert run_in_line(letters.draft(whole, request)).exhibits == ()


def test_pages_that_name_someone_in_china_reach_no_state(whole: Session) -> None:
    case = _lin(whole)
    with pytest.raises(Refused, match=r"Pages of these exhibits name someone in China: 4\."):
        _text(whole, case, "ccf-deletion", enclosures=("1", "4"))
    assert "Exhibit 4" in _text(whole, case, "ccf-deletion", enclosures=("4",), relatives_reason="ordered")
    assert "Exhibit 4" in _text(whole, case, "echr-rule39-request", enclosures=("4",))


def test_an_exhibit_goes_only_where_its_giver_lets_it(whole: Session, tmp_path: Path) -> None:
    case = _lin(whole)
    (mark,) = (
        one.exhibit_mark
        for one in record.of_case(whole, Document, case.id)
        if "Ablimit" in one.author and one.kind == "statement" and not one.translation_of
    )
    request = replace(
        _whole(whole, case, "ccf-deletion"), enclosures=(mark,), relatives_reason="known to them"
    )
    assert run_in_line(letters.draft(whole, request)).unconsented == (mark,)
    with pytest.raises(Refused, match="have not consented to the purpose"):
        run_in_line(letters.write(whole, request, tmp_path))
    assert "Ablimit" not in _text(whole, case, "ccf-deletion")
    assert "Ablimit" in _text(whole, case, "echr-rule39-request", enclosures=(mark,))
    to_court = replace(request, kind="echr-rule39-request")
    assert run_in_line(letters.draft(whole, to_court)).unconsented == ()


def test_nobody_is_guessed_as_addressee(whole: Session) -> None:
    case = _lin(whole)
    drafts = {
        kind: run_in_line(letters.draft(whole, LetterRequest(case_id=case.id, kind=kind)))
        for kind in ("istanbul-protocol-instruction", "medical-records-request", "interpreter-undertaking")
    }
    assert drafts["istanbul-protocol-instruction"].addressee == "Dr Orestes Phylaktidis"
    for kind in ("medical-records-request", "interpreter-undertaking"):
        assert "addressee.name" in [gap.field for gap in drafts[kind].gaps]
    agent = run_in_line(letters.draft(whole, LetterRequest(case_id=case.id, kind="echr-rule39-compliance")))
    assert agent.addressee.startswith("The Agent of the Government")


@pytest.mark.parametrize("kind", ["witness-statement", "affidavit"])
def test_a_statement_says_what_the_client_said_in_one_language(kind: str, sample: Session) -> None:
    case = _let_all(sample)
    asked = LetterRequest(case_id=case.id, kind=kind)
    missing = {gap.field for gap in run_in_line(letters.draft(sample, asked)).gaps}
    assert {"statement.text", "statement.language", "blank.fear"} <= missing
    _state(sample, case)
    text = _text(sample, case, kind, enclosures=("1",))
    assert "I was arrested." in text
    assert "this language: Chinese." in text
    assert "marked “1”" in text
    assert "adopt" not in text
    assert not any(fact.statement in text for fact in record.of_case(sample, Fact, case.id))


def test_an_interim_measure_rests_on_harm_that_somebody_wrote_down(whole: Session) -> None:
    case = _lin(whole)
    others = [one.title for one in record.of_case(whole, Ground, case.id) if one.kind == "dual-criminality"]
    draft = run_in_line(letters.draft(whole, LetterRequest(case_id=case.id, kind="echr-rule39-request")))
    text = "\n".join(line.text for line in draft.lines)
    assert others
    assert not any(title in text for title in others)
    assert "Law 97/1970" not in text, "what binds the court applied to is the Convention alone"
    assert "[[" not in text
    assert {"blank.no_remedy", "blank.raised"} <= {gap.field for gap in draft.gaps}


def test_an_interim_measure_states_arrest_and_order_and_sets_each_ground(
    whole: Session, tmp_path: Path
) -> None:
    kind, marks = "echr-rule39-request", ("1", "16", "19")
    request = LetterRequest(case_id=_lin(whole).id, kind=kind, enclosures=marks)
    letters_out = tmp_path / "letter.docx"
    _, draft = run_in_line(letters.write(whole, request, letters_out, leaves_gaps=True))
    texts = [line.text for line in draft.lines]
    assert "10 January 2026: He was arrested at Larnaca airport (exhibit 16, page 1)." in texts
    assert any(
        text.startswith("11 March 2026: The District Court of Nicosia ordered that he be held")
        for text in texts
    )
    assert not any("last domestic decision" in text for text in texts), "it is exhibit 16"
    assert "last domestic decision" in _text(whole, _lin(whole), kind, enclosures=("1",))
    heading = next(at for at, line in enumerate(draft.lines) if line.text.startswith("Real risk in his"))
    assert draft.lines[heading].style == "Heading 3"
    assert draft.lines[heading + 1].text == "He was ill-treated there before (exhibit 16, page 2)."
    assert "benefit of the doubt" in draft.lines[heading + 2].text
    assert draft.lines[heading + 1].style == draft.lines[heading + 2].style, "each paragraph has its number"
    quoted = [line for line in draft.lines if line.style == "Quote"]
    assert len(quoted) > 1, "a paragraph of the note each, in no quotation marks"
    assert not any('"' in text for text in texts)
    *_, listed, dated, signed, name, firm = WordFile(io.BytesIO(letters_out.read_bytes())).paragraphs
    assert all(one.paragraph_format.keep_with_next for one in (listed, dated, signed, name))
    assert not firm.paragraph_format.keep_with_next


def test_a_doctor_is_told_of_ill_treatment_and_no_more(sample: Session) -> None:
    case = _let_all(sample)
    text = _text(sample, case, "istanbul-protocol-instruction")
    assert "his left wrist was broken" in text
    assert "asylum" not in text
    assert "account of the print shop" not in text
    assert not [one for one in ("filed for investigation", "note verbale") if one in text]


def test_a_name_is_spelled_once_and_forgotten_with_the_lock(anew: MasterVault, tmp_path: Path) -> None:
    path = anew.copied_to(tmp_path / "sample.casebook")
    with open_session(path, anew.code, clock=fixed_clock(SAMPLE_AT), who="tester") as opened:
        case = _let_all(opened)
        _text(opened, case, "ccf-deletion")
        spelled = dict(opened.searched_forms)
        _text(opened, case, "ccf-deletion")
        assert spelled
        assert all(opened.searched_forms[name] is forms for name, forms in spelled.items())
    assert opened.searched_forms == {}


def test_an_enquiry_names_no_case(sample: Session) -> None:
    case = _let_all(sample)
    text = _text(sample, case, "freedom-of-information")
    assert "request" in text
    assert case.reference not in text


def test_an_enquiry_on_open_questions_asks_those_of_the_state_of_the_case(sample: Session) -> None:
    case = _let_all(sample)
    text = _text(sample, case, "cooperation-questions")
    asked = printable(review.review(case.jurisdiction[:2])).questions
    assert len(asked) > 5
    assert [one for one in asked if review_text.question(one, Translator("en")) not in text] == []
    own = (LetterAnswer(name="questions", text="How often was it used?"),)
    changed = _text(sample, case, "cooperation-questions", answers=own)
    assert "How often was it used?" in changed
    assert "by what vote" not in changed


def test_of_a_state_without_a_sheet_the_questions_stay_open(sample: Session) -> None:
    case = replace(_let_all(sample), jurisdiction="SR")
    record.change(sample, case)
    request = LetterRequest(case_id=case.id, kind="cooperation-questions")
    gaps = run_in_line(letters.draft(sample, request)).gaps
    assert "blank.questions" in [gap.field for gap in gaps]


def test_a_missing_library_is_named(whole: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    supplied_template.cache_clear()  # a template kept from before would need no library
    monkeypatch.setitem(sys.modules, "docxtpl", None)
    with pytest.raises(Refused, match="not installed: docxtpl"):
        _text(whole, _lin(whole), "ccf-access")


def test_a_client_in_the_case_reference_is_named_in_a_warning(whole: Session) -> None:
    """An interpreter's undertaking says "LIN-2026-003" beside no name: the reference is the name."""
    request = LetterRequest(case_id=_lin(whole).id, kind="interpreter-undertaking")

    assert run_in_line(letters.draft(whole, request)).names_in_reference


def test_no_later_history_is_a_numbered_paragraph_of_its_own(sample: Session) -> None:
    case = _let_all(sample)
    _plead_in_strasbourg(sample, case)
    request = LetterRequest(case_id=case.id, kind="echr-rule39-request")
    lines = run_in_line(letters.draft(sample, request)).lines
    assert any("District Court of Larnaca" in one.text for one in lines)
    assert not [one.text for one in lines if one.text.startswith("Later history")]


def _plead_in_strasbourg(session: Session, case: Case) -> None:
    there = Proceeding(
        id=session.ids(), case_id=case.id, kind="interim-measures", forum="European Court of Human Rights"
    )
    record.add(session, there)
    for ground in record.of_case(session, Ground, case.id):
        record.change(session, replace(ground, proceeding_ids=(there.id,)), seen=ground)


def test_a_ground_argued_elsewhere_reaches_another_body_as_points(sample: Session) -> None:
    case = _let_all(sample)
    for kind in ("echr-rule39-request", "cat-interim", "hrc-interim"):
        text = _text(sample, case, kind, enclosures=("1", "16"))
        assert "He will be detained on arrival (exhibit 1, pages 1, 2 and 3)." in text
        assert "the State may say" not in text.casefold()
        assert "Article 32" not in text
        assert "Law 97/1970" not in text
    assert "He will be detained on arrival (facts of 20 October 2025)." in _text(sample, case, "cat-interim")
    _plead_in_strasbourg(sample, case)
    assert "The State may say" in _text(sample, case, "echr-rule39-request")


def test_a_body_reads_of_its_own_treaty_alone(whole: Session) -> None:
    case = _lin(whole)
    torture = _text(whole, case, "cat-interim")
    assert "(Article 3 of the Convention against Torture)" in torture
    assert not [one for one in ("of the Convention)", "of the Convention;", "Article 6") if one in torture]
    assert "Flagrant denial of justice" not in torture
    strasbourg = _text(whole, case, "echr-rule39-request")
    assert "(Article 6 of the Convention)" in strasbourg
    assert "(Article 3 of the Convention against Torture)" not in strasbourg


def test_what_is_signed_stays_on_one_page(whole: Session, tmp_path: Path) -> None:
    request = replace(_whole(whole, _lin(whole), "affidavit"), enclosures=("1",))
    run_in_line(letters.write(whole, request, tmp_path / "affidavit.docx"))
    word = WordFile(str(tmp_path / "affidavit.docx"))
    paragraphs = [one for one in word.paragraphs if one.text]
    places = [at for at, one in enumerate(paragraphs) if one.text.endswith("____")]
    assert len(places) == 6
    for at in places:
        above = paragraphs[at - 1].paragraph_format
        assert (above.keep_with_next, above.keep_together) == (True, True)
    certificate = next(at for at, one in enumerate(paragraphs) if one.text == "Interpreter's certificate")
    assert {one.style.name for one in paragraphs[certificate + 1 :] if one.style} == {"Normal"}
    assert "through the interpretation certified at the end" in "\n".join(one.text for one in paragraphs)


def test_a_letter_written_again_begins_with_what_was_written(untouched: Session) -> None:
    case = _lin(untouched)
    text = _text(untouched, case, "echr-rule39-request")
    assert "sixty-one names of people who had not come back" in text
    assert "(exhibit 15, pages 1 and 2)" in text, (
        "exhibits chosen before are chosen, and blanks refer to them"
    )
    assert "[[" not in text
    answer = LetterAnswer(name="removal_day", text="Surrender is set for Monday.")
    changed = LetterRequest(case_id=case.id, kind="echr-rule39-request", answers=(answer,), enclosures=("1",))
    draft = run_in_line(letters.draft(untouched, changed))
    lines = "\n".join(line.text for line in draft.lines)
    assert "Surrender is set for Monday." in lines
    assert "exhibit 15" not in lines
    removal = next(one for one in draft.blanks if one.name == "argument")
    assert "[[4 p.1]]" in removal.text, "a blank is offered as it was written"


def test_a_letter_written_again_leaves_out_a_privileged_exhibit(sample: Session, tmp_path: Path) -> None:
    case = _let_all(sample)
    asked = LetterRequest(case_id=case.id, kind="cat-interim", enclosures=("3", "4"))
    run_in_line(letters.write(sample, asked, tmp_path / "first.docx", leaves_gaps=True))
    document = next(one for one in record.of_case(sample, Document, case.id) if one.exhibit_mark == "4")
    record.change(sample, replace(document, is_privileged=True, privilege="legal advice"))
    again = run_in_line(letters.draft(sample, LetterRequest(case_id=case.id, kind="cat-interim")))
    assert [one.mark for one in again.exhibits if one.is_enclosed] == ["3"]


def test_a_blank_that_refers_to_what_is_not_enclosed_is_missing(untouched: Session) -> None:
    _take_back_written(untouched)
    answer = LetterAnswer(name="argument", text="The ruling says so in [[16 p.2]].")
    request = LetterRequest(
        case_id=_lin(untouched).id, kind="cat-interim", answers=(answer,), enclosures=("1",)
    )
    assert [gap.field for gap in run_in_line(letters.draft(untouched, request)).gaps] == ["blank.argument"]


def test_what_tells_of_people_in_china_reaches_interpol_for_a_reason(untouched: Session) -> None:
    case = _lin(untouched)
    plain = LetterRequest(case_id=case.id, kind="ccf-deletion")
    told = ("His brother", "his parents", "His family", "father's pension")
    kept = run_in_line(letters.draft(untouched, plain))
    assert kept.of_relatives == ("June 2025", "20 January 2026", "3 April 2026", "April 2026")
    text = "\n".join(line.text for line in kept.lines)
    assert not [word for word in told if word in text]
    assert "Law 97/1970" not in text
    assert "an offence here" not in text
    given = run_in_line(
        letters.draft(untouched, replace(plain, relatives_reason="The State sent the notice."))
    )
    assert given.of_relatives == kept.of_relatives
    claimed = run_in_line(letters.draft(untouched, replace(plain, claim_reason="The client asks for it.")))
    assert not [word for word in told if word in "\n".join(line.text for line in claimed.lines)]
    assert "His brother" in "\n".join(line.text for line in given.lines)


@pytest.mark.parametrize(
    ("kind", "blank", "text", "refused", "is_claim"),
    [
        (
            *("undertaking-no-removal", "notice", "once his asylum appeal is decided"),
            *("claim to protection", True),
        ),
        (
            *("disclosure-request", "lead", "ten days, since his brother was called to the police"),
            *("in China", False),
        ),
    ],
)
def test_own_words_reach_a_state_for_their_own_reason(
    untouched: Session, kind: str, blank: str, text: str, refused: str, *, is_claim: bool
) -> None:
    answer, reason = LetterAnswer(name=blank, text=text), "It knows already."
    plain = LetterRequest(case_id=_lin(untouched).id, kind=kind, answers=(answer,))
    of_claim, of_relatives = replace(plain, claim_reason=reason), replace(plain, relatives_reason=reason)
    for unreleased in (plain, of_relatives if is_claim else of_claim):
        with pytest.raises(Refused, match=refused) as refusal:
            run_in_line(letters.draft(untouched, unreleased))
        assert text not in str(refusal.value)
    given = run_in_line(letters.draft(untouched, of_claim if is_claim else of_relatives))
    assert text in "\n".join(line.text for line in given.lines)


def test_words_of_one_blank_are_released_alone(untouched: Session) -> None:
    words = LetterAnswer(name="notice", text="the protection of Northland")
    plain = LetterRequest(case_id=_lin(untouched).id, kind="undertaking-no-removal", answers=(words,))
    with pytest.raises(Refused, match="to the recipient: notice") as refusal:
        run_in_line(letters.draft(untouched, plain))
    assert '--confirm "notice:REASON"' in str(refusal.value.remedy)
    released = replace(plain, released=(LetterAnswer(name="notice", text="It is no claim."),))
    draft = run_in_line(letters.draft(untouched, released))
    assert "the protection of Northland" in "\n".join(line.text for line in draft.lines)
    other = replace(plain, released=(LetterAnswer(name="lead", text="It is no claim."),))
    with pytest.raises(Refused):
        run_in_line(letters.draft(untouched, other))


def test_own_words_name_no_protected_person_to_a_state(sample: Session) -> None:
    case = _lin(sample)
    witness = next(one for one in person.other_clients(sample, case))
    brother = next(one for one in record.every(sample, Person) if one.leading_name == "Lin Zhihang")
    alias = Name(text="阿航", script="Hans", kind="alias")
    record.change(sample, replace(brother, names=(*brother.names, alias)), seen=brother)
    contact = Contact(id=sample.ids(), kind="other", name="Rustam Qobilov")
    role_ = Role(id=sample.ids(), contact_id=contact.id, case_id=case.id, kind="witness")
    record.add(sample, contact)
    record.add(sample, role_)
    for name in (witness.leading_name, contact.name, "Ah Hang", "A Hang", "阿航"):
        answer = LetterAnswer(name="lead", text=f"ten days, as {name} must be asked")
        plain = LetterRequest(case_id=case.id, kind="disclosure-request", answers=(answer,))
        with pytest.raises(Refused) as refusal:
            run_in_line(letters.draft(sample, plain))
        assert name not in str(refusal.value)
        run_in_line(letters.draft(sample, replace(plain, relatives_reason="It knows already.")))


OWN_FORMS = {
    "阿依古丽·买买提": ("Айгүл", "阿依古丽", "阿依古麗", "ئايگۈل"),
    "Айгүл Мемет": ("Айгүл", "阿依古丽"),
    "才让拉珍": ("Cairang Lazhen", "Cairanglazhen", "CAI RANG LA ZHEN", "拉珍"),
    "林航": ("Xiao Hang", "小航", "阿航"),
    "Lin Hang": ("Xiao Hang", "Ah Hang"),
}
"""Names on record, with what they are written as alone; "hang" is a verb."""


@pytest.mark.parametrize("name", OWN_FORMS)
def test_a_name_is_found_as_pseudonymised_copies_find_it(name: str) -> None:
    pattern = name_pattern((), (), (name,))
    assert [form for form in OWN_FORMS[name] if not is_named_by(pattern, f"Ask {form} today.")] == []
    for other in ("They hang a picture, and hang on.", "Айва цветёт.", "他才让他走。", "Lin Zhiyuan fled."):
        assert not is_named_by(pattern, other)


def test_a_nickname_that_a_client_may_have_is_no_sign(sample: Session) -> None:
    pattern = name_pattern(person.clients_of(sample, _lin(sample)), (), ("林航",))
    assert is_named_by(pattern, "Xiao Hang called.")
    assert not any(is_named_by(pattern, f"{one} fled.") for one in ("Xiao Lin", "小林", "阿林"))


def test_a_limited_consent_does_not_cover_who_reaches_a_state(sample: Session) -> None:
    case = _let_all(sample)
    plain = LetterRequest(case_id=case.id, kind="ccf-deletion", relatives_reason="The State sent it.")
    given = Consent(purpose="interpol", given_on=sample.clock().date())
    for consent, is_covered in ((given, True), (replace(given, scope="the visits alone"), False)):
        for relative in in_china_of(sample, tuple(person.clients_of(sample, case)), case):
            record.change(sample, replace(relative, consents=(consent,)))
        assert (run_in_line(letters.draft(sample, plain)).telling == ()) is is_covered


@pytest.mark.parametrize(
    ("kind_id", "purpose", "scope", "is_covered"),
    [
        ("ccf-deletion", "interpol", "", True),
        ("ccf-deletion", "interpol", "her letter alone", False),
        ("cat-interim", "un-body", "her letter alone", True),
    ],
)
def test_a_limited_consent_of_a_third_person_lets_no_state_read_of_them(
    sample: Session, kind_id: str, purpose: Purpose, scope: str, *, is_covered: bool
) -> None:
    case = _lin(sample)
    witness = next(one for one in record.every(sample, Person) if one.leading_name == "Tsering Lhadron")
    given = Consent(purpose=purpose, given_on=sample.clock().date(), scope=scope)
    record.change(sample, replace(witness, consents=(given,)), seen=witness)
    whole_records = records_of(sample, case.id)
    (letter,) = (one for one in whole_records.documents if "Tsering" in one.author and not one.translation_of)
    fact = replace(whole_records.facts[0], statement="Tsering Lhadron read the proofs.")
    records = replace(whole_records, facts=(fact,), enclosed=(letter,))
    kind = next(one for one in KINDS if one.id == kind_id)
    assert without_named(sample, records, kind, ()).facts == ((fact,) if is_covered else ())
    barred = unconsented(sample, records, kind, ())
    assert barred == (() if is_covered else (letter.exhibit_mark,))


def test_what_only_a_relatives_papers_show_reaches_interpol_for_a_reason(sample: Session) -> None:
    case = _lin(sample)
    sent = [one for one in record.of_case(sample, Document, case.id) if one.author == "Lin Zhihang"]
    other = next(one for one in record.of_case(sample, Document, case.id) if one.author.startswith("Dr "))
    fact = next(one for one in record.of_case(sample, Fact, case.id) if one.pinpoints)
    plain = LetterRequest(case_id=case.id, kind="ccf-deletion")

    def states(pinpoints: tuple[Pinpoint, ...]) -> bool:
        seen = record.find(sample, Fact, fact.id)
        known = replace(fact, statement="The shop was sealed.", pinpoints=pinpoints, accounts=())
        record.change(sample, known, seen=seen)
        return "The shop was sealed" in "\n".join(
            line.text for line in run_in_line(letters.draft(sample, plain)).lines
        )

    assert states(())
    assert states((Pinpoint(document_id=other.id),))
    assert not states((Pinpoint(document_id=sent[0].id),))
    assert states((Pinpoint(document_id=sent[0].id), Pinpoint(document_id=other.id)))


def test_a_point_of_a_ground_names_no_day_of_a_fact_that_was_left_out(untouched: Session) -> None:
    case = _lin(untouched)
    records = records_of(untouched, case.id)
    ids = tuple(one.id for one in records.facts)
    proof = Proof(element="He is at risk of ill-treatment", fact_ids=ids)
    records = replace(records, grounds=(replace(records.grounds[0], proofs=(proof,)),))
    kept, _ = without_relatives(untouched, records, "interpol", "")
    ((left,),) = (ground.proofs for ground in kept.grounds)
    assert left.fact_ids == tuple(one.id for one in kept.facts)
    assert 0 < len(left.fact_ids) < len(ids)


def test_paragraphs_on_relatives_without_consent_are_shown_before_writing(sample: Session) -> None:
    case = _let_all(sample)
    answer = LetterAnswer(name="argument", text="They came to see his brother at home.")
    plain = LetterRequest(case_id=case.id, kind="cat-interim", answers=(answer,))
    warned = run_in_line(letters.draft(sample, plain))
    assert answer.text in warned.telling
    assert {*warned.telling} <= {line.text for line in warned.lines}
    given = Consent(purpose="un-body", given_on=sample.clock().date())
    for relative in in_china_of(sample, tuple(person.clients_of(sample, case)), case):
        record.change(sample, replace(relative, consents=(given,)), seen=relative)
    assert run_in_line(letters.draft(sample, plain)).telling == ()
    elsewhere = replace(given, recipient="Return Watch")
    for relative in in_china_of(sample, tuple(person.clients_of(sample, case)), case):
        record.change(sample, replace(relative, consents=(elsewhere,)), seen=relative)
    assert answer.text in run_in_line(letters.draft(sample, plain)).telling


def test_a_paragraph_that_names_a_relative_tells_of_them(sample: Session) -> None:
    case = _let_all(sample)
    relative, *_ = in_china_of(sample, tuple(person.clients_of(sample, case)), case)
    answer = LetterAnswer(name="argument", text=f"{relative.names[0].text} was questioned on 3 May.")
    request = LetterRequest(case_id=case.id, kind="cat-interim", answers=(answer,))
    assert answer.text in run_in_line(letters.draft(sample, request)).telling


def test_an_event_whose_title_tells_of_a_claim_reaches_no_state(sample: Session) -> None:
    case = _lin(sample)
    on = StatedDate(edtf="2026-02-02")
    interview = Event(
        id="claimed", case_id=case.id, kind="other", title="Interview on his asylum application", on=on
    )
    record.add(sample, interview)
    records = replace(records_of(sample, case.id), events=tuple(record.of_case(sample, Event, case.id)))
    assert interview in for_recipient(records, "court", (), "", "").events
    kept = for_recipient(records, "other-side", (), "", "").events
    assert kept
    assert interview not in kept


def test_what_template_or_library_say_of_relatives_is_about_nobody(sample: Session) -> None:
    case = _let_all(sample)
    letter = LetterRequest(case_id=case.id, kind="expert-instruction-civil")
    lines = [line.text for line in run_in_line(letters.draft(sample, letter)).lines]
    assert any("could lead to relatives" in line for line in lines)
    to_body = LetterRequest(case_id=case.id, kind="hrc-interim")
    drafted = run_in_line(letters.draft(sample, to_body))
    assert any("Reprisals against relatives" in line.text for line in drafted.lines)
    telling = "\n".join((*drafted.telling, *run_in_line(letters.draft(sample, letter)).telling))
    assert "could lead to relatives" not in telling
    assert "Reprisals against relatives" not in telling
    assert "His family is pressed to bring him back" in telling
    answer = LetterAnswer(name="argument", text="Reprisals against relatives: his brother was taken.")
    said_of_him = replace(to_body, kind="cat-interim", answers=(answer,))
    assert answer.text in run_in_line(letters.draft(sample, said_of_him)).telling


def test_a_consent_for_one_recipient_lets_no_letter_go_to_another(sample: Session, tmp_path: Path) -> None:
    case = _let_all(sample)
    (client,) = person.clients_of(sample, case)
    plain = LetterRequest(case_id=case.id, kind="cat-interim")
    drafted = run_in_line(letters.draft(sample, plain))
    for recipient, is_covered in (("Return Watch", False), (f" {drafted.addressee.upper()} ", True)):
        given = Consent(purpose="un-body", given_on=sample.clock().date(), recipient=recipient)
        client = record.change(sample, replace(client, consents=(given,)), seen=client)
        assert run_in_line(letters.draft(sample, plain)).has_consent is is_covered
    client = record.change(sample, replace(client, consents=(replace(given, recipient="X"),)), seen=client)
    assert run_in_line(letters.draft(sample, plain)).is_for_another
    with pytest.raises(Refused, match="names another recipient") as refusal:
        run_in_line(letters.write(sample, plain, tmp_path, leaves_gaps=True))
    assert str(drafted.addressee) in str(refusal.value.remedy)


@pytest.mark.parametrize("called", ["younger brother", "Bruder", "confidant"])
def test_relatives_are_held_back_whatever_their_relation_is_called(untouched: Session, called: str) -> None:
    case = _lin(untouched)
    for relation in record.every(untouched, Relation):
        record.change(untouched, replace(relation, kind=called), seen=relation)
    kept = run_in_line(letters.draft(untouched, LetterRequest(case_id=case.id, kind="ccf-deletion")))
    assert {"June 2025", "3 April 2026"} <= set(kept.of_relatives)
    assert "brother" not in "\n".join(line.text for line in kept.lines).casefold()


def test_an_undertaking_is_signed_by_who_interprets(untouched: Session) -> None:
    names = {one.contact.name: one.contact.id for one in role.of_case(untouched, _lin(untouched).id)}
    asked = LetterRequest(case_id=_lin(untouched).id, kind="interpreter-undertaking")
    hers = replace(asked, contact_id=names["Rena Hoshur"])
    text = "\n".join(line.text for line in run_in_line(letters.draft(untouched, hers)).lines)
    assert "My languages are: Uyghur, Turkish, English." in text
    with pytest.raises(InvalidInput, match="does not interpret"):
        run_in_line(
            letters.draft(untouched, replace(asked, contact_id=names["Registry, District Court of Nicosia"]))
        )


def test_nobody_signs_what_another_contact_declared(sample: Session, tmp_path: Path) -> None:
    case = _lin(sample)
    interpreter = next(
        one.contact for one in role.of_case(sample, case.id) if one.contact.name == "Rena Hoshur"
    )
    other = Contact(id="other", name="Other Interpreter", kind="interpreter")
    record.add(sample, other, Role(id="r", case_id=case.id, contact_id=other.id, kind="interpreter"))
    connections = LetterAnswer(name="connections", text="A cousin works at a consulate.")
    hers = LetterRequest(
        case_id=case.id,
        kind="interpreter-undertaking",
        contact_id=interpreter.id,
        answers=(connections,),
    )
    run_in_line(letters.write(sample, hers, tmp_path / "undertaking.docx", leaves_gaps=True))
    again = run_in_line(letters.draft(sample, replace(hers, answers=())))
    assert [one.text for one in again.blanks if one.name == "connections"] == [connections.text]
    another = run_in_line(letters.draft(sample, replace(hers, answers=(), contact_id=other.id)))
    assert [one.text for one in another.blanks if one.name == "connections"] == [""]
    assert "blank.connections" in {gap.field for gap in another.gaps}


def test_a_statement_to_be_signed_is_read_back_as_it_stands(sample: Session) -> None:
    case = _let_all(sample)
    statement = _state(sample, case)
    request = _whole(sample, case, "affidavit")
    assert run_in_line(letters.draft(sample, request)).gaps == ()
    added = (*statement.paragraphs, StatementParagraph(id="2", text="我害怕。", translation="I am afraid."))
    record.change(sample, replace(statement, paragraphs=added))
    gaps = run_in_line(letters.draft(sample, request)).gaps
    assert [(gap.field, gap.record_id) for gap in gaps] == [("statement.read_back", statement.id)]


def test_a_body_calls_the_client_as_it_does(untouched: Session) -> None:
    case = _lin(untouched)
    (ground,) = (one for one in record.of_case(untouched, Ground, case.id) if one.title.startswith("Real"))
    record.change(untouched, replace(ground, title="Risk for this applicant"))
    assert "Risk for this author" in _text(untouched, case, "cat-interim")
    assert "Risk for this applicant" in _text(untouched, case, "echr-rule39-request")


@pytest.mark.parametrize("kind", ["cat-interim", "hrc-interim"])
def test_a_request_names_what_another_international_body_was_asked(
    kind: str, sample: Session, tmp_path: Path
) -> None:
    case = _let_all(sample)
    answers = _whole(sample, case, kind).answers
    untrue = LetterAnswer(name="elsewhere", text="The same matter has not been submitted elsewhere.")
    request = LetterRequest(case_id=case.id, kind=kind, answers=(*answers, untrue))
    assert "elsewhere" not in _gap_words(run_in_line(letters.draft(sample, request)))
    rule39 = _whole(sample, case, "echr-rule39-request")
    run_in_line(letters.write(sample, rule39, tmp_path, leaves_gaps=True))
    drafted = run_in_line(letters.draft(sample, request))
    assert "names European Court of Human Rights (registered in this case: Rule 39" in _gap_words(drafted)
    assert untrue.text not in "\n".join(line.text for line in drafted.lines)
    named = LetterAnswer(name="elsewhere", text="The European Court of Human Rights was asked for a measure.")
    true = run_in_line(letters.draft(sample, replace(request, answers=(*answers, named))))
    assert "sentence on other procedures" not in _gap_words(true)
    assert named.text in "\n".join(line.text for line in true.lines)


def _gap_words(draft: LetterDraft) -> str:
    return "\n".join(Translator("en")(gap.title) for gap in draft.gaps)


def test_a_proceeding_at_another_body_is_named_too(sample: Session) -> None:
    case = _let_all(sample)
    request = _whole(sample, case, "hrc-interim")
    forum = "Committee against Torture"
    proceeding = Proceeding(id=sample.ids(), case_id=case.id, kind="treaty-body", forum=forum)
    record.add(sample, proceeding)
    drafted = run_in_line(letters.draft(sample, request))
    assert "names Committee against Torture (registered in this case: Treaty body)" in _gap_words(drafted)
    own = run_in_line(letters.draft(sample, _whole(sample, case, "cat-interim")))
    assert "sentence on other procedures" not in _gap_words(own)


@pytest.mark.parametrize(
    ("kind", "forum"),
    [
        ("cat-interim", "UN Committee Against  Torture"),
        ("cat-interim", "CAT"),
        ("hrc-interim", "CCPR, Geneva"),
        ("hrc-interim", "human rights committee"),
        ("cat-interim", "UN-Antifolterausschuss"),
        ("cat-interim", "Comité contre la torture"),
        ("hrc-interim", "UN-Menschenrechtsausschuss"),
        ("hrc-interim", "人权事务委员会"),
    ],
)
def test_its_own_proceeding_is_no_other_body_however_it_is_written(kind: str, forum: str) -> None:
    own = Proceeding(id="p", case_id="c", kind="treaty-body", forum=forum)
    assert other_bodies(_kind(kind), KINDS, (), (own,)) == {}


@pytest.mark.parametrize("name", ["ECtHR", "Strasbourg Court", "EUROPEAN COURT OF HUMAN RIGHTS"])
def test_a_body_is_named_in_short_too(name: str) -> None:
    bodies = _other_than_cat("ECtHR")
    assert [*bodies] == [STRASBOURG]
    assert unnamed_bodies(KINDS, bodies, f"A measure was requested from the {name}.") == {}


@pytest.mark.parametrize(
    "forum",
    ["ECHR", "Echr", "EGMR", "Cour EDH", "CEDH, Strasbourg", "ЕСПЧ", "欧洲人权法院", "歐洲人權法院"],
)
def test_the_strasbourg_court_is_known_by_its_names(forum: str) -> None:
    bodies = _other_than_cat(forum)
    assert [*bodies] == [STRASBOURG]
    sentence = "It would violate article 3 ECHR, which no court examined."
    assert unnamed_bodies(KINDS, bodies, sentence) == bodies, "the Convention is not its court"


def _other_than_cat(forum: str) -> dict[str, Message]:
    """The bodies that a request to the Committee against Torture must name, of a case at this one."""
    there = Proceeding(id="p", case_id="c", kind="interim-measures", forum=forum)
    return other_bodies(_kind("cat-interim"), KINDS, (), (there,))


def _kind(kind_id: str) -> LetterKind:
    return next(one for one in KINDS if one.id == kind_id)


def test_the_human_rights_committee_is_known_by_its_german_name(sample: Session) -> None:
    case = _let_all(sample)
    forum = "Menschenrechtsausschuss, Genf"
    record.add(sample, Proceeding(id=sample.ids(), case_id=case.id, kind="treaty-body", forum=forum))
    request = _whole(sample, case, "cat-interim")
    assert "names Human Rights Committee" in _gap_words(run_in_line(letters.draft(sample, request)))


@pytest.mark.parametrize("kind", ["ccf-deletion", "cat-interim", "echr-rule39-request"])
def test_facts_of_one_day_stand_as_in_a_dossier(sample: Session, kind: str) -> None:
    text = _text(sample, _let_all(sample), kind)
    assert -1 < text.find("guesthouse") < text.find("before a camera")


@pytest.mark.parametrize("kind_id", ["expert-instruction-civil", "expert-instruction-criminal"])
def test_an_expert_is_asked_for_what_an_authority_requires_too(kind_id: str) -> None:
    kind = next(one for one in KINDS if one.id == kind_id)
    statement = next(one for one in kind.blanks if one.name == "statement")
    assert "the rules of the court or authority require" in statement.text


def test_the_articles_of_the_covenant_are_named(sample: Session) -> None:
    case = _let_all(sample)
    request = LetterRequest(case_id=case.id, kind="hrc-interim")
    missing = run_in_line(letters.draft(sample, request)).gaps
    assert "Articles of the Covenant relied on" in [str(gap.title) for gap in missing]
    ground = next(one for one in record.of_case(sample, Ground, case.id) if one.kind == "ill-treatment")
    record.change(sample, replace(ground, hooks=(*ground.hooks, "Article 7 of the Covenant")))
    text = _text(sample, case, "hrc-interim")
    assert "The author relies on Article 7 of the Covenant, and on the following grounds:" in text


def test_an_expert_is_instructed_in_no_asylum_proceeding_unless_chosen(sample: Session) -> None:
    case = _let_all(sample)
    held = record.of_case(sample, Proceeding, case.id)
    asylum = next(one for one in held if one.kind == "asylum")
    experts = [kind for kind in KINDS if kind.reader == "expert"]
    for kind in experts:
        request = _whole(sample, case, kind.id)
        drafted = run_in_line(letters.draft(sample, request))
        assert drafted.proceeding_id not in {"", asylum.id}
        assert "a report for the court" not in "\n".join(line.text for line in drafted.lines)
        assert not drafted.discloses_claim
        chosen = replace(request, proceeding_id=asylum.id)
        assert run_in_line(letters.draft(sample, chosen)).discloses_claim
    for one in held:
        if one.kind != "asylum":
            record.change(sample, replace(one, outcome="Ended"))
    ended = run_in_line(letters.draft(sample, _whole(sample, case, "expert-instruction-civil")))
    assert ended.proceeding_id != asylum.id


def test_a_doctor_is_not_sent_the_report_that_he_wrote(untouched: Session) -> None:
    case = _lin(untouched)
    request = LetterRequest(case_id=case.id, kind="istanbul-protocol-instruction")
    offered = [one.mark for one in run_in_line(letters.draft(untouched, request)).exhibits]
    assert "4" in offered
    assert "15" not in offered
    with pytest.raises(InvalidInput):
        run_in_line(letters.draft(untouched, replace(request, enclosures=("15",))))


def test_a_request_to_confirm_says_how_far_strasbourg_was_asked(sample: Session, tmp_path: Path) -> None:
    case = _let_all(sample)
    wanted = "A request for an interim measure {} made to the European Court of Human Rights"
    assert wanted.format("is being") in _text(sample, case, "echr-rule39-compliance")
    rule39 = _whole(sample, case, "echr-rule39-request")
    run_in_line(letters.write(sample, rule39, tmp_path, leaves_gaps=True))
    assert wanted.format("has been") in _text(sample, case, "echr-rule39-compliance")
    stage = Stage(title="Request", begins=StatedDate(edtf="2026-05-06"))
    forum = "European Court of Human Rights"
    record.add(
        sample,
        Proceeding(id="s", case_id=case.id, kind="interim-measures", forum=forum, stages=(stage,)),
    )
    text = _text(sample, case, "echr-rule39-compliance")
    assert f"{wanted.format('was')} on 6 May 2026. It asks" in text


def test_an_affidavit_names_exhibits_beside_what_they_show(untouched: Session) -> None:
    text = _text(untouched, _lin(untouched), "affidavit", enclosures=("7",))
    assert re.search(r"They gave me a list and I signed it\..*\(See exhibit 7(, page \d+)?\.\)", text)
    assert "(See" not in _text(untouched, _lin(untouched), "affidavit", enclosures=())


def test_unhcr_reads_the_facts_of_the_case(sample: Session) -> None:
    case = _let_all(sample)
    text = _text(sample, case, "unhcr-intervention")
    assert "The facts" in text
    assert "guesthouse" in text


def test_a_request_for_disclosure_names_what_was_read(whole: Session) -> None:
    text = _text(whole, _lin(whole), "disclosure-request")
    assert "Provision: Committee against Torture, General comment No. 4 (2017), paragraphs 13 and 18" in text


@pytest.mark.parametrize("kind", ["witness-statement", "affidavit"])
def test_the_request_is_no_proof_of_what_it_states_otherwise(untouched: Session, kind: str) -> None:
    text = _text(untouched, _lin(untouched), kind, enclosures=("1", "11", "18"))
    own = text[text.index("We made five hundred copies") : text.index("The police came")]
    assert "exhibit 1," not in own, "the request states 12,000 copies and other proceeds"
    assert "exhibit 11, page 2" in own
    assert "exhibit 18" in own, "the proof-reader counted five hundred"
    assert "exhibit 1, page 2" in text, "what it does not contradict it may show"


def test_a_letter_of_a_case_that_is_not_whole_is_shown_and_not_written(
    sample: Session, tmp_path: Path
) -> None:
    request = LetterRequest(case_id=_lin(sample).id, kind=KINDS[0].id, provision="the provision that I read")
    take_away(sample, "contact")
    gaps = [gap for gap in run_in_line(letters.draft(sample, request)).gaps if gap.field == "case"]
    assert [str(gap.title).startswith("not here yet: contact") for gap in gaps] == [True]
    with pytest.raises(Refused, match="Not here yet: contact"):
        run_in_line(letters.write(sample, request, tmp_path, leaves_gaps=True))
    assert list(tmp_path.iterdir()) == []
