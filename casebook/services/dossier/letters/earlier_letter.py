"""A letter written again: it begins with what was written into the last one of its kind in the case.

Who answers one more request to a body has answered most of its questions before. What is given for the new
letter stands; what one contact declared is not put before another to sign. A reason why a recipient may learn
of a claim or of relatives is never taken over, nor are enclosures of what reaches a State or INTERPOL: that
is decided each time. An exhibit that may not be enclosed any more, being privileged or renumbered since, is
not taken over.
"""

from __future__ import annotations

from dataclasses import replace

from casebook.domain.dossier.letter import (
    CLAIM_REASON,
    ENCLOSED,
    REACHES_STATE,
    RELATIVES_REASON,
    RELEASED,
    SIGNED_FOR_ONESELF,
    Letter,
    LetterKind,
)
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.letters.letter_draft import LetterRequest
from casebook.services.dossier.letters.letter_values import LetterRecords


def begun_from_earlier(
    session: Session, request: LetterRequest, kind: LetterKind, records: LetterRecords
) -> LetterRequest:
    """Return a request completed from the last letter of its kind in the case, where there is one.

    Args:
        session: the open vault.
        request: as it was given.
        kind: of the letter.
        records: of the case, with the exhibits that may be enclosed.
    """
    enclosures = request.enclosures or ()
    earlier = _last(session, request)
    if earlier is None:
        return replace(request, enclosures=enclosures)
    held = {one.name: one for one in earlier.answers}
    marks = held.pop(ENCLOSED, None)
    for reason in (CLAIM_REASON, RELATIVES_REASON):
        held.pop(reason, None)
    held = {name: one for name, one in held.items() if not name.startswith(RELEASED)}
    is_other_signer = bool(request.contact_id) and request.contact_id != earlier.contact_id
    if kind.form in SIGNED_FOR_ONESELF and is_other_signer:
        held.clear()
    given = {one.name: one for one in request.answers if one.text.strip()}
    if request.enclosures is None and marks and kind.reader not in REACHES_STATE:
        allowed = {one.exhibit_mark for one in records.documents}
        enclosures = tuple(mark for mark in map(str.strip, marks.text.split(",")) if mark in allowed)
    return replace(
        request,
        enclosures=enclosures,
        answers=tuple({**held, **given}.values()),
        contact_id=request.contact_id or earlier.contact_id,
        provision=request.provision or earlier.provision,
    )


def _last(session: Session, request: LetterRequest) -> Letter | None:
    """Return the last letter of the kind; none about another proceeding than the one chosen."""
    of_kind = [
        one
        for one in record.of_case(session, Letter, request.case_id)
        if one.kind == request.kind
        and (not request.proceeding_id or one.proceeding_id in {"", request.proceeding_id})
    ]
    written = [one for one in of_kind if one.written_at]
    return max(
        written, key=lambda one: one.written_at.timestamp() if one.written_at else 0, default=None
    ) or next(iter(of_kind), None)
