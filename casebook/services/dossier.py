"""Dossiers: a first one put together from what a case holds."""

from __future__ import annotations

from dataclasses import replace

from casebook.base.errors import InvalidInput
from casebook.domain.case import Case
from casebook.domain.document import Document
from casebook.domain.dossier import Dossier, Section, SectionKind
from casebook.services import person, record
from casebook.services.session import Session

BY_TOPIC: frozenset[SectionKind] = frozenset({"country-conditions", "adverse-material"})
FIRST_SECTIONS: tuple[SectionKind, ...] = (
    "statement-of-case",
    "chronology",
    "country-conditions",
    "adverse-material",
    "table-of-sources",
    "exhibit-custody",
)


def draft(session: Session, case_id: str, title: str) -> Dossier:
    """A first dossier of a case: every kind of section, its clients' topics, its marked exhibits.

    Raises:
        NotFound: there is no such case.
        InvalidInput: it has no title.
    """
    if not title.strip():
        raise InvalidInput("A dossier needs a title.", field="title", remedy="Write what it is for.")
    case = record.find(session, Case, case_id)
    clients = person.clients_of(session, case)
    topics = tuple(dict.fromkeys(topic for client in clients for topic in client.topics))
    marked = [told for told in record.of_case(session, Document, case_id) if told.exhibit_mark]
    made = Dossier(
        id=session.ids(),
        case_id=case_id,
        title=title.strip(),
        sections=tuple(
            Section(kind=kind, topics=topics if kind in BY_TOPIC else ()) for kind in FIRST_SECTIONS
        ),
        exhibit_ids=tuple(told.id for told in sorted(marked, key=by_mark)),
    )
    record.add(session, made)
    return made


def add_figure(session: Session, dossier_id: str, measure: str) -> Dossier:
    """Draw a measure in a dossier: in its part for statistics, which is made before its table of sources.

    Raises:
        NotFound: there is no such dossier.
    """
    held = record.find(session, Dossier, dossier_id)
    kinds = [section.kind for section in held.sections]
    sections = list(held.sections)
    if "statistics" not in kinds:
        place = kinds.index("table-of-sources") if "table-of-sources" in kinds else len(kinds)
        sections.insert(place, Section(kind="statistics", measures=(measure,)))
    else:
        place = kinds.index("statistics")
        measures = tuple(dict.fromkeys((*sections[place].measures, measure)))
        sections[place] = replace(sections[place], measures=measures)
    return record.change(session, replace(held, sections=tuple(sections)), seen=held)


def by_mark(document: Document) -> tuple[int, str]:
    """Orders documents by mark: numbers by size, whatever else after them by letter."""
    mark = document.exhibit_mark
    return (int(mark) if mark.isdecimal() else 1_000_000, mark)
