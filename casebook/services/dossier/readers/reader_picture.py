"""The picture of who will hold a copy, and whom it shows to them, before it is built."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.domain.base.entity import entity
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.readers.reader_fact import ReaderFact
from casebook.domain.dossier.readers.reader_picture import ReaderPicture, ShownPerson, steps_of
from casebook.packs.dossier.reader import read_readers
from casebook.services.base.session import Session
from casebook.services.dossier.compose import SetSections
from casebook.services.dossier.dossier_data import load_for_preview
from casebook.services.dossier.gate.copy_material import for_reader
from casebook.services.dossier.gate.printed_text import printed_texts
from casebook.services.dossier.gate.reader_consent import covers, permits
from casebook.services.dossier.gate.recipient_gate import (
    REACHES,
    names_person,
    narrowed_to,
    needs_decision_to_name,
    passages_naming,
)
from casebook.services.dossier.profile import profiles


@entity
class ForumReaders:
    """A forum with what sources say of its readers.

    Attributes:
        id: of the court profile.
        forum: as named there.
        facts: what sources say; none where nothing was found.
    """

    id: str
    forum: str
    facts: tuple[ReaderFact, ...]


def picture(session: Session, request: BuildRequest) -> ReaderPicture:
    """Return who will hold a copy, and whom it may show to them.

    Args:
        session: the open vault.
        request: the copy, as it would be built.

    Raises:
        NotFound: the dossier is not there.
        Refused: something that it needs is missing; it could not be built either.
    """
    return picture_of(SetSections(for_reader(session, load_for_preview(session, request), request)), request)


def picture_of(sections: SetSections, request: BuildRequest) -> ReaderPicture:
    """Return the same of a copy whose material is at hand.

    Args:
        sections: of the copy as its reader gets it (`copy_material.for_reader`).
        request: the copy.
    """
    dossier_data, known = sections.dossier_data, read_readers()
    profile = dossier_data.profile
    narrowed = narrowed_to(profile)
    profile_id = profile.id if profile else ""
    return ReaderPicture(
        copy_kind=request.copy_kind,
        forum=profile.forum if profile else dossier_data.dossier.court,
        profile_id=profile_id,
        for_whom=request.for_whom,
        steps=steps_of(
            request.copy_kind,
            known.of(profile_id),
            reaches=REACHES if narrowed is None else narrowed,
            is_narrowed=narrowed is not None,
        ),
        people=tuple(sorted(_people(sections, request), key=lambda one: not one.is_at_risk)),
        facts_version=known.version,
        is_narrowed=narrowed is not None,
    )


def forums(session: Session | None = None) -> tuple[ForumReaders, ...]:
    """Return every forum with what sources say of its readers."""
    known = read_readers()
    return tuple(
        ForumReaders(id=profile.id, forum=profile.forum, facts=known.of(profile.id))
        for profile in profiles(session)
    )


def facts_of(profile_id: str) -> tuple[ReaderFact, ...]:
    """Return what sources say of who gets what is filed with a forum, read or not."""
    return read_readers().of(profile_id)


def _people(sections: SetSections, request: BuildRequest) -> Iterator[ShownPerson]:
    """Yield relatives and sources in China, then clients of other cases whom the copy names."""
    dossier_data, texts = sections.dossier_data, "\n".join(printed_texts(sections))
    in_china = {person.id for person in dossier_data.people_in_china}
    for person in dossier_data.people_in_china:
        is_named = names_person(dossier_data, person, texts)
        yield ShownPerson(
            id=person.id,
            name=person.leading_name,
            kind="in-china",
            is_named=is_named,
            has_consent=covers(person, dossier_data, request),
            passages=tuple(passages_naming(sections, person)) if is_named else (),
        )
    for person in dossier_data.other_clients:
        if person.id not in in_china and names_person(dossier_data, person, texts):
            yield ShownPerson(
                id=person.id,
                name=person.leading_name,
                kind="other-client",
                is_named=True,
                has_consent=permits(person, dossier_data, request)
                and not needs_decision_to_name(dossier_data, person, request.purpose),
                passages=tuple(passages_naming(sections, person)),
            )
