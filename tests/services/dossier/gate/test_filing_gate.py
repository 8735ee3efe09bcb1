"""What keeps a copy from being filed, and how each item is settled."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from casebook.base.errors import InvalidInput, NotFound, Refused
from casebook.domain.base.date import StatedDate
from casebook.domain.case.case import Case, Party
from casebook.domain.case.fact import Account, Fact
from casebook.domain.dossier.build import BuildRequest, CopyDecision, CopyKind
from casebook.domain.dossier.dossier import Dossier, Omission, Section
from casebook.domain.library.decision import Decision
from casebook.domain.library.reading import Reading
from casebook.domain.library.source import Source
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.dossier import build as builds
from casebook.services.dossier.dossier import change_settings
from casebook.services.dossier.precheck import precheck
from casebook.services.library import library, reading, rebuttal

TOPIC = "rsdl"
READ, UNREAD, NO_HISTORY = "cpl-75-rsdl-place", "kh-three-tier", "papo-real-risk"


@pytest.fixture
def session(stocked: Session) -> Session:
    record.add(stocked, Person(id="p", consents=(Consent(purpose="court", given_on=stocked.clock().date()),)))
    open_case(stocked, reference="R-1", title="", jurisdiction="CY", parties=(Party(person_id="p"),))
    return stocked


def filed(session: Session, *findings: str, text: str = "Submissions.") -> BuildRequest:
    """A dossier that cites these findings, with all that is adverse on its topics left out on the record."""
    held = library.library_index(session)
    topics = tuple(dict.fromkeys(held.findings[each].topic_id for each in findings)) or (TOPIC,)
    adverse = [each for each in held.findings.values() if each.is_adverse and each.topic_id in topics]
    (case,) = record.every(session, Case)
    dossier = Dossier(
        id=session.ids(),
        case_id=case.id,
        title="Hearing",
        sections=(
            Section(id="t", kind="free-text", text=text),
            Section(id="c", kind="country-conditions", topics=topics, findings=findings or (READ,)),
        ),
        omissions=tuple(Omission(finding_id=each.id, reason="Another point.") for each in adverse),
    )
    record.add(session, dossier)
    return BuildRequest(dossier_id=dossier.id, copy_kind="filing")


def blocking(session: Session, request: BuildRequest) -> dict[str, str]:
    """The blocking problems by what they are about."""
    return {
        entry.about.key if entry.about else "": entry.problem.check
        for entry in precheck(session, request).foreseen
        if entry.problem.is_blocking
    }


def test_a_dossier_with_nothing_open_is_filed(session: Session, tmp_path: Path) -> None:
    request = filed(session, READ)
    assert blocking(session, request) == {}
    made = run_in_line(builds.build(session, request, tmp_path / "filed.pdf"))
    assert made.build.copy_kind == "filing"


@pytest.mark.parametrize("copy_kind", ["filing", "service"])
def test_an_authority_nobody_read_is_not_filed_until_it_is_confirmed(
    session: Session, tmp_path: Path, copy_kind: CopyKind
) -> None:
    request = replace(filed(session, UNREAD), copy_kind=copy_kind)
    source_id = library.some(session, [UNREAD])[UNREAD].source_id
    assert blocking(session, request) == {f"finding:{UNREAD}": "authority", f"source:{source_id}": "history"}
    with pytest.raises(Refused, match="not read or confirmed: Khasanov"):
        run_in_line(builds.build(session, request, tmp_path / "filed.pdf"))
    assert not (tmp_path / "filed.pdf").exists()
    reading.confirm(session, UNREAD, pinpoint="paras 95-101", initials="DK", later_history="None found.")
    assert blocking(session, request) == {}
    run_in_line(builds.build(session, request, tmp_path / "filed.pdf"))
    with pypdfium2.PdfDocument(tmp_path / "filed.pdf") as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert "paras 95-101" in text


def test_a_confirmation_undone_blocks_again(session: Session) -> None:
    request = filed(session, UNREAD)
    kept = reading.confirm(session, UNREAD, pinpoint="para. 95", initials="DK", later_history="None found.")
    assert blocking(session, request) == {}
    record.move_to_bin(session, Reading, kept.id)
    assert set(blocking(session, request).values()) == {"authority", "history"}


def test_what_became_of_a_decision_must_be_known(session: Session) -> None:
    request = filed(session, NO_HISTORY)
    source_id = library.some(session, [NO_HISTORY])[NO_HISTORY].source_id
    assert blocking(session, request) == {f"source:{source_id}": "history"}
    reading.confirm(session, source_id, pinpoint="§ 173", initials="DK", later_history="Applied since.")
    assert blocking(session, request) == {}


def test_a_decision_typed_by_court_and_number_is_confirmed_first(session: Session) -> None:
    named = "So the District Court of Larnaca, Application 1/2021, 23 December 2022."
    request = filed(session, READ, text=named)
    assert blocking(session, request) == {"section:t": "history"}
    larnaca = "cy-larnaca-ma-chao-2022"
    reading.confirm(session, larnaca, pinpoint="p. 3", initials="DK", later_history="None found.")
    assert blocking(session, request) == {}


def test_a_table_of_authorities_is_filled_last_and_stops_no_filing(session: Session) -> None:
    request = filed(session, READ)
    dossier = record.find(session, Dossier, request.dossier_id)
    table = Section(id="a", kind="table-of-authorities")
    record.change(session, replace(dossier, sections=(*dossier.sections, table)), seen=dossier)
    assert blocking(session, request) == {}


def test_an_empty_section_and_adverse_material_unanswered_block(session: Session) -> None:
    request = filed(session, READ, text="")
    dossier = record.find(session, Dossier, request.dossier_id)
    adverse = dossier.omissions[0].finding_id
    record.change(session, replace(dossier, omissions=dossier.omissions[1:]), seen=dossier)
    assert blocking(session, request) == {"section:t": "sections", f"adverse:{adverse}": "adverse"}


@pytest.mark.parametrize("copy_kind", ["filing", "service", "pseudonymised"])
def test_adverse_material_kept_back_is_never_called_none(
    copy_kind: CopyKind, session: Session, tmp_path: Path
) -> None:
    request = replace(filed(session, READ), copy_kind=copy_kind)
    dossier = record.find(session, Dossier, request.dossier_id)
    section = Section(id="a", kind="adverse-material", topics=dossier.topics)
    changed = replace(dossier, sections=(*dossier.sections, section), omissions=())
    record.change(session, changed, seen=dossier)
    count = len(dossier.omissions)
    assert blocking(session, request)["section:a"] == "adverse"
    said = [one.about.key for one in precheck(session, request).foreseen if one.about]
    assert said.count("section:a") == 1, "it is not called empty besides"
    with pytest.raises(Refused, match=f"Section C prints nothing adverse: {count} finding"):
        run_in_line(builds.build(session, request, tmp_path / "out.pdf"))
    draft = run_in_line(builds.try_out(session, replace(request, copy_kind="draft")))
    assert "No contrary material" not in text_of(draft.data)


def test_that_the_library_has_nothing_adverse_is_said_where_it_is_true(session: Session) -> None:
    held = library.library_index(session)
    adverse = {each.topic_id for each in held.findings.values() if each.is_adverse}
    topic = next(each for each in held.topics if each not in adverse)
    request = filed(session, READ)
    dossier = record.find(session, Dossier, request.dossier_id)
    section = Section(id="a", kind="adverse-material", topics=(topic,))
    record.change(session, replace(dossier, sections=(*dossier.sections, section)), seen=dossier)
    made = run_in_line(builds.try_out(session, request))
    assert "No contrary material on these topics is cited." in text_of(made.data)


def text_of(data: bytes) -> str:
    """All words of a PDF on one line."""
    with pypdfium2.PdfDocument(data) as pdf:
        text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    return " ".join(text.split())


def test_a_pseudonymised_copy_passes_the_gate(
    session: Session,
) -> None:
    request = replace(filed(session, READ, text="On [[?visits: each]] day."), copy_kind="pseudonymised")
    dossier = record.find(session, Dossier, request.dossier_id)
    custody = Section(id="x", kind="exhibit-custody", title="Custody of exhibits")
    record.change(session, replace(dossier, sections=(*dossier.sections, custody)), seen=dossier)
    assert blocking(session, request) == {"section:t": "sections"}
    with pytest.raises(Refused, match="1 passage is still to be written"):
        run_in_line(builds.try_out(session, request))
    written = record.find(session, Dossier, dossier.id)
    first, *others = written.sections
    changed = replace(written, sections=(replace(first, text="Each day."), *others))
    record.change(session, changed, seen=written)
    assert "Custody of exhibits" not in text_of(run_in_line(builds.try_out(session, request)).data)
    shown = CopyDecision(kind="show-section", subject="exhibit-custody", reason="Asked for by the expert.")
    with pytest.raises(InvalidInput, match="named recipient"):
        run_in_line(builds.try_out(session, replace(request, decisions=(shown,))))
    named = replace(request, decisions=(shown,), for_whom="An expert")
    assert "Custody of exhibits" in text_of(run_in_line(builds.try_out(session, named)).data)


def test_days_of_no_record_become_months_and_days_of_public_law_stay(session: Session) -> None:
    text = "On 5 March 2022 he came, on 17 May 2019 they went; the Court decided on 6 October 2022."
    request = replace(filed(session, READ, text=text), copy_kind="pseudonymised")
    (case,) = record.every(session, Case)
    known = Fact(id="f", case_id=case.id, statement="They go.", on=StatedDate(edtf="2019-05-17"))
    record.add(session, known)
    copied = text_of(run_in_line(builds.try_out(session, request)).data)
    assert "In March 2022 he came, in May 2019 they went; the Court decided on 6 October 2022." in copied
    shown = CopyDecision(kind="show-kind", subject="date", reason="Published.")
    copied = text_of(run_in_line(builds.try_out(session, replace(request, decisions=(shown,)))).data)
    assert text in copied


def test_a_disputed_fact_quoted_without_translation_is_not_filed(session: Session, tmp_path: Path) -> None:
    request = filed(session, READ)
    dossier = record.find(session, Dossier, request.dossier_id)
    chronology = Section(id="x", kind="chronology")
    record.change(session, replace(dossier, sections=(*dossier.sections, chronology)), seen=dossier)
    account = Account(stated_by="The police", words="二十三时")
    on = StatedDate(edtf="2026-01-10")
    fact = Fact(id="f", case_id=dossier.case_id, statement="Arrest", on=on, status="disputed")
    record.add(session, replace(fact, accounts=(account,)))
    assert blocking(session, request) == {"fact:f": "quotation-translation"}
    with pytest.raises(Refused, match="no translation"):
        run_in_line(builds.build(session, request, tmp_path / "filed.pdf"))
    seen = record.find(session, Fact, "f")
    record.change(session, replace(seen, accounts=(replace(account, translation="at 23:00"),)), seen=seen)
    assert blocking(session, request) == {}


def test_a_draft_is_built_whatever_is_open_and_says_so_on_every_page(
    session: Session, tmp_path: Path
) -> None:
    request = replace(filed(session, UNREAD, text=""), copy_kind="draft")
    change_settings(session, request.dossier_id, {"page_mark": "SPECIMEN"})
    assert blocking(session, request) == {}
    run_in_line(builds.build(session, request, tmp_path / "draft.pdf"))
    with pypdfium2.PdfDocument(tmp_path / "draft.pdf") as pdf:
        assert all("DRAFT-SPECIMEN" in page.get_textpage().get_text_range() for page in pdf)


def test_a_confirmation_needs_place_initials_and_a_record(session: Session) -> None:
    for pinpoint, initials in ((" ", "DK"), ("para. 1", " ")):
        with pytest.raises(InvalidInput):
            reading.confirm(session, UNREAD, pinpoint=pinpoint, initials=initials)
    with pytest.raises(NotFound):
        reading.confirm(session, "no-such", pinpoint="para. 1", initials="DK")


@pytest.mark.parametrize("mark", ["two words", "specimen", "X" * 25, 7])
def test_a_mark_that_cannot_be_stamped_is_refused(session: Session, mark: object) -> None:
    with pytest.raises(InvalidInput):
        change_settings(session, filed(session, READ).dossier_id, {"page_mark": mark})


def test_a_decision_of_the_forums_state_for_a_transfer_is_answered(session: Session) -> None:
    decision = Decision(
        id="own",
        court="Supreme Court of Cyprus",
        forum="national",
        country="CY",
        title="Re Somebody",
        person_type="",
        requesting_party="PRC",
        procedure="extradition",
        outcome="granted",
        summary="Surrender was allowed.",
        is_seen=True,
        confidence="high",
    )
    record.add(session, decision)
    request = filed(session, READ)
    assert blocking(session, request).get("adverse:own") == "adverse"
    (case,) = record.every(session, Case)
    rebuttal.write(session, case.id, "decision", "own", "It went before Liu.")
    assert "adverse:own" not in blocking(session, request)


@pytest.mark.parametrize("name", ["Othman v. the United Kingdom", "Othman (Abu Qatada) v. United Kingdom"])
def test_a_short_name_finds_the_decision_of_the_library(session: Session, name: str) -> None:
    request = filed(
        session, READ, text=f"In {name} it was held that a flagrant denial of justice bars removal."
    )
    found = [str(entry.problem.what) for entry in precheck(session, request).foreseen]
    assert not any("Not in the library" in what for what in found)


def test_decisions_named_in_prose_are_looked_up(session: Session) -> None:
    request = filed(session, READ, text="In Smith v. Cyprus [2099] CLR 1, and in Liu v. Poland, it was held.")
    found = [entry.problem for entry in precheck(session, request).foreseen]
    unknown = [problem for problem in found if "Not in the library" in str(problem.what)]
    assert [("Smith v. Cyprus" in str(one.what), one.is_blocking) for one in unknown] == [(True, False)]
    for source in record.every(session, Source):
        if "Liu v. Poland" in source.title:
            record.change(session, replace(source, reading_level="secondary"), seen=source)
    for decision in record.every(session, Decision):
        if "Liu v. Poland" in decision.title:
            record.change(session, replace(decision, reported_in="A newspaper"), seen=decision)
    assert "authority" in blocking(session, request).values()
