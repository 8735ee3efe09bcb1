"""Copies outside that are no parcels: release packs of declarations, dossiers, packs of outcomes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.declaration.declaration import Declaration
from casebook.domain.dossier.build import Build
from casebook.domain.exchange.outcome_pack import OutcomePack
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Purpose
from casebook.services.base import record
from casebook.services.base.session import Session

CopyNoun = Literal["declaration", "dossier", "outcome-pack"]


@entity
class OtherCopy:
    """A copy that left by another way than a parcel.

    Attributes:
        id: of the entry in its own register.
        noun: what it was made from.
        record_id: of that record.
        case_id: of its case; "" for a pack of outcomes, which is of many.
        at: when it was written, UTC.
        who: who it was made for, or "" where nobody was named.
        purpose: for what use, or "" for none.
        sha256: of what was written.
        reference: of the case, or "".
    """

    id: str
    noun: CopyNoun
    record_id: str
    case_id: str
    at: datetime
    who: str
    purpose: Purpose | Literal[""]
    sha256: str
    reference: str = ""


def listed(session: Session, about: str = "") -> list[OtherCopy]:
    """Return the copies, newest first; drafts of dossiers stay in the office and are left out.

    Args:
        session: the open vault.
        about: ID of the case they are of; "" for all.
    """
    references = {case.id: case.reference for case in record.every(session, Case)}
    found = (*_releases(session, references), *_builds(session, references), *_packs(session))
    chosen = (one for one in found if not about or one.case_id == about)
    return sorted(chosen, key=lambda one: (one.at, one.id), reverse=True)


def _releases(session: Session, references: dict[str, str]) -> Iterator[OtherCopy]:
    names = {contact.id: contact.name for contact in record.every(session, Contact)}
    for declaration in record.every(session, Declaration):
        for release in declaration.releases:
            yield OtherCopy(
                id=release.id,
                noun="declaration",
                record_id=declaration.id,
                case_id=declaration.case_id,
                at=release.at,
                who=names.get(release.contact_id, ""),
                purpose=release.purpose,
                sha256=release.sha256,
                reference=references.get(declaration.case_id, ""),
            )


def _builds(session: Session, references: dict[str, str]) -> Iterator[OtherCopy]:
    for build in record.every(session, Build):
        if build.copy_kind != "draft":
            yield OtherCopy(
                id=build.id,
                noun="dossier",
                record_id=build.dossier_id,
                case_id=build.case_id,
                at=build.built_at,
                who=build.for_whom,
                purpose=build.purpose,
                sha256=build.sha256,
                reference=references.get(build.case_id, ""),
            )


def _packs(session: Session) -> Iterator[OtherCopy]:
    for pack in record.every(session, OutcomePack):
        if pack.kind == "given":
            yield OtherCopy(
                id=pack.id,
                noun="outcome-pack",
                record_id=pack.id,
                case_id="",
                at=pack.at,
                who="",
                purpose="",
                sha256=pack.digest,
            )
