"""Import of contacts from a list or from vCards, and export as vCards."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import get_args

from casebook.base.errors import InvalidInput
from casebook.base.message import NO_MESSAGE, Message, gettext_noop
from casebook.domain.exchange.import_plan import ImportField
from casebook.domain.person.contact import Contact, ContactDetail, ContactKind
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.exchange.import_person import folded
from casebook.services.exchange.known_records import KnownByKeys

FIELDS = (
    ImportField(
        key="name",
        title=gettext_noop("Name"),
        headings=("fullname", "姓名", "名称", "имя", "nom"),
        is_needed=True,
    ),
    ImportField(
        key="body",
        title=gettext_noop("Organisation"),
        headings=("organization", "company", "firm", "court", "body", "单位", "公司", "機構", "机构"),
    ),
    ImportField(
        key="position", title=gettext_noop("Position"), headings=("jobtitle", "title", "职务", "職務")
    ),
    ImportField(
        key="kind", title=gettext_noop("Type"), headings=("role", "type", "category", "类别", "角色")
    ),
    ImportField(
        key="telephone",
        title=gettext_noop("Telephone"),
        headings=("phone", "mobile", "tel", "cell", "电话", "手机", "電話", "телефон"),
    ),
    ImportField(key="email", title=gettext_noop("Email"), headings=("email", "mail", "邮箱", "电邮", "電郵")),
    ImportField(key="signal", title=gettext_noop("Signal")),
    ImportField(key="address", title=gettext_noop("Address"), headings=("street", "postaladdress", "地址")),
    ImportField(key="language", title=gettext_noop("Languages"), headings=("language", "语言", "語言")),
    ImportField(
        key="other_name",
        title=gettext_noop("Other names"),
        headings=("alias", "aliases", "chinesename", "中文名"),
    ),
    ImportField(
        key="remarks", title=gettext_noop("Remarks"), headings=("note", "notes", "comment", "备注", "備註")
    ),
)
_KINDS: tuple[ContactKind, ...] = get_args(ContactKind)
_CHANNELS = {
    "telephone": "telephone",
    "email": "e-mail",
    "signal": gettext_noop("Signal"),
    "address": "address",
}
_BETWEEN = re.compile(r"[;；|\n]")
_AMONG = re.compile(r"[;；|\n,，、]")
_MAX_NAME = 300
_OTHER_KIND = Message("Casebook does not have this type; it is kept as a remark.")


def build(session: Session, cells: Mapping[str, str], case_id: str) -> tuple[Contact, Message]:  # noqa: ARG001
    """Return a contact from the cells of a row; no imported contact is vetted.

    Raises:
        InvalidInput: the name is longer than any is.
    """
    name = " ".join(cells["name"].split())
    if len(name) > _MAX_NAME:
        raise InvalidInput(
            Message("The name is longer than {limit} characters.", limit=_MAX_NAME), field="name"
        )
    stated = cells.get("kind", "").strip()
    kind: ContactKind = next((known for known in _KINDS if known == stated.casefold()), "other")
    remarks = [cells.get("position", ""), cells.get("remarks", ""), stated if kind == "other" else ""]
    contact = Contact(
        id=session.ids(),
        name=name,
        kind=kind,
        other_names=_parts(cells.get("other_name", ""), _BETWEEN),
        body=cells.get("body", ""),
        languages=_parts(cells.get("language", ""), _AMONG),
        channels=tuple(
            ContactDetail(kind=channel, address=address)
            for key, channel in _CHANNELS.items()
            for address in _addresses(key, cells.get(key, ""))
        ),
        remarks="\n".join(part for part in remarks if part),
    )
    return (
        contact,
        _OTHER_KIND if kind == "other" and stated else NO_MESSAGE,
    )


def keys(contact: Contact) -> frozenset[str]:
    """Return the keys: the name with organisation and each address, or the name alone without either."""
    name = folded(contact.name)
    reached = {f"{name}|{folded(channel.address)}" for channel in contact.channels}
    if contact.body:
        reached.add(f"{name}|{folded(contact.body)}")
    return frozenset(reached or {name})


def standing(session: Session, case_id: str) -> KnownByKeys[Contact]:  # noqa: ARG001 - contacts have no case
    """Return every existing contact."""
    return KnownByKeys(record.every(session, Contact), keys)


def title(contact: Contact) -> str:
    """Return the name."""
    return contact.name


def _addresses(key: str, cell: str) -> tuple[str, ...]:
    return _parts(cell, re.compile("\n") if key == "address" else _BETWEEN)


def _parts(cell: str, between: re.Pattern[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in between.split(cell) if part.strip()))
