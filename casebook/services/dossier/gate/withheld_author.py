"""Rows of a list of persons whose person an exhibit that the copy withholds came from.

Such a row tells the reader of a source whose paper the copy does not show.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from casebook.domain.dossier.filing_problem import CopyPassage
from casebook.domain.dossier.hiding.courtesy_title import bare_name
from casebook.domain.evidence.document import Document
from casebook.domain.person.contact import Contact
from casebook.domain.person.role import RoleKind
from casebook.services.base.session import Session
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.gate.exhibit_search import with_linked
from casebook.services.dossier.gate.passage import CELL_SEPARATOR
from casebook.services.dossier.gate.searched_name import is_named_by, name_pattern, plain
from casebook.store.person.person import names as names_of_people
from casebook.store.registry import table_for

_KNOWN: frozenset[RoleKind] = frozenset(
    {"judge", "decision-maker", "prosecutor", "opposing-counsel", "counsel", "co-counsel"}
)
"""Whom the other party knows: papers pass through their hands, and theirs is only what they wrote."""


class WithheldAuthors:
    """Finds which withheld exhibits the person of a row wrote, gave or kept, by any recorded name.

    Args:
        session: the open vault.
        dossier_data: the material of the copy.
        withheld: IDs of the exhibits that the copy withholds.
    """

    def __init__(self, session: Session, dossier_data: DossierData, withheld: Collection[str]) -> None:
        self._data = dossier_data
        self._sections = {one.id for one in dossier_data.dossier.sections if one.kind == "persons"}
        filed = (one for one in dossier_data.dossier.exhibit_ids if one in withheld)
        documents = dossier_data.documents
        self._sources = {key: with_linked((documents[key],), documents.values()) for key in filed}
        self._records: dict[str, tuple[str, ...]] = {}
        if self._sections and self._sources:
            self._records = {plain("\n".join(names)): names for names in _recorded(session)}

    def ids(self, passage: CopyPassage) -> tuple[str, ...]:
        """Return the IDs of the withheld exhibits of the person whom a row is about."""
        if not self._records or passage.kind != "row" or passage.section_id not in self._sections:
            return ()
        stated = bare_name(passage.text.split(CELL_SEPARATOR)[0])
        if self._is_client(stated):
            return ()
        names = self._names_of(stated)
        pattern = name_pattern(self._data.clients, (), names, forms=self._data.searched_forms)
        is_known = self._is_known(names)
        return tuple(
            key
            for key, papers in self._sources.items()
            if is_named_by(pattern, "\n".join(self._came_from(papers, is_known=is_known)))
        )

    def _names_of(self, stated: str) -> frozenset[str]:
        """Return a name with all names of the people and contacts who have it."""
        pattern = name_pattern(self._data.clients, (), (stated,), forms=self._data.searched_forms)
        recorded = (names for text, names in self._records.items() if pattern and pattern.search(text))
        return frozenset((stated, *(bare_name(name) for names in recorded for name in names))) - {""}

    def _is_client(self, stated: str) -> bool:
        return any(stated == bare_name(name.text) for one in self._data.clients for name in one.names)

    def _is_known(self, names: Collection[str]) -> bool:
        """Return whether somebody of these names acts in the case, or signs the dossier."""
        acting = (bare_name(one.contact.name) for one in self._data.roles if one.role.kind in _KNOWN)
        signed = "\n".join(one.text for one in self._data.dossier.sections if one.kind == "signature")
        return any(one in names for one in acting) or any(
            re.search(rf"(?<!\w){re.escape(one)}(?!\w)", signed) for one in names
        )

    def _came_from(self, papers: Iterable[Document], *, is_known: bool) -> Iterator[str]:
        for one in papers:
            yield one.author or one.title
            if is_known:
                continue
            yield from (one.obtained_from, one.obtained_how, *(step.who for step in one.custody))
            chat = self._data.chats.get(one.id)
            for sender in chat.people.values() if chat else ():
                yield from (name.text for name in sender.names)


def _recorded(session: Session) -> Iterator[tuple[str, ...]]:
    """Yield the names of each person and of each contact."""
    people: dict[str, tuple[str, ...]] = {}
    with session.store.reading() as connection:
        for person_id, name in names_of_people(connection):
            people[person_id] = (*people.get(person_id, ()), name)
        contacts = table_for(Contact).all(connection)
    yield from people.values()
    yield from ((one.name, *one.other_names) for one in contacts)
