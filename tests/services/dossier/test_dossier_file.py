"""What the pages of dossiers read at once: the dossiers of a case, the list of all, the terms of a copy."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from casebook.domain.base.name import Name
from casebook.domain.case.case import Party
from casebook.domain.dossier.build import Build, BuildRequest
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.evidence.document import Document
from casebook.domain.library.topic import Topic
from casebook.domain.person.person import Consent, Person, Purpose
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.dossier import dossier, dossier_file
from casebook.services.dossier.copy_options import terms_of

PAPER = Document(
    id="d1",
    case_id="",
    title="Letter",
    kind="other",
    attachment_id="",
    sha256="",
    size_bytes=0,
    media_type="",
)


@pytest.fixture
def case_id(session: Session) -> str:
    """A client who consents to the court alone, and a dossier of two exhibits, one in the bin."""
    consent = Consent(purpose="court", given_on=session.clock().date(), scope="this appeal alone")
    record.add(session, Person(id="p", names=(Name(text="Ada", script="Latn"),), consents=(consent,)))
    case = open_case(session, reference="R-1", title="", jurisdiction="CY", parties=(Party(person_id="p"),))
    parts = (Section(id="s1", kind="country-conditions", topics=("rsdl",)),)
    record.add(
        session,
        Topic(id="rsdl", title="Residential surveillance", definition=""),
        replace(PAPER, case_id=case.id),
        replace(PAPER, case_id=case.id, id="d2"),
        Dossier(id="a", case_id=case.id, title="Appeal", sections=parts, exhibit_ids=("d1", "d2")),
    )
    record.move_to_bin(session, Document, "d2")
    return case.id


def built(session: Session, build_id: str, purpose: Purpose, *, days: int) -> Build:
    return Build(
        id=build_id,
        case_id="",
        dossier_id="a",
        built_at=session.clock() + timedelta(days=days),
        copy_kind="filing",
        purpose=purpose,
        sha256="",
        pages=0,
    )


def test_a_dossier_comes_with_the_exhibits_that_are_there(session: Session, case_id: str) -> None:
    (file,) = dossier_file.of_case(session, case_id)
    assert [exhibit.id for exhibit in file.exhibits] == ["d1"]
    assert list(file.topics) == ["rsdl"]
    assert file.profile is None


def test_a_build_whose_use_no_client_allows_is_revoked(session: Session, case_id: str) -> None:
    record.add(session, built(session, "b1", "court", days=0), built(session, "b2", "media", days=1))
    (file,) = dossier_file.of_case(session, case_id)
    assert file.revoked == {"b2"}
    assert [build.id for build in file.builds] == ["b2", "b1"]


def test_the_list_of_all_dossiers_has_the_newest_build(session: Session, case_id: str) -> None:
    assert [(row.reference, row.last) for row in dossier.rows(session)] == [("R-1", None)]
    record.add(session, built(session, "b2", "court", days=1), built(session, "b1", "court", days=0))
    (row,) = dossier.rows(session)
    assert row.last is not None
    assert (row.dossier.case_id, row.last.id) == (case_id, "b2")


def test_a_copy_leaves_on_the_terms_of_the_clients(session: Session, case_id: str) -> None:
    record.add(session, Dossier(id="b", case_id=case_id, title="Statement alone"))
    for_court = terms_of(session, BuildRequest(dossier_id="b", purpose="court", copy_kind="filing"))
    for_media = terms_of(session, BuildRequest(dossier_id="b", purpose="media", copy_kind="filing"))
    for_office = terms_of(session, BuildRequest(dossier_id="b", purpose="media"))
    assert (for_court.is_allowed, for_court.scopes) == (True, ("this appeal alone",))
    assert (for_media.is_allowed, for_media.scopes) == (False, ())
    assert for_office.is_allowed
    assert (for_office.has_consent, for_media.has_consent, for_court.has_consent) == (False, False, True)
