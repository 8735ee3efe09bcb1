"""Turns a dossier and its material into a composition: cover, parts, exhibits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from casebook.base.errors import CasebookError, InvalidInput
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.date import in_words
from casebook.domain.dossier.build import CopyKind
from casebook.domain.dossier.composition import Block, Composition, Cover, DossierPart, Exhibit
from casebook.domain.dossier.dossier import Section, SectionKind
from casebook.domain.dossier.exhibit_group import GROUPS, group_of
from casebook.domain.dossier.filing_problem import CopyPassage
from casebook.domain.dossier.text_numbering import letter
from casebook.domain.dossier.typesetting import typesetting_of
from casebook.domain.evidence.document import Document
from casebook.services.dossier.cover_check import lines_for
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.footnotes import as_footnotes
from casebook.services.dossier.placeholder import withheld_exhibit
from casebook.services.dossier.profile import orders_paper, paper_of
from casebook.services.dossier.sections import (
    adverse,
    assurance_record,
    assurances,
    authorities,
    chronology,
    conditions,
    cooperation,
    custody,
    exposure,
    front_matter,
    grounds,
    incidents,
    paper_differences,
    prose,
    request_papers,
    sources,
    statement,
    statistics,
)
from casebook.services.dossier.sections.later_history import Histories, require_histories, with_histories
from casebook.services.dossier.sections.withheld import is_left_out, without
from casebook.services.evidence.document import captured_in_words

Opener = Callable[[Document], BinaryIO]

BLOCKS: Mapping[SectionKind, Callable[[DossierData, Section], tuple[Block, ...]]] = {
    "statement-of-case": statement.blocks,
    "chronology": chronology.blocks,
    "country-conditions": conditions.blocks,
    "adverse-material": adverse.blocks,
    "statistics": statistics.blocks,
    "grounds": grounds.blocks,
    "assurances": assurances.blocks,
    "assurance-record": assurance_record.blocks,
    "exposure": exposure.blocks,
    "incidents": incidents.blocks,
    "request-papers": request_papers.blocks,
    "paper-differences": paper_differences.blocks,
    "cooperation": cooperation.blocks,
    "table-of-sources": sources.blocks,
    "table-of-authorities": lambda _data, _section: (),  # set once all others are: `with_tables`
    "exhibit-custody": custody.blocks,
    "persons": front_matter.persons,
    "terms": front_matter.terms,
    "essential-reading": front_matter.essential_reading,
    "signature": front_matter.signature,
    "free-text": prose.blocks,
    "skeleton": prose.blocks,
}
ARGUED: frozenset[SectionKind] = frozenset({"statement-of-case", "grounds", "free-text", "skeleton"})
"""Parts that argue: what a forum orders of the type of a written argument holds for them."""
RUNS_ON: frozenset[SectionKind] = frozenset(
    {
        "signature",
        "incidents",
        "request-papers",
        "paper-differences",
        "statistics",
        "table-of-sources",
        "table-of-authorities",
        "exhibit-custody",
        "persons",
        "terms",
        "essential-reading",
    }
)
"""Parts that follow on the same page: a signature stands under what is signed, and annexes are short."""
TITLES: Mapping[SectionKind, str] = {
    "statement-of-case": gettext_noop("Statement of the case"),
    "chronology": gettext_noop("Chronology"),
    "country-conditions": gettext_noop("Country conditions"),
    "adverse-material": gettext_noop("Contrary material"),
    "statistics": gettext_noop("Statistics"),
    "grounds": gettext_noop("Grounds"),
    "assurances": gettext_noop("Assurances"),
    "assurance-record": gettext_noop("Outcomes of returns under assurances"),
    "exposure": gettext_noop("What the person would face"),
    "incidents": gettext_noop("Transnational repression"),
    "request-papers": gettext_noop("Papers of the request"),
    "paper-differences": gettext_noop("Differences between the papers"),
    "cooperation": gettext_noop("Cooperation with China"),
    "table-of-sources": gettext_noop("Table of sources"),
    "table-of-authorities": gettext_noop("Table of authorities"),
    "exhibit-custody": gettext_noop("Exhibits: origin and chain of custody"),
    "persons": gettext_noop("Persons"),
    "terms": gettext_noop("Abbreviations and terms"),
    "essential-reading": gettext_noop("Essential reading"),
    "signature": gettext_noop("Signature"),
    "free-text": gettext_noop("Text"),
    "skeleton": gettext_noop("Skeleton argument"),
}


_LEAVES: frozenset[CopyKind] = frozenset({"filing", "service", "pseudonymised"})
KEPT: frozenset[SectionKind] = frozenset({"exhibit-custody"})
"""Sections that stay in the office: who holds and sends the papers is no matter for another reader."""


class SetSections:
    """The sections of a copy, each set at most once, for checks that look at them one after the other.

    SECURITY: what is set is the content of the dossier; hold this no longer than a check takes.

    Attributes:
        passages: of the copy, once they were asked for (`gate.passage.passages`).
        said: of the filed dossier what the mark of each passage is of, by name, once they were asked for.
    """

    def __init__(self, dossier_data: DossierData) -> None:
        self.dossier_data = dossier_data
        self.passages: tuple[CopyPassage, ...] | None = None
        self.said: Mapping[str, str] | None = None
        self._set: dict[str, tuple[Block, ...] | CasebookError] = {}

    def blocks(self, section: Section) -> tuple[Block, ...]:
        """Return the blocks of a section.

        Raises:
            CasebookError: it cannot be set, as every time it is asked for.
        """
        if section.id not in self._set:
            try:
                blocks = BLOCKS[section.kind](self.dossier_data, section)
                self._set[section.id] = without(self.dossier_data, section, blocks)
            except CasebookError as error:
                self._set[section.id] = error
        set_ = self._set[section.id]
        if isinstance(set_, CasebookError):
            raise set_
        return set_


def shown_sections(dossier_data: DossierData) -> tuple[Section, ...]:
    """Return the sections that this copy shows: what stays in the office only by a decision.

    That stands last, so that all others have the same letter in every copy.
    """
    leaves = dossier_data.copy_kind in _LEAVES
    shown = (
        section
        for section in dossier_data.dossier.sections
        if not (leaves and section.kind in KEPT and section.kind not in dossier_data.shown_sections)
    )
    return tuple(sorted(shown, key=lambda section: section.kind in KEPT))


def compose(dossier_data: DossierData, opened: Opener) -> Composition:
    """The composition of a dossier.

    Args:
        dossier_data: its material.
        opened: gives the bytes of an exhibit, when the bundle asks for them.

    Raises:
        InvalidInput: a text refers to what the dossier does not have; names its part and paragraph.
        Refused: a section names a decision without what became of it.
    """
    dossier, histories = dossier_data.dossier, Histories(dossier_data.judged)
    parts = tuple(_part(dossier_data, section, histories) for section in shown_sections(dossier_data))
    if dossier.references_at == "foot":
        parts = tuple(_noted(dossier_data, part, histories) for part in as_footnotes(parts, dossier.language))
    parts = authorities.with_tables(parts, dossier_data, histories)
    composition = replace(
        frame_of(dossier_data, opened),
        parts=parts,
        has_dividers=dossier.has_dividers,
        paper=paper_of(dossier_data.profile),
        fits_paper=orders_paper(dossier_data.profile),
        typesetting=typesetting_of(dossier_data.profile),
    )
    require_histories(composition, histories)
    return composition


def frame_of(dossier_data: DossierData, opened: Opener) -> Composition:
    """Return all of a copy but its parts: the cover, what stands on every page, and the exhibits.

    Args:
        dossier_data: its material.
        opened: gives the bytes of an exhibit, when the bundle asks for them.
    """
    dossier = dossier_data.dossier
    draft = "DRAFT" if dossier_data.copy_kind == "draft" else ""
    return Composition(
        title=dossier.title,
        language=dossier.language,
        running_head=" · ".join(part for part in (dossier.title, dossier.number) if part),
        cover=_cover(dossier_data),
        exhibits=tuple(_exhibits(dossier_data, opened)),
        page_mark="-".join(part for part in (draft, dossier.page_mark) if part),
    )


def _cover(dossier_data: DossierData) -> Cover:
    dossier, words = dossier_data.dossier, dossier_data.words
    lines = (
        [words("Hearing on {day}", day=words.format_date(dossier.hearing_on))] if dossier.hearing_on else []
    )
    lines += [line.text for line in lines_for(dossier_data)]
    return Cover(
        title=dossier.title,
        court=dossier.court,
        number=dossier.number,
        parties=dossier.parties,
        lines=tuple(lines),
    )


def _part(dossier_data: DossierData, section: Section, histories: Histories) -> DossierPart:
    try:
        blocks = without(dossier_data, section, BLOCKS[section.kind](dossier_data, section))
    except InvalidInput as error:
        place = letter(shown_sections(dossier_data).index(section) + 1)
        raise InvalidInput(
            Message("Section {place}: {fault}", place=place, fault=error.title),
            field=error.field,
            remedy=error.remedy,
        ) from error
    title = section.title or dossier_data.words(TITLES[section.kind])
    return DossierPart(
        title=dossier_data.words("Withheld") if is_left_out(dossier_data, section) else title,
        anchor=section.anchor,
        blocks=with_histories(blocks, histories, dossier_data.words),
        is_argument=section.kind in ARGUED,
        begins_page=section.kind not in RUNS_ON,
    )


def _noted(dossier_data: DossierData, part: DossierPart, histories: Histories) -> DossierPart:
    """Return a part with notes, in which a day may stand beside the name of a court as it did not before."""
    return replace(part, blocks=with_histories(part.blocks, histories, dossier_data.words))


def _exhibits(dossier_data: DossierData, opened: Opener) -> Iterator[Exhibit]:
    """The exhibits in the order of the dossier, with pages in the place of those withheld."""
    shown = {document.id: document for document in dossier_data.exhibits}
    withheld = {document.id: document for document in dossier_data.withheld_exhibits}
    paper = paper_of(dossier_data.profile)
    for place, document_id in enumerate(dossier_data.dossier.exhibit_ids, start=1):
        if document_id in withheld:
            left_out = withheld_exhibit(withheld[document_id], paper, dossier_data.words, place)
            # SECURITY: the heading of its group would say of what kind it is.
            heading = dossier_data.words("Withheld") if dossier_data.dossier.is_grouped else ""
            yield replace(left_out, section=heading)
        elif document_id in shown:
            yield replace(_exhibit(dossier_data, shown[document_id], opened), place=place)


def _exhibit(dossier_data: DossierData, document: Document, opened: Opener) -> Exhibit:
    return Exhibit(
        key=document.id,
        mark=document.exhibit_mark,
        title=document.title,
        media_type=document.media_type,
        open=partial(opened, document),
        dated=in_words(document.dated, dossier_data.words) if document.dated else "",
        source=_capture(dossier_data, document),
        note=_translation_note(dossier_data, document),
        section=_group(dossier_data, document),
        is_photograph=document.kind == "photograph",
        recognised=recognition.pages if (recognition := dossier_data.recognised.get(document.id)) else (),
    )


def _capture(dossier_data: DossierData, document: Document) -> str:
    """Return where and when a web page was captured; "" for another file.

    SECURITY: an address can name the person whose page it is, and the time who looked at it.
    """
    if not document.web_address or dossier_data.copy_kind == "pseudonymised":
        return ""
    words = dossier_data.words
    if not document.captured_at:
        return words("Web page: {address}", address=document.web_address)
    when = captured_in_words(document, words)
    return words("Web page: {address}, captured {when}", address=document.web_address, when=when)


def _group(dossier_data: DossierData, document: Document) -> str:
    """Return the heading of an exhibit in the index, or "" where they are not grouped."""
    dossier = dossier_data.dossier
    if not dossier.is_grouped:
        return ""
    return dossier_data.words(GROUPS[group_of(dossier, document, dossier_data.documents)])


def _translation_note(dossier_data: DossierData, document: Document) -> str:
    """Return which exhibit it translates, by number or by place in the list; "" for none of this copy."""
    original = dossier_data.documents.get(document.translation_of)
    if original is None or not (original.exhibit_mark or original in dossier_data.exhibits):
        return ""
    mark = dossier_data.printed_name_of(original)
    return dossier_data.words("Translation of exhibit {mark}", mark=mark)
