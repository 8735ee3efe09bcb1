"""What a consent tells its recipient: no other person of the casebook, and no claim to protection.

A consent is read by whoever receives what the client consents to. Where that recipient reaches a State or
INTERPOL, or publishes, a claim to protection is not spoken of.
"""

from __future__ import annotations

from typing import Literal

from casebook.base.errors import Refused
from casebook.domain.case.case import Case
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.person.person import ConsentPurpose, Person
from casebook.language.protection.protection_claim import claim_teller
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.client_papers.paper_text import ConsentTerms
from casebook.services.dossier.gate.searched_name import is_named_by, name_pattern
from casebook.services.person import role
from casebook.services.person.consent import consenting
from casebook.services.person.person import of_case
from casebook.store.person.person import standing_in

REACHES: frozenset[ConsentPurpose] = frozenset({"interpol", "media"})
"""Purposes whose recipient reaches a State or INTERPOL, or the public."""


def require_fit(
    session: Session, case: Case, client: Person, purpose: ConsentPurpose | Literal[""], terms: ConsentTerms
) -> None:
    """Refuse a consent that tells its recipient what must not reach them.

    Raises:
        Refused: it names somebody else who has not consented to the purpose, or speaks of a claim to
            protection to a recipient who reaches a State, INTERPOL or the public.
    """
    texts = f"{terms.recipient}\n{terms.scope}"
    with session.store.reading() as connection:
        named = [one for one in standing_in(connection, texts) if one.id != client.id]
    barred = [
        one for one in named if not purpose or not consenting(session, [one], purpose, (terms.recipient,))
    ]
    if is_named_by(name_pattern((client,), barred, forms=session.searched_forms), texts):
        raise Refused(
            "The consent would name another person to its recipient.",
            field="scope",
            remedy="Take the name out, or record that person's consent first.",
        )
    if purpose in REACHES and tells_of_claim(session, case, texts):
        raise Refused(
            "The consent would disclose a claim to protection to its recipient.",
            field="scope",
            remedy="Word recipient and limits without it.",
        )


def tells_of_claim(session: Session, case: Case, texts: str) -> bool:
    """Return whether texts of a case speak of a claim to protection."""
    proceedings = record.of_case(session, Proceeding, case.id)
    contacts = (one.contact for one in role.of_case(session, case.id))
    teller = claim_teller(proceedings, of_case(session, case), contacts, session.searched_forms)
    return teller(texts)
