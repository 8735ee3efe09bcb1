"""What stands against each part of a copy before anybody decides, and the mark of a decision on it.

SECURITY: a decision holds for the recipient and the grounds it was taken for, with what everybody whom these
are about consented to. A fact that quotes the client's letter may be confirmed; once the letter turns out to
come from somebody in China, or a witness withdraws the consent, that is another question. Grounds are those
before any decision, since one decision gives another passage grounds that nobody from outside has set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.dossier import Section
from casebook.domain.dossier.filing_problem import ReviewedPassage
from casebook.domain.dossier.filings.decision_mark import CopyMarks, full_mark
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.exhibit_number import exhibit_text
from casebook.domain.evidence.privilege import is_asylum_paper, is_kept_back
from casebook.services.base.session import Session
from casebook.services.dossier.compose import KEPT
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.gate.claim_release import held_in_text
from casebook.services.dossier.gate.exhibit_exposure import uncovered
from casebook.services.dossier.gate.exhibit_search import from_people, with_exposures
from casebook.services.dossier.gate.passage_name import filed_sections, set_blocks
from casebook.services.dossier.gate.passage_review import NAMES_CLIENT, reviewed
from casebook.services.dossier.gate.printed_text import texts_of_blocks
from casebook.services.dossier.gate.reader_consent import ReaderConsents, hidden_people
from casebook.services.dossier.gate.recipient_gate import GATED
from casebook.services.dossier.gate.searched_name import NamedPeople, plain
from casebook.services.dossier.placeholder import with_withheld
from casebook.services.dossier.sections.service_copy import ASYLUM_CLAIM

_OF_CLIENTS = frozenset({"asylum-claim", "whereabouts"})
"""What an exhibit shows of the clients themselves."""


def with_marks(session: Session, dossier_data: DossierData, request: BuildRequest) -> DossierData:
    """Return the material of a copy with the marks of all that can be decided on, but of a draft.

    Args:
        session: the open vault.
        dossier_data: the material of the copy, as it was loaded.
        request: the copy.
    """
    if request.copy_kind == "draft":
        return dossier_data
    request = _undecided(request)
    data = _before_decisions(dossier_data, request)
    if request.copy_kind not in GATED:
        of_copy = replace(data, marks=CopyMarks(copy=request.copy_for))
        return replace(
            dossier_data, marks=replace(of_copy.marks, sections=_of_sections(of_copy, request, ()))
        )
    searched = with_exposures(session, replace(data, exhibits=data.every_exhibit), request)
    marks = _of_documents(searched, request)
    of_copy = with_withheld(replace(searched, exhibits=data.exhibits, marks=marks), request)
    passages = reviewed(session, of_copy, request)
    marks = replace(
        marks,
        people=_of_people(of_copy, request, passages),
        passages={one.passage.name: one.passage.full_mark for one in passages},
        sections=_of_sections(of_copy, request, passages),
        reviewed=passages,
        reviewed_for=request,
    )
    return replace(dossier_data, marks=marks)


def _undecided(request: BuildRequest) -> BuildRequest:
    """Return the copy before any decision but those that add a section to it."""
    undecided = request.undecided
    sections = (one for one in undecided.decisions if one.subject != ASYLUM_CLAIM)
    return replace(undecided, decisions=tuple(sections))


def _before_decisions(dossier_data: DossierData, request: BuildRequest) -> DossierData:
    """Return the same material, which has all of it, as it is where nobody decided."""
    every = {one.id: one for one in dossier_data.every_exhibit}
    listed = [every[key] for key in dossier_data.dossier.exhibit_ids if key in every]
    is_served = request.copy_kind == "service"
    withheld = [one for one in listed if is_kept_back(one, dossier_data.documents, is_served=is_served)]
    return replace(
        dossier_data,
        exhibits=tuple(one for one in listed if one not in withheld),
        withheld=frozenset(one.exhibit_mark for one in withheld),
        withheld_exhibits=tuple(withheld),
        shown_sections=request.decided("show-section"),
        named_people=frozenset(),
        released=frozenset(),
    )


def _of_documents(searched: DossierData, request: BuildRequest) -> CopyMarks:
    """Return the marks of exhibits, and what stands against each document.

    Args:
        searched: the material with what every exhibit shows.
        request: the copy.
    """
    consents = ReaderConsents(searched, request)
    copy = request.copy_for
    hidden = hidden_people(searched, request)
    from_china = from_people(searched, searched.documents.values(), hidden)
    of_sources = consents.of(consents.hidden)
    documents = {
        key: (*_kinds(searched, one), *(("source-in-china", *of_sources) if key in from_china else ()))
        for key, one in searched.documents.items()
    }
    exhibits = {
        one.id: full_mark(
            searched.text_mark,
            exhibit_text(one.id),
            copy,
            _grounds(searched, one, consents, documents[one.id]),
        )
        for one in searched.every_exhibit
    }
    claimants = consents.of(consents.clients)
    return CopyMarks(copy=copy, claimants=claimants, documents=documents, exhibits=exhibits)


def _kinds(searched: DossierData, document: Document) -> Iterator[str]:
    if document.is_privileged:
        yield "privileged"
    if is_asylum_paper(document, searched.documents):
        yield "asylum-paper"


def _grounds(
    searched: DossierData, document: Document, consents: ReaderConsents, known: Sequence[str]
) -> Iterator[str]:
    """Yield what stands against an exhibit: why it is withheld, what it shows, and whose consent it needs.

    Args:
        searched: the material, with what its exhibits show.
        document: the exhibit.
        consents: of its people.
        known: what stands against it whatever it shows.
    """
    yield from known
    people = set(consents.clients) if known else set[str]()
    for one in uncovered(searched, document):
        yield f"{one.kind} {one.page} {one.is_carried} {one.people} {one.sentence}"
        people.update(one.people)
        if one.kind in _OF_CLIENTS:
            people |= consents.clients | (consents.hidden if one.kind == "whereabouts" else frozenset())
    yield from consents.of(people)


def _of_people(
    of_copy: DossierData, request: BuildRequest, passages: Iterable[ReviewedPassage]
) -> dict[str, str]:
    """Return the marks of clients of other cases by ID: of all in text and exhibits that names them."""
    consents, copy = ReaderConsents(of_copy, request), of_copy.marks.copy
    named = NamedPeople(of_copy.clients, of_copy.other_clients, of_copy.searched_forms)
    shown_of: dict[str, set[str]] = {}
    for text in (one.passage.said for one in passages if NAMES_CLIENT in one.why):
        for person_id in named.ids(plain(text)):
            shown_of.setdefault(person_id, set()).add(text)
    for exhibit in of_copy.every_exhibit:
        for shown in uncovered(of_copy, exhibit):
            for person_id in shown.people:
                shown_of.setdefault(person_id, set()).add(f"{exhibit.id} {shown.page} {shown.sentence}")
    return {
        one.id: full_mark(
            of_copy.text_mark,
            "\n\n".join((f"person:{one.id}", *sorted(shown_of.get(one.id, ())))),
            copy,
            consents.of((one.id,)),
        )
        for one in of_copy.other_clients
    }


def _of_sections(
    of_copy: DossierData, request: BuildRequest, passages: Iterable[ReviewedPassage]
) -> dict[str, str]:
    """Return the marks of what adds a section or a claim to a copy: it is of all that it shows."""
    consents, copy = ReaderConsents(of_copy, request), of_copy.marks.copy
    filed = filed_sections(of_copy)
    shown: dict[str, str] = {
        section.kind: _shown_by(section, texts_of_blocks(set_blocks(filed, section)))
        for section in of_copy.dossier.sections
        if section.kind in KEPT
    }
    marks = {
        kind: full_mark(of_copy.text_mark, text, copy, consents.of(consents.hidden))
        for kind, text in shown.items()
    }
    of_claim = (sentence for one in passages for sentence in one.of_claim)
    claims = sorted({*(one.sentence for one in held_in_text(of_copy)), *of_claim})
    text = "\n\n".join((of_copy.dossier.id, ASYLUM_CLAIM, *claims))
    return {**marks, ASYLUM_CLAIM: full_mark(of_copy.text_mark, text, copy, of_copy.marks.claimants)}


def _shown_by(section: Section, texts: Iterable[str]) -> str:
    return "\n\n".join((f"section:{section.id}", section.title, *texts))
