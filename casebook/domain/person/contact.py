"""Contacts of a case: counsel, courts, interpreters, doctors, experts, family."""

from __future__ import annotations

from datetime import date
from typing import Literal

from casebook.domain.base.entity import entity

ContactKind = Literal[
    "lawyer",
    "judge",
    "prosecutor",
    "interpreter",
    "doctor",
    "expert",
    "ngo",
    "embassy",
    "family",
    "journalist",
    "authority",
    "other",
]
Vetting = Literal["not-vetted", "vetted", "do-not-use"]


@entity
class ContactDetail:
    """A way to reach a contact: "Signal", "e-mail", "telephone", with the address."""

    kind: str
    address: str


@entity
class Contact:
    """A contact.

    Attributes:
        name: as they call themselves.
        other_names: aliases and spellings in other scripts.
        body: the firm, court or organisation.
        vetting: an interpreter can be an informer; until vetted, nobody is.
        vetted_by, vetted_on: who made sure of them in general, and when; a role says so for one case.
        public_key: the key or fingerprint to write to them by, as they gave it.
    """

    id: str
    name: str
    kind: ContactKind
    other_names: tuple[str, ...] = ()
    body: str = ""
    languages: tuple[str, ...] = ()
    channels: tuple[ContactDetail, ...] = ()
    vetting: Vetting = "not-vetted"
    vetted_by: str = ""
    vetted_on: date | None = None
    public_key: str = ""
    remarks: str = ""
