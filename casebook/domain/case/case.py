"""A case: the people it is about, where it runs, and how closely it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

from casebook.domain.base.entity import entity

Standing = Literal["client", "co-applicant", "dependant", "relative", "witness"]
Confidentiality = Literal["ordinary", "restricted", "sealed"]
CaseStatus = Literal["open", "dormant", "closed"]


@entity
class Party:
    """A person's standing in a case."""

    person_id: str
    standing: Standing = "client"


@entity
class Case:
    """One matter, from first call to closed file.

    Attributes:
        reference: the office's own number, unique in the vault.
        title: a neutral title that names nobody.
        jurisdiction: ISO 3166 code of the state it runs in, with a subdivision where courts differ ("GB-EW").
        opened_on: the day it was opened.
        closed_on: the day it was closed, or None while it is not.
        closing: how it ended, in words.
        parties: the persons it is about.
        team: who works on it, as written by the office.
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

    @property
    def client_ids(self) -> tuple[str, ...]:
        """The persons defended, in order."""
        return tuple(party.person_id for party in self.parties if party.standing == "client")

    def in_status(self, status: CaseStatus, on: date) -> Case:
        """The case as it stands from a day on: only a closed one has a day of closing and an end in words."""
        is_closed = status == "closed"
        closing = self.closing if is_closed else ""
        return replace(self, status=status, closed_on=on if is_closed else None, closing=closing)
