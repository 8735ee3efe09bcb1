"""The options of a copy: consent to its purpose, limits of the court, and output files."""

from __future__ import annotations

from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.dossier.build import BuildRequest, readers_of
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.output_layout import ShapeKind, shape_of
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.absence import require_here
from casebook.services.base.session import Session
from casebook.services.dossier.profile import profile_of
from casebook.services.person import person
from casebook.services.person.consent import consenting


@entity
class CopyTerms:
    """The terms of a copy.

    Attributes:
        is_allowed: nothing is lacking but what is asked for; a draft needs no consent.
        has_consent: every client consents to this use today; where no client is named there is nobody to ask.
        clients: those it names.
        readers: names of whoever reads it.
        scopes: the limits clients set to it, in their words.
        shape: the files it leaves in.
    """

    is_allowed: bool
    has_consent: bool
    clients: tuple[Person, ...]
    readers: frozenset[str]
    scopes: tuple[str, ...]
    shape: ShapeKind


def terms_of(session: Session, request: BuildRequest) -> CopyTerms:
    """The terms of a copy, before it is built; what it contains is not read for them.

    Raises:
        NotFound: there is no such dossier or forum.
        Refused: the dossier is not here yet, or the profile of its forum fails its checks.
    """
    dossier = record.find(session, Dossier, request.dossier_id)
    require_here(session, [dossier])
    clients = person.clients_of(session, record.find(session, Case, dossier.case_id))
    forum = request.profile_id or dossier.profile_id
    profile = profile_of(forum, session) if forum else None
    today = session.clock().date()
    consents = (consent for client in clients for consent in client.consents)
    readers = readers_of(request, dossier.court)
    has_consent = consenting(session, clients, request.purpose, readers)
    return CopyTerms(
        is_allowed=has_consent or request.copy_kind == "draft",
        has_consent=has_consent,
        clients=clients,
        readers=readers,
        scopes=tuple(
            consent.limits
            for consent in consents
            if consent.purpose == request.purpose and consent.limits and consent.holds_on(today)
        ),
        shape=request.shape or shape_of(profile).kind,
    )
