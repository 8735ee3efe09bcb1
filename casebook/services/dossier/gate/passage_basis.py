"""What a passage rests on: the records it was drawn from, and the exhibits behind them.

Sections note at each span the record it is drawn from (`Span.rests_on`); a link to an exhibit says for itself
what it leads to. A fact or an incident rests on its documents, and on those who reported it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cached_property

from casebook.domain.base.entity import entity
from casebook.domain.person.kinship import mentions
from casebook.domain.person.person import Person
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.gate.exhibit_search import from_people
from casebook.services.dossier.gate.searched_name import is_named_by, name_pattern

_IMPERSONAL = ("finding:", "law:")
"""Keys of what is about nobody of the case: "close relatives" in the words of a law are anybody's."""
_WIDTH = 6
"""Digits to which numbers are filled up, so that 10 stands after 9."""


@entity
class PassageBasis:
    """What stands behind a passage.

    Attributes:
        documents: the IDs of all documents it rests on.
        tellers: who reported its records, as they are noted; never printed.
        people: the IDs of those to whom its incidents were done.
        is_of_library: it rests on findings of the library or texts of the packs of law alone, and is about
            nobody of the case.
    """

    documents: frozenset[str]
    tellers: tuple[str, ...]
    is_of_library: bool
    people: frozenset[str] = frozenset()


class BasisFinder:
    """Finds what passages rest on, and what of it no reader of this copy may learn.

    Args:
        dossier_data: the material of the copy.
        hidden: the people in China whose consent does not cover its reader.
        words: the words of kinship for them.
        disclosed: the numbers of exhibits that somebody decided to disclose to this reader.
    """

    def __init__(
        self,
        dossier_data: DossierData,
        hidden: Collection[Person],
        words: tuple[str, ...],
        disclosed: Collection[str],
    ) -> None:
        self._data = dossier_data
        self._hidden, self._words, self._disclosed = hidden, words, disclosed
        self._facts = {fact.id: fact for fact in dossier_data.facts}
        self._incidents = {one.id: one for one in dossier_data.argument.incidents}

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        return name_pattern(self._data.clients, self._hidden, forms=self._data.searched_forms)

    @cached_property
    def _from_china(self) -> frozenset[str]:
        return from_people(self._data, self._data.documents.values(), self._hidden)

    @cached_property
    def withheld(self) -> frozenset[str]:
        """Return the IDs of exhibits that this copy withholds, or must before it is built."""
        data = self._data
        withheld = {one.id for one in data.withheld_exhibits}
        if data.copy_kind == "service":
            withheld |= self._exposed()
        return frozenset(withheld)

    def _exposed(self) -> set[str]:
        """Return exhibits that show something which no area of a redaction covers."""
        marks = {one.id: one.exhibit_mark for one in self._data.exhibits}
        open_: set[str] = set()
        for one in self._data.exposures:
            marked = self._data.redactions.get(one.document_id)
            pages = {area.page for area in marked.hidden_in("service")} if marked else set[int]()
            is_covered = bool(pages) if one.is_carried else one.page in pages
            if one.kind == "asylum-claim":
                is_covered = one.is_covered
            if (one.kind == "source-in-china" or not is_covered) and one.document_id in marks:
                open_.add(one.document_id)
        return {key for key in open_ if marks[key] not in self._disclosed}

    def basis(self, keys: Collection[str]) -> PassageBasis:
        """Return what stands behind these keys of `Span.rests_on`."""
        documents: set[str] = set()
        tellers: list[str] = []
        people: set[str] = set()
        for key in keys:
            kind, _, record_id = key.partition(":")
            if kind == "exhibit":
                documents.add(record_id)
            elif kind == "fact" and record_id in self._facts:
                fact = self._facts[record_id]
                places = (*fact.pinpoints, *(one.pinpoint for one in fact.accounts if one.pinpoint))
                documents |= {place.document_id for place in places}
                tellers += [one.stated_by for one in fact.accounts]
            elif kind == "incident" and record_id in self._incidents:
                incident = self._incidents[record_id]
                documents |= {place.document_id for place in incident.evidence}
                tellers.append(incident.corroborated_by)
                people |= set(incident.person_ids)
        is_of_library = bool(keys) and all(key.startswith(_IMPERSONAL) for key in keys)
        return PassageBasis(
            documents=frozenset(documents),
            tellers=tuple(tellers),
            is_of_library=is_of_library,
            people=frozenset(people),
        )

    def from_china(self, basis: PassageBasis) -> tuple[tuple[str, ...], bool]:
        """Return the numbers of documents that came from a hidden person, and if one of them reported it.

        A document without a number is counted as reported: its number cannot be named.
        """
        ids = basis.documents & self._from_china
        marks = {self._data.documents[one].exhibit_mark for one in ids if one in self._data.documents}
        is_of_them = any(one.id in basis.people for one in self._hidden)
        tells = is_of_them or any(self._is_hidden(teller) for teller in basis.tellers)
        shown = _in_order(marks - {""} - set(self._disclosed))
        return shown, tells or "" in marks

    def _is_hidden(self, teller: str) -> bool:
        return is_named_by(self._names, teller) or mentions(teller, self._words)

    def sources(self, basis: PassageBasis) -> tuple[str, ...]:
        """Return the documents behind a passage that came from hidden people, and those who reported it."""
        people = {one.id for one in self._hidden} & basis.people
        tellers = {teller for teller in basis.tellers if self._is_hidden(teller)}
        return (*(f"source:{one}" for one in basis.documents & self._from_china), *people, *tellers)

    def withheld_from(self, basis: PassageBasis) -> tuple[frozenset[str], bool]:
        """Return the IDs of withheld exhibits behind a passage, and whether it rests on nothing else."""
        filed = basis.documents & set(self._data.dossier.exhibit_ids)
        withheld = filed & self.withheld
        return withheld, bool(withheld) and filed == withheld

    def marks_left_out_by_choice(self, basis: PassageBasis) -> tuple[str, ...]:
        """Return the numbers of exhibits behind a passage that a person chose to keep from the reader."""
        return self.named(basis.documents & self._data.withheld_by_choice)

    def named(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the printed names of exhibits, in order."""
        return _in_order({self._data.printed_name_of(self._data.documents[one]) for one in ids})


def _in_order(marks: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(marks, key=lambda mark: [part.zfill(_WIDTH) for part in re.split(r"(\d+)", mark)]))
