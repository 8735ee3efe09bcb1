"""The role of a contact in a case, and whether the contact was vetted for it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.person.contact import Contact, Vetting

RoleKind = Literal[
    "counsel",
    "co-counsel",
    "opposing-counsel",
    "judge",
    "prosecutor",
    "decision-maker",
    "interpreter",
    "translator",
    "doctor",
    "expert",
    "witness",
    "support",
    "family",
    "embassy",
    "journalist",
    "other",
]


@entity
class Role:
    """A contact's role in a case.

    Attributes:
        kind: what they do in it.
        title: how the role is called there, where `kind` is not enough ("second expert, on prison health").
        begins, ends: as stated, or None.
        vetting: for this case; an interpreter can be an informer, and ties differ from case to case.
        vetted_by, vetted_on: who made sure, and when.
        basis: what the vetting rests on, in words.
        remark: what is to be known about working with them here.
    """

    id: str
    case_id: str
    contact_id: str
    kind: RoleKind
    title: str = ""
    begins: StatedDate | None = None
    ends: StatedDate | None = None
    vetting: Vetting = "not-vetted"
    vetted_by: str = ""
    vetted_on: date | None = None
    basis: str = ""
    remark: str = ""


def vetting_of(role: Role, contact: Contact) -> Vetting:
    """Return the reliability of a contact in a role: a warning on either applies to both.

    Vetted for the case is vetted; vetted in general is not, for ties differ from case to case.
    """
    if "do-not-use" in {role.vetting, contact.vetting}:
        return "do-not-use"
    return role.vetting
