"""Where the text of a copy tells the requesting State that somebody asked for protection.

A service copy is not built until each place is rewritten, or the claim is disclosed to a named recipient with
a reason. Searched are the office's own words: what the library says of asylum is about nobody here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from casebook.base.errors import CasebookError
from casebook.base.message import Message
from casebook.domain.dossier.composition import Composition, DossierPart, TextParagraph
from casebook.domain.dossier.dossier import Section, SectionKind
from casebook.domain.dossier.filing_problem import PrecheckProblem
from casebook.domain.dossier.hiding.protection_claim import tells_of_claim
from casebook.domain.dossier.target import DossierTarget
from casebook.domain.dossier.text_numbering import letter
from casebook.services.dossier.compose import SetSections, shown_sections
from casebook.services.dossier.gate.exhibit_exposure import reaches_the_state
from casebook.services.dossier.gate.recipient_gate import may_reach
from casebook.services.dossier.gate.relied_on import printed_blocks
from casebook.services.dossier.pseudonymised_text import texts_of
from casebook.services.dossier.sections.conditions import printed_adverse
from casebook.services.dossier.sections.service_copy import discloses_claim

_MEND = Message("Rewrite it, or disclose the asylum claim to a named recipient with a reason.")
_BLANK_LINES = re.compile(r"\n\s*\n")
_WRITTEN: frozenset[SectionKind] = frozenset({"free-text", "skeleton"})
_OF_THE_CASE: frozenset[SectionKind] = frozenset(
    {
        "statement-of-case",
        "chronology",
        "incidents",
        "exhibit-custody",
        "persons",
        "terms",
        "essential-reading",
        "signature",
    }
)
"""Sections without findings of the library."""


def asylum_mentions(sections: SetSections) -> Iterator[PrecheckProblem]:
    """Yield each cover, section and title of an exhibit that tells of a claim, unless it is disclosed.

    They stop a service copy; in a filing that may be passed on to the State they are warnings.
    """
    dossier_data = sections.dossier_data
    if not reaches_the_state(dossier_data) or discloses_claim(dossier_data):
        return
    is_served = dossier_data.copy_kind == "service"
    dossier = dossier_data.dossier
    cover = (dossier.title, dossier.parties, *(line.text for line in dossier.cover_lines))
    if any(map(tells_of_claim, cover)):
        what = Message("The cover tells of a claim to protection.")
        yield may_reach(what, _MEND, DossierTarget(kind="cover"), is_blocking=is_served)
    for place, section in enumerate(shown_sections(dossier_data), start=1):
        paragraphs = [number for number, text in _texts(sections, section) if tells_of_claim(text)]
        if paragraphs:
            what = _told(letter(place), _numbers(sections, section) if section.kind in _WRITTEN else [])
            yield may_reach(what, _MEND, DossierTarget(kind="section", id=section.id), is_blocking=is_served)
    for document in dossier_data.exhibits:
        if tells_of_claim(document.title):
            mark = dossier_data.name_of(document)
            what = Message("The title of exhibit {mark} tells of a claim to protection.", mark=mark)
            yield may_reach(
                what, _MEND, DossierTarget(kind="document", id=document.id), is_blocking=is_served
            )


def _told(place: str, paragraphs: list[int]) -> Message:
    if not paragraphs:
        return Message("Section {place} tells of a claim to protection.", place=place)
    return Message.plural(
        "Section {place} tells of a claim to protection (paragraph {numbers}).",
        "Section {place} tells of a claim to protection (paragraphs {numbers}).",
        len(paragraphs),
        place=place,
        numbers=", ".join(map(str, paragraphs)),
    )


def _numbers(sections: SetSections, section: Section) -> list[int]:
    """The numbers, as printed, of the paragraphs of a section that tell of a claim."""
    numbers: dict[int, None] = {}
    for _, about, number, block in printed_blocks(sections):
        is_told = isinstance(block, TextParagraph) and tells_of_claim(
            "".join(span.text for span in block.line)
        )
        if about.id == section.id and number and is_told:
            numbers[number] = None
    return list(numbers)


def _texts(sections: SetSections, section: Section) -> Iterator[tuple[int, str]]:
    """Yield the office's own words in a section, each with the number of its paragraph."""
    dossier_data = sections.dossier_data
    if section.kind in _WRITTEN:
        yield from enumerate(_BLANK_LINES.split(section.text), start=1)
    elif section.kind == "grounds":
        yield from enumerate((row.ground.text for row in dossier_data.argument.grounds), start=1)
    elif section.kind == "assurances":
        yield from enumerate((one.text for one in dossier_data.argument.assurances), start=1)
    elif section.kind == "adverse-material":
        printed = printed_adverse(dossier_data, section)
        yield from enumerate((dossier_data.rebuttals.get(one, "") for one in printed), start=1)
    elif section.kind in _OF_THE_CASE:
        with suppress(CasebookError):  # what cannot be set is reported elsewhere
            part = DossierPart(title=section.title, anchor="", blocks=sections.blocks(section))
            whole = Composition(title="", language="en", parts=(part,))
            yield from enumerate(texts_of(whole), start=1)
