"""Adverse material left out of a dossier, each with the reason that the duty of candour asks for."""

from __future__ import annotations

from dataclasses import replace

from casebook.base.errors import InvalidInput, NotFound, Refused
from casebook.base.message import Message
from casebook.domain.dossier.dossier import Dossier, Omission
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.library import adverse_material


def leave_out(session: Session, dossier_id: str, record_id: str, reason: str) -> Dossier:
    """Record that a dossier leaves out an adverse finding or decision; a former reason is replaced.

    Args:
        session: the open vault.
        dossier_id: of the dossier.
        record_id: of the finding or decision.
        reason: kept in the office.

    Raises:
        InvalidInput: no reason is given.
        NotFound: there is no such dossier, or nothing adverse to it has this ID.
        Refused: it is answered, and so printed with its response.
    """
    if not reason.strip():
        raise InvalidInput(
            "There is no reason.",
            field="reason",
            remedy="Enter why it is left out. It is not printed.",
        )
    dossier = record.find(session, Dossier, dossier_id)
    review = adverse_material.of_dossier(session, dossier_id)
    met = {one.cited.finding.id: one.met for one in review.passages}
    met |= {one.decision.id: one.met for one in review.authorities}
    if record_id not in met:
        raise NotFound(
            Message("Nothing adverse to this dossier has the ID {id}.", id=record_id),
            field="id",
            remedy="List its adverse material first.",
        )
    if met[record_id] == "answered":
        raise Refused(
            "This item has a response, and dossiers print it with that.",
            field="id",
            remedy="Edit the response instead.",
        )
    added = Omission(finding_id=record_id, reason=reason.strip())
    return record.change(
        session, replace(dossier, omissions=(*_others(dossier, record_id), added)), seen=dossier
    )


def take_up(session: Session, dossier_id: str, record_id: str) -> Dossier:
    """Take up again in a dossier what was left out.

    Raises:
        NotFound: there is no such dossier, or it does not leave this out.
    """
    dossier = record.find(session, Dossier, dossier_id)
    others = _others(dossier, record_id)
    if others == dossier.omissions:
        raise NotFound(
            Message("This dossier does not leave out {id}.", id=record_id),
            field="id",
            remedy="List its adverse material first.",
        )
    return record.change(session, replace(dossier, omissions=others), seen=dossier)


def _others(dossier: Dossier, record_id: str) -> tuple[Omission, ...]:
    return tuple(one for one in dossier.omissions if one.finding_id != record_id)
