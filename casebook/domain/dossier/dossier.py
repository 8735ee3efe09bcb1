"""A dossier: its content for one court or body, in order, and its omissions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.library.finding import Finding

DossierKind = Literal[
    "hearing-dossier",
    "country-schedule",
    "expert-report",
    "interim-measures",
    "ccf-request",
    "cooperation-review",
]
ReferencePlace = Literal["text", "foot"]
SectionKind = Literal[
    "statement-of-case",
    "chronology",
    "country-conditions",
    "adverse-material",
    "statistics",
    "grounds",
    "assurances",
    "assurance-record",
    "exposure",
    "incidents",
    "request-papers",
    "paper-differences",
    "cooperation",
    "table-of-sources",
    "table-of-authorities",
    "exhibit-custody",
    "persons",
    "terms",
    "essential-reading",
    "signature",
    "free-text",
    "skeleton",
]


@entity
class Section:
    """A part of a dossier.

    Attributes:
        id: the same through edits and moves; builds are compared by it. "" in a template.
        kind: what fills it.
        title: its heading; "" for the kind's own.
        label: what cross-references call it; by itself its kind, where nothing else is called so.
        topics: for country conditions and adverse material: which topics, in order.
        text: for persons, terms, essential reading and authorities a list (`term_list`), for a signature its
            lines; for
            free text and the statement of case: paragraphs parted by a blank line, with styles,
            labels and footnotes as `formats.prose` reads them. ``[[mark]]`` or ``[[mark p.3]]`` refers to an
            exhibit, ``[[#label]]`` to a part, heading or paragraph, ``[[@source § 83]]`` to an authority,
            ``[[=fact]]`` to the exhibits of a fact; ``[[?words]]`` says what is still to be written.
        findings: for country conditions: ids of the findings chosen; empty for all of its topics. Adverse
            material is never narrowed by a choice, only by a recorded omission.
        measures: for statistics: the measures drawn, in order.
        countries: for cooperation: whose sheets, by ISO 3166 code, in order.
        is_drawn: for a chronology: a picture of the course of the proceedings stands above the table.
        most_pages: the page budget, 0 for none; a part over it is reported when it is built.
        prompt: what is to be written or chosen here, as the template has it; never printed.
    """

    id: str
    kind: SectionKind
    title: str = ""
    label: str = ""
    topics: tuple[str, ...] = ()
    text: str = ""
    findings: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    is_drawn: bool = False
    most_pages: int = 0
    prompt: str = ""

    @property
    def anchor(self) -> str:
        """Return the anchor for references to it."""
        return f"part:{self.id}"

    def cites(self, finding: Finding) -> bool:
        """Return whether it can cite this finding: the duty of candour forbids omitting adverse ones."""
        if self.kind not in {"country-conditions", "adverse-material"}:
            return False
        if finding.topic_id not in self.topics or finding.is_adverse is (self.kind == "country-conditions"):
            return False
        return finding.is_adverse or not self.findings or finding.id in self.findings


@entity
class Omission:
    """An adverse finding or decision left out, with the reason, as the duty of candour requires.

    Attributes:
        finding_id: of the finding or decision.
    """

    finding_id: str
    reason: str


@entity
class CoverLine:
    """A line of the cover in addition to court, number, parties and hearing.

    Attributes:
        text: as it is printed.
        field: which of a forum's cover fields it fills, as its rule words it, and then printed for that forum
            alone; or "".
    """

    text: str
    field: str = ""


@entity
class Dossier:
    """An ordered composition from which a bundle is built.

    Attributes:
        title: for the cover.
        profile_id: the forum's profile.
        language: BCP 47 tag of the fixed texts, chosen apart from the window's.
        court, number, parties: cover fields.
        hearing_on: the day of the hearing, or None.
        cover_lines: what else the cover says, in order.
        references_at: where references stand: in the "text", or at the "foot" of the page as notes.
        sections: in order.
        exhibit_ids: documents, in the order of their marks.
        omissions: adverse findings and decisions left out.
        challenged_id: the exhibit that is the decision challenged, or "".
        is_grouped: the exhibits stand in groups (`exhibit_group`), each with a heading in the index.
        has_dividers: a tab sheet precedes each exhibit.
        page_mark: a word of capitals and digits printed on every page, such as "SPECIMEN", or "".
    """

    id: str
    case_id: str
    title: str
    kind: DossierKind = "hearing-dossier"
    profile_id: str = ""
    language: str = "en"
    court: str = ""
    number: str = ""
    parties: str = ""
    hearing_on: date | None = None
    cover_lines: tuple[CoverLine, ...] = ()
    references_at: ReferencePlace = "text"
    sections: tuple[Section, ...] = ()
    exhibit_ids: tuple[str, ...] = ()
    omissions: tuple[Omission, ...] = ()
    challenged_id: str = ""
    is_grouped: bool = False
    has_dividers: bool = True
    page_mark: str = ""

    @property
    def topics(self) -> tuple[str, ...]:
        """Return the IDs of the topics of its sections, each once, in order."""
        return tuple(dict.fromkeys(topic for section in self.sections for topic in section.topics))

    def with_section(self, section: Section, after_id: str = "") -> Dossier:
        """Return it with one more section after this one, or at the end for ""."""
        ids = [part.id for part in self.sections]
        at = ids.index(after_id) + 1 if after_id else len(ids)
        return replace(self, sections=(*self.sections[:at], section, *self.sections[at:]))

    def with_section_changed(self, section: Section) -> Dossier:
        """Return it with this section replacing the one with the same ID."""
        return replace(
            self, sections=tuple(section if part.id == section.id else part for part in self.sections)
        )

    def without_section(self, section_id: str) -> Dossier:
        """Return it without this section."""
        return replace(self, sections=tuple(part for part in self.sections if part.id != section_id))

    def with_sections_in_order(self, section_ids: Sequence[str]) -> Dossier:
        """Return it with its sections in this order; all of them must be named."""
        by_id = {part.id: part for part in self.sections}
        return replace(self, sections=tuple(by_id[section_id] for section_id in section_ids))

    def place_of(self, document_id: str) -> int:
        """The place of an exhibit in the list, from 1; 0 for one that is not in it."""
        return self.exhibit_ids.index(document_id) + 1 if document_id in self.exhibit_ids else 0

    def without_exhibit(self, document_id: str) -> Dossier:
        """Return it without this exhibit."""
        return replace(self, exhibit_ids=tuple(key for key in self.exhibit_ids if key != document_id))

    def with_exhibits_in_order(self, document_ids: Sequence[str]) -> Dossier:
        """Return it with these exhibits first, in this order; unnamed ones (as in the bin) come last."""
        others = (key for key in self.exhibit_ids if key not in document_ids)
        return replace(self, exhibit_ids=(*document_ids, *others))
