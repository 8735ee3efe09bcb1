"""A case: its clients, jurisdiction and confidentiality."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Literal

from casebook.base.errors import InvalidInput
from casebook.domain.base.country_code import country_code
from casebook.domain.base.entity import entity

Standing = Literal["client", "co-applicant", "dependant", "relative", "witness"]
Confidentiality = Literal["ordinary", "restricted", "sealed"]
CaseStatus = Literal["open", "dormant", "closed"]
_PART_OF_A_COUNTRY = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
"""ISO 3166-2: the country, then the subdivision."""


@entity
class Party:
    """The role of a party in a case."""

    person_id: str
    standing: Standing = "client"


@entity
class Case:
    """One matter, from first contact to closed file.

    Attributes:
        reference: the office's own number, unique in the vault.
        title: a neutral title that names nobody.
        jurisdiction: ISO 3166 code of the state it runs in, with a subdivision where courts differ ("GB-EW").
        opened_on: the day it was opened.
        closed_on: the day it was closed, or None while it is not.
        closing: how it ended, in words.
        parties: the persons it is about.
        team: who works on it, as written by the office.
        code_name: shown in place of reference and title while names are hidden; "" until one is given.
        tags: short words of the office's own, in no paper that leaves it.
    """

    id: str
    reference: str
    title: str
    jurisdiction: str
    opened_on: date
    closed_on: date | None = None
    closing: str = ""
    status: CaseStatus = "open"
    confidentiality: Confidentiality = "ordinary"
    parties: tuple[Party, ...] = ()
    team: tuple[str, ...] = ()
    code_name: str = ""
    tags: tuple[str, ...] = ()

    @property
    def client_ids(self) -> tuple[str, ...]:
        """Return the IDs of the clients in order."""
        return tuple(party.person_id for party in self.parties if party.standing == "client")

    def with_party(self, person_id: str, standing: Standing) -> Case:
        """Return the case with this role of a person, replacing the existing one or added at the end."""
        party = Party(person_id=person_id, standing=standing)
        if person_id not in {member.person_id for member in self.parties}:
            return replace(self, parties=(*self.parties, party))
        parties = (party if member.person_id == person_id else member for member in self.parties)
        return replace(self, parties=tuple(parties))

    def without_party(self, person_id: str) -> Case:
        """Return the case without any role of a person."""
        parties = tuple(party for party in self.parties if party.person_id != person_id)
        return replace(self, parties=parties)

    def in_status(self, status: CaseStatus, on: date) -> Case:
        """Return the case in a status from a day on; only a closed one has a closing day and outcome."""
        is_closed = status == "closed"
        closing = self.closing if is_closed else ""
        return replace(self, status=status, closed_on=on if is_closed else None, closing=closing)


def jurisdiction_code(text: str) -> str:
    """Return the code of a jurisdiction entered by the user: a country or a subdivision.

    >>> jurisdiction_code("gb-ew"), jurisdiction_code("UK")
    ('GB-EW', 'GB')

    Raises:
        InvalidInput: it is no country.
    """
    code = text.strip().upper()
    if _PART_OF_A_COUNTRY.fullmatch(code):
        country, _, part = code.partition("-")
        return f"{country_code(country, field='jurisdiction')}-{part}"
    return country_code(text, field="jurisdiction")


def check_case(case: Case) -> None:
    """Reject a closing day that contradicts the status or precedes the opening.

    Raises:
        InvalidInput: it is one.
    """
    if case.closed_on and (case.status != "closed" or case.closed_on < case.opened_on):
        raise InvalidInput(
            "Only a closed case can have a closing date, and it cannot be before the opening date.",
            field="closed_on",
            remedy="Check the status and dates.",
        )
