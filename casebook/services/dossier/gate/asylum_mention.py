"""Where the text of a copy tells the requesting State that somebody asked for protection.

A service copy is not built until each place is rewritten, or the claim is disclosed to a named recipient with
a reason. Searched are the office's own words: what the library says of asylum is about nobody here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from casebook.base.errors import CasebookError
from casebook.base.message import Message, in_sequence
from casebook.domain.dossier.composition import Composition, DossierPart
from casebook.domain.dossier.dossier import Section, SectionKind
from casebook.domain.dossier.filing_problem import HeldBack, PrecheckProblem
from casebook.domain.dossier.prose import ProseBlock
from casebook.domain.dossier.target import DossierTarget
from casebook.domain.dossier.text_numbering import letter
from casebook.language.protection.protection_claim import ClaimTeller
from casebook.services.dossier.compose import SetSections, shown_sections
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.gate.claim_release import of_titles, release
from casebook.services.dossier.gate.exhibit_exposure import reaches_the_state
from casebook.services.dossier.gate.passage import passages
from casebook.services.dossier.gate.recipient_gate import may_reach
from casebook.services.dossier.pseudonymised_text import texts_of
from casebook.services.dossier.sections.conditions import printed_adverse
from casebook.services.dossier.sections.service_copy import discloses_claim, teller_of
from casebook.services.dossier.sections.withheld import is_left_out

_MEND = Message(
    "Leave the passage out of this copy, rewrite it, or disclose the asylum claim to a named recipient "
    "with a reason."
)
_WRITTEN: frozenset[SectionKind] = frozenset({"free-text", "skeleton"})
_OF_THE_CASE: frozenset[SectionKind] = frozenset(
    {
        "statement-of-case",
        "chronology",
        "incidents",
        "exposure",
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

    They stop a service copy, whose passages are reviewed one by one (`passage_review`); in a filing that may
    be passed on to the State they are warnings.
    """
    dossier_data = sections.dossier_data
    if not reaches_the_state(dossier_data) or discloses_claim(dossier_data):
        return
    is_served = dossier_data.copy_kind == "service"
    tells = teller_of(dossier_data)
    for held in of_titles(dossier_data):
        if not held.is_released:
            yield _of_title(dossier_data, held, is_served=is_served)
    for place, section in enumerate(() if is_served else shown_sections(dossier_data), start=1):
        if any(map(tells, _texts(sections, section))):
            what = _mention(letter(place), _named(sections, section, tells))
            yield may_reach(what, _MEND, DossierTarget(kind="section", id=section.id), is_blocking=False)


def _of_title(dossier_data: DossierData, held: HeldBack, *, is_served: bool) -> PrecheckProblem:
    what = Message("The cover mentions a claim to protection: {name}.", name=held.name)
    if held.about.kind == "document":
        mark = dossier_data.name_of(dossier_data.documents[held.about.id])
        what = Message("The line of exhibit {mark} in the index mentions a claim to protection.", mark=mark)
    mend = in_sequence((_MEND, release(held.marked_name))) if is_served else _MEND
    return replace(may_reach(what, mend, held.about, is_blocking=is_served), excerpt=held.sentence)


def _mention(place: str, names: list[str]) -> Message:
    if not names:
        return Message("Section {place} mentions a claim to protection.", place=place)
    if any("/" in name for name in names):
        return Message(
            "Section {place} mentions a claim to protection: {names}.", place=place, names=tuple(names)
        )
    return Message.plural(
        "Section {place} mentions a claim to protection (paragraph {numbers}).",
        "Section {place} mentions a claim to protection (paragraphs {numbers}).",
        len(names),
        place=place,
        numbers=tuple(names),
    )


def _named(sections: SetSections, section: Section, tells: ClaimTeller) -> list[str]:
    """Return the names of the paragraphs and rows of a section that tell of a claim."""
    return [
        passage.name
        for passage in passages(sections)
        if passage.section_id == section.id and passage.kind in {"paragraph", "row"} and tells(passage.text)
    ]


def _texts(sections: SetSections, section: Section) -> Iterator[str]:
    """Yield the office's own words in a section, as far as this copy prints them."""
    dossier_data = sections.dossier_data
    if section.kind in _OF_THE_CASE:
        yield from _printed(sections, section)
        return
    own: Iterable[str] = ()
    if section.kind in _WRITTEN:
        own = (section.text,)
    elif section.kind == "grounds":
        own = (row.ground.text for row in dossier_data.argument.grounds)
    elif section.kind == "assurances":
        own = (one.text for one in dossier_data.argument.assurances)
    elif section.kind == "adverse-material":
        own = (dossier_data.rebuttals.get(one, "") for one in printed_adverse(dossier_data, section))
    is_cut = section.id in dossier_data.left_out
    printed = "\n".join(_printed(sections, section)) if is_cut else ""
    for passage in _passages(own):
        if not is_cut or max((run.text for run in passage.runs), key=len, default="") in printed:
            yield _text(passage)


def _passages(texts: Iterable[str]) -> Iterator[ProseBlock]:
    from casebook.formats.prose import read_prose

    for text in texts:
        yield from read_prose(text)


def _text(passage: ProseBlock) -> str:
    notes = (run.text for called in passage.runs for run in called.note)
    return "\n".join((passage.text, *notes))


def _printed(sections: SetSections, section: Section) -> tuple[str, ...]:
    try:
        title = "" if is_left_out(sections.dossier_data, section) else section.title
        part = DossierPart(title=title, anchor="", blocks=sections.blocks(section))
    except CasebookError:
        return ()  # what cannot be set is reported elsewhere
    return tuple(texts_of(Composition(title="", language="en", parts=(part,))))
