"""References inside a dossier: to exhibits and their pages, to sources, each a link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.case.fact import Pinpoint
from casebook.domain.dossier.composition import Line, ReferenceTarget, Span
from casebook.domain.evidence.document import Document
from casebook.domain.library.citation import source_line, with_history
from casebook.services.dossier.cross_reference import sole
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.evidence.set_kinds import is_set

_WRITTEN = re.compile(r"(?P<mark>.+?)(?:\s+p\.\s*(?P<page>\d+))?")
_NEUTRAL = re.compile(r"\[\d{4}\] [A-Z]+ \d+")
_OTHER = ("#", "@", "=", "?")
"""What a written reference to something else than an exhibit begins with."""


def exhibit(dossier_data: DossierData, document_id: str, page: int = 0) -> Span | None:
    """A reference to an exhibit ("exhibit 5, p. 61"), or None where the document is not exhibited."""
    document = _exhibited(dossier_data, document_id)
    if document is None:
        return None
    words, mark = dossier_data.words, dossier_data.printed_name_of(document)
    text = words("exhibit {mark}, p. {page}", mark=mark, page="{page}")
    of_its_own = words("exhibit {mark}, page {page}", mark=mark, page=page) if page else ""
    # A reference to the whole of an exhibit lands on its first page, not on its divider.
    to = ReferenceTarget(anchor=f"exhibit:{document_id}", page=page or 1)
    return Span(text, to=to, alone=of_its_own or words("exhibit {mark}", mark=mark))


def _exhibited(dossier_data: DossierData, document_id: str) -> Document | None:
    return next((document for document in dossier_data.exhibits if document.id == document_id), None)


def exhibits(dossier_data: DossierData, pinpoints: tuple[Pinpoint, ...]) -> Line:
    """References to several places, parted by semicolons; those not exhibited are passed over.

    The pages of one exhibit are joined where it is first named ("exhibit 4, pp. 71–73, 76"), each end of a
    run a link.
    """
    pages: dict[tuple[str, bool], list[int]] = {}
    for pinpoint in pinpoints:
        pages.setdefault((pinpoint.document_id, pinpoint.page > 0), []).append(pinpoint.page)
    spans: list[Span] = []
    for (document_id, _), numbers in pages.items():
        if line := _pages_of(dossier_data, document_id, sorted(set(numbers))):
            spans += [Span("; "), *line] if spans else line
    return tuple(spans)


def evidence(dossier_data: DossierData, pinpoints: tuple[Pinpoint, ...]) -> Line:
    """References as of `exhibits`; where all are withheld, that the first is: no line goes with its exhibit.

    The lines of a filed copy and of a service copy of it are counted alike.
    """
    if places := exhibits(dossier_data, pinpoints):
        return places
    behind_it = behind(pinpoints)
    withheld = (one for one in dossier_data.withheld_exhibits if f"exhibit:{one.id}" in behind_it)
    return tuple(
        replace(_not_in_copy(dossier_data, one.exhibit_mark), rests_on=behind_it)
        for one in withheld
        if one.exhibit_mark
    )[:1]


def behind(pinpoints: Iterable[Pinpoint]) -> tuple[str, ...]:
    """Return the documents at these places as `Span.rests_on`, whether a copy shows them or not."""
    return tuple(dict.fromkeys(f"exhibit:{pinpoint.document_id}" for pinpoint in pinpoints))


def _pages_of(dossier_data: DossierData, document_id: str, pages: Sequence[int]) -> Line:
    """A reference to pages of one exhibit, ascending; nothing where it is not exhibited."""
    document, first = _exhibited(dossier_data, document_id), exhibit(dossier_data, document_id, pages[0])
    if document is None or first is None or len(pages) == 1:
        return () if first is None else (first,)
    words, mark = dossier_data.words, dossier_data.printed_name_of(document)
    before, after = words("exhibit {mark}, pp. {pages}", mark=mark, pages="\n").split("\n")
    alone_before, alone_after = words("exhibit {mark}, pages {pages}", mark=mark, pages="\n").split("\n")
    spans = [replace(first, text=f"{before}{{page}}", alone=f"{alone_before}{pages[0]}")]
    for at, page in enumerate(pages[1:], start=1):
        is_run = page == pages[at - 1] + 1
        if is_run and pages[at + 1 : at + 2] == [page + 1]:
            continue
        to = ReferenceTarget(anchor=f"exhibit:{document_id}", page=page)
        spans += [Span("–" if is_run else ", "), Span("{page}", to=to, alone=str(page))]
    if after or alone_after:
        spans.append(Span(after, alone=alone_after))
    return tuple(spans)


def written(dossier_data: DossierData, refers: str) -> Span:
    """What was written in ``[[...]]``: ``5 p.3``, ``#label``, ``@source § 83``, ``=fact`` or ``?words``.

    Raises:
        InvalidInput: it names an exhibit, page, label, source or fact that is not there.
    """
    if refers.startswith("#"):
        return _labelled(dossier_data, refers[1:])
    if refers.startswith("@"):
        return authority(dossier_data, *refers[1:].split(maxsplit=1))
    if refers.startswith("="):
        return _of_fact(dossier_data, refers[1:])
    if refers.startswith("?"):
        return Span(f"[{refers[1:]}]", emphasis="quiet")
    found = _WRITTEN.fullmatch(refers)
    return _marked(dossier_data, found["mark"], int(found["page"] or 0)) if found else Span(refers)


def is_page_of_same(series: Sequence[str], refers: str) -> bool:
    """Whether a reference names a page of the exhibit that a series of references names."""
    page, first = _WRITTEN.fullmatch(refers), _WRITTEN.fullmatch(series[0] if series else refers)
    is_exhibit = refers[:1] not in _OTHER
    return bool(is_exhibit and page and first and page["page"] and page["mark"] == first["mark"])


def written_pages(dossier_data: DossierData, series: Sequence[str]) -> Line:
    """References to pages of one exhibit as one: "exhibit 5, pp. 61–62".

    Raises:
        InvalidInput: one of them names an exhibit or a page that is not there.
    """
    places = [place for refers in series if (place := _WRITTEN.fullmatch(refers))]
    mark = places[0]["mark"]
    spans = [_marked(dossier_data, mark, int(place["page"])) for place in places]
    document = next((one for one in dossier_data.exhibits if one.exhibit_mark == mark), None)
    if document is None:  # withheld from this copy: said once
        return (spans[0],)
    return _pages_of(dossier_data, document.id, sorted({int(place["page"]) for place in places}))


def authority(dossier_data: DossierData, source_id: str, place: str = "") -> Span:
    """An authority with its place and what became of it: as a person confirmed it, else as it is written.

    Raises:
        InvalidInput: the library has no such source.
    """
    cited = dossier_data.text_sources.get(source_id)
    if cited is None:
        raise InvalidInput(
            "A reference points to a source that is not in the library.",
            field="section",
            remedy="Enter the ID that the library shows after [[@.",
        )
    confirmed = dossier_data.confirmed.get(source_id)
    line = source_line(cited, dossier_data.words)
    where = _unsaid(confirmed.pinpoint if confirmed else place, line)
    return Span(with_history(f"{line}, {where}" if where else line, cited, dossier_data.words))


def _unsaid(place: str, line: str) -> str:
    """Return a place without the neutral citation that the citation before it already states.

    >>> _unsaid("[2015] EWHC 3658 (Admin), [2]", "US v Giese, [2015] EWHC 3658 (Admin)")
    '[2]'
    """
    parts = place.split(", ")
    return ", ".join(part for part in parts if not (_NEUTRAL.match(part) and part in line))


def _of_fact(dossier_data: DossierData, fact_id: str) -> Span:
    """The first exhibit that shows a fact."""
    fact = next((fact for fact in dossier_data.facts if fact.id == fact_id), None)
    places = exhibits(dossier_data, fact.pinpoints) if fact else ()
    shown_in = {place.document_id for place in fact.pinpoints} if fact else set[str]()
    withheld = [one.exhibit_mark for one in dossier_data.withheld_exhibits if one.id in shown_in]
    behind_it = (f"fact:{fact_id}",)
    if not places and withheld:
        return replace(_not_in_copy(dossier_data, withheld[0]), rests_on=behind_it)
    if not places:
        raise InvalidInput(
            "A reference points to a fact without an exhibit in this dossier.",
            field="section",
            remedy="Add the exhibit to the fact and to the dossier, or correct the reference.",
        )
    return replace(places[0], rests_on=behind_it)


def _labelled(dossier_data: DossierData, name: str) -> Span:
    """A reference to a part, heading or paragraph by its number ("paragraph 14")."""
    label = sole(dossier_data.labels, name)
    if label is None:
        raise InvalidInput(
            "A reference points to a label that does not exist in this dossier.",
            field="section",
            remedy="Add a label to the passage it refers to, or correct the reference.",
        )
    if label.kind == "unnumbered":
        raise InvalidInput(
            "A reference points to a paragraph without a number.",
            field="section",
            remedy="Number the paragraph, or refer to its heading.",
        )
    words, number = dossier_data.words, "{number}"
    phrases = {
        "part": words("Section {number}", number=number),
        "heading": words("heading {number}", number=number),
        "paragraph": words("paragraph {number}", number=number),
    }
    return Span(phrases[label.kind], to=ReferenceTarget(anchor=label.anchor))


def _marked(dossier_data: DossierData, mark: str, page: int) -> Span:
    if mark in dossier_data.withheld:
        return _not_in_copy(dossier_data, mark)
    document = next((document for document in dossier_data.exhibits if document.exhibit_mark == mark), None)
    span = exhibit(dossier_data, document.id, page) if document else None
    if document is None or span is None or not _may_have(document, page):
        place = Message("exhibit {mark}", mark=mark)
        if page:
            place = Message("exhibit {mark}, page {page}", mark=mark, page=page)
        raise InvalidInput(
            Message("A reference points to {place}, which is not in this dossier.", place=place),
            field="section",
            remedy="Add the exhibit to the dossier or correct the reference.",
        )
    return span


def _not_in_copy(dossier_data: DossierData, mark: str) -> Span:
    held = (one.id for one in dossier_data.withheld_exhibits if one.exhibit_mark == mark)
    text = dossier_data.words("exhibit {mark} [not in this copy]", mark=mark)
    return Span(text, emphasis="quiet", rests_on=tuple(f"exhibit:{key}" for key in held))


def _may_have(document: Document, page: int) -> bool:
    """Return whether a document may have a page; those set by the program are counted in the bundle."""
    return page <= document.page_count or is_set(document.media_type)


def source(dossier_data: DossierData, source_id: str) -> Span:
    """The label of a source ("S4"), a link where the dossier has a table of sources."""
    has_table = any(section.kind == "table-of-sources" for section in dossier_data.dossier.sections)
    label = dossier_data.source_labels[source_id]
    return Span(
        label, emphasis="bold", to=ReferenceTarget(anchor=f"source:{source_id}") if has_table else None
    )
