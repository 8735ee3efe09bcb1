"""Quotations from exhibits, compared with the pages they are said to stand on.

Compared is the text of a page and what text recognition read on it; a page without either is not, nor is
an exhibit in another language than the quotation, where no translation of it is exhibited.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from casebook.base.message import Message
from casebook.domain.case.assurance import Assurance
from casebook.domain.dossier.composition import Line
from casebook.domain.dossier.filing_problem import FilingProblem, PrecheckProblem
from casebook.domain.dossier.quotation import opening_words
from casebook.domain.dossier.target import DossierTarget
from casebook.domain.dossier.text_numbering import letter, lines_of
from casebook.domain.evidence.document import Document, DocumentText
from casebook.domain.evidence.recording import beyond_end
from casebook.domain.library.quotation import is_quoted_from
from casebook.language.hanzi import has_han
from casebook.services.base.session import Session
from casebook.services.dossier.compose import SetSections, shown_sections
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.gate.relied_on import printed_blocks
from casebook.services.dossier.sections.quoted_place import QuotedPlace, quoted_places
from casebook.store.registry import table_for

Pages = Mapping[str, Mapping[int, str]]
"""Text of the pages of exhibits that have any, by number, by ID of the document."""
_EXACT = Message("Words in quotation marks are those of the page they are cited from.")
_CORRECT = Message("Quote the page, mark what is left out by “…”, or correct the reference.")


def with_quotations(session: Session, dossier_data: DossierData) -> DossierData:
    """Return the material with what it quotes from exhibits and their pages do not have."""
    sections = SetSections(dossier_data)
    places = list(_places(sections))
    assurances = dossier_data.argument.assurances if _prints_assurances(dossier_data) else ()
    ids = {key for _, _, place in places for key in place.pages}
    ids |= {one.document_id for assurance in assurances for one in assurance.pinpoints}
    pages = _pages(session, dossier_data, [one.id for one in _with_related(dossier_data, ids)])
    misquoted = (
        *(problem for entry in places for problem in _of_place(dossier_data, pages, *entry)),
        *(
            problem
            for number, assurance in enumerate(assurances, start=1)
            for problem in _of_assurance(dossier_data, pages, assurance, number)
        ),
    )
    return replace(dossier_data, misquoted=misquoted)


def _prints_assurances(dossier_data: DossierData) -> bool:
    return any(section.kind == "assurances" for section in shown_sections(dossier_data))


def _places(sections: SetSections) -> Iterator[tuple[Message, DossierTarget, QuotedPlace]]:
    """Yield where each quotation with a reference to an exhibit stands, and the quotation."""
    for where, about, _, block in printed_blocks(sections):
        for line in _with_notes(lines_of(block)):
            yield from ((where, about, place) for place in quoted_places(sections.dossier_data, line))


def _with_notes(lines: Iterator[Line]) -> Iterator[Line]:
    for line in lines:
        yield line
        yield from (span.note for span in line if span.note)


def _with_related(dossier_data: DossierData, ids: set[str]) -> list[Document]:
    """Return exhibits with these IDs, what they translate and what translates them."""
    wanted = ids | {one.translation_of for one in dossier_data.exhibits if one.id in ids}
    return [one for one in dossier_data.exhibits if one.id in wanted or one.translation_of in ids]


def _pages(session: Session, dossier_data: DossierData, ids: Sequence[str]) -> Pages:
    with session.store.reading() as connection:
        texts = table_for(DocumentText).some(connection, ids)
    pages: dict[str, dict[int, str]] = {}
    for key in ids:
        own = dict(enumerate(texts[key].pages, start=1)) if key in texts else {}
        read = dossier_data.recognised.get(key)
        for page in read.pages if read else ():
            own[page.number] = f"{own.get(page.number, '')}\n{page.text}"
        pages[key] = {number: text for number, text in own.items() if text.strip()}
    return pages


def _of_place(
    dossier_data: DossierData, pages: Pages, where: Message, about: DossierTarget, place: QuotedPlace
) -> Iterator[PrecheckProblem]:
    related = _with_related(dossier_data, set(place.pages))
    texts: list[str] = []
    is_compared = False
    for document in related:
        held, numbers = pages[document.id], place.pages.get(document.id, ())
        of_document = [held[number] for number in numbers or sorted(held) if number in held]
        texts += ["\n".join(of_document)] if of_document else []
        is_compared |= bool(of_document) and _speaks(dossier_data, document, place.words)
    if not is_compared or any(is_quoted_from(place.words, text) for text in texts):
        return
    cited = next(one for one in related if one.id in place.pages)
    what = Message(
        "{where}: the words quoted are not on page {page} of exhibit {mark}: “{words}”",
        where=where,
        page=_numbers(place.pages[cited.id]),
        mark=dossier_data.name_of(cited),
        words=opening_words(place.words),
    )
    yield _misquoted(what, about)


def _speaks(dossier_data: DossierData, document: Document, words: str) -> bool:
    """Return whether a document is in the language in which something is quoted from it."""
    own, base = document.language.partition("-")[0], dossier_data.dossier.language.partition("-")[0]
    return (own == "zh") if has_han(words) else own in {"", base}


def _numbers(pages: Sequence[int]) -> str:
    return ", ".join(map(str, pages)) or "1"


def _of_assurance(
    dossier_data: DossierData, pages: Pages, assurance: Assurance, number: int
) -> Iterator[PrecheckProblem]:
    """Yield each paragraph of an assurance that the dossier says it reads and its pages do not have."""
    places = [
        one
        for one in assurance.pinpoints
        if pages.get(one.document_id) and (not one.page or one.page in pages[one.document_id])
    ]
    text = "\n".join(
        held
        for one in places
        for page, held in sorted(pages[one.document_id].items())
        if one.page in {0, page}
    )
    if not text:
        return
    first = next(one for one in dossier_data.exhibits if one.id == places[0].document_id)
    if not _speaks(dossier_data, first, assurance.text):
        return
    part = next(
        place
        for place, section in enumerate(shown_sections(dossier_data), start=1)
        if section.kind == "assurances"
    )
    for paragraph, words in enumerate(assurance.text.strip().split("\n\n"), start=1):
        if not is_quoted_from(words, text):
            what = Message(
                "Section {place}: assurance {number} does not read so on page {page} of exhibit {mark} "
                "(paragraph {paragraph}): “{words}”",
                place=letter(part),
                number=number,
                page=_numbers([one.page for one in places if one.page]),
                mark=dossier_data.name_of(first),
                paragraph=paragraph,
                words=opening_words(words.strip()),
            )
            yield _misquoted(what, DossierTarget(kind="assurance", id=assurance.id), is_blocking=True)


def _misquoted(what: Message, about: DossierTarget, *, is_blocking: bool = False) -> PrecheckProblem:
    problem = FilingProblem(
        check="quotation", page=0, what=what, is_blocking=is_blocking, rule=_EXACT, mend=_CORRECT
    )
    return PrecheckProblem(problem=problem, about=about)


def overlong_transcripts(dossier_data: DossierData) -> Iterator[PrecheckProblem]:
    """Yield each exhibited recording whose transcript goes on behind its end."""
    for document in dossier_data.exhibits:
        sheet = dossier_data.recordings.get(document.id)
        if sheet is not None and (moment := beyond_end(sheet.recording, sheet.lines)):
            problem = FilingProblem(
                check="recording",
                page=0,
                what=Message(
                    "Exhibit {mark}: its transcript goes on to {moment}, and the recording lasts {length}.",
                    mark=dossier_data.name_of(document),
                    moment=moment,
                    length=sheet.recording.length,
                ),
                is_blocking=False,
                rule=Message("Who hears the recording compares the transcript with it."),
                mend=Message("Listen to it: the transcript is of another recording, or a time is wrong."),
            )
            yield PrecheckProblem(problem=problem, about=DossierTarget(kind="document", id=document.id))
