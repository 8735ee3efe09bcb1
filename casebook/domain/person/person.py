"""The person at risk, and those close to them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Literal

from casebook.base.errors import InvalidInput
from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.base.name import Name, shown_beside, shown_first

DetailKind = Literal["workplace", "work", "place", "channel", "other"]
Sex = Literal["", "female", "male", "other"]
Purpose = Literal["dossier", "court", "media", "un-body", "interpol", "partner"]
"""For what a paper or record of a case leaves."""
ConsentPurpose = Literal["dossier", "court", "media", "un-body", "interpol", "partner", "ledger"]
"""To what a person consents; for the ledger of outcomes nothing leaves but rows that name nobody."""


@entity
class IdentityDocument:
    """An identity or travel document.

    Attributes:
        kind: passport, identity card, residence permit, as stated.
        number: as printed.
        issuer: who issued it.
        expires: when it ends, as printed.
        held_by: who has it now.
    """

    kind: str
    number: str = ""
    issuer: str = ""
    expires: StatedDate | None = None
    held_by: str = ""


@entity
class IdentifyingDetail:
    """An identifying detail that no other field contains; pseudonymised copies hide it.

    Attributes:
        kind: an employer or shop, the title of a work, an address, or a handle or number to reach them.
        text: as it is written.
    """

    kind: DetailKind
    text: str


@entity
class Consent:
    """The person's permission for one purpose.

    Attributes:
        purpose: for what use.
        given_on: the day it was given.
        scope: its limits in words.
        withdrawn_on: the day it was taken back, if it was.
        recipient: to whom alone, in words, or "".
        expires_on: the last day it holds, or None.
    """

    purpose: ConsentPurpose
    given_on: date
    scope: str = ""
    withdrawn_on: date | None = None
    recipient: str = ""
    expires_on: date | None = None

    @property
    def limits(self) -> str:
        """Return its recipient and its limits, as they were stated."""
        return " · ".join(part for part in (self.recipient, self.scope) if part)

    def covers(self, readers: Collection[str], *, whole: bool = False) -> bool:
        """Return whether it covers whoever reads what leaves; given for a recipient, that one alone.

        Args:
            readers: the names of the recipients; none for what is published or goes to whoever asks.
            whole: whether nobody reads its scope before it leaves, so that one with a scope covers a
                recipient alone whom it names.
        """
        if self.recipient:
            return _plain(self.recipient) in {_plain(reader) for reader in readers} - {""}
        return not (whole and self.scope)

    def holds_on(self, day: date) -> bool:
        """Return whether it was given, has not ended and was not withdrawn."""
        return (
            self.given_on <= day
            and (self.withdrawn_on is None or day < self.withdrawn_on)
            and (self.expires_on is None or day <= self.expires_on)
        )


@entity
class Person:
    """A person at risk or close to one.

    Attributes:
        names: every name in every script; the first Latin one leads.
        born: as stated.
        sex: as stated in the papers, or "" where no one noted it.
        nationalities: ISO 3166 codes or words, as stated.
        papers: identity and travel papers.
        whereabouts: protected; never leaves in a service copy.
        health: state of health and treatment; protected.
        vulnerability: what meetings and hearings must heed: trauma, age, a child, a disability; protected.
        safe_contact: how to reach them without harm ("Signal only, never call"); protected.
        topics: ids of library topics that fit the person's profile.
        consents: one for each purpose asked.
        details: what else identifies the person; protected.
        code_name: shown on the screen in place of the names while these are hidden; "" until one is given.
        tags: short words of the office's own, in no paper that leaves it.
    """

    id: str
    names: tuple[Name, ...] = ()
    born: StatedDate | None = None
    birth_place: str = ""
    nationalities: tuple[str, ...] = ()
    ethnicity: str = ""
    religion: str = ""
    languages: tuple[str, ...] = ()
    papers: tuple[IdentityDocument, ...] = ()
    whereabouts: str = ""
    health: str = ""
    vulnerability: str = ""
    safe_contact: str = ""
    topics: tuple[str, ...] = ()
    consents: tuple[Consent, ...] = ()
    details: tuple[IdentifyingDetail, ...] = ()
    sex: Sex = ""
    code_name: str = ""
    tags: tuple[str, ...] = ()

    @property
    def leading_name(self) -> str:
        """Return the main name, or "" for a person without a name."""
        name = shown_first(self.names)
        return name.text if name else ""

    @property
    def other_names(self) -> tuple[str, ...]:
        """Return the legal names in other scripts."""
        return tuple(name.text for name in shown_beside(self.names) if name.text != self.leading_name)

    def valid_consents(self, purpose: ConsentPurpose, on: date) -> tuple[Consent, ...]:
        """Return the consents for a purpose that are valid on a day, for whatever recipient."""
        return tuple(one for one in self.consents if one.purpose == purpose and one.holds_on(on))

    def consents_to(
        self, purpose: ConsentPurpose, on: date, readers: Collection[str], *, whole: bool = False
    ) -> bool:
        """Return whether a consent for a purpose, valid on a day, covers the readers (`Consent.covers`)."""
        return any(one.covers(readers, whole=whole) for one in self.valid_consents(purpose, on))

    def limited_consents(
        self, purpose: ConsentPurpose, on: date, readers: Collection[str]
    ) -> tuple[Consent, ...]:
        """Return the consents within whose limits alone these readers may get what leaves; none without.

        A consent that covers a reader and has no limits frees that reader from those of others.
        """
        limited: dict[Consent, None] = {}
        for reader in readers:
            covering = [one for one in self.valid_consents(purpose, on) if one.covers([reader])]
            if all(one.scope for one in covering):
                limited |= dict.fromkeys(covering)
        return tuple(limited)

    def scopes_for(self, purpose: ConsentPurpose, on: date, readers: Collection[str]) -> tuple[str, ...]:
        """Return the limits of `limited_consents` in words, each once."""
        return tuple(dict.fromkeys(one.scope for one in self.limited_consents(purpose, on, readers)))

    def limits_consent_to(self, purpose: ConsentPurpose, on: date) -> bool:
        """Return whether every consent for a purpose that is valid on a day has limits; False without one."""
        valid = self.valid_consents(purpose, on)
        return bool(valid) and all(one.limits for one in valid)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def check_person(person: Person) -> None:
    """Reject a person without a name, or with a consent that ends or began where it cannot.

    A consent is not withdrawn and does not end before it was given, nor is it given before birth.

    Raises:
        InvalidInput: it is one.
    """
    if not any(name.text.strip() for name in person.names):
        raise InvalidInput("The person has no name.", field="names", remedy="Enter it in any script.")
    for consent in person.consents:
        if consent.withdrawn_on and consent.withdrawn_on < consent.given_on:
            raise InvalidInput(
                "A consent was withdrawn before the day it was given.",
                field="consents",
                remedy="Check both dates.",
            )
        if consent.expires_on and consent.expires_on < consent.given_on:
            raise InvalidInput(
                "A consent ends before the day it was given.", field="consents", remedy="Check both dates."
            )
        if person.born and consent.given_on < person.born.earliest_on:
            raise InvalidInput(
                "A consent is dated before the person was born.",
                field="consents",
                remedy="Check it against the date of birth.",
            )


def check_born(person: Person, today: date) -> None:
    """Reject a date of birth that lies ahead.

    Raises:
        InvalidInput: it does.
    """
    require_born(person.born, today)


def require_born(born: StatedDate | None, today: date) -> None:
    """Reject a date of birth that lies ahead; none and an unknown one do not.

    Raises:
        InvalidInput: it does.
    """
    if born and not born.is_unknown and born.earliest_on > today:
        raise InvalidInput(
            "The date of birth is in the future.", field="born", remedy="Check the year, and its calendar."
        )
