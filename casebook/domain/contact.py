"""People and bodies around a case: counsel, courts, interpreters, doctors, experts, family."""

from __future__ import annotations

from typing import Literal

from casebook.domain.entity import entity

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
class Channel:
    """A way to reach a contact: "Signal", "e-mail", "telephone" and the address there."""

    kind: str
    address: str


@entity
class Contact:
    """A contact.

    Attributes:
        name: as they call themselves.
        body: the firm, court or organisation.
        vetting: an interpreter can be an informer; until vetted, nobody is.
        case_ids: the cases they have a part in.
    """

    id: str
    name: str
    kind: ContactKind
    body: str = ""
    languages: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    vetting: Vetting = "not-vetted"
    case_ids: tuple[str, ...] = ()
    remarks: str = ""
