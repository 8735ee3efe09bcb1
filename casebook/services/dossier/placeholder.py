"""Placeholder pages for exhibits that cannot be rendered; they state what was left out and why."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO

from casebook.base.i18n import Translator
from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.dossier.composition import Composition, Exhibit, Line, Span
from casebook.domain.dossier.filing_problem import FilingProblem, marked_name
from casebook.domain.dossier.paper import Paper
from casebook.domain.dossier.text_numbering import relined
from casebook.domain.evidence.exhibit_number import exhibit_text_mark
from casebook.domain.evidence.privilege import is_asylum_paper
from casebook.domain.evidence.transcript import is_recording
from casebook.services.evidence.set_kinds import can_be_exhibit, has_pages, is_set_from_text, size_in_words

if TYPE_CHECKING:
    from casebook.domain.dossier.build import BuildRequest
    from casebook.domain.evidence.document import Document
    from casebook.pdf.typeset.single_page import Kind
    from casebook.services.dossier.dossier_data import DossierData

NO_FAULTS: Mapping[str, Message] = MappingProxyType({})


def placeholder(
    exhibit: Exhibit,
    paper: Paper,
    words: Translator,
    received: tuple[int, str] = (0, ""),
    fault: Message = NO_MESSAGE,
) -> Exhibit:
    """The exhibit with a page in its place.

    Args:
        exhibit: as it was to go in; its file is not opened.
        paper: of the page.
        words: in the language of the dossier.
        received: length in bytes and SHA-256 of the file as it came, where they are known.
        fault: what a builder said is wrong with the file; empty where none was asked.
    """
    lines = (*_why(exhibit, words, fault), *_lines(exhibit, words, *received))
    title = _heading(exhibit, words)
    drawn = partial(_page, title, lines, words.language, paper)
    stands = replace(exhibit, open=drawn, media_type="application/pdf", recognised=(), is_photograph=False)
    return replace(stands, passages=(), is_placeholder=True)


def _heading(exhibit: Exhibit, words: Translator) -> str:
    if exhibit.mark or not exhibit.place:
        return words("Exhibit {mark}: {title}", mark=exhibit.mark, title=exhibit.title)
    return words("Exhibit no. {place} of the list: {title}", place=exhibit.place, title=exhibit.title)


def withheld_exhibit(document: Document, paper: Paper, words: Translator, place: int) -> Exhibit:
    """As many pages as an exhibit that is withheld has, in its place; they say that it is withheld and why.

    Its title, date and kind stay unsaid: they may say what is privileged.

    Args:
        document: as recorded; its file is not opened.
        paper: of the pages.
        words: in the language of the dossier.
        place: as `Exhibit.place`.
    """
    mark = document.exhibit_mark
    title = _withheld_title(mark, place, words)
    ground = words("Ground: {ground}", ground=ground_of(document, words))
    pages = max(document.page_count, 1) if has_pages(document.media_type) else 1
    return Exhibit(
        key=document.id,
        mark=mark,
        title=words("withheld ({ground})", ground=ground_of(document, words)),
        media_type="application/pdf",
        open=partial(_page, title, (ground,), words.language, paper, pages=pages),
        place=place,
    )


def withheld_title(dossier_data: DossierData, document: Document) -> str:
    """The heading in the place of an exhibit that is withheld; it does not say what the exhibit is."""
    place = dossier_data.dossier.place_of(document.id)
    return _withheld_title(document.exhibit_mark, place, dossier_data.words)


def _withheld_title(mark: str, place: int, words: Translator) -> str:
    if mark:
        return words("Exhibit {mark} is withheld", mark=mark)
    return words("Exhibit no. {place} of the list is withheld", place=place)


def ground_of(document: Document, words: Translator) -> str:
    """On what an exhibit is withheld: its privilege as recorded, or that it is not for this recipient."""
    if not document.is_privileged:
        return words("not for this recipient")
    return document.privilege or words("privilege")


def _why(exhibit: Exhibit, words: Translator, fault: Message) -> Iterator[str]:
    """Yield the reason for a placeholder page, without names."""
    if is_recording(exhibit.media_type):
        yield words(
            "This exhibit is a recording and cannot be shown on a page. It is submitted as a separate file."
        )
        return
    if _is_chosen(exhibit.media_type, fault):
        yield words("This exhibit is left out of this copy.")
        return
    yield words("This exhibit is left out: its file cannot be shown as it was received.")
    if "password" in fault.msgid:
        yield words("Reason: the file is protected by a password.")
    elif "empty" in fault.msgid:
        yield words("Reason: the file is empty.")
    elif "no text" in fault.msgid:
        yield words("Reason: the file has no text that could be shown.")
    elif "damaged" in fault.msgid or fault.msgid == "has no pages.":
        yield words("Reason: the file is damaged or incomplete.")
    else:
        yield words("Reason: the file is of a kind that cannot be shown on pages.")


def _lines(exhibit: Exhibit, words: Translator, size_bytes: int, sha256: str) -> Iterator[str]:
    if size_bytes:
        size = size_in_words(size_bytes, words)
        yield words("The file as received: {kind}, {size}.", kind=exhibit.media_type, size=size)
    if sha256:
        yield words("Its SHA-256 is {hash}.", hash=sha256)


def _page(title: str, lines: tuple[str, ...], language: str, paper: Paper, pages: int = 1) -> BinaryIO:
    from casebook.pdf.typeset.single_page import set_leaf

    texts: list[tuple[Kind, str]] = [("text", line) for line in lines]
    return io.BytesIO(set_leaf(title, texts, language=language, paper=paper, times=pages))


def stood_in(
    dossier_data: DossierData,
    composition: Composition,
    standing: AbstractSet[str],
    faults: Mapping[str, Message] = NO_FAULTS,
) -> Composition:
    """The composition with a page in the place of some exhibits.

    Args:
        dossier_data: the material.
        composition: as it was to be built.
        standing: keys of the exhibits.
        faults: what is wrong with them, by key, as far as it is known.
    """
    exhibits = tuple(
        _of_document(dossier_data, exhibit, composition.paper, faults.get(exhibit.key, NO_MESSAGE))
        if exhibit.key in standing
        else exhibit
        for exhibit in composition.exhibits
    )
    left_out = {
        f"exhibit:{document.id}": dossier_data.words(
            "exhibit {mark} [not in this copy]", mark=dossier_data.printed_name_of(document)
        )
        for document in dossier_data.exhibits
        if document.id in standing
    }
    if not left_out:
        return replace(composition, exhibits=exhibits)
    after = dossier_data.words("exhibit {mark}, pp. {pages}", mark="", pages="\n").split("\n")[1]
    parts = tuple(
        replace(
            part,
            blocks=tuple(relined(each, partial(_without_pages, left_out, after)) for each in part.blocks),
        )
        for part in composition.parts
    )
    return replace(composition, exhibits=exhibits, parts=parts)


def _without_pages(left_out: Mapping[str, str], after: str, line: Line) -> Line:
    """Return a line that refers to exhibits which the copy lacks without their pages, which are not there.

    Args:
        left_out: what is said in place of a reference, by its anchor.
        after: what may stand behind the pages of a reference to several.
        line: of the text.
    """
    spans: list[Span] = []
    last, between = "", 0  # the reference just replaced, and how many spans of it wait behind it
    for span in line:
        anchor = span.to.anchor if span.to else ""
        if span.note:
            span = replace(span, note=_without_pages(left_out, after, span.note))  # noqa: PLW2901 - of this span
        if anchor in left_out and anchor == last:
            del spans[len(spans) - between :]
        elif anchor in left_out:
            spans.append(Span(left_out[anchor], emphasis="quiet", to=span.to))
        elif last and after and span.text == after:
            continue
        else:
            spans.append(span)
        is_between = bool(last) and not anchor and span.text in {"–", ", "} and not between
        last, between = (anchor, 0) if anchor in left_out else (last, 1) if is_between else ("", 0)
    return tuple(spans)


def names_of(dossier_data: DossierData, exhibit: Document) -> frozenset[str]:
    """Return what an exhibit may be chosen by: its ID, and its number or else its place in the list.

    The last with and without the mark of the exhibit.
    """
    marked = marked_exhibit(dossier_data, exhibit)
    return frozenset({exhibit.id, _name(dossier_data, exhibit), marked})


def exhibit_names(dossier_data: DossierData) -> frozenset[str]:
    """Return what any exhibit may be chosen by, as `names_of`."""
    return frozenset[str]().union(*(names_of(dossier_data, one) for one in dossier_data.every_exhibit))


def marked_exhibit(dossier_data: DossierData, exhibit: Document) -> str:
    """Return the number of an exhibit, or else its place in the list, with the mark of the exhibit."""
    return marked_name(_name(dossier_data, exhibit), exhibit_text_mark(dossier_data.text_mark, exhibit.id))


def _name(dossier_data: DossierData, exhibit: Document) -> str:
    return exhibit.exhibit_mark or f"no.{dossier_data.dossier.place_of(exhibit.id)}"


def with_withheld(dossier_data: DossierData, request: BuildRequest) -> DossierData:
    """Return the material of a service copy without the exhibits that its reader must not receive.

    SECURITY: an exhibit with a page in its place is withheld where its pages, or who sent it, would show
    something to the requesting State, and where a person keeps it back: its title and kind would show it too.
    A file that cannot be shown reaches the reader by another route and is none of them.
    """
    if dossier_data.copy_kind != "service":
        return dossier_data
    exposed = {exposure.document_id for exposure in dossier_data.exposures}
    disclosed = request.decided("disclose")
    withheld = tuple(
        document
        for document in dossier_data.exhibits
        if (document.id in exposed or can_be_exhibit(document))
        and document.exhibit_mark not in disclosed
        and not request.placeholders.isdisjoint(names_of(dossier_data, document))
    )
    return replace(
        dossier_data,
        exhibits=tuple(document for document in dossier_data.exhibits if document not in withheld),
        withheld_exhibits=(*dossier_data.withheld_exhibits, *withheld),
        withheld=dossier_data.withheld | {one.exhibit_mark for one in withheld if one.exhibit_mark},
        withheld_by_choice=frozenset(one.id for one in withheld if one.id not in exposed),
    )


def standing_pages(dossier_data: DossierData, chosen: AbstractSet[str]) -> frozenset[str]:
    """Keys of the exhibits that have a page in their place: those chosen, and some recordings.

    A recording with a transcript has an exhibit sheet instead, which says more.

    SECURITY: keys, since an exhibit without a number must not stand for all others without one.
    """
    return frozenset(
        document.id
        for document in dossier_data.exhibits
        if not chosen.isdisjoint(names_of(dossier_data, document))
        or (is_recording(document.media_type) and not is_set_from_text(document))
    )


def _of_document(dossier_data: DossierData, exhibit: Exhibit, paper: Paper, fault: Message) -> Exhibit:
    document = dossier_data.documents[exhibit.key]
    size_bytes = 0 if document.original_sha256 else document.size_bytes  # the length is that of the copy
    received = (size_bytes, document.original_sha256 or document.sha256)
    is_shown = _shows_receipt(dossier_data, document, fault)
    return placeholder(exhibit, paper, dossier_data.words, received if is_shown else (0, ""), fault)


def _shows_receipt(dossier_data: DossierData, document: Document, fault: Message) -> bool:
    """Return whether the page says which file is handed over by another route.

    SECURITY: a hash or a length tells one file from all others: whoever holds the telephone of a person finds
    by it who sent the file. What is left out by choice, or served on another party, bears neither.
    """
    is_filed = dossier_data.copy_kind in {"draft", "filing"}
    return is_filed and not _is_chosen(document.media_type, fault)


def _is_chosen(media_type: str, fault: Message) -> bool:
    """Return whether an exhibit is left out by choice: nothing is known against its file."""
    return not is_recording(media_type) and not fault and (not media_type or has_pages(media_type))


def foreseen(dossier_data: DossierData, chosen: AbstractSet[str]) -> Iterator[tuple[Document, FilingProblem]]:
    """Yield problems known before building: placeholder pages, and files that cannot be shown.

    Args:
        dossier_data: the material.
        chosen: exhibits that are to have a page in their place, as `BuildRequest.placeholders`.
    """
    standing = standing_pages(dossier_data, chosen)
    for document in dossier_data.withheld_exhibits:
        if not chosen.isdisjoint(names_of(dossier_data, document)):
            yield document, _withheld_problem(dossier_data.name_of(document))
    for document in dossier_data.exhibits:
        if document.id in standing:
            yield document, standing_problem(dossier_data, document)
        elif not can_be_exhibit(document):
            yield (
                document,
                _unshown(
                    Message("Exhibit {mark}: its file has no pages.", mark=dossier_data.name_of(document))
                ),
            )


def _unshown(what: Message) -> FilingProblem:
    return FilingProblem(
        check="placeholder",
        page=0,
        what=what,
        is_blocking=True,
        rule=Message("Only a draft can be built until this is fixed; it has a placeholder page instead."),
        mend=Message("Use a PDF of it, or choose a placeholder page for it under Build."),
    )


def standing_problem(
    dossier_data: DossierData, document: Document, fault: Message = NO_MESSAGE
) -> FilingProblem:
    """Return the problem reported for a page in the place of an exhibit of a dossier.

    SECURITY: what is withheld from a recipient must not be sent by another route; that helps a damaged file.

    Args:
        dossier_data: the material; its exposures say what the exhibit shows.
        document: the exhibit.
        fault: what is wrong with its file, as a predicate; empty where the page was chosen.
    """
    name = dossier_data.name_of(document)
    is_exposed = any(exposure.document_id == document.id for exposure in dossier_data.exposures)
    if is_exposed or document.is_privileged or is_asylum_paper(document, dossier_data.documents):
        return _withheld_problem(name)
    problem = placeholder_problem(name, fault)
    if fault or dossier_data.copy_kind not in {"service", "pseudonymised"}:
        return problem
    return replace(
        problem,
        mend=Message(
            "If it is withheld from this recipient, do not send it in any other way. If its file cannot be "
            "shown, submit the file by another route, and state this in the cover letter."
        ),
    )


def _withheld_problem(name: str | Message) -> FilingProblem:
    return FilingProblem(
        check="placeholder",
        page=0,
        what=Message("Exhibit {mark} is withheld from this recipient; a page takes its place.", mark=name),
        is_blocking=False,
        rule=Message("The recipient must not receive the exhibit; the page states that it was left out."),
        mend=Message("Do not send it to this recipient in any other way."),
    )


def placeholder_problem(name: str | Message, fault: Message = NO_MESSAGE) -> FilingProblem:
    """Return the problem reported for a placeholder page.

    Args:
        name: what messages call the exhibit.
        fault: what is wrong with its file, as a predicate; empty where the page was chosen.
    """
    what = Message(
        "Exhibit {mark} is replaced by a placeholder page stating that it was left out.", mark=name
    )
    mend = Message("Submit the file by another route, and state this in the cover letter.")
    if fault:
        what = Message("Exhibit {mark} {fault} A placeholder page takes its place.", mark=name, fault=fault)
        mend = Message("Use a PDF of it, or submit the file by another route and say so in the cover letter.")
    return FilingProblem(
        check="placeholder",
        page=0,
        what=what,
        is_blocking=False,
        rule=Message("The court must know what was left out, and why."),
        mend=mend,
    )
