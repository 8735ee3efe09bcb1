"""What the commands on releases are given: recipients, parts, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import get_args

from casebook.base.message import gettext_noop
from casebook.cli.base.choice import one_of
from casebook.cli.base.date_args import day_or_none
from casebook.cli.base.typed import named_texts
from casebook.domain.base.entity import entity
from casebook.domain.declaration.declaration import ASKED_PARTS, RELEASE_PARTS, ReleasePart
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Purpose
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.declaration.release_gate import ReleaseFor, purpose_for

PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


@entity
class ReleaseWhy:
    """Why a release is made, as `ReleaseFor` has it."""

    condition_id: str
    decided_by: str
    decided_on: date | None
    reason: str


def why_of(condition: str, decided_by: str, decided_on: str, texts: Mapping[str, str]) -> ReleaseWhy:
    return ReleaseWhy(
        condition_id=condition,
        decided_by=decided_by,
        decided_on=day_or_none(decided_on, "decided-on"),
        reason=texts.get("reason", ""),
    )


def wanted_of(
    session: Session, recipients: Sequence[str], parts: tuple[ReleasePart, ...], why: ReleaseWhy
) -> list[ReleaseFor]:
    wanted = []
    for one in recipients:
        contact_id, sign_, purpose = one.partition(":")
        contact = record.find(session, Contact, contact_id)
        use = one_of(purpose, PURPOSES, "to") if sign_ else purpose_for(contact)
        wanted.append(
            ReleaseFor(
                contact_id=contact_id,
                purpose=use,
                parts=parts,
                condition_id=why.condition_id,
                reason=why.reason,
                decided_by=why.decided_by,
                decided_on=why.decided_on,
            )
        )
    return wanted


def parts_of(without: Sequence[str], added: Sequence[str]) -> tuple[ReleasePart, ...]:
    """Return what goes along: all that is not left out, and what was asked for by name."""
    left_out = {one_of(one, RELEASE_PARTS, "without") for one in without}
    kept = (one for one in RELEASE_PARTS if one not in left_out)
    return (*kept, *{one_of(one, ASKED_PARTS, "with") for one in added})


def words_of(document: str, set_: Sequence[str]) -> Mapping[str, str]:
    """Return texts of a person from standard input or ``--set`` by their names."""
    if not document and not set_:
        return {}
    return named_texts(
        document,
        set_,
        sample=gettext_noop('Enter {"reason": "words"}.'),
        unread=gettext_noop("Words are read from standard input."),
        unsigned=gettext_noop("Words must be entered as name=words."),
    )
