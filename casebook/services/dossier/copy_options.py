"""The options of a copy: consent to its purpose, limits of the court, and output files."""

from __future__ import annotations

from casebook.domain.base.entity import entity
from casebook.domain.dossier.build import BuildRequest, readers_of
from casebook.domain.dossier.output_layout import ShapeKind, shape_of
from casebook.domain.person.person import Person
from casebook.services.base.session import Session
from casebook.services.dossier.dossier_data import load_for_preview
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
    """The terms of a copy, before it is built.

    Raises:
        NotFound: there is no such dossier or forum.
    """
    dossier_data = load_for_preview(session, request)
    today = session.clock().date()
    consents = (consent for client in dossier_data.clients for consent in client.consents)
    readers = readers_of(request, dossier_data.dossier.court)
    has_consent = consenting(session, dossier_data.clients, request.purpose, readers)
    return CopyTerms(
        is_allowed=has_consent or request.copy_kind == "draft",
        has_consent=has_consent,
        clients=tuple(dossier_data.clients),
        readers=readers,
        scopes=tuple(
            consent.limits
            for consent in consents
            if consent.purpose == request.purpose and consent.limits and consent.holds_on(today)
        ),
        shape=request.shape or shape_of(dossier_data.profile).kind,
    )
