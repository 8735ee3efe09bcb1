"""What a service copy holds back for a claim to protection, each by the name that a person releases it by.

SECURITY: one decision releases one thing, and its sentence stands beside it: whoever read one sentence of a
page has not read the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.base.file_name import as_words
from casebook.domain.dossier.filing_problem import FilingProblem, HeldBack, PrecheckProblem, marked_name
from casebook.domain.dossier.filings.decision_mark import full_mark
from casebook.domain.dossier.filings.exposure import Exposure
from casebook.domain.dossier.target import DossierTarget
from casebook.domain.evidence.exhibit_number import sole_numbers
from casebook.services.dossier.compose import shown_sections
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.gate.printed_text import texts_of_cover, texts_of_exhibits
from casebook.services.dossier.sections.service_copy import (
    held_events,
    held_facts,
    keeps_claim,
    release_name,
    teller_of,
)

COVER = "cover"
"""What releases every line of the cover; before a stroke and the name of a line, that line alone."""


def held_back(dossier_data: DossierData) -> Iterator[HeldBack]:
    """Yield all that a service copy holds back for a claim, but for the passages of its text."""
    yield from held_in_text(dossier_data)
    if dossier_data.copy_kind == "service":
        for name, exposure in claim_places(dossier_data):
            about = DossierTarget(kind="document", id=exposure.document_id)
            yield _held(dossier_data, name, exposure.sentence, about)


def held_in_text(dossier_data: DossierData) -> Iterator[HeldBack]:
    """Yield the same without the pages of exhibits: what a decision on the whole claim releases."""
    if keeps_claim(dossier_data):
        yield from _of_chronology(dossier_data)
        yield from of_titles(dossier_data)


def claim_places(dossier_data: DossierData) -> Iterator[tuple[str, Exposure]]:
    """Yield the sentences of exhibits' pages that tell of a claim, each with its name."""
    marks = _marks(dossier_data)
    counted: Counter[tuple[str, int]] = Counter()
    for one in dossier_data.exposures:
        if one.kind == "asylum-claim" and one.document_id in marks:
            counted[one.document_id, one.page] += 1
            yield f"{marks[one.document_id]} p.{one.page}/{counted[one.document_id, one.page]}", one


def omitted(dossier_data: DossierData) -> tuple[HeldBack, ...]:
    """Return the facts and events that a copy leaves out for a claim."""
    return tuple(one for one in held_back(dossier_data) if one.is_omitted and not one.is_released)


def omissions(dossier_data: DossierData) -> Iterator[PrecheckProblem]:
    """Yield a warning for each fact and event that a service copy leaves out for a claim."""
    for one in omitted(dossier_data):
        problem = FilingProblem(
            check="claim",
            page=0,
            what=Message("Left out of this copy for a claim to protection: {name}.", name=one.name),
            is_blocking=False,
            rule=Message(
                "What tells the requesting State of a claim is left out unless a person releases it."
            ),
            mend=release(one.marked_name),
        )
        yield PrecheckProblem(problem=problem, about=one.about, excerpt=one.sentence)


def released_texts(dossier_data: DossierData) -> dict[str, str]:
    """Return the words of the facts and events that a person released, by what passages rest on."""
    return {
        f"{one.about.kind}:{one.about.id}": one.sentence
        for one in held_back(dossier_data)
        if one.is_omitted and one.is_released
    }


def release(name: str) -> Message:
    """Return how one thing alone is released."""
    return Message(
        "To release this alone, select it under “Passages confirmed” and enter the reason (--confirm "
        '"{name}:REASON").',
        name=name,
    )


def _of_chronology(dossier_data: DossierData) -> Iterator[HeldBack]:
    if all(section.kind != "chronology" for section in shown_sections(dossier_data)):
        return
    for fact in held_facts(dossier_data):
        about = DossierTarget(kind="fact", id=fact.id)
        yield _held(dossier_data, release_name(fact), fact.statement, about, is_omitted=True)
    for event in held_events(dossier_data):
        about = DossierTarget(kind="event", id=event.id)
        yield _held(dossier_data, release_name(event), event.title, about, is_omitted=True)


def of_titles(dossier_data: DossierData) -> Iterator[HeldBack]:
    """Yield the cover, with what stands on every page, and the exhibits whose lines tell of a claim."""
    tells, marks = teller_of(dossier_data), _marks(dossier_data)
    about, of_cover = DossierTarget(kind="cover"), dict(texts_of_cover(dossier_data))
    for line, text in of_cover.items():
        repeated = (of_cover["title"], of_cover["number"]) if line == "head" else ()
        sentences = () if any(map(tells, repeated)) else tells.sentences(text)
        if sentences:
            yield _held(dossier_data, f"{COVER}/{line}", " ".join(sentences), about)
    for key, texts in texts_of_exhibits(dossier_data):
        if sentences := tells.sentences("\n\n".join(texts)):
            about = DossierTarget(kind="document", id=key)
            yield _held(dossier_data, f"{marks[key]} title", " ".join(sentences), about)


def require_silent_name(dossier_data: DossierData, name: str) -> None:
    """Refuse a file name that tells of a claim which this copy keeps from its reader.

    Raises:
        InvalidInput: it does.
    """
    if keeps_claim(dossier_data) and teller_of(dossier_data)(as_words(name)):
        raise InvalidInput(
            "The file name mentions a claim to protection.",
            field="out",
            remedy="Enter a neutral file name.",
        )


def _held(
    dossier_data: DossierData, name: str, sentence: str, about: DossierTarget, *, is_omitted: bool = False
) -> HeldBack:
    is_of_cover = name.startswith(f"{COVER}/") and COVER.upper() in dossier_data.released
    is_released = is_of_cover or name.upper() in dossier_data.released
    return HeldBack(
        name=name,
        sentence=sentence,
        is_omitted=is_omitted,
        is_released=is_released,
        about=about,
        text_mark=_mark(dossier_data, about, sentence),
    )


def marked_claim(dossier_data: DossierData, name: str, exposure: Exposure) -> str:
    """Return the name of a sentence on a page of an exhibit, with its mark."""
    about = DossierTarget(kind="document", id=exposure.document_id)
    return marked_name(name, _mark(dossier_data, about, exposure.sentence))


def _mark(dossier_data: DossierData, about: DossierTarget, sentence: str) -> str:
    """Return the mark of a sentence where it stands: the same exhibit by whatever number."""
    text = f"{dossier_data.dossier.id}\n\n{about.key}\n\n{sentence}"
    grounds = (*dossier_data.marks.claimants, *_grounds(dossier_data, about))
    return full_mark(dossier_data.text_mark, text, dossier_data.marks.copy, grounds)


def _grounds(dossier_data: DossierData, about: DossierTarget) -> Iterator[str]:
    """Yield what stands against it beside the claim: documents it rests on, and who reported it."""
    documents = {about.id} if about.kind == "document" else set[str]()
    for fact in dossier_data.facts if about.kind == "fact" else ():
        if fact.id == about.id:
            yield from (one.stated_by for one in fact.accounts)
            places = (*fact.pinpoints, *(one.pinpoint for one in fact.accounts if one.pinpoint))
            documents |= {place.document_id for place in places}
    for key in sorted(documents):
        yield from (key, *(f"{key} {ground}" for ground in dossier_data.marks.documents.get(key, ())))


def _marks(dossier_data: DossierData) -> dict[str, str]:
    """Return what exhibits are called in names: by number, or by place where none or several bear it."""
    exhibits = dossier_data.every_exhibit
    numbered = {key: mark for mark, key in sole_numbers(exhibits).items()}
    return {one.id: numbered.get(one.id, f"no.{dossier_data.dossier.place_of(one.id)}") for one in exhibits}
