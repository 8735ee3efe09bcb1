"""What never goes along unless it is ticked one by one: privileged records, and fields that protect somebody.

A value that is withheld has no place in what is sealed: neither it nor what replaced it. The receiver holds
no value of it, which is another thing than an empty one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from casebook.base.errors import InvalidInput
from casebook.domain.base.entity import entity
from casebook.domain.sharing.handover import GivenField
from casebook.domain.sharing.version import RecordVersion
from casebook.services.base.session import Session
from casebook.services.sharing.case_records import CaseRecords
from casebook.services.sharing.protected_fields import fields_of_people, privileged_of_cases, withhold
from casebook.store.sharing import case_content

_BESIDE_DOCUMENT = ("redaction", "chat", "recording")
"""Nouns with the ID of their document, which stay with it."""


@entity
class ProtectedContent:
    """Something of the chosen records that stays unless it is ticked.

    Attributes:
        noun: of the record.
        record: ID of the record.
        field: that is protected; "" where the whole record is, since it is privileged.
    """

    noun: str
    record: str
    field: str = ""

    @property
    def key(self) -> str:
        """Return by what it is ticked: ``person/ID/health``, ``document/ID``."""
        return "/".join(part for part in (self.noun, self.record, self.field) if part)


def protected_in(session: Session, records: CaseRecords) -> tuple[ProtectedContent, ...]:
    """Return what of these records is protected and there."""
    with session.store.reading() as connection:
        by_noun: dict[str, list[Any]] = {
            noun: case_content.with_bin(connection, noun, records.ids.get(noun, ()))
            for noun in fields_of_people()
        }
    whole = [
        ProtectedContent(noun=noun, record=record_id)
        for noun, record_id in privileged_of_cases(session, records.case_ids)
        if record_id in records.ids.get(noun, ())
    ]
    fields = [
        ProtectedContent(noun=noun, record=one.id, field=name)
        for noun, names in fields_of_people().items()
        for one in by_noun[noun]
        for name in names
        if getattr(one, name)
    ]
    return (*whole, *fields)


def ticked(protected: Iterable[ProtectedContent], keys: Iterable[str]) -> frozenset[ProtectedContent]:
    """Return the protected content of these keys.

    Raises:
        InvalidInput: a key is of nothing in it.
    """
    by_key = {one.key: one for one in protected}
    wanted = dict.fromkeys(keys)
    if not by_key.keys() >= wanted.keys():
        raise InvalidInput(
            "Something was chosen to be included that is not among the protected content of this parcel.",
            field="include",
            remedy="Choose from the list of protected content that the preview shows.",
        )
    return frozenset(by_key[key] for key in wanted)


def without_protected(
    versions: Iterable[RecordVersion],
    protected: Iterable[ProtectedContent],
    released: Collection[ProtectedContent],
) -> tuple[list[RecordVersion], list[GivenField]]:
    """Return records without what is withheld, and what that is.

    A protected field is taken from every record unless it was ticked, empty or not: a value that was replaced
    is one as well, and what is said to be left out does not say whether there was anything.

    Args:
        versions: changed in place.
        protected: what of them is protected and there.
        released: what of that was ticked.
    """
    whole = {(one.noun, one.record) for one in protected if not one.field and one not in released}
    whole |= {(noun, record_id) for _, record_id in set(whole) for noun in _BESIDE_DOCUMENT}
    shown = {(one.noun, one.record, one.field) for one in released}
    going: list[RecordVersion] = []
    left: list[GivenField] = []
    for one in versions:
        if (one.noun, one.id) in whole:
            left.append(GivenField(noun=one.noun, record=one.id))
            continue
        for name in fields_of_people().get(one.noun, ()):
            if (one.noun, one.id, name) not in shown:
                withhold(one, name)
                left.append(GivenField(noun=one.noun, record=one.id, field=name))
        going.append(one)
    return going, left
