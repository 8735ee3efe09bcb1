"""The passages of a copy, each with why its reader may not learn of it, for the person who decides."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.hiding.protection_claim import tells_of_claim
from casebook.domain.person.person import Purpose
from casebook.services.base.session import Session
from casebook.services.dossier.compose import SetSections
from casebook.services.dossier.dossier_data import DossierData, load_for_preview
from casebook.services.dossier.gate.passage import CopyPassage, passages
from casebook.services.dossier.gate.recipient_gate import is_named
from casebook.services.dossier.gate.relative_check import mentions, words_of_relatives
from casebook.services.dossier.sections.service_copy import discloses_claim, hidden_places


@entity
class ReviewedPassage:
    """A passage and what stands against it.

    Attributes:
        passage: with its name and text.
        why: whom or what it shows; empty where nothing was found in it.
    """

    passage: CopyPassage
    why: tuple[Message, ...]


def reviewed(session: Session, dossier_data: DossierData, purpose: Purpose) -> tuple[ReviewedPassage, ...]:
    """Return the passages of a copy as they are before any is left out."""
    whole = replace(dossier_data, left_out={})
    relatives = words_of_relatives(session, whole, purpose)
    return tuple(
        ReviewedPassage(passage=passage, why=tuple(_against(whole, passage, relatives)))
        for passage in passages(SetSections(whole))
    )


def review(session: Session, request: BuildRequest) -> tuple[ReviewedPassage, ...]:
    """Return the passages of a copy of a dossier.

    Raises:
        NotFound: there is no such dossier.
    """
    return reviewed(session, load_for_preview(session, request), request.purpose)


def _against(
    dossier_data: DossierData, passage: CopyPassage, relatives: Collection[str]
) -> Iterator[Message]:
    """Yield what a paragraph, a row or a title shows; what stands under a title is said of each."""
    if tells_of_claim(passage.text) and not discloses_claim(dossier_data):
        yield Message("Tells of a claim to protection.")
    if any(is_named(person, passage.text) for person in dossier_data.people_in_china):
        yield Message("Names someone in China.")
    if any(mentions(passage.text, word) for word in relatives):
        yield Message("Mentions a relative in China.")
    if any(is_named(person, passage.text) for person in dossier_data.other_clients):
        yield Message("Names a client of another case.")
    if any(place in passage.text.casefold() for place in map(str.casefold, hidden_places(dossier_data))):
        yield Message("States where someone stays.")
