"""Who reads a copy, whom it shows to them, and what may not reach them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from casebook.base.clock import fixed_clock
from casebook.base.errors import InvalidInput, Refused
from casebook.base.ids import seeded_ids
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.dossier.build import Build, BuildRequest, CopyDecision
from casebook.domain.dossier.dossier import CoverLine, Dossier, Section
from casebook.domain.dossier.profile import FormatRule, Profile
from casebook.domain.dossier.target import DossierTarget
from casebook.domain.dossier.text_numbering import lines_of
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.redaction import Area, Redaction
from casebook.domain.person.person import Consent, Person
from casebook.domain.person.relation import Relation
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.dossier import build as builds
from casebook.services.dossier.compose import SetSections
from casebook.services.dossier.continuation import last_filed
from casebook.services.dossier.dossier_data import load_for_export, load_for_preview
from casebook.services.dossier.gate import copy_material
from casebook.services.dossier.gate.recipient_gate import REACHES, reaches
from casebook.services.dossier.letters import letter_values
from casebook.services.dossier.precheck import precheck
from casebook.services.dossier.sections import service_copy
from casebook.services.person.person import clients_of
from tests.sampled import sampled
from tests.vaults import SAMPLE_AT, MasterVault

KEPT = (
    "Application for international protection",
    "photographed by him",
    "the number kept for the family",
    "SHA-256",
)
"""The asylum form, who sent the notice and how, and the chain of custody."""


@pytest.fixture
def session(sample_vault: MasterVault, tmp_path: Path) -> Iterator[Session]:
    path = sample_vault.copied_to(tmp_path / "sample.casebook")
    clock, ids = fixed_clock(SAMPLE_AT), seeded_ids(1)
    with open_session(path, sample_vault.code, clock=clock, ids=ids) as vault_session:
        yield vault_session


def hearing(session: Session) -> Dossier:
    return next(one for one in record.every(session, Dossier) if one.kind == "hearing-dossier")


@pytest.mark.parametrize(
    "place", sampled(("大陆", "", "Kashgar", "China, never left Yunlan", "China (outside Yunlan)"), kept=2)
)
def test_a_relative_is_kept_back_until_another_country_is_stated(session: Session, place: str) -> None:
    request = BuildRequest(dossier_id=hearing(session).id, purpose="court", copy_kind="service")
    before = precheck(session, request).foreseen
    relatives = [one for one in record.every(session, Relation) if "China (" in one.other_is_in]
    assert relatives
    for one in relatives:
        record.change(session, replace(one, other_is_in=place), seen=one)
    assert precheck(session, request).foreseen == before


def test_a_relative_abroad_is_not_kept_back(session: Session) -> None:
    before = load_for_preview(session, BuildRequest(dossier_id=hearing(session).id, purpose="court"))
    for one in record.every(session, Relation):
        person = record.find(session, Person, one.other_id)
        record.change(session, replace(one, other_is_in=""), seen=one)
        record.change(session, replace(person, whereabouts="Almaty, Kazakhstan"), seen=person)
    after = load_for_preview(session, BuildRequest(dossier_id=hearing(session).id, purpose="court"))
    assert before.people_in_china
    assert not after.people_in_china


def test_whereabouts_that_differ_are_named_in_the_check(session: Session) -> None:
    request = BuildRequest(dossier_id=hearing(session).id, purpose="court", copy_kind="filing")
    brother = next(one for one in record.every(session, Person) if one.leading_name == "Lin Zhihang")
    record.change(session, replace(brother, whereabouts="Germany"), seen=brother)
    (entry,) = (one for one in precheck(session, request).foreseen if "differ" in str(one.problem.what))
    assert str(entry.problem.what) == "The whereabouts entered for a person differ."
    assert entry.about == DossierTarget(kind="person", id=brother.id)
    assert not entry.problem.is_blocking
    assert brother.id in {one.id for one in load_for_preview(session, request).people_in_china}, (
        "the relationship still states China"
    )


def test_a_witness_with_empty_whereabouts_stops_a_service_copy(session: Session) -> None:
    dossier = hearing(session)
    request = BuildRequest(dossier_id=dossier.id, purpose="court", copy_kind="service")
    witness = Person(id="witness", names=(Name(text="Ceshi Danning", script="Latn"),))
    case = record.find(session, Case, dossier.case_id)
    record.add(session, witness)
    record.change(session, case.with_party("witness", "witness"), seen=case)
    first, *others = dossier.sections
    named = replace(first, text=f"{first.text}\n\nCeshi Danning saw it.")
    record.change(session, replace(dossier, sections=(named, *others)), seen=dossier)
    stops = [
        str(one.problem.what)
        for one in precheck(session, request).foreseen
        if one.problem.is_blocking and one.about == DossierTarget(kind="person", id="witness")
    ]
    assert len(stops) == 1
    assert stops[0].startswith("The copy names a person in China who has not consented to it.")


def test_a_limited_consent_is_to_be_read_before_a_filing(session: Session) -> None:
    request = BuildRequest(dossier_id=hearing(session).id, purpose="court", copy_kind="filing")
    mother = next(one for one in record.every(session, Person) if one.leading_name == "Chen Shulan")
    dossier = hearing(session)
    first, *others = dossier.sections
    named = replace(first, text=f"{first.text}\n\nA register lists Chen Shulan.")
    record.change(session, replace(dossier, sections=(named, *others)), seen=dossier)

    def told() -> list[tuple[bool, str]]:
        foreseen = precheck(session, request).foreseen
        about = DossierTarget(kind="person", id=mother.id)
        return [(one.problem.is_blocking, str(one.problem.what)) for one in foreseen if one.about == about]

    ((is_blocking, what),) = told()
    assert not is_blocking
    assert what.startswith("Names Chen Shulan, who is in China: passages 19, exhibit 4 (page 1), ")
    assert "The consent is limited: " in what
    whole = replace(mother, consents=tuple(replace(one, scope="") for one in mother.consents))
    record.change(session, whole, seen=mother)
    ((is_blocking, what),) = told()
    assert not is_blocking
    assert what.startswith("Names Chen Shulan, who is in China: ")
    assert "limited" not in what


def with_asylum_form(session: Session) -> Dossier:
    """The dossier with the form that the sample leaves out among its exhibits."""
    dossier = hearing(session)
    (form,) = (one for one in record.every(session, Document) if one.kind == "asylum-paper")
    ids = (*dossier.exhibit_ids, form.id)
    return record.change(session, replace(dossier, exhibit_ids=ids), seen=dossier)


def shown_to(session: Session, request: BuildRequest) -> tuple[CopyDecision, ...]:
    """A decision on every exhibit whose pages show something to the requesting State."""
    named = named_all(session)
    disclosed = (
        CopyDecision(kind="disclose", subject=mark, reason="Ordered by the court.")
        for mark in precheck(session, replace(request, decisions=named)).exposed
    )
    return (*disclosed, *named)


def named_all(session: Session) -> tuple[CopyDecision, ...]:
    """A decision to name the witness, who is a client of another case."""
    (witness,) = (one for one in record.every(session, Person) if one.leading_name == "Ablimit Tursunjan")
    return (CopyDecision(kind="name-person", subject=witness.id, reason="A witness in open court."),)


def told_of_claim(session: Session, request: BuildRequest) -> list[str]:
    """What the check says of passages that tell of the asylum claim and stop the copy."""
    found = [entry.problem for entry in precheck(session, request).foreseen if entry.problem.is_blocking]
    return [text for text in (str(one.what) for one in found) if "claim to protection" in text]


def confirmed_in(session: Session, request: BuildRequest) -> BuildRequest:
    """The request with a decision on every passage that is still open."""
    stops = [one.problem for one in precheck(session, request).foreseen if one.problem.is_blocking]
    names = [str(one.what).split()[1].rstrip(":") for one in stops if one.check == "passage"]
    kept = tuple(CopyDecision(kind="confirm", subject=name, reason="It knows this.") for name in names)
    return replace(request, decisions=(*request.decisions, *kept))


CLAIMED = CopyDecision(kind="show-section", subject="asylum-claim", reason="Known from the screening.")
"""The recipient learns of the asylum claim."""


def built(session: Session, request: BuildRequest, out: Path) -> tuple[Build, str]:
    """The build and its text on one line."""
    build = run_in_line(builds.build(session, request, out)).build
    with pypdfium2.PdfDocument(out) as pdf:
        text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    return build, " ".join(text.split())


def test_a_service_copy_keeps_back_what_may_not_reach_the_state(session: Session, tmp_path: Path) -> None:
    request = BuildRequest(
        dossier_id=with_asylum_form(session).id, copy_kind="filing", for_whom="Supreme Court"
    )
    with pytest.raises(Refused, match="Exhibit 20 is an asylum paper"):
        run_in_line(builds.build(session, request, tmp_path / "filed.pdf"))
    sealed = CopyDecision(kind="disclose", subject="20", reason="Sealed by order.")
    filed, filed_text = built(session, replace(request, decisions=(sealed,)), tmp_path / "filed.pdf")
    assert KEPT[0] in filed_text
    assert [kept for kept in KEPT[1:] if kept in filed_text] == []
    assert last_filed(session, request.dossier_id) == filed.id
    service = replace(request, copy_kind="service", continues=filed.id)
    with pytest.raises(Refused, match="Exhibit 12, page 1: names someone in China"):
        run_in_line(builds.build(session, service, tmp_path / "served.pdf"))
    service = replace(service, decisions=(*shown_to(session, service), CLAIMED))
    with pytest.raises(Refused, match=r"Passage \d+: Mentions a relative in China"):
        run_in_line(builds.build(session, service, tmp_path / "served.pdf"))
    service = confirmed_in(session, service)
    served, served_text = built(session, service, tmp_path / "served.pdf")
    assert [kept for kept in KEPT if kept in served_text] == []
    assert "Exhibit 20 is withheld" in served_text
    exhibits = {part.key for part in filed.contents if part.mark}
    numbers, kept = ({one.key: one.numbers for one in copy.numbers} for copy in (served, filed))
    assert {key: numbers[key] for key in exhibits} == {key: kept[key] for key in exhibits}
    assert [(one.kind, one.subject) for one in served.decisions][-1:] == [("withhold", "20")]


@pytest.mark.proof
def test_a_service_copy_tells_of_no_asylum_claim_until_it_is_decided(
    session: Session, tmp_path: Path
) -> None:
    dossier = hearing(session)
    request = BuildRequest(dossier_id=dossier.id, copy_kind="service", for_whom="Law Office")
    request = replace(request, decisions=shown_to(session, request))
    (relief,) = told_of_claim(session, request)
    assert re.fullmatch(r"Passage \d\d: Tells of a claim to protection\.", relief)
    with pytest.raises(Refused, match=r"Passage \d+: "):
        run_in_line(builds.build(session, request, tmp_path / "served.pdf"))
    decided = confirmed_in(session, replace(request, decisions=(*request.decisions, CLAIMED)))
    assert told_of_claim(session, decided) == []
    _, text = built(session, decided, tmp_path / "told.pdf")
    assert "He claimed asylum." in text
    place = dossier.sections.index(next(one for one in dossier.sections if "asylum claim of" in one.text))
    section = dossier.sections[place]
    silent = replace(section, text=section.text.replace("asylum claim of", "request of"))
    sections = (*dossier.sections[:place], silent, *dossier.sections[place + 1 :])
    record.change(session, replace(dossier, sections=sections), seen=dossier)
    assert told_of_claim(session, request) == []
    _, text = built(session, confirmed_in(session, request), tmp_path / "served.pdf")
    assert "He claimed asylum." not in text, "a fact of the asylum proceeding is left out"


def test_the_name_of_a_client_tells_of_no_claim_in_copies_and_letters(session: Session) -> None:
    dossier = hearing(session)
    client, *_ = clients_of(session, record.find(session, Case, dossier.case_id))
    named = (*client.names, Name(text="Asyl Moonharbour", script="Latn"))
    record.change(session, replace(client, names=named), seen=client)
    abroad = Person(id="abroad", names=(Name(text="Asyltan Starling", script="Latn"),), whereabouts="Germany")
    record.add(session, abroad)
    case = record.find(session, Case, dossier.case_id)
    record.change(session, case.with_party("abroad", "witness"), seen=case)
    request = BuildRequest(dossier_id=dossier.id, copy_kind="service", for_whom="Law Office")
    in_copy = service_copy.teller_of(load_for_preview(session, request))
    in_letter = letter_values.teller_of(letter_values.records_of(session, dossier.case_id))
    for tells in (in_copy, in_letter):
        assert not tells("Asyl Moonharbour was arrested.")
        assert not tells("Asyltan Starling left."), "of anybody of the case"
        assert tells("Asyl Moonharbour claims asylum.")


def test_pages_of_an_exhibit_that_tell_of_the_claim_are_named(session: Session) -> None:
    request = BuildRequest(dossier_id=hearing(session).id, copy_kind="service")
    stops = {str(one.problem.what): one for one in precheck(session, request).foreseen}
    (named,) = (text for text in stops if text.startswith("Exhibit 4 mentions a claim to protection"))
    assert named == "Exhibit 4 mentions a claim to protection: 4 p.3/1."
    assert "I did not apply for asylum at first" in stops[named].excerpt
    assert stops[named].problem.is_blocking
    filed = precheck(session, replace(request, copy_kind="filing")).foreseen
    assert "Exhibit 4 mentions a claim to protection (page 3)." in [str(one.problem.what) for one in filed]


def test_a_decision_releases_one_sentence_of_a_claim_and_no_other(session: Session) -> None:
    dossier = hearing(session)
    exhibit = next(one for one in record.every(session, Document) if one.exhibit_mark == "4")
    record.change(session, replace(exhibit, title="A note on asylum"), seen=exhibit)
    lines = (CoverLine(field="", text="Filed"), CoverLine(field="", text="For an asylum seeker"))
    changed = replace(dossier, parties="The refugee", title="Asylum appeal", cover_lines=lines)
    record.change(session, changed, seen=dossier)
    request = BuildRequest(dossier_id=dossier.id, copy_kind="service", for_whom="Law Office")

    def held(request: BuildRequest) -> set[str]:
        return {one.name for one in precheck(session, request).held_back if not one.is_released}

    before = held(request)
    cover = {"cover/parties", "cover/title", "cover/line-2"}
    assert {"4 p.3/1", "17 p.1/1", "4 title", *cover} <= before
    assert {one for one in before if one.startswith("cover")} == cover, "the head of pages has the title"
    whole = CopyDecision(kind="confirm", subject="cover", reason="It is no claim.")
    assert before - held(replace(request, decisions=(whole,))) == cover
    fact = next(name for name in before if name.startswith("fact-"))
    for name in ("4 P.3/1", "4 title", *cover, fact):
        release = CopyDecision(kind="confirm", subject=name, reason="It is no claim.")
        assert before - held(replace(request, decisions=(release,))) == {name.replace("P", "p")}
    unknown = CopyDecision(kind="confirm", subject="4 p.3/9", reason="None.")
    refused = precheck(session, replace(request, decisions=(unknown,))).foreseen
    assert [str(one.problem.what) for one in refused] == ["This dossier has no passage 4 P.3/9 (--confirm)."]


@pytest.mark.proof
def test_a_fact_left_out_for_a_claim_is_listed_and_released_alone(session: Session, tmp_path: Path) -> None:
    request = BuildRequest(dossier_id=hearing(session).id, copy_kind="service", for_whom="Law Office")
    request = replace(request, decisions=shown_to(session, request))
    listed = [one for one in precheck(session, request).foreseen if one.problem.check == "claim"]
    assert [(one.excerpt, one.problem.is_blocking) for one in listed] == [
        ("He claimed asylum.", False),
        ("Asylum interview", False),
    ]
    name = str(listed[0].problem.what).split()[-1].rstrip(".")
    subject, _, mark = re.findall(r'--confirm "(\S+):REASON"', str(listed[0].problem.mend))[0].partition("#")
    assert subject == name
    kept = confirmed_in(session, request)
    report = run_in_line(builds.build(session, kept, tmp_path / "kept.pdf"))
    assert [one.sentence for one in report.held_back] == ["He claimed asylum.", "Asylum interview"]
    reason = "The request states it."
    release = CopyDecision(kind="confirm", subject=subject, reason=reason, text_mark=mark)
    kept = confirmed_in(session, replace(request, decisions=(*request.decisions, release)))
    assert len([one for one in kept.decisions if one.kind == "confirm" and "/" in one.subject]) == len(
        [
            one
            for one in confirmed_in(session, request).decisions
            if one.kind == "confirm" and "/" in one.subject
        ]
    ), "the row of a released fact asks for no second decision"
    served, text = built(session, kept, tmp_path / "told.pdf")
    assert "He claimed asylum." in text
    assert "Asylum interview" not in text
    assert release in served.decisions


def test_an_override_names_its_reason_and_stands_in_the_register(session: Session, tmp_path: Path) -> None:
    decisions = (
        CopyDecision(kind="disclose", subject="20", reason="Ordered by the court."),
        CopyDecision(kind="show-section", subject="exhibit-custody", reason="Ordered by the court."),
    )
    consent = Consent(purpose="court", given_on=SAMPLE_AT.date())
    for person in record.every(session, Person):  # whom the chain of custody names among them
        record.change(session, replace(person, consents=(*person.consents, consent)), seen=person)
    request = BuildRequest(dossier_id=with_asylum_form(session).id, copy_kind="service")
    shown = tuple(one for one in shown_to(session, request) if one.subject != "20")
    request = replace(request, decisions=(*decisions, *shown))
    with pytest.raises(InvalidInput, match="named recipient"):
        run_in_line(builds.build(session, request, tmp_path / "served.pdf"))
    request = confirmed_in(session, replace(request, for_whom="Attorney General"))
    served, text = built(session, request, tmp_path / "served.pdf")
    assert [kept for kept in KEPT if kept not in text] == []
    assert served.decisions == request.decisions


def test_no_one_in_china_is_named_without_consent(session: Session, tmp_path: Path) -> None:
    dossier = hearing(session)
    first, *others = dossier.sections
    brother = next(one for one in record.every(session, Person) if one.leading_name == "Lin Zhihang")
    brother = record.change(session, replace(brother, consents=()), seen=brother)
    named = replace(first, text=f"{first.text}\n\nLin Zhihang wrote to him.")
    record.change(session, replace(dossier, sections=(named, *others)), seen=dossier)
    request = BuildRequest(dossier_id=dossier.id, copy_kind="filing")
    found = next(entry for entry in precheck(session, request).foreseen if entry.problem.is_blocking)
    assert found.problem.check == "recipient"
    assert found.about is not None
    assert found.about.id == brother.id
    with pytest.raises(Refused, match="person in China"):
        run_in_line(builds.build(session, request, tmp_path / "filed.pdf"))
    consent = Consent(purpose="court", given_on=SAMPLE_AT.date())
    record.change(session, replace(brother, consents=(consent,)), seen=brother)
    assert not any(entry.problem.is_blocking for entry in precheck(session, request).foreseen)


def test_pages_of_exhibits_are_searched_for_people_in_china(session: Session) -> None:
    request = BuildRequest(dossier_id=hearing(session).id, copy_kind="service")
    found = [one.problem for one in precheck(session, request).foreseen if one.problem.is_blocking]
    texts = [str(problem.what) for problem in found]
    assert "Exhibit 4, page 1, 3, 4: names someone in China." in texts
    carried = "Exhibit 9: its original or translation names someone in China (page 1 there)."
    assert carried in texts, "a screenshot without text; its translation is exhibit 10"
    assert "Exhibit 12, page 1: states where someone stays." in texts
    assert "Exhibit 17, page 1: states where someone stays." in texts, "a witness says so of himself"
    assert "Exhibit 17 mentions a claim to protection: 17 p.1/1." in texts, "his own, not the client's"
    names = {name.text for person in record.every(session, Person) for name in person.names}
    assert not any(name in text for text in texts for name in names), "a message never names them"
    filing = precheck(session, replace(request, copy_kind="filing")).foreseen
    assert not filing[0].problem.is_blocking
    assert "another case" in str(filing[0].problem.what), "the witness in the text has a case of his own"
    top = str(filing[1].problem.what)
    assert re.match(r"Exhibit \d+ mentions a claim to protection \(page \d", top), "first of the warnings"


def test_a_redaction_on_the_page_settles_it(session: Session) -> None:
    settled = [one for one in record.every(session, Document) if one.exhibit_mark in {"5", "9"}]
    area = Area(page=1, left=0.1, top=0.1, right=0.9, bottom=0.9)
    record.add(session, *(Redaction(id=one.id, case_id=one.case_id, areas=(area,)) for one in settled))
    request = BuildRequest(dossier_id=hearing(session).id, copy_kind="service")
    stops = [one for one in precheck(session, request).foreseen if one.about and one.problem.is_blocking]
    left = [str(one.problem.what) for one in stops if one.about and one.about.id in {s.id for s in settled}]
    source = "Exhibit {} came from someone in China who has not consented."
    assert left == [source.format(5), source.format(9)], "no area hides who had the paper"


def profile(**changes: object) -> Profile:
    rule = FormatRule(
        field="discloses_to",
        value=("public",),
        profile_id="p",
        level="practice",
        is_seen=True,
        needs_confirming=False,
        pinpoint="registry's letter of 4 May 2026",
        kind="official",
        url="",
        as_of_on=date(2026, 5, 4),
        is_as_of_estimated=False,
    )
    rules = (replace(rule, **changes),)  # type: ignore[arg-type]
    return Profile(id="p", forum="A court", jurisdiction="CY", status="usable", notes="", rules=rules)


def test_only_a_rule_with_its_source_narrows_whom_a_copy_reaches() -> None:
    assert reaches(None) == REACHES
    assert reaches(profile(value=("bureau",))) == ("bureau",)
    assert reaches(profile()) == REACHES, "what the public reads, the requesting State reads"
    assert reaches(profile(pinpoint="")) == reaches(profile(kind="")) == REACHES


def test_a_client_of_another_case_is_not_named_without_consent(session: Session, tmp_path: Path) -> None:
    """What the chronology says of a witness reaches those who look for him in his own case."""
    dossier = hearing(session)
    (witness,) = (one for one in record.every(session, Person) if one.leading_name == "Ablimit Tursunjan")
    witness = record.change(session, replace(witness, consents=()), seen=witness)
    line = CoverLine(field="", text=f"WITNESS: {witness.leading_name.upper()}")
    record.change(session, replace(dossier, cover_lines=(line,)), seen=dossier)
    service = BuildRequest(dossier_id=dossier.id, copy_kind="service", for_whom="Attorney General")
    service = replace(service, decisions=(*shown_to(session, service), CLAIMED))

    def named(request: BuildRequest) -> list[bool]:
        foreseen = precheck(session, request).foreseen
        return [one.problem.is_blocking for one in foreseen if one.about and one.about.id == witness.id]

    assert named(service) == named(replace(service, copy_kind="filing")) == [True]
    with pytest.raises(Refused, match="client of another case"):
        run_in_line(builds.build(session, service, tmp_path / "served.pdf"))
    consent = Consent(purpose="court", given_on=SAMPLE_AT.date(), scope="That he is a witness here")
    record.change(session, replace(witness, consents=(consent,)), seen=witness)
    assert named(replace(service, copy_kind="filing")) == [False], "its scope is for a person to read"
    assert named(service) == [False]
    elsewhere = Consent(purpose="court", given_on=SAMPLE_AT.date(), recipient="A court in another State")
    record.change(session, replace(record.find(session, Person, witness.id), consents=(elsewhere,)))
    assert named(replace(service, copy_kind="filing")) == [True], "given for one recipient alone"
    record.change(session, replace(record.find(session, Person, witness.id), consents=(consent,)))
    undecided = tuple(one for one in service.decisions if one.kind != "name-person")
    assert named(replace(service, decisions=undecided)) == [True], "what is served on the State is decided"
    foreseen = precheck(session, replace(service, decisions=undecided)).foreseen
    (stop,) = (str(one.problem.what) for one in foreseen if one.about and one.about.id == witness.id)
    assert "whose consent is limited" in stop, "an obstacle is not worded as a consent"


def test_a_clients_consent_for_another_recipient_stops_a_copy(session: Session) -> None:
    dossier = hearing(session)
    (client,) = clients_of(session, record.find(session, Case, dossier.case_id))
    elsewhere = Consent(purpose="court", given_on=SAMPLE_AT.date(), recipient="A court in another State")
    record.change(session, replace(client, consents=(elsewhere,)), seen=client)
    request = BuildRequest(dossier_id=dossier.id, copy_kind="filing")

    def warned(request: BuildRequest) -> list[bool]:
        problems = (one.problem for one in precheck(session, request).foreseen)
        return [one.is_blocking for one in problems if "names another recipient" in str(one.what)]

    assert warned(request) == [True]
    with pytest.raises(Refused, match="names another recipient") as refusal:
        load_for_export(session, replace(request, for_whom="Attorney General"))
    assert "Attorney General" in str(refusal.value.remedy)
    assert warned(replace(request, for_whom="A court in another State")) == []
    load_for_export(session, replace(request, for_whom="A court in another State"))
    assert warned(replace(request, copy_kind="draft")) == []


def test_what_is_withheld_is_not_to_be_sent_otherwise(session: Session) -> None:
    request = BuildRequest(dossier_id=hearing(session).id, copy_kind="service", placeholders=frozenset({"4"}))
    problems = [one.problem for one in precheck(session, request).foreseen]
    (withheld,) = (one for one in problems if str(one.what).startswith("Exhibit 4 is withheld"))
    assert str(withheld.mend) == "Do not send it to this recipient in any other way."
    assert [one for one in problems if one.mend and str(one.mend).startswith("Submit the file")] == []


RECEIVED = ("SHA-256", "photographed by him", "Told by the brother", "brother's message", "KB", " MB")
"""What a page in place of an exhibit, or the incidents, may not say of what the brother sent."""


@pytest.mark.proof
def test_no_page_in_place_of_an_exhibit_tells_its_hash(session: Session, tmp_path: Path) -> None:
    """Police who hold a telephone compare the hashes of its files."""
    request = BuildRequest(dossier_id=hearing(session).id, copy_kind="service", for_whom="Attorney General")
    request = replace(request, decisions=(CLAIMED, *named_all(session)))
    out = frozenset(precheck(session, request).exposed)
    assert {"4", "5", "8", "9", "10"} <= out, "8, a photograph, is the brother's, whatever its page shows"
    request = confirmed_in(session, replace(request, placeholders=out))
    served, text = built(session, request, tmp_path / "served.pdf")
    assert [word for word in RECEIVED if word in text] == []
    digests = [one.sha256 for one in record.every(session, Document)]
    assert [digest for digest in digests if digest in text] == []
    titles = [one.title for one in record.every(session, Document) if one.exhibit_mark in out]
    assert [title for title in titles if title in text] == [], "a title says of what kind it is"
    assert {one.subject for one in served.decisions if one.kind == "withhold"} == out
    pages = {one.exhibit_mark: one.page_count for one in record.every(session, Document)}
    numbers = {one.mark: one.last_page - one.first_page + 1 for one in served.contents if one.mark in out}
    assert numbers == {mark: max(pages[mark], 1) for mark in out}, "what is withheld has its pages"
    filed, text = built(session, replace(request, copy_kind="filing", decisions=()), tmp_path / "filed.pdf")
    assert [digest for digest in digests if digest in text] == [], "nor where the court may pass it on"
    assert filed.withheld == frozenset()


def test_whereabouts_hidden_in_part_of_a_service_copy_are_named(session: Session) -> None:
    dossier = hearing(session)
    request = BuildRequest(dossier_id=dossier.id, copy_kind="service")
    statement = next(one for one in dossier.sections if one.kind == "statement-of-case")
    assert "a shop in Yunlan" in _printed(session, request, statement), "the place of birth of the client"
    client = next(one for one in record.every(session, Person) if one.birth_place == "Yunlan")
    record.change(session, replace(client, birth_place=""), seen=client)
    assert "a shop in [place]" in _printed(session, request, statement)
    texts = [str(one.problem.what) for one in precheck(session, request).foreseen]
    assert any("Passage F/" in text and "States where someone stays." in text for text in texts)


def test_a_court_and_the_library_state_no_place_of_stay(session: Session) -> None:
    client = next(one for one in record.every(session, Person) if one.birth_place == "Yunlan")
    record.change(session, replace(client, whereabouts="Nicosia, Cyprus"), seen=client)
    request = BuildRequest(dossier_id=hearing(session).id, copy_kind="service")
    stated = {
        one.passage.text: any(str(why) == "States where someone stays." for why in one.why)
        for one in copy_material.review(session, request)
    }
    assert stated["Court or body: District Court of Nicosia"] is False
    assert [text for text in stated if "first instance jurisdiction" in text and stated[text]] == []
    assert next(stated[text] for text in stated if "asked for a visit" in text), "(Nicosia)"


def _printed(session: Session, request: BuildRequest, section: Section) -> str:
    blocks = SetSections(load_for_preview(session, request)).blocks(section)
    return "\n".join("".join(span.text for span in line) for block in blocks for line in lines_of(block))
