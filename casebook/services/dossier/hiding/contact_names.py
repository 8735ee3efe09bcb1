"""Contacts whom a pseudonymised copy hides: those who help, translate, treat or write for somebody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from casebook.domain.dossier.hiding.courtesy_title import FUNCTION_WORDS, bare_name
from casebook.domain.dossier.hiding.identifying import KnownFact
from casebook.domain.dossier.hiding.plain_letters import folded
from casebook.domain.person.contact import Contact, ContactKind
from casebook.domain.person.role import Role, RoleKind

_PUBLIC: frozenset[ContactKind] = frozenset({"judge", "prosecutor", "embassy", "authority"})
_PUBLIC_ROLES: frozenset[RoleKind] = frozenset({"judge", "prosecutor", "decision-maker", "embassy"})
"""Those who act for a court or a State keep their names; how to reach them is hidden all the same."""
_OFFICE = re.compile(
    r"(?<!\w)(?:advocates|agency|association|centre|center|clinic|collective|committee|company|council|counsel"
    r"|department|embassy|federation|firm|foundation|group|hospital|institute|limited|llp|ltd|network"
    r"|office|organi[sz]ation|partners|press|project|registry|section|service|society|team|trust|union"
    r"|university|cabinet|kanzlei|verein|verband|stiftung|asociacion|fondation|centro|ufficio)(?!\w)"
)
_OF_STATE = re.compile(
    r"(?<!\w)(?:court|tribunal|police|ministry|registry|embassy|consulate|prosecutor\w*|asylum|republic"
    r"|gericht|polizei|ministerium|cour|tribunale|corte)(?!\w)"
)
_FIRST_PART = re.compile(r"[^,;(（]+")
_ARTICLE = re.compile(r"(?:the|la|le|der|die|das)\s+", re.IGNORECASE)
_MIN_WORDS = 2


def is_public(contact: Contact, roles: Iterable[Role]) -> bool:
    """Return whether a contact acts for a court or a State, by its own kind or, of no kind, by its role."""
    if contact.kind == "other":
        return any(role.contact_id == contact.id and role.kind in _PUBLIC_ROLES for role in roles)
    return contact.kind in _PUBLIC


def personal_names(contact: Contact) -> tuple[str, ...]:
    """Return the names of a contact who is a person, without titles; none of an organisation."""
    if _is_office(contact):
        return ()
    return tuple(filter(None, map(bare_name, (contact.name, *contact.other_names))))


def organisations(contact: Contact) -> Iterator[KnownFact]:
    """Yield the organisation that a contact is, and the one it belongs to; each is hidden as a whole."""
    names = (contact.name, *contact.other_names) if _is_office(contact) else ()
    for name in dict.fromkeys((*names, contact.body)):
        stated = _FIRST_PART.match(name)
        if stated and _is_organisation(
            bare := _ARTICLE.sub("", stated[0].strip(), count=1), is_sure=name in names
        ):
            yield KnownFact(kind="contact", value=bare)


def _is_office(contact: Contact) -> bool:
    return contact.kind == "ngo" or is_office_name(contact.name)


def is_office_name(name: str) -> bool:
    """Return whether a name says that an office bears it, such as a clinic or trust."""
    return bool(_OFFICE.search(folded(name)))


def _is_organisation(name: str, *, is_sure: bool) -> bool:
    """Return whether words are the name of an organisation that is no public body.

    A firm has a name ("Three Bridges Trust") or is described ("visiting physician"), which is no name.
    """
    words = [word for word in name.split() if word not in FUNCTION_WORDS]
    if _OF_STATE.search(folded(name)) or any(word[:1] != word[:1].upper() for word in words):
        return False
    return bool(words) and (is_sure or len(words) >= _MIN_WORDS or not name.isascii())
