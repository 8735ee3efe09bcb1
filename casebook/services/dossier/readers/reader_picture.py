"""The picture of who will hold a copy, and whom it shows to them, before it is built."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.domain.base.entity import entity
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.readers.reader_fact import ReaderFact
from casebook.domain.dossier.readers.reader_picture import ListedFor, ReaderPicture, ShownPerson, steps_of
from casebook.domain.person.person import Person
from casebook.packs.dossier.reader import read_readers
from casebook.services.base.session import Session
from casebook.services.dossier.compose import SetSections
from casebook.services.dossier.dossier_data import load_for_preview
from casebook.services.dossier.gate.copy_material import for_reader
from casebook.services.dossier.gate.printed_text import printed_texts
from casebook.services.dossier.gate.reader_consent import covers, permits
from casebook.services.dossier.gate.recipient_gate import (
    REACHES,
    names_person_plainly,
    narrowed_to,
    needs_decision_to_name,
    passages_naming,
)
from casebook.services.dossier.gate.searched_name import plain
from casebook.services.dossier.profile import profiles
from casebook.services.dossier.readers.exhibit_names import ExhibitNames


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
    narrowed, exhibits = narrowed_to(profile), ExhibitNames(dossier_data)
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
            has_recipient=bool(request.for_whom),
        ),
        people=tuple(
            sorted(_People(sections, request, exhibits).shown(), key=lambda one: not one.is_at_risk)
        ),
        facts_version=known.version,
        is_narrowed=narrowed is not None,
        without_text=exhibits.without_text,
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


class _People:
    """The people whom a copy may show, each with where it does and with their consent."""

    def __init__(self, sections: SetSections, request: BuildRequest, exhibits: ExhibitNames) -> None:
        self._sections, self._request, self._exhibits = sections, request, exhibits
        self._data, self._plain_text = sections.dossier_data, plain("\n".join(printed_texts(sections)))

    def shown(self) -> Iterator[ShownPerson]:
        """Yield relatives and sources in China, then clients of other cases whom the copy names."""
        in_china = {person.id for person in self._data.people_in_china}
        for person in self._data.people_in_china:
            yield self._shown(person, "in-china", is_allowed=covers(person, self._data, self._request))
        for person in self._data.other_clients:
            if person.id in in_china:
                continue
            needs_decision = needs_decision_to_name(self._data, person, self._request.purpose)
            is_allowed = permits(person, self._data, self._request) and not needs_decision
            shown = self._shown(person, "other-client", is_allowed=is_allowed)
            if shown.is_in_text or shown.exhibits:
                yield shown

    def _shown(self, person: Person, kind: ListedFor, *, is_allowed: bool) -> ShownPerson:
        is_in_text = names_person_plainly(self._data, person, self._plain_text)
        return ShownPerson(
            id=person.id,
            name=person.leading_name,
            kind=kind,
            is_in_text=is_in_text,
            is_searched=self._exhibits.is_searched,
            has_consent=is_allowed,
            limits=self._limits(person) if is_allowed else "",
            passages=tuple(passages_naming(self._sections, person)) if is_in_text else (),
            exhibits=self._exhibits.showing(person.id),
        )

    def _limits(self, person: Person) -> str:
        """Return what the consents to this use are limited to, or "" where one has no limits."""
        if not person.limits_consent_to(self._request.purpose, self._data.today):
            return ""
        consents = person.valid_consents(self._request.purpose, self._data.today)
        return self._data.words.series_of(dict.fromkeys(one.limits for one in consents))
