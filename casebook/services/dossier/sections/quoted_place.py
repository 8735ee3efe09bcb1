"""Quotations in a line of a dossier, with the pages of exhibits that follow them in the same sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from casebook.domain.base.entity import entity
from casebook.domain.dossier.composition import Line, Span
from casebook.domain.dossier.quotation import quotations
from casebook.services.dossier.dossier_data import DossierData

_EXHIBIT = "exhibit:"
_REFERENCE = "\ufffc"
_NOT_SHOWN = "\ufffb"
"""Stands behind words that come from a document which the copy does not show: nothing is compared then."""
_SENTENCE_ENDS = re.compile(r"[.!?。！？](?:\s|$)")
_CITED = re.compile(rf"{_REFERENCE}(?:[^\w{_REFERENCE}]*{_REFERENCE})*")
"""References with nothing but signs between them."""


@entity
class QuotedPlace:
    """A quotation, and where it is said to stand.

    Attributes:
        words: without their quotation marks.
        pages: of the exhibits cited for it, by ID of the document; none for the whole document.
    """

    words: str
    pages: dict[str, tuple[int, ...]]


def quoted_places(dossier_data: DossierData, line: Line) -> Iterator[QuotedPlace]:
    """Yield each quotation of a line that is followed by references to exhibits before its sentence ends."""
    references: list[Span] = []
    shown = {f"{_EXHIBIT}{document.id}" for document in dossier_data.exhibits}
    pieces: list[str] = []
    for span in line:
        is_reference = span.to is not None and span.to.anchor.startswith(_EXHIBIT)
        pieces.append(_REFERENCE if is_reference else span.text)
        is_hidden = any(one.startswith(_EXHIBIT) and one not in shown for one in span.rests_on)
        pieces += [_NOT_SHOWN] if is_hidden and not is_reference else []
        references += [span] if is_reference else []
    text = "".join(pieces)
    for words, end in quotations(text):
        cited = _CITED.search(text, end)
        if cited and _NOT_SHOWN in text[end : cited.start()]:
            continue
        if cited and not _SENTENCE_ENDS.search(text, end, cited.start()):
            first = text.count(_REFERENCE, 0, cited.start())
            group = references[first : first + cited[0].count(_REFERENCE)]
            yield QuotedPlace(words=words, pages=_pages(dossier_data, group, cited[0]))


def _pages(dossier_data: DossierData, group: Sequence[Span], text: str) -> dict[str, tuple[int, ...]]:
    pages: dict[str, list[int]] = {}
    between = re.split(_REFERENCE, text)
    for before, span in zip(between, group, strict=False):
        if span.to is None:
            continue
        key = span.to.anchor.removeprefix(_EXHIBIT)
        numbers = pages.setdefault(key, [])
        if before == "–" and numbers:
            numbers += range(numbers[-1] + 1, span.to.page)
        if not _names_whole(dossier_data, key, span):
            numbers.append(span.to.page)
    return {key: tuple(numbers) for key, numbers in pages.items()}


def _names_whole(dossier_data: DossierData, key: str, span: Span) -> bool:
    """Return whether a reference names an exhibit and no page of it, although it leads to the first."""
    document = next((one for one in dossier_data.exhibits if one.id == key), None)
    words = dossier_data.words
    return document is not None and span.alone == words(
        "exhibit {mark}", mark=dossier_data.printed_name_of(document)
    )
