"""What a check says of people in China whom a filed copy names: the court may pass it on to the State."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.base.message import Message
from casebook.domain.dossier.filing_problem import FilingProblem, PrecheckProblem
from casebook.domain.dossier.readers.reader_picture import ReaderPicture, ShowingExhibit, ShownPerson
from casebook.domain.dossier.target import DossierTarget
from casebook.services.dossier.gate.recipient_gate import REACHES

_MAY_REACH = Message("No source says that this copy does not reach the requesting State.")


def named_in_china(picture: ReaderPicture) -> Iterator[PrecheckProblem]:
    """Yield each person in China whom a filing copy names, with the limits of their consent.

    Passages that name somebody without a consent are named where the recipient gate stops the copy.
    """
    is_reached = any(one.is_reached for one in picture.steps if one.to in REACHES)
    if picture.copy_kind != "filing" or not is_reached:
        return
    for person in picture.people:
        if person.kind == "in-china" and person.is_named and (person.has_consent or person.exhibits):
            problem = FilingProblem(
                check="people-in-china",
                page=0,
                what=_what(person),
                is_blocking=False,
                rule=_MAY_REACH,
                mend=Message("Read the consent. Leave out what it does not cover, or ask the person again."),
            )
            yield PrecheckProblem(problem=problem, about=DossierTarget(kind="person", id=person.id))


def _what(person: ShownPerson) -> Message:
    exhibits = tuple(map(_place, person.exhibits))
    if not person.has_consent:
        return Message(
            "Names {name}, who is in China, without a consent that covers its reader: {places}.",
            name=person.name,
            places=exhibits,
        )
    passages = (Message("passages {names}", names=person.passages),) if person.passages else ()
    places = (*passages, *exhibits)
    if person.limits:
        return Message(
            "Names {name}, who is in China: {places}. The consent is limited: {limits}.",
            name=person.name,
            places=places,
            limits=person.limits,
        )
    return Message("Names {name}, who is in China: {places}.", name=person.name, places=places)


def _place(exhibit: ShowingExhibit) -> Message:
    if exhibit.pages == (0,):
        return Message("exhibit {mark} (came from this person)", mark=exhibit.name)
    return Message("exhibit {mark} (page {pages})", mark=exhibit.name, pages=tuple(map(str, exhibit.pages)))
