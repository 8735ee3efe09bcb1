from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest

from casebook.base.errors import Cancelled, InvalidInput, NotFound, Refused
from casebook.base.message import Message
from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.base.office import Office
from casebook.domain.case.case import Party
from casebook.domain.case.event import Event
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.dossier.build import BuildRequest, CopyKind
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.office import keep_office
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.dossier import build as builds
from casebook.services.dossier import dossier
from casebook.services.dossier.dossier_data import load_for_preview
from casebook.services.library import country


@pytest.fixture
def session(stocked: Session) -> Session:
    return stocked


def with_client(session: Session, name: str = "Wen Shuyun", *, consents: bool = True) -> str:
    from casebook.domain.person.person import Consent

    consent = Consent(purpose="court", given_on=session.clock().date())
    client = Person(
        id="p",
        names=(Name(text=name, script="Zyyy"),),
        topics=("rsdl", "death-penalty"),
        consents=(consent,) if consents else (),
    )
    record.add(session, client)
    return case.open_case(
        session, reference="R-1", title="", jurisdiction="CY", parties=(Party(person_id="p"),)
    ).id


def document(mark: str) -> Document:
    return Document(
        id=f"d{mark}",
        case_id="",
        title=mark,
        kind="other",
        attachment_id="",
        sha256="",
        size_bytes=0,
        media_type="",
        exhibit_mark=mark,
    )


def test_a_first_dossier_has_every_section_topics_and_exhibits_by_mark(
    session: Session,
) -> None:
    with session:
        case_id = with_client(session)
        record.add(session, *(replace(document(mark), case_id=case_id) for mark in ("10", "2", "A", "1", "")))
        draft = dossier.draft(session, case_id, " Removal hearing ")
        assert record.find(session, Dossier, draft.id) == draft
    assert draft.title == "Removal hearing"
    assert draft.exhibit_ids == ("d1", "d2", "d10", "dA")
    assert {section.kind: section.topics for section in draft.sections}["country-conditions"] == (
        "rsdl",
        "death-penalty",
    )
    assert len({section.id for section in draft.sections} - {""}) == len(draft.sections)


def test_a_hearing_dossier_has_the_court_of_the_next_hearing_on_its_cover(session: Session) -> None:
    with session:
        case_id = with_client(session)
        courts = [
            Proceeding(id=each, case_id=case_id, kind="extradition", forum=f"Court {each}") for each in "AB"
        ]
        on = StatedDate(edtf=(session.clock().date() + timedelta(days=20)).isoformat())
        hearing = Event(id="e", case_id=case_id, kind="hearing", title="H", on=on, status="planned")
        record.add(session, replace(courts[0], number="1/2026"), replace(courts[1], number="2/2026"))
        assert dossier.draft(session, case_id, "Hearing").court == "", "which of two courts is not known"
        record.add(session, replace(hearing, proceeding_id="B"))
        draft = dossier.draft(session, case_id, "Hearing")
        annex = dossier.draft(session, case_id, "Annex", "interim-measures")
    assert (draft.court, draft.number, draft.hearing_on) == ("Court B", "2/2026", on.earliest_on)
    assert (annex.court, annex.number, annex.hearing_on) == ("", "", None), "it goes to another body"
    for made in (draft, annex):
        assert "table-of-authorities" in [section.kind for section in made.sections]


def test_a_dossier_without_a_title_is_refused(session: Session) -> None:
    with session, pytest.raises(InvalidInput):
        dossier.draft(session, with_client(session), " ")


@pytest.mark.parametrize("copy_kind", [kind for kind in get_args(CopyKind) if kind != "draft"])
def test_no_copy_to_hand_over_is_built_without_consent(
    session: Session, tmp_path: Path, copy_kind: CopyKind
) -> None:
    with session:
        draft = dossier.draft(session, with_client(session, consents=False), "Hearing")
        request = BuildRequest(dossier_id=draft.id, copy_kind=copy_kind)
        with pytest.raises(Refused, match="consented"):
            run_in_line(builds.build(session, request, tmp_path / "out.pdf"))
        assert builds.of_dossier(session, draft.id) == []
    assert not (tmp_path / "out.pdf").exists()


def test_a_character_no_font_covers_stops_the_build_and_names_it(session: Session, tmp_path: Path) -> None:
    with session:
        made = dossier.draft(session, with_client(session), "Hearing")
        text = Section(id="text", kind="free-text", text="He signs with \U00013000.")
        record.change(session, replace(made, sections=(text,)), seen=made)
        with pytest.raises(InvalidInput, match=r"U\+13000") as raised:
            run_in_line(builds.build(session, BuildRequest(dossier_id=made.id), tmp_path / "out.pdf"))
    assert "\U00013000" not in str(raised.value)
    assert [path.name for path in tmp_path.iterdir()] == ["stocked.casebook"]


def test_a_cancelled_build_leaves_nothing(session: Session, tmp_path: Path) -> None:
    def stop(done: int, total: int, step: Message) -> None:  # noqa: ARG001 - the shape of progress
        raise Cancelled("Stopped.")

    with session:
        draft = dossier.draft(session, with_client(session), "Hearing")
        with pytest.raises(Cancelled):
            run_in_line(
                builds.build(session, BuildRequest(dossier_id=draft.id), tmp_path / "out.pdf", progress=stop)
            )
    assert [path.name for path in tmp_path.iterdir()] == ["stocked.casebook"]


def test_a_copy_keeps_the_versions_of_the_packs_it_was_made_with(session: Session) -> None:
    opened = dossier.draft(session, with_client(session), "Hearing")
    gathered = load_for_preview(session, BuildRequest(dossier_id=opened.id, profile_id="gb-coa-civil"))
    assert gathered.profile is not None
    versions = {pack.kind: pack.version for pack in gathered.packs}
    assert set(versions) == {"library", "country-data", "court-profiles"}
    assert versions["court-profiles"] == gathered.profile.pack
    assert versions["library"] in {topic.pack for topic in gathered.topics.values()}


def test_what_is_known_is_on_the_cover_of_a_new_dossier(session: Session) -> None:
    case_id = with_client(session)
    keep_office(session, Office(language="fr"))
    proceeding = Proceeding(
        id="x", case_id=case_id, kind="extradition", forum="District Court", number="1/26", requested_by="MPS"
    )
    record.add(session, proceeding)
    pdf = replace(document(""), case_id=case_id, media_type="application/pdf")
    record.add(session, replace(document("2"), case_id=case_id), pdf, replace(pdf, id="z", media_type=""))
    made = dossier.draft(session, case_id, "Hearing", has_all_exhibits=True)
    assert (made.court, made.number) == ("District Court", "1/26")
    assert made.parties == "MPS / Wen Shuyun"
    assert made.language == "fr"
    assert made.exhibit_ids == ("d2", "d")
    marks = {one.id: one.exhibit_mark for one in record.of_case(session, Document, case_id)}
    assert marks == {"d2": "2", "d": "3", "z": ""}
    record.add(session, replace(proceeding, id="y"))
    assert dossier.draft(session, case_id, "Hearing").court == ""


def test_sections_are_added_at_the_end_and_the_others_stay(session: Session) -> None:
    made = dossier.draft(session, with_client(session), "Appeal")
    added = dossier.add_sections(session, made.id, ("request-papers", "paper-differences"))
    assert added.sections[:-2] == made.sections
    assert [one.kind for one in added.sections[-2:]] == ["request-papers", "paper-differences"]
    assert len({one.id for one in added.sections}) == len(added.sections)


def test_a_section_on_cooperation_begins_with_a_state_and_can_go(session: Session) -> None:
    made = dossier.draft(session, with_client(session), "Appeal")
    added = dossier.add_sections(session, made.id, ("cooperation",))
    assert added.sections[-1].countries == (country.of_case(session, made.case_id),)
    assert added.sections[-1].countries != ("",)
    assert dossier.remove_sections(session, made.id, ("cooperation",)).sections == made.sections
    with pytest.raises(NotFound) as raised:
        dossier.remove_sections(session, made.id, ("cooperation",))
    assert raised.value.field == "remove-section"


def test_a_cover_line_of_no_court_is_written_back_as_it_is_read(session: Session) -> None:
    made = dossier.draft(session, with_client(session), "Appeal")
    lines = [{"field": "", "text": "For the applicant"}, {"text": "Filed"}]
    changed = dossier.change_settings(session, made.id, {"cover_lines": lines})
    assert [(one.field, one.text) for one in changed.cover_lines] == [
        ("", "For the applicant"),
        ("", "Filed"),
    ]
    read = [{"text": one.text, "field": one.field} for one in changed.cover_lines]
    assert dossier.change_settings(session, made.id, {"cover_lines": read}).cover_lines == changed.cover_lines
