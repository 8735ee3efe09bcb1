"""Where the pages of exhibits name or mention people in China, give a place of stay, or show an asylum claim.

Read are the text of a page and what text recognition recorded of it. What an original or a translation shows,
the exhibit linked with it shows as well: a scan may have no text, or the name in another script. Handwriting,
stamps, seals and faces, and pages without any text, are not searched.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from casebook.domain.base.file_name import as_words
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.filings.exposure import NOTED, Exposure, ExposureKind
from casebook.domain.evidence.document import Document, DocumentText
from casebook.domain.evidence.recognition import Recognition
from casebook.domain.person.kinship import mentions
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.language.protection.protection_claim import ClaimTeller
from casebook.services.base.session import Session
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.gate.covered_claim import CoveredClaims
from casebook.services.dossier.gate.reader_consent import hidden_people, permits, words_for
from casebook.services.dossier.gate.searched_name import (
    NamedPeople,
    is_named_by,
    name_pattern,
    pattern_of,
    plain,
    searched_names,
)
from casebook.services.dossier.sections.service_copy import teller_of
from casebook.services.evidence.file_pages import receipt_of
from casebook.services.evidence.recording import RecordingSheet, people_of
from casebook.services.evidence.set_kinds import is_set
from casebook.store.registry import table_for

_SEGMENT = re.compile(r"[^,;:.()，。；：（）、]+")
_PHRASE_WORDS = 2
"""Least words of a place."""
_OF_WITNESS = re.compile(
    r"(?<!\w)(?:i|we) (?:am|are|have been|live|stay|have lived|have stayed)"
    r"(?: (?:being|now|still|at present|currently))? ?(?:held|detained|kept|hiding|staying|living|sheltered)?"
    r" (?:in|at) [a-z][\w ]{1,30} (?:since|for|until) "
)
"""A witness who says where he is, in plain letters: he may be somebody else's client."""
_GENERAL = frozenset(
    {"family", "families", "relative", "relatives", "famille", "familie", "familia", "famiglia"}
)
"""Words that a page, which is no text of the case, has of anybody's family."""
_NO_PLACE = re.compile(r"(?:since|until|as|from|moved)\b", re.IGNORECASE)
"""How a part of a recorded place begins that says when or how it is known."""


class _PageSearch:
    """Searches pages for whoever may not be shown to the reader of a copy, and says who it is."""

    def __init__(self, session: Session, dossier_data: DossierData, request: BuildRequest) -> None:
        self._data = dossier_data
        self._hidden, others = hidden_people(dossier_data, request), _others(dossier_data, request)
        held = {one.id for one in (*self._hidden, *others)}
        known = (*dossier_data.people_in_china, *dossier_data.other_clients)
        self._consenting = tuple({one.id: one for one in known if one.id not in held}.values())
        people = (self._hidden, others, self._consenting)
        self._patterns = _patterns(session, dossier_data, *people)
        clients, forms = dossier_data.clients, dossier_data.searched_forms
        self._people: Mapping[ExposureKind, NamedPeople] = {
            "person-in-china": NamedPeople(clients, self._hidden, forms),
            "other-client": NamedPeople(clients, others, forms),
            "consenting": NamedPeople(clients, self._consenting, forms),
        }
        words = map(plain, words_for(session, dossier_data.clients, self._hidden))
        self._kin = tuple(one for one in words if one not in _GENERAL)
        self._tells = teller_of(dossier_data)

    def exposures(self, document: Document, pages: Iterable[tuple[int, str]]) -> Iterator[Exposure]:
        """Yield what the pages of a document show."""
        for page, text in pages:
            for kind, people in self._shown(document, plain(text)).items():
                yield Exposure(document_id=document.id, page=page, kind=kind, people=people)
            yield from _claims(document, page, text, self._tells)

    def sources(self, documents: Sequence[Document]) -> Iterator[Exposure]:
        """Yield that documents came from somebody hidden, or who consented, and from whom."""
        groups: tuple[tuple[ExposureKind, Sequence[Person]], ...] = (
            ("source-in-china", self._hidden),
            ("consenting", self._consenting),
        )
        for kind, people in groups:
            sent = tuple(_sent_by(self._data, documents, people))
            senders: dict[str, tuple[str, ...]] = {one.id: () for one in sent}
            for person in people if sent else ():
                for one in _sent_by(self._data, sent, (person,)):
                    senders[one.id] = (*senders[one.id], person.id)
            for key, ids in senders.items():
                yield Exposure(document_id=key, page=0, kind=kind, people=ids)

    def _shown(self, document: Document, text: str) -> Mapping[ExposureKind, tuple[str, ...]]:
        """Return what a page shows in plain letters, but for a claim, and whom."""
        people = self._people
        shown = {
            kind: people[kind].ids(text) if kind in people else ()
            for kind, pattern in self._patterns.items()
            if pattern.search(text)
        }
        # What the requesting State itself wrote tells it of nobody.
        if document.kind not in {"report", "request"} and mentions(text, self._kin):
            shown["person-in-china"] = tuple(one.id for one in self._hidden)
        if document.kind != "report" and _OF_WITNESS.search(text):
            shown.setdefault("whereabouts", ())
        return dict(sorted(shown.items()))


def with_exposures(session: Session, dossier_data: DossierData, request: BuildRequest) -> DossierData:
    """Return the material of a filed or served copy with what its exhibits show, also by who sent them.

    Whoever in China consented to this reader is no source to be hidden and stops nothing; where they are
    named is kept beside it. Each document is searched once for a copy, whatever is decided on it
    (`DossierData.page_exposures`).
    """
    if dossier_data.copy_kind not in {"filing", "service"}:
        return dossier_data
    searched, shown_by = _searched(session, dossier_data, request)
    named = dossier_data.named_people
    exposures = (
        one
        for document in searched
        for one in shown_by[document.id]
        if one.kind not in NOTED
        and (one.kind != "other-client" or not one.people or not named.issuperset(one.people))
    )
    shown = _of_exhibits(dossier_data.exhibits, searched, exposures)
    if dossier_data.copy_kind == "service":
        tells = teller_of(dossier_data)
        shown = CoveredClaims(session, dossier_data, dossier_data.recognised, tells).marked(shown)
    return replace(dossier_data, exposures=tuple(shown))


def _searched(
    session: Session, dossier_data: DossierData, request: BuildRequest
) -> tuple[Sequence[Document], Mapping[str, Collection[Exposure]]]:
    """Return the exhibits of a copy with what is linked with them, and what each of these shows by itself."""
    searched = with_linked(dossier_data.exhibits, dossier_data.documents.values())
    shown_by = dossier_data.page_exposures
    new = [document for document in searched if document.id not in shown_by]
    if new:
        ids = [document.id for document in new]
        with session.store.reading() as connection:
            texts = table_for(DocumentText).some(connection, ids)
            read = table_for(Recognition).some(connection, ids)
        search = _PageSearch(session, dossier_data, request)
        sources = tuple(search.sources(new))
        for document in new:
            own = tuple(_pages(texts.get(document.id), read.get(document.id)))
            pages = (
                *own,
                *_of_sheet(dossier_data.recordings.get(document.id)),
                *_of_file(dossier_data, document),
            )
            of_file = (one for one in sources if one.document_id == document.id)
            shown = (*search.exposures(document, pages), *of_file, *_without_text(document, own))
            shown_by[document.id] = tuple(dict.fromkeys(shown))
    return searched, shown_by


def _without_text(document: Document, pages: Iterable[tuple[int, str]]) -> Iterator[Exposure]:
    """Yield each page without any text, or page 0 of a file of which no page is known."""
    known = dict(pages)
    for page in [number for number, text in known.items() if not text.strip()] if known else [0]:
        yield Exposure(document_id=document.id, page=page, kind="unsearched")


def from_people(
    dossier_data: DossierData, documents: Iterable[Document], hidden: Collection[Person]
) -> frozenset[str]:
    """Return the IDs of documents that came from these people, by what is recorded of origin and authors.

    An original and its translations all came from whoever sent one of them.
    """
    searched = tuple(documents)
    originals = {_original_id(one) for one in _sent_by(dossier_data, searched, hidden)}
    return frozenset(one.id for one in searched if _original_id(one) in originals)


def _sent_by(
    dossier_data: DossierData, documents: Iterable[Document], people: Collection[Person]
) -> Iterator[Document]:
    """Yield the documents that came from these people themselves.

    SECURITY: a photograph that only one person can have taken shows that person, whatever its pages say.
    """
    pattern = name_pattern(dossier_data.clients, people, forms=dossier_data.searched_forms)
    ids = {person.id for person in people}
    for document in documents if pattern else ():
        chat = dossier_data.chats.get(document.id)
        is_sender = chat is not None and any(one.id in ids for one in chat.people.values())
        if is_sender or is_named_by(pattern, "\n".join(_origins(dossier_data, document))):
            yield document


def _origins(dossier_data: DossierData, document: Document) -> Iterator[str]:
    carrier = dossier_data.documents.get(document.part_of)
    return (text for one in (document, carrier) if one for text in _origin(one))


def _origin(document: Document) -> Iterator[str]:
    yield from (document.author, document.obtained_from, document.obtained_how)
    yield from (text for step in document.custody for text in (step.who, step.why))


def with_linked(exhibits: Iterable[Document], documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return the exhibits, then the originals and translations that are linked with them."""
    shown = {one.id: one for one in exhibits}
    texts = {_original_id(one) for one in shown.values()}
    linked = {one.id: one for one in documents if _original_id(one) in texts}
    return tuple((shown | linked).values())


def _original_id(document: Document) -> str:
    """Return what an original and all of its translations have in common."""
    return document.translation_of or document.id


def _of_exhibits(
    exhibits: Iterable[Document], searched: Iterable[Document], exposures: Iterable[Exposure]
) -> Iterator[Exposure]:
    """Yield what each exhibit shows, and of each kind it does not show itself what is carried over to it."""
    originals = {document.id: _original_id(document) for document in searched}
    by_original: dict[str, list[Exposure]] = {}
    for exposure in exposures:
        by_original.setdefault(originals[exposure.document_id], []).append(exposure)
    for document in exhibits:
        linked = by_original.get(originals[document.id], [])
        own = [one for one in linked if one.document_id == document.id]
        kinds = {one.kind for one in own}
        carried = (one for one in linked if one.kind not in kinds)
        yield from own
        yield from (replace(one, document_id=document.id, is_carried=True) for one in carried)


def _of_sheet(sheet: RecordingSheet | None) -> Iterator[tuple[int, str]]:
    """Yield what the first page of an exhibit sheet says beside the transcript."""
    if sheet is not None:
        yield 1, "\n".join(people_of(sheet))


def _of_file(dossier_data: DossierData, document: Document) -> Iterator[tuple[int, str]]:
    """Yield what pages set by the program say of a file beside its text: names of files, and its holder."""
    if not is_set(document.media_type) and document.id not in dossier_data.recordings:
        return
    inner = (one for one in dossier_data.documents.values() if document.id in one.outer_ids)
    chat = dossier_data.chats.get(document.id)
    paths = (path for one in inner for path in one.paths)
    names = (receipt_of(document, ()).name, *(path.rpartition("/")[2] for path in paths))
    yield 1, "\n\n".join((*map(as_words, names), chat.chat.holder if chat else ""))


def _claims(document: Document, page: int, text: str, tells: ClaimTeller) -> Iterator[Exposure]:
    """Yield each sentence of a claim; a report on a country tells of many claims, and of nobody's here."""
    for sentence in tells.sentences(text) if document.kind != "report" else ():
        yield Exposure(document_id=document.id, page=page, kind="asylum-claim", sentence=sentence)


def naming_people(
    session: Session, documents: Sequence[Document], clients: Iterable[Person], in_china: Iterable[Person]
) -> tuple[str, ...]:
    """Return the numbers of those of these exhibits that name someone in China, also in their original."""
    pattern = name_pattern(clients, in_china, forms=session.searched_forms)
    if pattern is None:
        return ()
    with session.store.reading() as connection:
        cases = {document.case_id for document in documents}
        kept = [one for case_id in cases for one in table_for(Document).of_case(connection, case_id)]
        searched = with_linked(documents, kept)
        ids = [document.id for document in searched]
        texts = table_for(DocumentText).some(connection, ids)
        read = table_for(Recognition).some(connection, ids)
    naming = {
        _original_id(document)
        for document in searched
        if any(
            pattern.search(plain(text)) for _, text in _pages(texts.get(document.id), read.get(document.id))
        )
    }
    return tuple(document.exhibit_mark for document in documents if _original_id(document) in naming)


def _pages(own: DocumentText | None, read: Recognition | None) -> Iterator[tuple[int, str]]:
    """Yield the number and all known text of each page."""
    pages: dict[int, list[str]] = {}
    for number, text in enumerate(own.pages if own else (), start=1):
        pages.setdefault(number, []).append(text)
    for page in read.pages if read else ():
        pages.setdefault(page.number, []).append(page.text)
    for number, said in sorted(pages.items()):
        yield number, "\n\n".join(said)


def _others(dossier_data: DossierData, request: BuildRequest) -> list[Person]:
    """Return clients of other cases whom the pages may not name unseen: a limited consent is to be read."""
    is_served = dossier_data.copy_kind == "service"
    return [
        person
        for person in dossier_data.other_clients
        if not (
            permits(person, dossier_data, request)
            and not (is_served and person.limits_consent_to(request.purpose, dossier_data.today))
        )
    ]


def _patterns(
    session: Session,
    dossier_data: DossierData,
    hidden: Collection[Person],
    others: Collection[Person],
    consenting: Collection[Person],
) -> Mapping[ExposureKind, re.Pattern[str]]:
    clients, in_china = dossier_data.clients, dossier_data.people_in_china
    wanted: dict[ExposureKind, Iterable[str]] = {
        "person-in-china": searched_names(clients, hidden, forms=dossier_data.searched_forms),
        "whereabouts": _places(session, clients, in_china),
        "other-client": searched_names(clients, others, forms=dossier_data.searched_forms),
        "consenting": searched_names(clients, consenting, forms=dossier_data.searched_forms),
    }
    patterns = ((kind, pattern_of(forms)) for kind, forms in wanted.items())
    return {kind: pattern for kind, pattern in patterns if pattern}


def _places(session: Session, clients: Iterable[Person], in_china: Collection[Person]) -> set[str]:
    """Return the parts of recorded places that say more than a country or a town."""
    people = {person.id: person for person in (*clients, *in_china)}
    with session.store.reading() as connection:
        bonds = [one for one in table_for(Relation).all(connection) if one.other_id in people]
    recorded = [
        *(one.other_is_in for one in bonds),
        *(one.whereabouts for one in people.values()),
        # What is recorded of a client's places in China stands in the request already.
        *(one.text for person in in_china for one in person.details if one.kind == "place"),
    ]
    segments = (part.strip() for text in recorded for part in _SEGMENT.findall(text))
    telling = (part for part in segments if not _NO_PLACE.match(part))
    return {part for part in telling if len(part.split()) >= _PHRASE_WORDS or re.search(r"\d", part)}
