"""Contacts of a case: counsel, courts, interpreters, doctors, experts, family."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from casebook.base.errors import InvalidInput
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


_EMAIL = frozenset({"email", "e-mail", "mail", "电子邮件", "電子郵件", "邮箱", "電郵"})
_EMAIL_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")
"""Source: RFC 5321, section 4.1.2: a local part, an at sign and a domain; the rest is for mail servers."""


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
        code_name: shown on the screen in place of the names while these are hidden; "" until one is given.
        tags: short words of the office's own, in no paper that leaves it.
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
    code_name: str = ""
    tags: tuple[str, ...] = ()


def check_contact(contact: Contact) -> None:
    """Require that email addresses are such.

    Raises:
        InvalidInput: one has no at sign with something on both sides.
    """
    for detail in contact.channels:
        is_email = detail.kind.strip().casefold() in _EMAIL
        if is_email and _EMAIL_ADDRESS.fullmatch(detail.address.strip()) is None:
            raise InvalidInput(
                "An email address among the contact details has no at sign or no domain.",
                field="channels",
                remedy="Enter it as name@office.example, or state another contact method.",
            )
