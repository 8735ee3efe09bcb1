"""A claim to protection in every text field of every record of a case, each with a word of its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import Entity
from casebook.domain.base.field import hints
from casebook.domain.case.case import Case
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.services.base.session import Session
from casebook.store.registry import tables

CODE = re.compile(r"zq\d+x", re.IGNORECASE)
"""What stands behind each planted claim."""
_FORMAL = re.compile(
    r"id|.*_ids?|part_of|also_part_of|translation_of|redacted_from|.*sha256\w*|media_type|.*language|languages"
    r"|zone|edtf|jurisdiction|nationalities|countries|topics|measures|findings|label|captured_at|exhibit_mark"
    r"|uid|field|prompt|tags|names|other_names|code_name|name|subject|mark|key|message_id|references|script|consents"
)
"""Fields that take an ID, a code or a mark, or the name of somebody, which tells of no claim."""
_OF_FILES = frozenset({"document-text", "recognition", "redaction", "build", "letter", "official-form"})
"""Nouns that say what a file says, or what was made."""
_QUOTED = frozenset({"Assurance.text", "Account.words"})
"""What must read as on the page it is quoted from."""
_CODES = frozenset({"Charge.offence", "ChargedAmount.number", "ChargedAmount.measure"})
"""What is chosen from a list, or is a number."""


class Planting:
    """Plants claims in the records of a case.

    Args:
        session: the open vault.
        case_id: of the case.
        but: fields in which none is planted: a record that they tell of is left out whole.

    Attributes:
        fields: the path of each field by its word.
    """

    def __init__(self, session: Session, case_id: str, but: Collection[str] = ()) -> None:
        self._session, self._case_id, self._but = session, case_id, {*but, *_QUOTED, *_CODES}
        self.fields: dict[str, str] = {}

    def plant(self) -> None:
        """Plant them, each as if it had been typed before anybody looked at it."""
        with self._session.store.write("case.edit") as transaction:
            for record in tuple(self._records()):
                transaction.replace(self._planted(record, type(record).__name__))

    def _records(self) -> Iterator[Entity]:
        with self._session.store.reading() as connection:
            for table in tables():
                names = {one.name for one in fields(table.kind)}
                if "case_id" in names and table.noun not in _OF_FILES:
                    yield from table.of_case(connection, self._case_id)
                elif table.kind in {Person, Contact, Case}:
                    yield from table.all(connection)

    def _planted(self, value: Any, path: str) -> Any:  # noqa: ANN401 - a record or a value in one
        types = hints(type(value))
        changed: dict[str, object] = {}
        for one in fields(value):
            if not _FORMAL.fullmatch(one.name) and f"{type(value).__name__}.{one.name}" not in self._but:
                held = getattr(value, one.name)
                changed[one.name] = self._filled(held, types[one.name], f"{path}.{one.name}")
        return replace(value, **changed)

    def _filled(self, held: Any, hint: Any, path: str) -> Any:  # noqa: ANN401 - a value of any field
        if isinstance(held, StatedDate):
            return replace(held, words=self._text("", path))
        if isinstance(held, tuple):
            return tuple(self._filled(one, str if isinstance(one, str) else None, path) for one in held)
        if is_dataclass(held) and not isinstance(held, type):
            return self._planted(held, path)
        return self._text(held, path) if hint is str else held

    def _text(self, held: str, path: str) -> str:
        code = f"zq{len(self.fields)}x"
        self.fields[code] = path
        if path.endswith("page_mark"):
            return f"ASYLUM-{code.upper()}"
        return f"{held} asylum {code}".strip()
