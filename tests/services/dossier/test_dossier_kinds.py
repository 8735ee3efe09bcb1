"""Every kind of dossier: what it begins with, and what its parts print of the argument of a case."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.assurance import QUESTIONS, Assessment, Assurance
from casebook.domain.case.case import Party
from casebook.domain.case.fact import Pinpoint
from casebook.domain.case.ground import Ground, Proof
from casebook.domain.case.incident import Incident
from casebook.domain.dossier.build import BuildRequest, CopyKind
from casebook.domain.dossier.composition import (
    Block,
    Composition,
    Heading,
    Pairs,
    TextParagraph,
    TextTable,
    TimeChart,
)
from casebook.domain.dossier.dossier import CoverLine, Dossier, DossierKind
from casebook.domain.evidence.document import Document
from casebook.domain.exchange.outcome_pack import OutcomePack
from casebook.domain.exposure.charge import Charge
from casebook.domain.person.person import Consent, Person
from casebook.domain.vault.attachment import Attachment
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.dossier import build as builds
from casebook.services.dossier import dossier, dossier_data
from casebook.services.dossier.compose import compose
from casebook.services.dossier.dossier_template import templates
from casebook.services.dossier.precheck import precheck
from casebook.services.exchange.outcomes import outcome_import
from casebook.services.library.suggestion import TOPICS
from tests.services.exchange.outcomes.written import foreign_pack, keep

DAY = StatedDate(edtf="2026-03-02")


@pytest.fixture
def session(stocked: Session) -> Session:
    return stocked


def a_case(session: Session) -> str:
    record.add(
        session,
        Person(id="client", names=(Name(text="Wen Shuyun", script="Latn"),), topics=("rsdl",)),
        Person(id="aunt", names=(Name(text="Wen Ruolan", script="Latn"),)),
    )
    parties = (Party(person_id="client"), Party(person_id="aunt", standing="relative"))
    return case.open_case(session, reference="R-1", title="", jurisdiction="CY", parties=parties).id


def consent(session: Session) -> None:
    client = record.find(session, Person, "client")
    given = Consent(purpose="court", given_on=session.clock().date())
    record.change(session, replace(client, consents=(given,)), seen=client)


def argue(session: Session, case_id: str) -> None:
    warrant = Document(
        id="warrant",
        case_id=case_id,
        title="Warrant",
        kind="court-paper",
        attachment_id="sealed",
        sha256="",
        size_bytes=0,
        media_type="",
        page_count=4,
        exhibit_mark="1",
    )
    proof = Proof(
        element="Nobody could see what became of her",
        finding_ids=("hrc-kim-no-right-of-access",),
        adverse="The note promises visits ([[1 p.2]]).",
        answer="It promises to consider them.",
        state="contested",
        remark="Ask the embassy again",
    )
    ground = Ground(
        id="g",
        case_id=case_id,
        kind="ill-treatment",
        title="Real risk of ill-treatment",
        hooks=("ECHR Art 3",),
        text="She was held before.",
        proofs=(proof, Proof(element="She would be held again")),
    )
    assurance = Assurance(
        id="a",
        case_id=case_id,
        text="She will be treated in accordance with the law.",
        given_by="An embassy",
        given_on=DAY,
        assessments=(Assessment(factor="specific", bearing="against-reliance", reason="It names nobody."),),
    )
    incident = Incident(
        id="i",
        case_id=case_id,
        method="police-visit",
        on=DAY,
        what="Three people come.",
        person_ids=("aunt",),
    )
    with session.store.write("test.seal") as transaction:
        sealed = Attachment(id="sealed", key=bytes(32), size_bytes=0, sha256="", fingerprint="f")
        transaction.add(sealed)
    charge = Charge(id="ch", case_id=case_id, article="Article 225", offence="cl-225", act_to=DAY)
    record.add(session, warrant, ground, assurance, incident, charge)


def composed(session: Session, draft: Dossier, copy_kind: CopyKind = "filing") -> Composition:
    request = BuildRequest(dossier_id=draft.id, copy_kind=copy_kind)
    return compose(
        dossier_data.load_for_preview(session, request), lambda _: (_ for _ in ()).throw(AssertionError)
    )


def printed(whole: Composition) -> str:
    return "\n".join(f"{part.title}\n" + "\n".join(map(_block, part.blocks)) for part in whole.parts)


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return block.text
    if isinstance(block, TextParagraph):
        return "".join(span.text for span in (*block.line, *block.reference))
    if isinstance(block, TextTable):
        cells = ("".join(span.text for span in cell) for row in block.rows for cell in row)
        return " ".join((*block.head, *cells))
    if isinstance(block, TimeChart):
        return " ".join(lane.title for lane in block.lanes)
    assert isinstance(block, Pairs)
    return " ".join((label + " " + "".join(span.text for span in line)) for label, line in block.rows)


@pytest.mark.parametrize("kind", [template.id for template in templates()])
def test_every_kind_is_drafted_in_template_order_and_can_be_composed(
    session: Session, kind: DossierKind, tmp_path: Path
) -> None:
    case_id = a_case(session)
    argue(session, case_id)
    record.change(session, replace(_pack(session, tmp_path), was_compared=True))
    draft = dossier.draft(session, case_id, "For a reader", kind)
    template = next(candidate for candidate in templates() if candidate.id == kind)
    assert [section.kind for section in draft.sections] == [part.section.kind for part in template.parts]
    assert bool(draft.exhibit_ids) is template.has_exhibits
    assert draft.profile_id == template.profile_id
    assert len(composed(session, draft, "draft").parts) == len(template.parts)
    kept = sum(part.section.kind == "exhibit-custody" for part in template.parts)
    assert len(composed(session, draft, "filing").parts) == len(template.parts) - kept, "it stays here"


def _pack(session: Session, folder: Path) -> OutcomePack:
    """Return a pack of another office, imported though nobody compared its card."""
    view = run_in_line(outcome_import.look(session, foreign_pack(folder / "x")))
    run_in_line(outcome_import.take(session, view, allow=True))
    (pack,) = record.every(session, OutcomePack)
    return pack


def test_what_a_case_has_none_of_is_no_part_of_a_first_dossier(session: Session) -> None:
    made = dossier.draft(session, a_case(session), "For a reader")
    shown = {section.kind for section in made.sections}
    assert {"grounds", "assurances", "assurance-record", "incidents"}.isdisjoint(shown)


@pytest.mark.parametrize("kind", ["hearing-dossier", "interim-measures"])
def test_a_court_gets_the_record_of_assurances_where_there_is_one(
    session: Session, kind: DossierKind, tmp_path: Path
) -> None:
    case_id = a_case(session)
    argue(session, case_id)

    def has_part() -> bool:
        made = dossier.draft(session, case_id, "For a reader", kind)
        return "assurance-record" in {section.kind for section in made.sections}

    assert not has_part()
    pack = _pack(session, tmp_path)
    assert not has_part(), "what nobody compared calls for no part of its own"
    compared = record.change(session, replace(pack, was_compared=True))
    assert has_part()
    record.change(session, replace(compared, was_compared=False))
    keep(session, range(5))
    assert not has_part(), "ours are on no paper before the first pack"


def test_a_schedule_has_a_part_per_disputed_issue_with_what_is_adverse(
    session: Session,
) -> None:
    case_id = a_case(session)
    argue(session, case_id)
    record.add(session, Ground(id="h", case_id=case_id, kind="death-penalty", title="The penalty"))
    draft = dossier.draft(session, case_id, "Schedule", "country-schedule")
    issues = [section for section in draft.sections if section.kind == "country-conditions"]
    assert [(issue.title, issue.topics) for issue in issues] == [
        ("Real risk of ill-treatment", TOPICS["ill-treatment"]),
        ("The penalty", TOPICS["death-penalty"]),
    ]
    adverse = next(section for section in draft.sections if section.kind == "adverse-material")
    assert set(adverse.topics) == {*TOPICS["ill-treatment"], *TOPICS["death-penalty"]}


def test_grounds_print_argument_and_answer_but_not_counsels_assessment(session: Session) -> None:
    case_id = a_case(session)
    argue(session, case_id)
    made = dossier.draft(session, case_id, "For a reader")
    text = printed(composed(session, made))
    assert "She was held before." in text
    assert "exhibit 1, p. {page}" in text
    assert "It promises to consider them." in text
    assert "contested" not in text
    assert "Ask the embassy again" not in text


def test_an_element_with_nothing_but_its_exhibit_is_a_sentence(session: Session) -> None:
    case_id = a_case(session)
    argue(session, case_id)
    (held,) = record.of_case(session, Ground, case_id)
    place = Pinpoint(document_id="warrant", page=2)
    proofs = (Proof(element="He will be held", evidence=(place,)), Proof(element="Nothing shows this."))
    record.change(session, replace(held, proofs=proofs), seen=held)
    (part,) = (
        part
        for part in composed(session, dossier.draft(session, case_id, "For a reader")).parts
        if part.title == "Grounds"
    )
    assert [block.level for block in part.blocks if isinstance(block, Heading)] == [2]
    assert [_block(block) for block in part.blocks][-2:] == [
        "He will be held (exhibit 1, p. {page}).",
        "Nothing shows this.",
    ]


def test_a_source_that_only_a_ground_cites_stands_in_the_table_of_sources(session: Session) -> None:
    case_id = a_case(session)
    argue(session, case_id)
    draft = dossier.draft(session, case_id, "For a reader")
    without = replace(
        draft, sections=tuple(part for part in draft.sections if part.kind in {"grounds", "table-of-sources"})
    )
    record.change(session, without, seen=draft)
    read = dossier_data.load_for_preview(session, BuildRequest(dossier_id=draft.id))
    assert list(read.source_labels.values()) == ["S1"]
    assert any("S1" in _block(block) for block in composed(session, without).parts[-1].blocks)


def test_an_assurance_prints_all_eleven_factors_whether_assessed_or_not(session: Session) -> None:
    case_id = a_case(session)
    argue(session, case_id)
    text = printed(composed(session, dossier.draft(session, case_id, "For a reader")))
    assert all(question in text for question in QUESTIONS.values())
    assert "It names nobody." in text
    assert not [word for word in ("not assessed", "against reliance", "Direction") if word in text]


@pytest.mark.parametrize(("copy_kind", "is_named"), [("draft", True), ("filing", False), ("service", False)])
def test_relatives_who_have_not_consented_are_named_in_a_draft_only(
    session: Session, copy_kind: CopyKind, *, is_named: bool
) -> None:
    case_id = a_case(session)
    argue(session, case_id)
    made = dossier.draft(session, case_id, "For a reader", "ccf-request")
    assert ("Wen Ruolan" in printed(composed(session, made, copy_kind))) is is_named


def test_a_cooperation_review_begins_with_its_country_and_its_sources(
    session: Session,
) -> None:
    made = dossier.draft(session, a_case(session), "Review", "cooperation-review")
    assert next(part for part in made.sections if part.kind == "cooperation").countries == ("CY",)
    text = printed(composed(session, made))
    assert "Cyprus" in text
    assert "does not prove that there is none" in text
    assert "No clause on its term, suspension or end was read." in text


def test_unproved_and_unassessed_points_are_reported_before_building(session: Session) -> None:
    case_id = a_case(session)
    argue(session, case_id)
    draft = dossier.draft(session, case_id, "For a reader")
    seen = precheck(session, BuildRequest(dossier_id=draft.id))
    checked = {"grounds", "assurances"}
    found = [entry for entry in seen.foreseen if entry.problem.check in checked]
    assert [str(entry.problem.what) for entry in found] == [
        "Ground 1: 1 element has no proof.",
        "Ground 1: 1 element is not assessed.",
        "Assurance 1: 10 factors are not assessed.",
    ]
    assert [entry.about.kind for entry in found if entry.about] == ["ground", "ground", "assurance"]
    assert not any(entry.problem.is_blocking for entry in found), "of a working draft"
    words = Translator("zh-Hans")
    problems = [words(warning.problem.what) for warning in seen.foreseen if warning.problem.check in checked]
    assert problems
    assert all(re.search("[\u4e00-\u9fff]", what) for what in problems), problems


def test_a_part_over_its_page_budget_is_told_and_the_schedule_is_built(
    session: Session, tmp_path: Path
) -> None:
    case_id = a_case(session)
    draft = dossier.draft(session, case_id, "Schedule", "country-schedule")
    tight, wide = (
        replace(draft, sections=(replace(draft.sections[0], most_pages=most), *draft.sections[1:]))
        for most in (1, 50)
    )
    record.change(session, tight, seen=draft)
    request = BuildRequest(dossier_id=draft.id)
    consent(session)
    problems = run_in_line(builds.build(session, request, tmp_path / "tight.pdf")).problems
    (over,) = (str(problem.what) for problem in problems if problem.check == "length")
    assert over.startswith("Section A has ")
    assert over.endswith(" pages; its page limit is 1.")
    record.change(session, wide, seen=tight)
    problems = run_in_line(builds.build(session, request, tmp_path / "wide.pdf")).problems
    assert not [problem for problem in problems if problem.check == "length"]


def test_a_line_of_the_cover_fills_what_the_forum_asks_for_and_is_printed(session: Session) -> None:
    draft = dossier.draft(session, a_case(session), "For a reader")

    def lacking(version: Dossier) -> list[str]:
        seen = precheck(session, BuildRequest(dossier_id=version.id))
        return [str(each.problem.what) for each in seen.foreseen if each.problem.check == "cover"]

    forum_draft = record.change(session, replace(draft, profile_id="echr-rule39"), seen=draft)
    assert any("Rule 39 - Urgent" in what for what in lacking(forum_draft))
    line = CoverLine(field="Rule 39 - Urgent", text="RULE 39 – URGENT")
    kept = record.change(session, replace(forum_draft, cover_lines=(line,)), seen=forum_draft)
    assert not any("Rule 39 - Urgent" in what for what in lacking(kept))
    cover = composed(session, kept).cover
    assert cover is not None
    assert cover.lines == ("RULE 39 – URGENT",)
    other = composed(
        session, record.change(session, replace(kept, profile_id="interpol-ccf"), seen=kept)
    ).cover
    assert other is not None
    assert other.lines == ()
