"""Who had better not get a copy: who is not to be used, and embassies of the State that seeks the person."""

from __future__ import annotations

import re

from casebook.base.errors import Refused
from casebook.base.message import Message
from casebook.domain.person.contact import Contact
from casebook.services.base import record
from casebook.services.base.session import Session

NOT_TO_BE_USED = Message("This contact is not to be used.")
IS_EMBASSY = Message("This recipient is an embassy: it may reach the State that seeks the person.")
REMEDY = Message("Choose another recipient.")
_EMBASSY = re.compile(r"\b(?:embassy|consulate|consular|consul)\b|大使馆|大使館|领事|領事")
_OF_CHINA = re.compile(r"\b(?:china|chinese|prc)\b|中国|中國|中华人民共和国|中華人民共和國")


def unfit(session: Session, name: str) -> tuple[Message, bool] | None:
    """Return why a recipient is not fit, and whether a copy is refused for it; None of any other.

    Args:
        session: the open vault.
        name: as it was entered, "" for none.
    """
    wanted = name.strip().casefold()
    named = [
        one
        for one in (record.every(session, Contact) if wanted else ())
        if wanted in {each.strip().casefold() for each in (one.name, *one.other_names)}
    ]
    if any(one.vetting == "do-not-use" for one in named):
        return NOT_TO_BE_USED, True
    is_embassy = any(one.kind == "embassy" for one in named)
    if is_embassy or _EMBASSY.search(wanted):
        return IS_EMBASSY, is_embassy or bool(_OF_CHINA.search(wanted))
    return None


def refuse_unfit(session: Session, name: str) -> None:
    """Refuse a recipient of a copy who is not to be used, or an embassy of the State that seeks the person.

    Raises:
        Refused: it is one.
    """
    found = unfit(session, name)
    if found is not None and found[1]:
        raise Refused(found[0], field="for_whom", remedy=REMEDY)
